"""A figure and the list of comments it leads to have one number, whatever happened."""

import random
from datetime import date, datetime, timedelta

import pytest

from feedback.actions.loop import PLACES, loop_report
from feedback.actions.loop_comments import (
    LoopFilter,
    LoopPlace,
    address_of_loop,
    loop_comments,
    loop_filter,
    search_loop,
)
from feedback.actions.open_loops import AGES, NO_OWNER, open_loops
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus, Facts
from feedback.domain.change import Change, Link, LinkOutcome, LinkState
from feedback.domain.comment import Comment, Source
from feedback.domain.decision import Decision
from feedback.domain.summaries import CommentFilter
from feedback.domain.telling import Told
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.errors import InputError
from feedback.store.memory import MemoryStore

TODAY = date(2024, 6, 3)
NOW = datetime(2024, 6, 3, 12)
OUTCOMES = (Outcome.PLANNED, Outcome.WILL_NOT, Outcome.UNDECIDED, Outcome.CANNOT)


def some_store(seed: int) -> MemoryStore:
    """Eighty comments in three themes and in none, some undated or dated after today; decisions,
    a release, an announcement, and people who were told."""
    chance = random.Random(seed)
    store = MemoryStore()
    for name in ("app", "mail"):
        store.comments.ensure_source(Source(name=name))
        store.comments.upsert([_comment(chance, name, number) for number in range(40)])
    for number in range(3):
        store.themes.add(Theme(name=f"Theme {number}", owner=chance.choice(("", "Ana"))))
    themes = [theme.id for theme in store.themes.all()]
    store.themes.assign(
        Assignment(row.id, chance.choice(themes), 0.5)
        for row in store.comments.iterate(CommentFilter())
        if chance.random() < 0.8
    )
    for theme_id in themes:
        if chance.random() < 0.6:
            at = NOW - timedelta(days=chance.randrange(120))
            outcome = chance.choice(OUTCOMES)
            store.decisions.add(
                Decision(theme_id=theme_id, outcome=outcome, decided_at=at, reason="Because.")
            )
    store.changes.upsert([Change(title="Faster", key="1", shipped_on=TODAY - timedelta(days=40))])
    store.links.decide(
        Link(
            theme_id=themes[0],
            change_id=store.changes.all()[0].id,
            state=LinkState.ACCEPTED,
            outcome=LinkOutcome.DID,
            decided_at=NOW,
        )
    )
    _announce(store, chance.choice(themes), NOW - timedelta(days=chance.randrange(60)), chance)
    return store


def _comment(chance: random.Random, source: str, number: int) -> Comment:
    wrote = NOW - timedelta(days=chance.randrange(-3, 150))
    return Comment(
        source=source,
        key=str(number),
        text=chance.choice(("so slow", "a parcel")),
        created_at=chance.choice((wrote, wrote, wrote, None)),
        answer=chance.choice(("", "", "Hi")),
        answered_by_bot=chance.choice((None, True)),
        customer=chance.choice(("", "ana", "ben")),
        segment=chance.choice(("", "plus")),
        is_filler=chance.random() < 0.1,
    )


def _announce(store: Store, theme_id: int, at: datetime, chance: random.Random) -> None:
    number = store.announcements.add(
        Announcement(
            theme_ids=(theme_id,), language="en", headline="Faster", you_said="Slow.",
            we_did="It is faster.", facts=Facts(themes=("Theme",), comments=1, of_comments=1),
            status=AnnouncementStatus.PUBLISHED, published_at=at,
        )
    )  # fmt: skip
    if chance.random() < 0.7:
        store.tellings.add([Told(announcement_id=number, customer="ana", at=at)])


def listed(store: Store, which: LoopFilter, where: CommentFilter | None = None) -> int:
    """How many comments a list shows, each of them once."""
    ids = loop_comments(store, which, where or CommentFilter(), today=TODAY)
    assert len(set(ids)) == len(ids)
    return len(ids)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("narrow", [{}, {"source": "mail"}, {"segment": "plus"}])
def test_open_loops_lead_to_as_many_comments_as_they_say(seed: int, narrow: dict[str, str]) -> None:
    store = some_store(seed)
    where = CommentFilter(**narrow)
    for owner in ("", "Ana", NO_OWNER):
        found = open_loops(store, today=TODAY, owner=owner, **narrow)

        def ask(place: LoopPlace = LoopPlace.WAITING, owner: str = owner, **asked: object) -> int:
            return listed(store, LoopFilter(place=place, owner=owner, **asked), where)

        assert ask() == found.total.comments
        assert ask(is_dated=False) == found.total.undated
        assert tuple(ask(age=age) for age in AGES) == found.total.ages
        assert ask(by_bot=True) == found.by_bot
        assert ask(LoopPlace.ANSWERED) == found.answered
        assert ask(LoopPlace.RECEIVED, is_future=True) == found.future
        for spread, place in (
            (found.clocks.decided, LoopPlace.DECIDED_ON),
            (found.clocks.announced, LoopPlace.ANNOUNCED),
            (found.clocks.told, LoopPlace.TOLD),
        ):
            assert ask(place, is_dated=True) == spread.values


