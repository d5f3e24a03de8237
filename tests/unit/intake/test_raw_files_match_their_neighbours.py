"""Raw exports of six tools against the files somebody normalised from them by hand.

Allowed differences, all of them:
- surrounding blanks and runs of blanks (the normalised files squeezed some of them);
- Olist texts that the normalised file masked as <phone> (mostly order numbers) are not compared;
- personal data: the normalised text goes through the same redaction before it is compared;
- Olist: title and message are joined by ". " there, and by " " here when the title ends a sentence
  or begins the message; a review that stands in the file twice (two orders) is one comment here;
- the spreadsheet-damaged tweets begin with "=", which is not taken away here;
- times of the tweets: the normalised file has no seconds.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable

import pytest

from feedback.domain.comment import Comment
from feedback.intake.privacy import find_personal
from feedback.intake.privacy.handle import find as find_handles

Row = dict[str, str]


def rows_of(path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bare(text: str) -> str:
    """Text without blanks, handles and other personal data."""
    spans = {(one.start, one.end) for one in find_personal(text)} | set(find_handles(text))
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    text = re.sub(r"\[(?:handle|phone|email|link)\]|<phone>|<email>", "", text)
    return "".join(text.lstrip("=").split())


def clock(text: str) -> str:
    return text.replace("T", " ")[:16].removesuffix(" 00:00")


def moment(comment: Comment) -> str:
    return clock(comment.created_at.isoformat()) if comment.created_at else ""


def stars(row: Row) -> float | None:
    return float(row["rating"]) if row["rating"] else None


@pytest.mark.parametrize(
    ("raw", "neighbour", "id_of"),
    [
        (
            "raw_google_play_pt.csv",
            "playstore_reviews_pt_dev.csv",
            lambda comment: f"gppt-{comment.external_id[:13]}",
        ),
        (
            "raw_cfpb_complaints.csv",
            "cfpb_complaints_dev.csv",
            lambda comment: f"cfpb-{comment.external_id}",
        ),
    ],
)
def test_row_by_row_by_id(
    bring_in, stored, shared_data, raw, neighbour, id_of: Callable[[Comment], str]
):
    bring_in(shared_data / raw)
    expected = {row["id"]: row for row in rows_of(shared_data / neighbour)}
    comments = {id_of(comment): comment for comment in stored()}
    assert comments.keys() == expected.keys()
    for key, row in expected.items():
        comment = comments[key]
        assert bare(comment.text) == bare(row["text"])
        assert moment(comment) == clock(row["created_at"])
        assert comment.rating == stars(row)


def test_the_reply_of_the_company_is_an_answer_and_no_comment(bring_in, stored, shared_data):
    bring_in(shared_data / "raw_google_play_pt.csv")
    expected = {row["id"]: row for row in rows_of(shared_data / "playstore_reviews_pt_dev.csv")}
    answered = 0
    for comment in stored():
        row = expected[f"gppt-{comment.external_id[:13]}"]
        assert bool(comment.answer) == bool(row["reply"].strip())
        assert bool(comment.answered_at) == bool(row["replied_at"])
        answered += bool(comment.answer)
    assert answered > 50


def test_indonesian_reviews_row_by_row(bring_in, stored, shared_data):
    bring_in(shared_data / "raw_google_play_id.csv")
    expected = rows_of(shared_data / "playstore_reviews_id_dev.csv")
    assert Counter((bare(c.text), moment(c), c.rating, c.source) for c in stored()) == Counter(
        (bare(row["text"]), clock(row["created_at"]), stars(row), row["product"])
        for row in expected
    )


def test_order_reviews_row_by_row(bring_in, stored, shared_data):
    report = bring_in(shared_data / "raw_olist_order_reviews.csv")
    expected: dict[str, list[Row]] = {}
    for row in rows_of(shared_data / "olist_reviews_pt.csv"):
        expected.setdefault("-".join(row["id"].split("-")[:2]), []).append(row)
    comments = {f"olist-{comment.external_id[:16]}": comment for comment in stored()}
    assert comments.keys() == expected.keys()
    assert report.imported + report.duplicates == sum(map(len, expected.values()))
    for key, rows in expected.items():
        comment = comments[key]
        if "<phone>" not in rows[0]["text"]:
            words = bare(comment.text).replace(".", "")
            assert bare(rows[0]["text"]).replace(".", "").endswith(words)
        assert moment(comment) == clock(rows[0]["created_at"])
        assert comment.rating == stars(rows[0])


@pytest.mark.parametrize(
    ("raw", "least"),
    [
        ("raw_airline_tweets.csv", 2300),
        ("raw_airline_tweets_dmy.csv", 750),
        ("raw_airline_tweets_badbytes.csv", 780),
    ],
)
def test_tweets_whose_ids_a_spreadsheet_destroyed(bring_in, stored, shared_data, raw, least):
    """The normalised file holds other tweets too, and not all of these: those in both must agree
    on the minute (within one: spreadsheets round)."""
    report = bring_in(shared_data / raw)
    assert report.imported == report.rows
    expected: dict[str, set[str]] = {}
    for row in rows_of(shared_data / "airline_tweets_dev.csv"):
        expected.setdefault(bare(row["text"]), set()).add(clock(row["created_at"]))
    known = [comment for comment in stored() if bare(comment.text) in expected]
    agreeing = [comment for comment in known if moment(comment) in expected[bare(comment.text)]]
    assert len(known) >= least
    assert len(agreeing) >= 0.99 * len(known)


def test_lines_before_the_header_are_left_out_and_named(bring_in, stored, shared_data):
    report = bring_in(shared_data / "raw_cfpb_leading_junk.csv")
    assert report.rows == 400
    assert any("2 lines before the header" in note for note in report.notes)
    assert all(comment.created_at and comment.consent for comment in stored())


def test_bytes_that_are_no_letters_are_reported_with_their_line(bring_in, shared_data):
    report = bring_in(shared_data / "raw_airline_tweets_badbytes.csv")
    assert any("line 2574" in note for note in report.notes)
