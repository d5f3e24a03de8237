"""A file is the same source whatever a browser or a tool added to its name."""

import gzip

import pytest

from feedback.intake.source_names import usual_source

FILE = "date,comment\n2026-01-02,a nice app it is\n2026-01-03,a bad app it is\n"


@pytest.mark.parametrize(
    ("file_name", "source"),
    [
        ("reviews.csv", "reviews"),
        ("reviews (1).csv", "reviews"),
        ("reviews(12).csv", "reviews"),
        ("reviews.csv.gz", "reviews"),
        ("Reviews.CSV.ZIP", "Reviews"),
        ("reviews-2026-03-01.csv", "reviews"),
        ("reviews_20260301.csv", "reviews"),
        ("reviews 2026.03.01 (2).jsonl.gz", "reviews"),
        ("reviews-2026-03-01T101500Z.csv", "reviews"),
        ("reviews-2026-03-01_10-15-00.csv", "reviews"),
        ("all.zip/shop (1).csv", "shop"),
        # What may tell one source from another stays.
        ("survey 2026.csv", "survey 2026"),
        ("survey-2026-03.csv", "survey-2026-03"),
        ("build-20261399.csv", "build-20261399"),
        ("app (beta).csv", "app (beta)"),
        ("2026-03-01.csv", "2026-03-01"),
        (" (1).csv", " (1)"),
        ("v1.2.csv", "v1.2"),
        ("our.reviews.zip", "our.reviews"),
        (".gz", ".gz"),
    ],
)
def test_a_source_is_called_by_what_stays_of_a_name(file_name, source):
    assert usual_source(file_name) == source


def test_a_source_that_is_there_by_the_whole_name_goes_on():
    assert usual_source("reviews (1).csv", {"reviews (1)", "reviews"}) == "reviews (1)"
    assert usual_source("reviews.csv.gz", {"reviews.csv"}) == "reviews.csv"


def test_a_copy_of_a_file_and_a_packed_one_bring_nothing(bring_in):
    bring_in(FILE, name="reviews.csv")
    assert bring_in(FILE, name="reviews (1).csv").duplicates == 2
    assert bring_in(gzip.compress(FILE.encode()), name="reviews.csv.gz").duplicates == 2
    longer = bring_in(FILE + "2026-01-04,and a new one\n", name="reviews-2026-03-01.csv")
    assert (longer.source, longer.imported, longer.duplicates) == ("reviews", 1, 2)


def test_another_survey_that_counts_from_one_is_kept_apart(bring_in, stored):
    first = "id,comment\n" + "".join(f"{n},what the first said {n}\n" for n in range(1, 9))
    second = "id,comment\n" + "".join(f"{n},what the other said {n}\n" for n in range(1, 9))
    bring_in(first, name="responses.csv")
    report = bring_in(second, name="responses (1).csv")
    assert (report.imported, report.updated, report.source) == (8, 0, "responses (1)")
    assert any("a source of their own" in note for note in report.notes)
    assert len(stored()) == 16
    assert bring_in(second, name="responses (1).csv").duplicates == 8


def test_a_later_copy_may_change_some_texts(bring_in):
    text = "id,comment\n" + "".join(f"{n},what somebody said {n}\n" for n in range(1, 9))
    bring_in(text, name="responses.csv")
    report = bring_in(text.replace("said 3", "says now"), name="responses-2026-02-01.csv")
    assert (report.updated, report.duplicates, report.source) == (1, 7, "responses")
