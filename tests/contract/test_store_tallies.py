"""Counts stay those of the comments, whatever is written; searches have an end."""

import dataclasses
import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.summaries import UNKNOWN, CommentFilter
from feedback.domain.theme import AssignedBy, Assignment, Theme

TODAY = date(2024, 6, 5)
START = datetime(2024, 1, 1, 12)
SOURCES = {"app": Channel.REVIEW, "survey": Channel.SURVEY}


def some_comment(chance: random.Random, number: int) -> Comment:
    return Comment(
        source=chance.choice(list(SOURCES)),
        key=str(number),
        text=chance.choice(["slow", "late", "nothing"]),
        created_at=chance.choice([None, START + timedelta(days=chance.randrange(60))]),
        rating=chance.choice([None, 1.0, 2.495, 3.0, 4.5]),
        language=chance.choice(["en", "kk"]),
        is_filler=chance.random() < 0.2,
        segment=chance.choice(["", "free", "pro"]),
    )


def write_something(store: Store, chance: random.Random, theme_ids: list[int]) -> None:
    """One of the ways in which comments and places change."""
    some = [some_comment(chance, chance.randrange(30)) for _ in range(6)]
    ids = [row.id for row in store.comments.page(CommentFilter(), limit=100)]
    what = chance.randrange(5)
    if what <= 1:
        for name in SOURCES:
            store.comments.upsert([row for row in some if row.source == name])
    elif what == 2:
        by = chance.choice(list(AssignedBy))
        picked = chance.sample(ids, min(len(ids), 8))
        places = [Assignment(row, chance.choice(theme_ids), 0.5, by) for row in picked]
        store.themes.assign(places)
    elif what == 3:
        store.themes.unassign(chance.sample(ids, min(len(ids), 3)))
    elif chance.random() < 0.3:
        name = chance.choice(list(SOURCES))
        store.comments.delete_source(name)
        store.comments.ensure_source(Source(name=name, channel=SOURCES[name]))


def recounted(store: Store, where: CommentFilter) -> int:
    return len(store.comments.page(where, limit=1000))


