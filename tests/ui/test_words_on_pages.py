"""Sentences the pages put together."""

from datetime import date

from feedback.domain.announcement import Facts, ShippedFact
from feedback.domain.comment import ImportReport
from feedback.ui.announcement_facts import fact_lines
from feedback.ui.announcement_preview import caged
from feedback.ui.formats import language, languages, number
from feedback.ui.import_report import sum_of


def test_an_import_report_adds_up_in_words() -> None:
    report = ImportReport(
        file="a.csv", rows=1200, imported=1150, updated=0, duplicates=30, rejected=20
    )
    assert sum_of(report) == "1,200 rows = 1,150 new + 0 updated + 30 already there + 20 not usable"


def test_what_is_not_known_has_no_line_among_the_facts() -> None:
    facts = Facts(
        themes=("Late parcels",),
        comments=3,
        of_comments=10,
        channels={"survey": 2, "unheard-of": 1},
        shipped=(ShippedFact(change_id=1, title="Faster", shipped_on=date(2025, 4, 22)),),
    )
    assert fact_lines(facts) == {
        "Comments": "3 of 10 that say something",
        "Channels": "Survey 2, unheard-of 1",
        "Shipped": "Faster (Apr 22, 2025)",
    }


def test_languages_are_named_most_frequent_first() -> None:
    assert languages({"kk": 1, "id": 5, "": 2}) == ["Indonesian", "Unknown", "Kazakh"]
    assert language("not a code") == "not a code"


def test_numbers_have_no_more_decimals_than_asked_for() -> None:
    assert number(1234.56) == "1,235"
    assert number(2.0, digits=1) == "2"


def test_the_policy_of_a_preview_comes_before_anything_in_it() -> None:
    page = caged("<html><head><script>alert(1)</script></head></html>")
    assert page.index("default-src 'none'") < page.index("<script>")
