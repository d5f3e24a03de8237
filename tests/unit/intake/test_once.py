"""What came in before stays, comes in once, and is nobody else's."""

from datetime import datetime

import pytest

from feedback.intake.filler import LONGEST, PHRASES
from feedback.intake.identity import content_key, customer_digest, id_key, is_nobody
from feedback.intake.words import lines_of
from tests.unit.intake.conftest import KEY

REASONS = ("slow", "dear", "ugly", "loud", "late", "cold", "small", "heavy")


def survey(place: str) -> str:
    """Eight answers counted from 1."""
    rows = (f"{n},{place} it was {why} for us\n" for n, why in enumerate(REASONS, 1))
    return "id,comment\n" + "".join(rows)


def test_an_export_with_fewer_columns_takes_nothing_away(bring_in, stored):
    head, rows = "id,comment,rating,consent,answer", [
        f"{n},It is {why} since the update,{1 + n % 5},{'no' if n % 2 else 'yes'},We are on it {n}"
        for n, why in enumerate(REASONS)
    ]  # fmt: skip
    bring_in("\n".join([head, *rows]) + "\n", name="nps.csv")
    before = stored()
    assert {one.consent for one in before} == {True, False}
    fewer = "\n".join(["id,comment", *(",".join(row.split(",")[:2]) for row in rows)]) + "\n"
    report = bring_in(fewer, name="nps.csv")
    assert (report.updated, report.duplicates) == (0, 8)
    assert stored() == before


def test_a_longer_export_without_ratings_takes_none_away(bring_in, stored):
    rated = [f"{n},It is {REASONS[n % 8]} since update {n},{1 + n % 5}" for n in range(10)]
    bring_in("\n".join(["id,comment,rating", *rated]) + "\n", name="na.csv")
    ratings = [one.rating for one in stored()]
    assert None not in ratings
    more = [f"{n},It is {REASONS[n % 8]} since update {n},N/A" for n in range(10, 40)]
    report = bring_in("\n".join(["id,comment,rating", *rated, *more]) + "\n", name="na.csv")
    assert (report.imported, report.updated, report.duplicates) == (30, 0, 10)
    assert [one.rating for one in stored()][:10] == ratings


@pytest.mark.parametrize("who", ["", "anonymous", "N/A", "A Google user", "Аноним", "tanpa nama"])
def test_equal_words_on_one_day_are_of_different_people(bring_in, stored, who):
    head = "date,rating,comment,customer\n"
    rows = [f"2026-01-02,{rating},Good,{who}\n" for rating in (5, 1, 3, 2)]
    report = bring_in(head + "".join(rows), name="nps.csv")
    assert (report.imported, report.duplicates) == (4, 0)
    assert any(note.startswith("3 rows say the same") for note in report.notes)
    assert [one.rating_given for one in stored()] == ["5", "1", "3", "2"]
    assert {one.customer for one in stored()} == {""}
    assert bring_in(head + "".join(rows), name="nps.csv").duplicates == 4
    longer = bring_in(head + "".join([*rows, rows[0]]), name="nps.csv")
    assert (longer.imported, longer.duplicates) == (1, 4)


@pytest.mark.parametrize("told_apart", ["2026-01-02T10:11:12,Good,", "2026-01-02,Good,c-17"])
def test_equal_words_of_one_person_or_one_moment_come_once(bring_in, told_apart):
    report = bring_in(f"date,comment,customer\n{told_apart}\n{told_apart}\n", name="nps.csv")
    assert (report.imported, report.duplicates) == (1, 1)


def test_what_a_rehearsal_counts_of_equal_words_is_what_comes(bring_in):
    text = "date,comment\n" + "2026-01-02,Good\n" * 5
    rehearsed = bring_in(text, name="nps.csv", dry_run=True)
    assert rehearsed.imported == bring_in(text, name="nps.csv").imported == 5


def test_another_survey_by_the_same_file_name_is_kept_apart(bring_in, stored):
    bring_in(survey("In January"), name="survey.csv")
    january = stored()
    report = bring_in(survey("In February"), name="survey.csv")
    assert (report.imported, report.updated, report.source) == (8, 0, "survey #2")
    assert any("a source of their own, “survey #2”" in note for note in report.notes)
    assert stored()[:8] == january
    for place, source in (("January", "survey"), ("February", "survey #2")):
        again = bring_in(survey(f"In {place}"), name="survey.csv")
        assert (again.duplicates, again.source) == (8, source)
    march = bring_in(survey("In March"), name="survey.csv")
    assert (march.imported, march.source) == (8, "survey #3")


def test_texts_that_changed_a_little_are_no_other_survey(bring_in):
    bring_in(survey("Honestly speaking and after some weeks of trying"), name="survey.csv")
    report = bring_in(
        survey("Honestly speaking and after some months of trying"), name="survey.csv"
    )
    assert (report.updated, report.source) == (8, "survey")


def test_a_source_somebody_named_is_taken_and_what_is_odd_about_it_said(bring_in):
    bring_in(survey("In January"), name="january.csv", source="All")
    report = bring_in(survey("In February"), name="february.csv", source="All")
    assert report.updated == 8
    assert any("8 of the first 8 ids" in note for note in report.notes)


