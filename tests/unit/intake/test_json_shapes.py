"""JSON as tools and libraries write it: the comments are found, and only they."""

import json

import pyarrow
import pyarrow.parquet
import pytest

from feedback.intake.reading import open_table

A, B = "The app crashes when I pay", "The second one is far too slow"
RECORDS = [{"id": "1", "comment": A}, {"id": "2", "comment": B}]
BOTH = [("1", A), ("2", B)]
SHAPES = {
    "a list of words beside the comment": (
        json.dumps({"id": "1", "comment": A, "tags": ["payment", "crash"]}), BOTH[:1],
    ),
    "a longer list of sentences beside the records": (
        json.dumps({"keywords": ["it is bad", "it is high", "it is slow"], "reviews": RECORDS}),
        BOTH,
    ),
    "a longer list of numbers beside the records": (
        json.dumps({"total": 2, "histogram": [1, 2, 3, 4, 5], "reviews": RECORDS}), BOTH,
    ),
    "a longer list of people beside the records": (
        json.dumps({"comments": RECORDS, "users": [{"id": n, "name": "Ann"} for n in range(5)]}),
        BOTH,
    ),
    "nested in one line": (json.dumps({"data": {"reviews": RECORDS}}), BOTH),
    "nested in many lines": (json.dumps({"data": {"reviews": RECORDS}}, indent=1), BOTH),
    "edges and nodes": (
        json.dumps({"data": {"reviews": {"edges": [{"node": one} for one in RECORDS]}}}), BOTH,
    ),
    "objects by name": (json.dumps({"responses": dict(zip("ab", RECORDS, strict=True))}), BOTH),
    "pandas, by column": (
        json.dumps({key: {str(n): one[key] for n, one in enumerate(RECORDS)}
                    for key in ("id", "comment")}), BOTH,
    ),
    "pandas, split": (
        json.dumps({"columns": ["id", "comment"], "index": [0, 1], "data": BOTH}), BOTH,
    ),
    "pandas, table": (
        json.dumps({"schema": {"fields": [{"name": "id", "type": "string"}] * 9}, "data": RECORDS}),
        BOTH,
    ),
    "a list of lists": (json.dumps([["id", "comment"], *BOTH]), BOTH),
    "two lists": (json.dumps(RECORDS[:1]) + "\n" + json.dumps(RECORDS[1:]), BOTH),
    "two lists in one line": (json.dumps(RECORDS[:1]) + json.dumps(RECORDS[1:]), BOTH),
    "objects over many lines": ("\n".join(json.dumps(one, indent=1) for one in RECORDS), BOTH),
    "a list of texts": (json.dumps({"count": 2, "reviews": [A, B]}), [("", A), ("", B)]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_records_are_found_and_nothing_else(bring_in, stored, shape):
    text, expected = SHAPES[shape]
    report = bring_in(text, name="a.json")
    assert [(one.external_id, one.text) for one in stored()] == expected
    assert report.rows == len(expected)


def test_what_follows_a_list_of_records_is_a_rejected_row(bring_in, store):
    report = bring_in(json.dumps(RECORDS) + "\nsomething after it\n", name="a.json")
    (reject,) = store.imports.rejects(report.id)
    assert (report.imported, reject.line, reject.excerpt) == (2, 2, "something after it")


def test_a_list_longer_than_its_names_is_a_rejected_row(bring_in):
    report = bring_in(json.dumps([["id", "comment"], ["1", A], ["2", B, "more"]]), name="a.json")
    assert (report.imported, report.rejected) == (1, 1)


def test_answers_in_a_list_are_comments_under_their_questions(bring_in, stored):
    def answers(*pairs):
        return [{"field": {"id": q[:3], "title": q}, "type": "text", "text": a} for q, a in pairs]

    bring_in(
        json.dumps(
            [
                {"id": "1", "answers": answers(("What is good?", A), ("What is bad?", B))},
                {"id": "2", "answers": answers(("What is good?", "All of it is good"))},
            ]
        ),
        name="a.json",
    )
    assert [(one.external_id, one.question, one.text) for one in stored()] == [
        ("1", "What is good?", A),
        ("1", "What is bad?", B),
        ("2", "What is good?", "All of it is good"),
    ]


def test_choices_and_numbers_of_a_survey_are_read_as_what_was_chosen(tmp_path):
    path = tmp_path / "a.json"
    field = {"id": "f1", "title": "How was it?"}
    path.write_text(
        json.dumps(
            {
                "items": [
                    {"id": "a", "answers": [
                        {"field": field, "type": "number", "number": 4},
                        {"field": {"title": "Which?"}, "type": "choice",
                         "choice": {"label": "Red"}},
                        {"field": {"title": "What?"}, "type": "choices",
                         "choices": {"labels": ["Pen", "Ink"]}},
                    ]},
                ]
            }
        )
    )  # fmt: skip
    table = open_table(path)
    ((_, cells),) = table.rows()
    assert dict(zip(table.columns, cells, strict=True)) == {
        "id": "a", "How was it?": "4", "Which?": "Red", "What?": "Pen, Ink",
    }  # fmt: skip


def test_parts_of_a_review_in_a_list_have_names_of_their_own(bring_in, stored):
    user = {"userComment": {"text": A, "starRating": 5, "reviewerLanguage": "en"}}
    reply = {"developerComment": {"text": "Thank you for telling us this"}}
    bring_in(
        json.dumps({"reviews": [{"reviewId": "1", "comments": [user, reply]},
                                {"reviewId": "2", "comments": [{"userComment": {"text": B}}]}]}),
        name="a.json",
    )  # fmt: skip
    assert [(one.external_id, one.text) for one in stored()] == BOTH
    assert stored()[0].rating == 5.0


def test_messages_of_a_conversation_are_no_json_in_a_comment(tmp_path):
    path = tmp_path / "a.jsonl"
    messages = [{"by": "customer", "text": f"message {n}"} for n in range(12)]
    path.write_text(json.dumps({"id": 1, "messages": messages}) + '\n{"id": 2}\n')
    table = open_table(path)
    (_, first), _ = table.rows()
    found = dict(zip(table.columns, first, strict=True))
    assert found["messages.1.text"] == "message 0"
    assert found["messages.10.text"] == "message 9"
    assert "message 11" in found["messages"]


def test_of_parquet_columns_with_one_name_all_are_read(tmp_path):
    path = tmp_path / "a.parquet"
    arrays = [pyarrow.array(["1"]), pyarrow.array([A]), pyarrow.array([B])]
    pyarrow.parquet.write_table(
        pyarrow.Table.from_arrays(arrays, names=["id", "comment", "comment"]), path
    )
    table = open_table(path)
    assert table.columns == ("id", "comment", "comment (2)")
    assert [cells for _, cells in table.rows()] == [["1", A, B]]


def test_what_is_no_number_is_nothing(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"id": 1, "comment": "so so", "rating": NaN}]')
    assert [cells for _, cells in open_table(path).rows()] == [["1", "so so", ""]]
