"""Counts for tracking: the same from every store, and the same as counting one by one."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, Facts
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.telling import Reply, Told
from feedback.domain.theme import Assignment, Theme
from feedback.domain.tracked import (
    NO_HOUR,
    Answers,
    AnswerWait,
    Arrival,
    DayCount,
    HourCount,
    ThemeWeek,
    TrackedFilter,
)
from feedback.store.memory import MemoryStore

EVERYTHING = TrackedFilter()
MONDAY = datetime(2024, 5, 6, 9, 30)
COMPLAINTS = {"complaint_words": ["refund"], "lowest_ratings": 2.0, "good_ratings": 4.0}


def test_days_are_by_theme_day_and_answer(store: Store, given: Any) -> None:
    slow = given.theme(
        "Speed",
        comments=[
            given.comment(created_at=MONDAY),
            given.comment(created_at=MONDAY + timedelta(hours=14, minutes=29)),
            given.comment(created_at=MONDAY, answered_at=MONDAY + timedelta(days=1)),
            given.comment(),
        ],
    )
    given.comment(created_at=MONDAY)
    given.comment(is_filler=True, created_at=MONDAY)
    assert store.tracking.days(EVERYTHING) == [
        DayCount(slow.id, date(2024, 5, 6), False, 2),
        DayCount(slow.id, date(2024, 5, 6), True, 1),
        DayCount(slow.id, None, False, 1),
        DayCount(None, date(2024, 5, 6), False, 1),
    ]


def test_answers_are_by_people_by_bots_or_nobody_said_by_whom(store: Store, given: Any) -> None:
    theme = given.theme(
        "Speed",
        comments=[
            given.comment(created_at=MONDAY, answered_at=MONDAY, answered_by_bot=True),
            given.comment(created_at=MONDAY, answer="Hi", answered_by_bot=True),
            given.comment(created_at=MONDAY, answer="Hi", answered_by_bot=False),
            given.comment(created_at=MONDAY, answered_at=MONDAY),
            given.comment(created_at=MONDAY),
        ],
    )
    given.comment(answer="Hi", answered_by_bot=True, source="mail")
    given.comment(answer="Hi", is_filler=True)
    (app, mail) = (source.name for source in store.comments.sources())
    assert store.tracking.answers(EVERYTHING) == [
        Answers(app, people=1, bots=2, unsaid=1, none=1), Answers(mail, bots=1)
    ]  # fmt: skip
    bots = TrackedFilter(by_bot=True)
    assert store.tracking.days(EVERYTHING)[:2] == [
        DayCount(theme.id, MONDAY.date(), False, 1),
        DayCount(theme.id, MONDAY.date(), True, 4),
    ]
    assert store.tracking.days(bots) == [
        DayCount(theme.id, MONDAY.date(), True, 2),
        DayCount(None, None, True, 1),
    ]
    assert store.tracking.answer_waits(bots) == [AnswerWait(app, 0, 1, theme.id)]


def test_weeks_of_some_sources_are_theirs_alone(store: Store, given: Any) -> None:
    week = MONDAY + timedelta(weeks=1)
    slow = given.theme(
        "Speed",
        comments=[
            given.comment(created_at=MONDAY, rating=2.0),
            given.comment(created_at=week, is_filler=True),
            given.comment(created_at=week, source="mail", rating=4.0),
            given.comment(source="mail"),
        ],
    )
    given.comment(created_at=MONDAY, source="mail", rating=1.0)
    given.comment(created_at=week, is_filler=True)
    first = given.comment(created_at=week).source
    days = MONDAY.date(), week.date()
    tracking = store.tracking
    assert tracking.source_weeks() == {first: days, "mail": days}
    assert tracking.theme_weeks_of([first]) == [
        ThemeWeek(slow.id, days[0], 1, 1, 2.0),
        ThemeWeek(slow.id, days[1], 1),
        ThemeWeek(None, days[1], 1),
    ]
    assert tracking.theme_weeks_of(["mail"]) == [
        ThemeWeek(slow.id, days[1], 1, 1, 4.0),
        ThemeWeek(None, days[0], 1),
    ]
    assert tracking.theme_weeks_of([]) == tracking.theme_weeks_of(["none"]) == []


def test_days_know_who_was_told_of_their_theme_and_whom_it_helped(store: Store, given: Any) -> None:
    before, later = given.comment(created_at=MONDAY, customer="ana"), MONDAY + timedelta(days=9)
    after = given.comment(created_at=later + timedelta(days=1), customer="ana")
    undated = given.comment(customer="ana")
    other = given.comment(created_at=MONDAY, customer="ben")
    unknown = given.comment(created_at=MONDAY)
    slow = given.theme("Speed", comments=[before, after, undated, other, unknown])
    elsewhere = given.theme("Price", comments=[given.comment(created_at=MONDAY, customer="ana")])
    given.comment(created_at=MONDAY, customer="ana")
    first, second = given.announcement(slow).id, given.announcement(slow).id
    store.tellings.add(
        [
            Told(announcement_id=first, customer="ana", at=later),
            Told(announcement_id=second, customer="ana", at=later + timedelta(days=2)),
            Told(announcement_id=first, customer="", at=later),
        ]
    )
    for announcement_id, helped in ((first, False), (second, True)):
        reply = Reply(
            announcement_id=announcement_id, customer="ana", at=later + timedelta(5), helped=helped
        )
        store.tellings.reply([reply])
    monday, told, again, confirmed = (MONDAY.date() + timedelta(days) for days in (0, 9, 11, 14))
    assert store.tracking.days(EVERYTHING) == [
        DayCount(slow.id, monday, False, 1, told, confirmed),
        DayCount(slow.id, monday, False, 2),
        DayCount(slow.id, monday + timedelta(10), False, 1, again, confirmed),
        DayCount(slow.id, None, False, 1, told, confirmed),
        DayCount(elsewhere.id, monday, False, 1),
        DayCount(None, monday, False, 1),
    ]
    # Ana waits about the price and in no theme, Ben and the unknown one about speed.
    assert store.tracking.people_waiting(EVERYTHING, {}) == (
        3,
        {slow.id: 2, elsewhere.id: 1, None: 1},
    )
    # Reopened between the two tellings: two of Ana's comments were told only before that.
    reopened = {slow.id: told}
    assert store.tracking.people_waiting(EVERYTHING, {}, reopened=reopened)[1][slow.id] == 3
    assert store.tracking.people_waiting(EVERYTHING, {}, themes={slow.id}) == (2, {slow.id: 2})
    assert store.tracking.people_waiting(EVERYTHING, {}, themes={None}) == (1, {None: 1})
    assert store.tracking.people_waiting(EVERYTHING, {}, themes=()) == (0, {})


def test_waits_for_an_answer_are_by_theme(store: Store, given: Any) -> None:
    soon, late = MONDAY + timedelta(minutes=2), MONDAY + timedelta(minutes=9)
    speed = given.theme(
        comments=[given.comment(created_at=MONDAY, answered_at=at) for at in (soon, soon, late)]
    )
    given.comment(created_at=MONDAY, answered_at=soon)
    (source,) = store.comments.sources()
    assert store.tracking.answer_waits(EVERYTHING) == [
        AnswerWait(source.name, 2, 2, speed.id),
        AnswerWait(source.name, 2, 1),
        AnswerWait(source.name, 9, 1, speed.id),
    ]


def test_a_filter_narrows_by_source_segment_and_day(store: Store, given: Any) -> None:
    given.comment(created_at=MONDAY, segment="plus", source="app")
    given.comment(created_at=MONDAY + timedelta(days=1), segment="new", source="shop")
    given.comment(segment="new", source="shop")

    def days(**asked: Any) -> list[date | None]:
        return [row.day for row in store.tracking.days(TrackedFilter(**asked))]

    tuesday = date(2024, 5, 7)
    assert days(source="app") == [date(2024, 5, 6)]
    assert days(source="nowhere") == []
    assert days(segment="new") == [tuesday, None]
    assert days(since=tuesday) == days(since=tuesday, until=tuesday) == [tuesday]
    assert days(until=date(2024, 5, 6)) == [date(2024, 5, 6)]
    assert store.tracking.segments() == ["new", "plus"]


def test_hours_are_those_of_the_clock_of_the_source(store: Store, given: Any) -> None:
    given.comment(created_at=datetime(2024, 5, 6, 0, 0))
    given.comment(created_at=datetime(2024, 5, 6, 0, 0, 1))
    given.comment(created_at=datetime(2024, 5, 6, 23, 59, 59, 999999))
    given.comment(created_at=datetime(2024, 5, 6, 23, 0))
    given.comment()
    given.comment(is_filler=True, created_at=MONDAY)
    (source,) = store.comments.sources()
    day = date(2024, 5, 6)
    assert store.tracking.hours(EVERYTHING) == [
        HourCount(source.name, day, 0, 1),
        HourCount(source.name, day, 23, 2),
        HourCount(source.name, day, NO_HOUR, 1),
    ]


def test_minutes_to_an_answer_are_rounded_down_also_below_zero(store: Store, given: Any) -> None:
    for seconds in (0, 59, 60, 61, 7200, -1, -60, -61):
        given.comment(created_at=MONDAY, answered_at=MONDAY + timedelta(seconds=seconds))
    given.comment(created_at=MONDAY)
    given.comment(answered_at=MONDAY)
    given.comment(created_at=MONDAY, answered_at=datetime(2024, 5, 6))
    given.comment(created_at=datetime(2024, 5, 6), answered_at=MONDAY)
    (source,) = store.comments.sources()
    assert store.tracking.answer_waits(EVERYTHING) == [
        AnswerWait(source.name, minutes, comments)
        for minutes, comments in ((-2, 1), (-1, 2), (0, 2), (1, 2), (120, 1), (None, 2))
    ]


def test_a_complaint_has_a_low_rating_or_the_words(store: Store, given: Any) -> None:
    rows = [
        given.comment("All fine", created_at=MONDAY, rating=2.0),
        given.comment("I want my REFUND", created_at=MONDAY),
        given.comment("The refund came, thanks", created_at=MONDAY, rating=4.0),
        given.comment("refund", created_at=MONDAY, rating=3.0),
        given.comment("All fine", created_at=MONDAY),
        given.comment("refund"),
    ]
    arrivals = list(store.tracking.arrivals(EVERYTHING, **COMPLAINTS))
    assert [row.comment_id for row in arrivals] == [row.id for row in rows[:5]]
    assert [row.is_complaint for row in arrivals] == [True, True, False, True, False]
    first = rows[0]
    assert arrivals[0] == Arrival(first.id, first.source, first.channel, MONDAY, None, True)


def test_people_who_complained_are_counted_once(store: Store, given: Any) -> None:
    for text, rating, customer in (
        ("All fine", 2.0, "ana"),
        ("I want my REFUND", None, "ana"),
        ("refund", 3.0, ""),
        ("refund", 1.0, ""),
        ("refund", 4.0, "ben"),
        ("All fine", None, "cem"),
    ):
        given.comment(text, rating=rating, customer=customer)
    given.comment("refund", is_filler=True)
    assert store.tracking.people_complaining(**COMPLAINTS) == 3


def test_weeks_of_themes_add_up_their_ratings(store: Store, given: Any) -> None:
    speed = given.theme(
        comments=[
            given.comment(created_at=MONDAY, rating=1.0, language="en"),
            given.comment(created_at=MONDAY + timedelta(days=6), rating=2.5, language="pt"),
            given.comment(created_at=MONDAY + timedelta(days=7)),
            given.comment(),
        ]
    )
    given.comment(created_at=MONDAY, rating=5.0)
    given.comment(created_at=MONDAY, is_filler=True)
    assert store.tracking.theme_weeks() == [
        ThemeWeek(speed.id, date(2024, 5, 6), 2, 2, 3.5),
        ThemeWeek(speed.id, date(2024, 5, 13), 1, 0, 0.0),
        ThemeWeek(None, date(2024, 5, 6), 1, 1, 5.0),
    ]


def test_the_span_is_from_the_first_dated_comment_to_the_last(store: Store, given: Any) -> None:
    assert store.tracking.span() is None
    given.comment()
    assert store.tracking.span() is None
    given.comment(created_at=MONDAY)
    given.comment(created_at=MONDAY + timedelta(days=3))
    given.comment(created_at=MONDAY - timedelta(days=1))
    assert store.tracking.span() == (date(2024, 5, 5), date(2024, 5, 9))


def test_people_who_wait_are_counted_once(store: Store, given: Any) -> None:
    ana = [given.comment(created_at=MONDAY, customer="ana") for _ in range(2)]
    unknown = [given.comment(created_at=MONDAY) for _ in range(2)]
    later = given.comment(created_at=MONDAY + timedelta(days=5), customer="ben")
    undated = given.comment(customer="cem")
    speed = given.theme("Speed", comments=[ana[0], *unknown, later, undated])
    price = given.theme("Price", comments=[ana[1]])
    given.comment(customer="dan")
    tracking = store.tracking
    assert tracking.people_waiting(EVERYTHING, {}) == (6, {speed.id: 5, price.id: 1, None: 1})
    covered = {speed.id: date(2024, 5, 6), 999: date.max}
    assert tracking.people_waiting(EVERYTHING, covered) == (
        3,
        {speed.id: 1, price.id: 1, None: 1},
    )
    covered = {speed.id: date.max, price.id: date.max}
    assert tracking.people_waiting(EVERYTHING, covered) == (1, {None: 1})


def test_a_customer_has_comments_over_all_sources(store: Store, given: Any) -> None:
    last = given.comment(created_at=MONDAY, customer="ana", source="shop")
    first = given.comment(created_at=MONDAY - timedelta(days=9), customer="ana", source="app")
    undated = given.comment(customer="ana")
    nobody = given.comment()
    theme = given.theme(comments=[last])
    assert store.tracking.of_customer("ana") == [first, last, undated]
    assert store.tracking.of_customer("ana", limit=1) == [first]
    assert store.tracking.of_customer("") == store.tracking.of_customer("eve") == []
    assert store.tracking.theme_of([last.id, nobody.id, 999]) == {last.id: theme.id}


def test_every_store_counts_as_the_simple_one(store: Store) -> None:
    simple = MemoryStore()
    for seed in range(3):
        for one in (store, simple):
            _fill(one, random.Random(seed))
    # Ids of a database that other tests have used do not begin with 1.
    place: dict[int | None, int] = {
        theme.id: twin.id
        for theme, twin in zip(store.themes.all(), simple.themes.all(), strict=True)
    }
    for where in (
        EVERYTHING,
        TrackedFilter(source="app"),
        TrackedFilter(by_bot=True),
        TrackedFilter(by_bot=True, source="mail", until=date(2024, 3, 9)),
        TrackedFilter(segment="plus", since=date(2024, 2, 1), until=date(2024, 3, 9)),
    ):
        days = [
            replace(row, theme_id=place.get(row.theme_id)) for row in store.tracking.days(where)
        ]
        assert days == simple.tracking.days(where)
        ids, each = store.tracking.each(where)
        here = [replace(row, theme_id=place.get(row.theme_id)) for row in each]
        assert here == simple.tracking.each(where)[1]
        assert len(set(ids)) == len(ids)
        wanted = [None, store.themes.all()[0].id]
        some, _ = store.tracking.each(where, themes=wanted)
        its = store.tracking.theme_of(list(some))
        assert {its.get(one) for one in some} <= set(wanted)
        in_wanted = [one for one, row in zip(ids, each, strict=True) if row.theme_id in wanted]
        assert list(some) == in_wanted
        assert store.tracking.hours(where) == simple.tracking.hours(where)
        assert store.tracking.answers(where) == simple.tracking.answers(where)
        assert store.tracking.undated(where.source) == simple.tracking.undated(where.source)
        waits = store.tracking.answer_waits(where)
        waits = [replace(row, theme_id=place.get(row.theme_id)) for row in waits]
        assert waits == simple.tracking.answer_waits(where)
        over_all = store.tracking.answer_waits(where, themes=False)
        assert over_all == simple.tracking.answer_waits(where, themes=False)
        came = [
            [replace(row, comment_id=0) for row in its.tracking.arrivals(where, **COMPLAINTS)]
            for its in (store, simple)
        ]
        assert came[0] == came[1]
        covered, reopened = {1: date(2024, 2, 15), 2: date.max}, {3: date(2024, 3, 1)}
        back = {here: theme for theme, here in place.items()}
        everybody, people = store.tracking.people_waiting(
            where,
            {back[theme]: day for theme, day in covered.items()},
            reopened={back[theme]: day for theme, day in reopened.items()},
            themes={None, *place},
        )
        here = {place.get(theme): count for theme, count in people.items()}
        expected = simple.tracking.people_waiting(where, covered, reopened=reopened)
        assert (everybody, here) == expected
    weeks = [replace(row, theme_id=place.get(row.theme_id)) for row in store.tracking.theme_weeks()]
    assert weeks == simple.tracking.theme_weeks()
    weeks = store.tracking.theme_weeks_of(["app"])
    weeks = [replace(row, theme_id=place.get(row.theme_id)) for row in weeks]
    assert weeks == simple.tracking.theme_weeks_of(["app"])
    assert store.tracking.source_weeks() == simple.tracking.source_weeks()
    assert store.tracking.span() == simple.tracking.span()


def test_comments_one_by_one_add_up_to_the_days(store: Store) -> None:
    _fill(store, random.Random(11))
    ids, each = store.tracking.each(EVERYTHING)
    assert Counter(
        (row.theme_id, row.day, row.answered, row.told, row.confirmed) for row in each
    ) == {
        (row.theme_id, row.day, row.answered, row.told, row.confirmed): row.comments
        for row in store.tracking.days(EVERYTHING)
    }
    stored = {comment.id: comment for comment in store.comments.get(list(ids))}
    theme_of = store.tracking.theme_of(list(ids))
    for comment_id, row in zip(ids, each, strict=True):
        wrote = stored[comment_id].created_at
        assert row.day == (wrote.date() if wrote else None)
        assert row.theme_id == theme_of.get(comment_id)
        assert row.answered == stored[comment_id].is_answered


def test_days_count_every_comment_that_says_something_once(store: Store) -> None:
    _fill(store, random.Random(7))
    totals = store.comments.totals()
    rows = store.tracking.days(EVERYTHING)
    assert sum(row.comments for row in rows) == totals.comments - totals.filler
    keys = {(row.theme_id, row.day, row.answered, row.told, row.confirmed) for row in rows}
    assert len(keys) == len(rows)
    assert any(row.told for row in rows)
    assert Counter(row.answered for row in rows).keys() == {True, False}


def _fill(store: Store, chance: random.Random) -> None:
    """A hundred comments over two sources, three themes and five months, much of it missing."""
    for name, channel in (("app", Channel.REVIEW), ("mail", Channel.EMAIL)):
        store.comments.ensure_source(Source(name=name, channel=channel))
    seed = chance.randrange(10**9)
    for name in ("app", "mail"):
        rows = []
        for number in range(50):
            wrote = datetime(2024, 1, 1) + timedelta(minutes=chance.randrange(200_000))
            if chance.random() < 0.2:
                wrote = datetime.combine(wrote.date(), time())
            rows.append(
                Comment(
                    source=name,
                    key=f"{seed}-{number}",
                    text="slow",
                    created_at=chance.choice([wrote, wrote, wrote, None]),
                    answered_at=chance.choice(
                        [None, None, wrote + timedelta(seconds=chance.randrange(-9000, 90_000))]
                    ),
                    answer=chance.choice(["", "", "Hi"]),
                    answered_by_bot=chance.choice([None, True, False]),
                    rating=chance.choice([None, 1.0, 2.5, 5.0]),
                    customer=chance.choice(["", "ana", "ben", "cem"]),
                    segment=chance.choice(["", "plus"]),
                    language=chance.choice(["en", "pt"]),
                    is_filler=chance.random() < 0.1,
                )
            )
        store.comments.upsert(rows)
    while len(store.themes.all()) < 3:
        store.themes.add(Theme(name="Theme"))
    themes = [theme.id for theme in store.themes.all()]
    wanted = [
        Assignment(comment.id, chance.choice(themes), 0.5)
        for comment in store.comments.iterate(CommentFilter())
        if not comment.is_filler and chance.random() < 0.8
    ]
    store.themes.assign(wanted)
    _tell(store, themes, chance)


def _tell(store: Store, themes: list[int], chance: random.Random) -> None:
    """Two announcements about a theme or two; some customers were told, some of them answered."""
    for _ in range(2):
        about = tuple(chance.sample(themes, chance.randrange(1, 3)))
        announcement = Announcement(
            theme_ids=about,
            language="en",
            headline="Faster",
            you_said="It is slow.",
            we_did="It starts faster.",
            facts=Facts(themes=("Theme",), comments=1, of_comments=1),
        )
        announcement_id = store.announcements.add(announcement)
        for customer in ("ana", "ben", "cem"):
            at = datetime(2024, 2, 1) + timedelta(hours=chance.randrange(2000))
            if chance.random() < 0.6:
                told = Told(announcement_id=announcement_id, customer=customer, at=at)
                store.tellings.add([told])
                helped = chance.choice([True, False])
                reply = Reply(
                    announcement_id=announcement_id, customer=customer, at=at, helped=helped
                )
                store.tellings.reply([reply] if chance.random() < 0.5 else [])


@pytest.mark.parametrize("empty", [TrackedFilter(), TrackedFilter(source="app")])
def test_nothing_is_counted_where_nothing_is(store: Store, empty: TrackedFilter) -> None:
    tracking = store.tracking
    assert tracking.days(empty) == tracking.hours(empty) == tracking.answer_waits(empty) == []
    assert tracking.theme_weeks() == tracking.segments() == []
    assert tracking.people_waiting(empty, {1: date.max}) == (0, {})
