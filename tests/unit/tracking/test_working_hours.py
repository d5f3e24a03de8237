"""Staffed time, minute by minute, over changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.errors import InputError
from feedback.tracking.working_hours import (
    ALWAYS,
    StaffedHours,
    add_staffed,
    read_hours,
    staffed_between,
)

LONDON, BERLIN, ALMATY = (
    ZoneInfo("Europe/London"),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Asia/Almaty"),
)
OFFICE = read_hours("Mon-Fri 09:00-17:00")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_friday_evening_counts_from_monday_morning() -> None:
    asked = utc("2024-01-05 18:30")  # a Friday
    assert add_staffed(asked, 120, OFFICE, LONDON) == utc("2024-01-08 11:00")


def test_what_the_day_has_no_room_for_goes_on_the_next_morning() -> None:
    asked = utc("2024-01-08 16:30")
    assert add_staffed(asked, 120, OFFICE, LONDON) == utc("2024-01-09 10:30")
    assert add_staffed(asked, 30, OFFICE, LONDON) == utc("2024-01-08 17:00")


def test_hours_are_read_off_the_clock_of_their_zone() -> None:
    # 09:00 in Berlin is 08:00 UTC in winter and 07:00 in summer.
    assert add_staffed(utc("2024-01-08 00:00"), 60, OFFICE, BERLIN) == utc("2024-01-08 09:00")
    assert add_staffed(utc("2024-07-08 00:00"), 60, OFFICE, BERLIN) == utc("2024-07-08 08:00")


def test_the_hour_that_summer_time_takes_is_not_counted() -> None:
    night = read_hours("Sun 00:00-06:00")
    begin, end = utc("2024-03-30 20:00"), utc("2024-03-31 12:00")  # 01:00 → 02:00 in London
    assert staffed_between(begin, end, night, LONDON) == timedelta(hours=5)
    begin, end = utc("2024-10-26 20:00"), utc("2024-10-27 12:00")  # 02:00 → 01:00
    assert staffed_between(begin, end, night, LONDON) == timedelta(hours=7)


def test_a_shift_that_ends_in_the_hour_that_is_taken_ends_when_the_clocks_go_forward() -> None:
    early = StaffedHours((*((),) * 6, ((0, 121),)))  # Sunday 00:00–02:01, and 02:00 → 03:00
    begin, end = utc("2024-03-30 00:00"), utc("2024-03-31 01:01")
    assert staffed_between(begin, end, early, BERLIN) == timedelta(hours=2)


def test_a_shift_past_midnight_belongs_to_the_next_day_too() -> None:
    night = read_hours("Fri 22:00-02:00")
    assert night.spans[4] == ((1320, 1440),)
    assert night.spans[5] == ((0, 120),)
    # 22:00–02:00 in Almaty is 17:00–21:00 UTC (UTC+5 since March 2024).
    assert staffed_between(
        utc("2024-05-03 00:00"), utc("2024-05-05 00:00"), night, ALMATY
    ) == timedelta(hours=4)


def test_empty_is_round_the_clock() -> None:
    assert read_hours("") is ALWAYS
    asked = utc("2024-03-31 00:30")
    assert add_staffed(asked, 90, ALWAYS, LONDON) == utc("2024-03-31 02:00")


@pytest.mark.parametrize(
    "text",
    [
        "always",
        "Mon 9-",
        "9 to 5",
        "Mon 9:5-17",
        "Mon-Xyz 09:00-17:00",
        "Mon 09:00-09:00",
        "Mon 25:00-26:00",
        ";",
        "Mon 09:61-10:00",
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"Mon-Fri 09:00-17:00"):
        read_hours(text)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("9-18", "Mon-Sun 09:00-18:00"),
        ("Mon-Fri 9-18; Sat 10-14", "Mon-Fri 09:00-18:00; Sat 10:00-14:00"),
        ("Fri 8:30-12", "Fri 08:30-12:00"),
    ],
)
def test_short_hours_are_read_and_without_a_day_are_those_of_every_day(
    short: str, long: str
) -> None:
    assert read_hours(short) == read_hours(long)


def test_days_off_stand_behind_the_hours_and_are_not_staffed() -> None:
    hours = read_hours("Mon-Fri 9-17; closed 2024-12-25, 2024-12-26 to 2024-12-27; Sat 10-12")
    assert hours.closed == {date(2024, 12, 25), date(2024, 12, 26), date(2024, 12, 27)}
    assert hours.on(date(2024, 12, 25)) == ()
    assert hours.on(date(2024, 12, 24)) == ((540, 1020),)
    # One hour is left on Tuesday, the other passes on Saturday.
    due = add_staffed(utc("2024-12-24 16:00"), 120, hours, LONDON)
    assert due == utc("2024-12-28 11:00")
    assert read_hours("closed 2024-12-25").on(date(2024, 12, 24)) == ((0, 1440),)
    assert not read_hours("closed 2024-12-25").is_always


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 9-17; 2024-12-25",
        "Mon-Fri 9-17; closed 2024-02-30",
        "Mon-Fri 9-17; closed 2024-12-26 to 2024-12-25",
        "Mon-Fri 9-17; closed 2024-01-01 to 2034-01-01",
        "Mon-Fri 9-17; closed Christmas",
    ],
)
def test_days_off_that_cannot_be_read_get_a_sentence(text: str) -> None:
    with pytest.raises(InputError):
        read_hours(text)


def test_more_than_three_years_of_staffed_hours_are_no_promise() -> None:
    with pytest.raises(InputError, match="three years"):
        add_staffed(utc("2024-01-01 00:00"), 60 * 24 * 365, read_hours("Sun 09:00-09:10"), LONDON)


spans = st.lists(
    st.tuples(st.integers(0, 1380), st.integers(15, 600)).map(
        lambda pair: (pair[0], min(1440, pair[0] + pair[1]))
    ),
    max_size=1,
).map(tuple)
days_off = st.frozensets(
    st.sampled_from([date(2024, 3, 31), date(2024, 4, 1), date(2024, 10, 27), date(2024, 6, 5)])
)
weeks = st.builds(StaffedHours, st.tuples(*[spans] * 7).filter(any), days_off)
# Around the changes of the clock in Europe in 2024, and a day without one.
moments = st.sampled_from(["2024-03-30", "2024-10-26", "2024-06-05"]).flatmap(
    lambda day: st.integers(0, 2880).map(lambda m: utc(day) + timedelta(minutes=m))
)


@settings(max_examples=60)
@given(weeks, moments, st.integers(0, 3000), st.sampled_from([LONDON, BERLIN, ALMATY]))
def test_staffed_time_is_what_counting_minute_by_minute_gives(
    hours: StaffedHours, begin: datetime, length: int, zone: ZoneInfo
) -> None:
    minutes = (begin + timedelta(minutes=number) for number in range(length))
    slow = sum(hours.covers(minute.astimezone(zone)) for minute in minutes)
    end = begin + timedelta(minutes=length)
    assert staffed_between(begin, end, hours, zone) == timedelta(minutes=slow)


@settings(max_examples=60)
@given(weeks, moments, st.integers(1, 2000), st.sampled_from([LONDON, BERLIN, ALMATY]))
def test_at_the_deadline_exactly_the_promised_time_has_passed(
    hours: StaffedHours, begin: datetime, promised: int, zone: ZoneInfo
) -> None:
    due = add_staffed(begin, promised, hours, zone)
    assert staffed_between(begin, due, hours, zone) == timedelta(minutes=promised)
    before = due - timedelta(seconds=1)
    assert staffed_between(begin, before, hours, zone) < timedelta(minutes=promised)
