"""Dates with an offset, brought into the time zone of their source."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feedback.errors import InputError
from feedback.intake.dates import read_date
from feedback.intake.time_zones import time_zone

JAKARTA = ZoneInfo("Asia/Jakarta")
MORNING = datetime(2026, 2, 24, 10, 11)
HEADER = "id,date,comment\n"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2026-02-24T10:11Z", 7),
        ("2026-02-24T10:11:00.000+03:00", 4),
        ("2026-02-24 10:11:00 UTC", 7),
        ("24/02/2026 10:11 +0700", 0),
        ("Tue Feb 24 10:11:00 +0000 2026", 7),
        ("24 Feb 2026 10:11 GMT-3", 10),
        ("24 Feb 2026 10:11 WIB", 0),
        ("24 fevereiro 2026 10:11 BRT", 10),
        ("1771927860", 7),
        ("1771927860000", 7),
        # Nothing says where these were written.
        ("2026-02-24 10:11", 0),
        ("24/02/2026 10:11", 0),
        ("24/02/2026 10:11 AM", 0),
        ("Feb 24, 2026, 10:11:00 AM PST", 0),
    ],
)
def test_an_offset_is_brought_into_the_zone_and_stays_out_without_one(text, hours):
    assert read_date(text, day_first=True) == MORNING
    expected = MORNING.replace(hour=10 + hours)
    assert read_date(text, day_first=True, zone=JAKARTA) == expected


def test_a_date_may_be_another_day_in_the_zone_and_summer_time_counts():
    assert read_date("2026-02-24T22:00Z", day_first=True, zone=JAKARTA) == datetime(2026, 2, 25, 5)
    lisbon = ZoneInfo("Europe/Lisbon")
    assert read_date("2026-07-01T12:00Z", day_first=True, zone=lisbon) == datetime(2026, 7, 1, 13)
    assert read_date("2026-01-01T12:00Z", day_first=True, zone=lisbon) == datetime(2026, 1, 1, 12)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0001-01-01T00:00:00+14:00", datetime(1, 1, 1)),
        ("9999-12-31T23:59:59-10:00", datetime(9999, 12, 31, 23, 59, 59)),
    ],
)
def test_at_the_ends_of_time_the_clock_time_stays_as_written(text, kept):
    assert read_date(text, day_first=True, zone=JAKARTA) == kept


@pytest.mark.parametrize("name", ["Asia/Jakarta", "asia/jakarta", " ASIA/JAKARTA "])
def test_a_zone_is_known_by_its_name_letter_case_aside(name):
    assert time_zone(name) == "Asia/Jakarta"
    assert time_zone("") == ""


@pytest.mark.parametrize("name", ["Mars/Base", "../etc/passwd", "/etc/hosts", "Asia", "\x00", "+7"])
def test_an_unknown_zone_is_refused_with_examples(name):
    with pytest.raises(InputError, match="Give a name such as Asia/Jakarta"):
        time_zone(name)


def test_the_zone_belongs_to_the_source_from_its_first_import_on(bring_in, store, stored):
    bring_in(HEADER + "1,2026-02-24T10:11Z,It was good\n", timezone="Asia/Almaty")
    bring_in(HEADER + "2,2026-02-24T11:11Z,It is better\n")
    assert [c.created_at for c in stored()] == [
        datetime(2026, 2, 24, 15, 11),
        datetime(2026, 2, 24, 16, 11),
    ]
    assert store.comments.sources()[0].timezone == "Asia/Almaty"
    again = bring_in(HEADER + "1,2026-02-24T10:11Z,It was good\n", timezone="asia/almaty")
    assert again.duplicates == 1


def test_each_source_of_a_file_has_its_own_zone(bring_in, stored):
    bring_in(HEADER + "1,2026-02-24T10:11Z,It was good\n", name="Shop.csv", timezone="Asia/Almaty")
    bring_in(
        "source,id,date,comment\n"
        "Shop,2,2026-02-24T10:11Z,It is better\nDesk,3,2026-02-24T10:11Z,It is worse\n"
    )
    assert [(c.source, c.created_at.hour) for c in stored()[1:]] == [("Shop", 15), ("Desk", 10)]


@pytest.mark.parametrize("first", ["", "UTC"])
def test_a_source_with_dates_in_another_zone_is_refused(bring_in, stored, first):
    bring_in(HEADER + "1,2026-02-24T10:11Z,It was good\n", timezone=first)
    with pytest.raises(InputError, match="source “comments” are kept"):
        bring_in(HEADER + "2,2026-02-24T10:11Z,It is better\n", timezone="Asia/Jakarta")
    assert len(stored()) == 1


def test_an_unknown_zone_stops_an_import_before_it_starts(bring_in, store):
    with pytest.raises(InputError, match="is no time zone"):
        bring_in(HEADER + "1,2026-02-24T10:11Z,It was good\n", timezone="Mars/Base")
    assert store.imports.recent() == []
