"""Arrivals by weekday and hour, against the hours in which somebody is there."""

import dataclasses
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.actions.arrivals import arrival_report, comments_of_hour
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.promise import Promise
from feedback.domain.tracked import NO_HOUR, HourCount
from feedback.store.memory import MemoryStore
from feedback.tracking.arrivals import Arrivals, count_arrivals, looks_timeless

OFFICE = Promise(
    id=1, wording="Soon", minutes=60, hours="Mon-Fri 09:00-17:30", timezone="Europe/London",
    since=date(2024, 1, 1),
)  # fmt: skip
MONDAY, SATURDAY = date(2024, 1, 8), date(2024, 1, 13)


def counted(
    rows: list[HourCount], *promises: Promise, zone: str = "", channel: Channel = Channel.EMAIL
) -> Arrivals:
    return count_arrivals(rows, promises, channels={"mail": channel}, zones={"mail": zone})


def test_a_small_history_by_hand() -> None:
    rows = [
        HourCount("mail", MONDAY, 9, 4),
        HourCount("mail", MONDAY, 17, 2),  # half of that hour is staffed
        HourCount("mail", MONDAY, 20, 3),
        HourCount("mail", SATURDAY, 10, 1),
        HourCount("mail", date(2023, 12, 30), 22, 5),  # a Saturday before the promise
    ]
    found = counted(rows, OFFICE)
    assert found.comments == 15
    assert (found.judged, found.outside, found.unstated) == (10, 1 + 3 + 1, 5)
    assert found.outside_share == 0.5
    assert (found.evening, found.weekend) == (8, 6)
    assert found.busiest() == (5, 22)
    assert found.staffed[0, 17] == 0.5


def test_a_day_off_is_out_of_hours_in_every_time_zone() -> None:
    rows = [HourCount("mail", MONDAY, 9, 4), HourCount("mail", MONDAY + timedelta(days=1), 9, 1)]
    off = dataclasses.replace(OFFICE, hours=f"{OFFICE.hours}; closed {MONDAY}")
    found = counted(rows, off)
    assert (found.judged, found.outside, found.staffed[0, 10]) == (5, 4, 1.0)
    assert counted(rows, off, zone="Europe/Berlin").outside == 5, "there it is 08:00 in London"
    assert counted(rows, off, zone="Europe/Lisbon").outside == 4


def test_without_stated_hours_there_is_no_share_out_of_hours() -> None:
    rows = [HourCount("mail", MONDAY, 9, 1)]
    always = dataclasses.replace(OFFICE, hours="")
    for promises in ([], [always]):
        found = counted(rows, *promises)
        assert (found.outside_share, found.unstated) == (None, 1)
    assert counted([]).busiest() is None


def test_hours_move_with_the_clocks_of_both_places() -> None:
    # 09:00 in London is 16:00 in Jakarta in winter, 15:00 in summer.
    winter, summer = date(2024, 1, 8), date(2024, 7, 8)
    rows = [HourCount("mail", day, 15, 1) for day in (winter, summer)]
    found = counted(rows, OFFICE, zone="Asia/Jakarta")
    assert (found.judged, found.outside) == (2, 1)


def test_the_hour_that_is_skipped_or_comes_twice_is_counted_as_it_is_written() -> None:
    rows = [HourCount("mail", date(2024, 3, 31), 1, 1), HourCount("mail", date(2024, 10, 27), 1, 2)]
    found = counted(rows, OFFICE, zone="Europe/Berlin")
    assert found.comments == found.outside == 3


def test_a_source_that_gives_days_only_looks_it() -> None:
    assert looks_timeless([HourCount("mail", MONDAY, NO_HOUR, 9)])
    assert not looks_timeless(
        [HourCount("mail", MONDAY, NO_HOUR, 9), HourCount("mail", MONDAY, 8, 1)]
    )
    assert not looks_timeless([HourCount("mail", MONDAY, 0, 1)]), "half past midnight is a time"
    assert not looks_timeless([])


days = st.integers(0, 400).map(lambda number: date(2023, 12, 1) + timedelta(days=number))
rows_of = st.lists(
    st.builds(HourCount, st.just("mail"), days, st.integers(0, NO_HOUR), st.integers(1, 3)),
    max_size=8,
)


@given(rows_of, st.sampled_from(["", "Asia/Jakarta", "America/Sao_Paulo", "Asia/Kolkata"]))
def test_any_arrivals_are_as_looked_at_minute_by_minute(rows: list[HourCount], zone: str) -> None:
    found = counted(rows, OFFICE, zone=zone)
    outside = judged = 0.0
    day_only = [row for row in rows if row.hour == NO_HOUR]
    assert found.day_only == sum(row.comments for row in day_only)
    rows = [row for row in rows if row.hour != NO_HOUR]
    for row in rows:
        if row.day < OFFICE.since:
            continue
        judged += row.comments
        there = ZoneInfo(zone or "Europe/London")
        for minute in range(60):
            written = datetime(row.day.year, row.day.month, row.day.day, row.hour, minute)
            local = written.replace(tzinfo=there).astimezone(ZoneInfo("Europe/London"))
            if not zone:
                local = written.replace(tzinfo=there)
            clock = local.hour * 60 + local.minute
            is_there = local.weekday() < 5 and 540 <= clock < 1050
            outside += 0 if is_there else row.comments / 60
    assert found.judged == judged
    assert found.outside == pytest.approx(outside)
    assert found.weekend == sum(row.comments for row in rows if row.day.weekday() >= 5)
    assert found.comments == sum(row.comments for row in rows)


def test_the_comments_of_an_hour_are_those_that_arrivals_count_there() -> None:
    store = MemoryStore()
    store.comments.ensure_source(Source(name="mail"))
    monday = datetime(2024, 1, 1)
    moments = [
        monday.replace(hour=9, minute=5), monday.replace(hour=9, minute=59),
        monday.replace(hour=10), monday, monday + timedelta(days=7, hours=9),
        monday + timedelta(days=1, hours=9),
    ]  # fmt: skip
    store.comments.upsert(
        [
            Comment(source="mail", key=str(number), text="slow", created_at=at)
            for number, at in enumerate(moments)
        ]
    )
    report = arrival_report(store)
    for (weekday, hour), count in report.total.cells.items():
        found = comments_of_hour(store, weekday, hour)
        assert len(found) == count
        assert {(row.created_at.weekday(), row.created_at.hour) for row in found if row.created_at}
    latest = comments_of_hour(store, 0, 9, most=1)
    assert [row.created_at for row in latest] == [monday + timedelta(days=7, hours=9)]
    assert comments_of_hour(store, 0, 0) == [], "a day without a time is in no hour"
    assert comments_of_hour(store, 0, 9, since=date(2024, 1, 9)) == []