SAID = "date,comment\n2026-01-02T10:00:00,A nice café it is\n2026-01-03T10:00:00,{}\n"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ('"Slow.\nVery slow"', '"Slow.\r\nVery slow"'),
        ("Slow at the café", "Slow at the cafe\u0301"),
        ("Slow  since   the update", "Slow since the update"),
    ],
    ids=["line ends", "accents", "blanks"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_text_saved_by_another_program_is_the_same_text(bring_in, stored, first, later, turned):
    first, later = (later, first) if turned else (first, later)
    bring_in(SAID.format(first).encode())
    before = stored()
    report = bring_in(SAID.format(later).encode())
    assert (report.imported, report.updated, report.duplicates) == (0, 0, 2)
    assert stored() == before


@pytest.mark.parametrize("ids", [True, False])
def test_a_question_that_lost_its_mark_is_the_same_question(bring_in, stored, ids):
    head = "id,What do you like?,What is missing?"
    rows = "".join(
        f"{n},I like that it is {why} for us,It lacks a {why} mode\n"
        for n, why in enumerate(REASONS)
    )
    mapping = {"text": "What do you like", "text2": "What is missing", "id": "id" if ids else ""}
    asked = {name: f"{column}?" for name, column in mapping.items()} | {"id": mapping["id"]}
    bring_in(f"{head}\n{rows}", mapping=asked)
    before = stored()
    report = bring_in(f"{head.replace('?', '')}\n{rows}", mapping=mapping)
    assert (report.imported, report.updated, report.duplicates) == (0, 0, 16)
    assert stored() == before


def test_columns_that_differ_in_their_marks_only_are_two_questions(bring_in, stored):
    rows = "".join(
        f"{n},Because it is {why},And it is {why} too\n" for n, why in enumerate(REASONS)
    )
    mapping = {"id": "id", "text": "Why?", "text2": "Why"}
    assert bring_in(f"id,Why?,Why\n{rows}", mapping=mapping).imported == 16


def test_what_was_stored_by_the_header_as_it_was_is_found_again(bring_in, store, stored):
    rows = "".join(
        f"{n},I like {why} things,It lacks {why} ones\n" for n, why in enumerate(REASONS)
    )
    mapping = {"id": "id", "text": "What is good?", "text2": "What is bad?"}
    text = f"id,What is good?,What is bad?\n{rows}"
    bring_in(text, mapping=mapping)
    made = {one.key: (id_key(one.external_id, one.question), one.external_id) for one in stored()}
    store.comments.rekey("comments", made)
    assert bring_in(text, mapping=mapping).duplicates == 16
    assert {one.key for one in stored()} == set(made)


@pytest.mark.parametrize("ids", [True, False])
@pytest.mark.parametrize("grows", [True, False])
def test_a_question_without_answers_yet_doubles_nothing(bring_in, stored, ids, grows):
    mapping = {"text": "What is good?", "id": "id" if ids else ""}
    head = "id,What is good?,What is bad?\n"
    one = head + "".join(f"{n},I like {why} ones,\n" for n, why in enumerate(REASONS))
    both = head + "".join(
        f"{n},I like {why} ones,It lacks {why} ones\n" for n, why in enumerate(REASONS)
    )
    files = [(one, mapping), (both, mapping | {"text2": "What is bad?"})]
    (first, by), (later, then) = files if grows else files[::-1]
    bring_in(first, mapping=by)
    report = bring_in(later, mapping=then)
    assert report.imported == (8 if grows else 0)
    assert len(stored()) == 16
    assert bring_in(later, mapping=then).duplicates == report.rows


@pytest.mark.parametrize(
    ("first", "later"), [("{}", "{}.0"), ("{}.0", "{}"), ("000{}", "{}"), ("{}", "000{}")]
)
def test_ids_that_a_spreadsheet_wrote_anew_are_the_same(bring_in, stored, first, later):
    def export(form):
        rows = (f"{form.format(1001 + n)},It is {why} here\n" for n, why in enumerate(REASONS))
        return "id,comment\n" + "".join(rows)

    bring_in(export(first))
    before = stored()
    report = bring_in(export(later) + later.format(1234) + ",It is new here\n")
    assert (report.imported, report.updated, report.duplicates) == (1, 0, 8)
    assert stored()[:8] == before
    assert stored()[8].external_id == first.format(1234)


def test_what_was_stored_as_the_comment_of_a_customer_called_anonymous_is_found(
    bring_in, store, stored
):
    text = "date,comment,customer\n2026-01-02,It is slow,anonymous\n2026-01-02,It is dear,c-1\n"
    bring_in(text)
    slow = stored()[0]
    was = content_key(
        KEY,
        source="comments",
        text="It is slow",
        created_at=datetime(2026, 1, 2),
        customer=customer_digest(KEY, "anonymous"),
        question="",
    )
    assert was != slow.key
    store.comments.rekey("comments", {slow.key: (was, "")})
    assert bring_in(text).duplicates == 2
    assert stored()[0].key == slow.key


def test_every_word_for_nobody_and_for_nothing_names_nobody():
    words = {*lines_of("nobody"), *PHRASES}
    assert "#div/0!" in words
    assert not [word for word in words if len(word) <= LONGEST and not is_nobody(word.upper())]


@pytest.mark.parametrize("customer", ["cust-1001", "7", "a4", "anonymous 12", "0000"])
def test_a_number_is_somebody(customer):
    assert not is_nobody(customer)