@pytest.mark.parametrize("seed", range(4))
def test_counts_follow_whatever_is_written(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    for name, channel in SOURCES.items():
        store.comments.ensure_source(Source(name=name, channel=channel))
    theme_ids = [store.themes.add(Theme(name=name)) for name in ("Slow", "Late", "Other")]
    for _ in range(40):
        write_something(store, chance, theme_ids)
    store.themes.delete(theme_ids[2:])
    del theme_ids[2:]
    filters = [
        CommentFilter(theme_id=theme_id, unassigned=unassigned, **more)
        for theme_id in (None, *theme_ids)
        for unassigned in ((False,) if theme_id else (False, True))
        for more in (
            {},
            {"include_filler": False},
            {"source": "app"},
            {"channel": "survey", "language": "kk"},
            {"since": date(2024, 1, 15)},
            {"since": date(2024, 1, 15), "until": date(2024, 2, 4)},
            {"since": date(2024, 1, 17), "until": date(2024, 2, 3)},
            {"rating_to": 2.49},
            {"rating_from": 3.5, "segment": "pro"},
            {"segment": "pro", "include_filler": False, "channel": "review"},
            {"rating_from": 2.0, "since": date(2024, 1, 15)},
        )
    ]
    for where in filters:
        rows = store.comments.page(where, limit=1000)
        assert store.comments.count(where) == len(rows), where
        weeks = store.comments.weekly(where)
        assert sum(week.comments for week in weeks) == sum(
            row.created_at is not None for row in rows
        ), where
    rows = store.comments.page(CommentFilter(), limit=1000)
    totals = store.comments.totals()
    assert totals.comments == len(rows)
    assert totals.filler == sum(row.is_filler for row in rows)
    assert totals.unassigned == recounted(store, CommentFilter(unassigned=True))
    for summary in store.themes.summaries(today=TODAY):
        its = store.comments.page(CommentFilter(theme_id=summary.id), limit=1000)
        moments = [row.created_at for row in its if row.created_at]
        ratings = [row.rating for row in its if row.rating is not None]
        assert summary.comments == len(its)
        assert summary.first_seen == min(moments, default=None)
        assert summary.last_seen == max(moments, default=None)
        mean = sum(ratings) / len(ratings) if ratings else None
        assert summary.mean_rating == (None if mean is None else pytest.approx(mean))


def test_a_search_finds_newest_first_and_says_what_it_left_out(store: Store) -> None:
    store.comments.ensure_source(Source(name="app"))
    first = Comment(source="app", key="0", text="Slow indeed", created_at=START)
    store.comments.upsert(
        [
            dataclasses.replace(first, key=str(n), created_at=START + timedelta(days=n))
            for n in range(10)
        ]
    )
    where = CommentFilter(search="SLOW")
    newest = tuple(row.id for row in store.comments.page(where))
    assert len(newest) == 10
    assert store.comments.find(where).ids == newest
    few = store.comments.find(where, most=3)
    assert (few.ids, few.more, few.all_searched) == (newest[:3], True, True)
    late = store.comments.find(where, among=4)
    assert (late.ids, late.more, late.all_searched) == (newest[:4], False, False)
    assert store.comments.find(CommentFilter(search="fast")).ids == ()


@pytest.mark.parametrize("seed", range(2))
def test_pages_far_down_follow_on_one_another(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.store.comment_pages.NEAR", 0)
    chance = random.Random(seed)
    for name, channel in SOURCES.items():
        store.comments.ensure_source(Source(name=name, channel=channel))
        some = [some_comment(chance, number) for number in range(60)]
        store.comments.upsert([row for row in some if row.source == name])
    theme = store.themes.add(Theme(name="Slow"))
    ids = [row.id for row in store.comments.page(CommentFilter(), limit=100)]
    store.themes.assign(Assignment(row, theme, 0.5) for row in ids[::2])
    for where in (
        CommentFilter(),
        CommentFilter(unassigned=True),
        CommentFilter(placed=True),
        CommentFilter(silent=True),
        CommentFilter(unrated=True),
        CommentFilter(language=UNKNOWN),
        CommentFilter(theme_id=theme),
        CommentFilter(theme_id=theme, unrated=True),
        CommentFilter(theme_id=theme, segment="pro"),
        CommentFilter(rating_from=3.5),
        CommentFilter(source="app", since=date(2024, 1, 15)),
    ):
        whole = store.comments.page(where, limit=100)
        for size in (1, 7):
            steps = range(0, len(whole) + size, size)
            pages = [store.comments.page(where, offset=n, limit=size) for n in steps]
            assert [row for page in pages for row in page] == whole, where


@pytest.mark.parametrize("seed", range(2))
def test_the_list_of_themes_counts_what_the_filter_means(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    for name, channel in SOURCES.items():
        store.comments.ensure_source(Source(name=name, channel=channel))
        some = [some_comment(chance, number) for number in range(60)]
        store.comments.upsert([row for row in some if row.source == name])
    theme = store.themes.add(Theme(name="Slow"))
    ids = [row.id for row in store.comments.page(CommentFilter(), limit=100)]
    store.themes.assign(Assignment(row, theme, 0.5) for row in ids[::2])
    for where in (
        CommentFilter(rating_to=2.49),
        CommentFilter(segment="pro"),
        CommentFilter(segment="pro", rating_from=3.5, channel="survey", language="en"),
        CommentFilter(search="slow", rating_from=2.0),
        CommentFilter(rating_from=1.0, since=date(2024, 1, 17)),
    ):
        (summary,) = store.themes.summaries(today=TODAY, where=where)
        its = store.comments.page(dataclasses.replace(where, theme_id=theme), limit=100)
        moments = [row.created_at for row in its if row.created_at]
        speaking = store.comments.count(dataclasses.replace(where, include_filler=False))
        assert summary.comments == len(its), where
        assert sum(summary.weekly) == len(moments), where
        assert summary.first_seen == min(moments, default=None)
        assert summary.last_seen == max(moments, default=None)
        assert summary.share == (len(its) / speaking if speaking else 0)


def test_weeks_in_which_nothing_placed_says_anything_are_no_weeks(store: Store, given: Any) -> None:
    speaking = given.comment("slow", created_at=datetime(2024, 5, 8))
    silent = given.comment("n/a", created_at=datetime(2024, 3, 6), is_filler=True)
    given.theme("Speed", comments=[speaking, silent])
    weeks = store.comments.weekly(CommentFilter(placed=True))
    assert [(week.week, week.comments) for week in weeks] == [(date(2024, 5, 6), 1)]