@pytest.mark.parametrize("seed", range(10))
def test_a_theme_of_open_loops_leads_to_those_who_wait_in_it(seed: int) -> None:
    store = some_store(seed)
    for row in open_loops(store, today=TODAY).rows:
        where = CommentFilter(
            theme_id=row.theme.id if row.theme else None, unassigned=row.theme is None
        )
        waits = row.waiting
        assert listed(store, LoopFilter(place=LoopPlace.WAITING), where) == waits.comments
        unanswered = LoopFilter(place=LoopPlace.UNANSWERED)
        assert listed(store, unanswered, where) == waits.unanswered
        bots = LoopFilter(place=LoopPlace.WAITING, by_bot=True)
        assert listed(store, bots, where) == row.by_bot
        for age, count in zip(AGES, waits.ages, strict=True):
            aged = LoopFilter(place=LoopPlace.WAITING, age=age)
            assert listed(store, aged, where) == count


@pytest.mark.parametrize("seed", range(25))
def test_the_loop_leads_to_as_many_comments_as_it_says(seed: int) -> None:
    store = some_store(seed)
    report = loop_report(store, today=TODAY)
    for loop in (report.total, *report.periods):
        where, is_dated = CommentFilter(), None
        if loop.period is not None:
            after = (loop.period + timedelta(days=32)).replace(day=1)
            where = CommentFilter(since=loop.period, until=after - timedelta(days=1))
        elif loop is not report.total:
            is_dated = False
        counts = {PLACES[step.step]: step.comments for step in loop.steps} | {
            LoopPlace.CLOSED: loop.closed,
            LoopPlace.NO: loop.noes,
            LoopPlace.UNTOLD: loop.untold,
            LoopPlace.UNHEARD: loop.unheard,
        }
        for place, count in counts.items():
            which = LoopFilter(place=place, is_dated=is_dated)
            assert listed(store, which, where) == count, (place, loop.period)


def test_who_waits_is_listed_from_the_longest_waiting_on_and_others_from_the_newest() -> None:
    store = some_store(3)

    def days(place: LoopPlace) -> list[date | None]:
        ids = loop_comments(store, LoopFilter(place=place), CommentFilter(), today=TODAY)
        moments = [comment.created_at for comment in store.comments.get(ids)]
        return [moment.date() if moment else None for moment in moments]

    waiting, received = days(LoopPlace.WAITING), days(LoopPlace.RECEIVED)
    dated = [day for day in waiting if day]
    assert dated == sorted(dated)
    assert waiting[: len(dated)] == dated, "undated ones are last"
    dated = [day for day in received if day]
    assert dated == sorted(dated, reverse=True)
    assert received[: len(dated)] == dated


def test_a_search_finds_only_those_at_the_place() -> None:
    store = some_store(5)
    which = LoopFilter(place=LoopPlace.WAITING)
    found = search_loop(
        store, which, CommentFilter(search="PARCEL"), today=TODAY, among=None, most=1000
    )
    waiting = loop_comments(store, which, CommentFilter(), today=TODAY)
    rows = store.comments.get(list(waiting))
    assert found.ids == tuple(row.id for row in rows if "parcel" in row.text)
    assert found.all_searched and not found.more
    few = search_loop(store, which, CommentFilter(search="parcel"), today=TODAY, among=None, most=2)
    assert (few.ids, few.more) == (found.ids[:2], True)


def test_what_tracking_does_not_know_narrows_the_list_as_well() -> None:
    store = some_store(7)
    which = LoopFilter(place=LoopPlace.WAITING)
    waiting = store.comments.get(list(loop_comments(store, which, CommentFilter(), today=TODAY)))
    of_ana = loop_comments(store, which, CommentFilter(customer="ana"), today=TODAY)
    assert list(of_ana) == [row.id for row in waiting if row.customer == "ana"]


@pytest.mark.parametrize(
    "which",
    [
        LoopFilter(place=LoopPlace.WAITING),
        LoopFilter(place=LoopPlace.WAITING, age=AGES[3], owner="Ana & Co", by_bot=True),
        LoopFilter(place=LoopPlace.UNHEARD, is_dated=False),
        LoopFilter(place=LoopPlace.RECEIVED, is_dated=True, is_future=True),
    ],
    ids=str,
)
def test_an_address_says_which_comments_are_meant(which: LoopFilter) -> None:
    assert loop_filter(address_of_loop(which)) == which


@pytest.mark.parametrize(
    "said",
    [
        {"loop": "soon"},
        {"loop": "waiting", "age": "3"},
        {"loop": "waiting", "dated": "maybe"},
    ],
    ids=str,
)
def test_an_address_that_means_nothing_gets_a_sentence(said: dict[str, str]) -> None:
    with pytest.raises(InputError):
        loop_filter(said)


def test_without_a_place_in_the_loop_nothing_is_asked() -> None:
    assert loop_filter({}) is None
    assert loop_filter({"age": "0–14"}) is None
