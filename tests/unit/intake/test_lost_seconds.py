"""A file whose seconds a spreadsheet dropped is the same file; nobody is lost by it."""

import pytest

WORDS = ("The app is slow since May", "I cannot find my invoices", "Delivery came a week late",
         "Support answered within an hour", "Prices went up twice", "ok")  # fmt: skip


def _file(seconds: bool, columns="date,rating,comment", more=()):
    rows = [
        f"2026-02-0{1 + n} 12:3{n}{f':{11 + n}' if seconds else ''},{1 + n % 5},{words}"
        for n, words in enumerate(WORDS)
    ]
    return "\n".join([columns, *rows, *more]) + "\n"


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("name", ["reviews.csv", "reviews saved by Ann.csv"])
def test_the_same_rows_without_their_seconds_come_in_once(bring_in, stored, first, name):
    bring_in(_file(first), name="reviews.csv")
    before = stored()
    report = bring_in(_file(not first), name=name)
    assert (report.imported, report.updated, report.duplicates) == (0, 0, len(WORDS))
    assert stored() == before
    assert any("but for the seconds" in note for note in report.notes)
    again = bring_in(_file(not first), name=name)
    assert (again.imported, again.duplicates) == (0, len(WORDS))


def test_a_longer_file_without_seconds_brings_what_is_new(bring_in, stored):
    bring_in(_file(True))
    report = bring_in(_file(False, more=["2026-02-09 08:15,2,The new menu hides the search"]))
    assert (report.imported, report.duplicates) == (1, len(WORDS))
    assert len(stored()) == len(WORDS) + 1


def test_who_says_the_same_in_one_minute_stays_somebody_else(bring_in, stored):
    bring_in(_file(True, more=["2026-02-07 09:00:10,5,ok", "2026-02-07 09:00:40,5,ok"]))
    assert len(stored()) == len(WORDS) + 2
    more = ["2026-02-07 09:00,5,ok"] * 3
    report = bring_in(_file(False, more=more))
    assert (report.imported, report.duplicates) == (1, len(WORDS) + 2)
    assert len(stored()) == len(WORDS) + 3


def test_another_rating_or_customer_is_somebody_else(bring_in, stored):
    head = "date,customer,comment"
    rows = [f"2026-02-0{1 + n} 12:30:{10 + n},ann{n},{words}" for n, words in enumerate(WORDS)]
    bring_in("\n".join([head, *rows]) + "\n")
    other = [row[:16] + row[row.index(",") :].replace("ann0", "bob") for row in rows]
    report = bring_in("\n".join([head, *other]) + "\n")
    assert (report.imported, report.duplicates) == (1, len(WORDS) - 1)
    assert len({one.customer for one in stored()}) == len(WORDS) + 1


def test_other_comments_of_the_same_minutes_all_come_in(bring_in, stored):
    bring_in(_file(True))
    rows = [
        f"2026-02-0{1 + n} 12:3{n},4,Somebody else says {words}" for n, words in enumerate(WORDS)
    ]
    report = bring_in("\n".join(["date,rating,comment", *rows, "2026-02-06 12:35,1,ok"]) + "\n")
    assert report.imported == len(WORDS) + 1
    assert len(stored()) == 2 * len(WORDS) + 1


def test_a_rehearsal_counts_what_comes(bring_in):
    bring_in(_file(True))
    report = bring_in(_file(False), dry_run=True)
    assert (report.imported, report.duplicates) == (0, len(WORDS))
