"""Tracking on a small store: what the pages and commands read."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import pytest

from feedback.actions.decisions import decide
from feedback.actions.digest import weekly_digest, write_digest
from feedback.actions.figures import home_figures
from feedback.actions.impact import impact_of, impacts, reopen_theme
from feedback.actions.loop import ClosedLoops, loop_report, loops_closed
from feedback.actions.open_loops import NO_OWNER, NO_THEME, NextStep, open_loops
from feedback.actions.people_waiting import covered
from feedback.actions.ports import Store
from feedback.actions.promise_tables import month_rows
from feedback.actions.promises import add_promise, change_promise, end_promise, promise_report
from feedback.actions.site import loop_figures
from feedback.actions.theme_edits import set_owner
from feedback.actions.theme_merging import merge_themes
from feedback.actions.theme_steps import theme_steps
from feedback.actions.theme_undo import undo_edit
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change, Link, LinkState
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.decision import Decision
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.telling import Reply, Told
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.errors import InputError
from feedback.store.memory import MemoryStore
from feedback.tracking.impact import ImpactVerdict
from feedback.tracking.loop import Step
from feedback.tracking.promises import Verdict
from feedback.tracking.steps import ThemeSteps
from tests.unit.announcements.announcement_samples import announcement

NOW = datetime(2024, 6, 28, 12)
TODAY = NOW.date()
MONDAY = datetime(2024, 1, 1, 10)


def filled(
    weeks: Sequence[tuple[int, int]], *, answered_after: Mapping[int, int] | None = None
) -> Store:
    """A store with so many comments a week about speed and about prices, from 1 January on, each
    answered after so many minutes by theme."""
    store = MemoryStore()
    store.comments.ensure_source(Source(name="mail", channel=Channel.EMAIL))
    speed, price = (store.themes.add(Theme(name=name)) for name in ("Speed", "Price"))

    def answered(theme: int, wrote: datetime) -> datetime | None:
        minutes = (answered_after or {}).get(theme)
        return None if minutes is None else wrote + timedelta(minutes=minutes)

    for week, counts in enumerate(weeks):
        for theme, count in zip((speed, price), counts, strict=True):
            rows = [
                Comment(
                    source="mail", key=f"{theme}-{week}-{number}", text="slow",
                    created_at=MONDAY + timedelta(weeks=week, days=number % 7),
                    customer=f"c{number}", rating=2.0,
                    answered_at=answered(theme, MONDAY + timedelta(weeks=week, days=number % 7)),
                )
                for number in range(count)
            ]  # fmt: skip
            store.comments.upsert(rows)
    places = [
        Assignment(row.id, speed if row.key.startswith(f"{speed}-") else price, 0.5)
        for row in store.comments.get(range(1, 10_000))
    ]
    store.themes.assign(places)
    store.changes.upsert([Change(title="Faster", key="1", shipped_on=date(2024, 3, 20))])
    return store


def announced(store: Store, theme_id: int, at: datetime) -> int:
    return store.announcements.add(
        announcement(
            theme_ids=(theme_id,), created_at=at, published_at=at,
            status=AnnouncementStatus.PUBLISHED,
        )
    )  # fmt: skip


def linked(store: Store, on: datetime = NOW) -> None:
    store.links.decide(Link(theme_id=1, change_id=1, state=LinkState.ACCEPTED, decided_at=on))


def test_what_shipped_and_halved_a_theme_is_seen_through_the_store() -> None:
    store = filled([(28, 42)] * 13 + [(14, 42)] * 12)
    linked(store)
    (found,) = impact_of(store, 1, today=TODAY)
    assert found.result.verdict is ImpactVerdict.FELL
    assert found.result.before.per_thousand == 400
    assert impacts(store, today=TODAY) == [found]
    assert not found.result.offers_reopening


def test_a_theme_without_a_fall_is_opened_again() -> None:
    store = filled([(28, 42)] * 25)
    linked(store)
    store.decisions.add(Decision(theme_id=1, outcome=Outcome.DID, decided_at=NOW))
    announced(store, 1, NOW)
    (found,) = impacts(store, today=TODAY)
    assert found.result.offers_reopening
    waited = open_loops(store, today=TODAY).total.comments
    later = NOW + timedelta(days=1)
    assert reopen_theme(store, 1, now=later).before is Outcome.DID
    theme = store.themes.get(1)
    assert theme is not None and theme.outcome is Outcome.UNDECIDED
    assert store.decisions.of_theme(1)[0].reason
    found_again = open_loops(store, today=later.date())
    assert found_again.total.comments == waited + 28 * 25, "its people wait again"


def test_the_steps_of_a_theme_are_those_that_the_store_keeps() -> None:
    """By hand: who owns it since when, what was decided, shipped, announced, taken back."""
    store = filled([(2, 1)])
    at = [datetime(2024, 3, day, 9) for day in range(1, 30)]
    set_owner(store, 1, "Ana", now=at[0])
    set_owner(store, 1, "Ben", now=at[3])
    set_owner(store, 2, "Ana", now=at[0])
    set_owner(store, 2, "", now=at[1])
    store.decisions.add(Decision(theme_id=1, outcome=Outcome.PLANNED, decided_at=at[4]))
    store.decisions.add(Decision(theme_id=1, outcome=Outcome.DID, decided_at=at[6]))
    linked(store)
    announced(store, 1, at[10])
    steps = theme_steps(store, today=TODAY)
    assert steps[1] == ThemeSteps(
        theme_id=1, outcome=Outcome.DID, is_owned=True, owned=(at[0].date(),),
        decided=(at[4].date(), at[6].date()), shipped=(date(2024, 3, 20),),
        announced=(at[10].date(),),
    )  # fmt: skip
    assert steps[2] == ThemeSteps(theme_id=2)
    set_owner(store, 2, "Cem", now=at[20])
    undo_edit(store, store.theme_edits.recent()[0].id, now=at[21])
    decide(store, 1, outcome="undecided", now=at[12])
    announced(store, 1, at[12] + timedelta(minutes=1))
    steps = theme_steps(store, today=TODAY)
    assert (steps[1].decided, steps[1].reopened) == ((), at[12].date())
    assert steps[1].announced == (at[12].date(),), "only what came after it was reopened"
    assert (steps[2].is_owned, steps[2].owned) == (False, ())


@pytest.mark.parametrize("first", [Outcome.CANNOT, Outcome.PLANNED])
def test_who_heard_a_no_or_a_plan_waits_to_hear_that_it_is_done(first: Outcome) -> None:
    store = filled([(2, 0)])
    at = [datetime(2024, 2, day, 9) for day in range(1, 20)]
    store.decisions.add(Decision(theme_id=1, outcome=first, decided_at=at[0]))
    announced(store, 1, at[1])
    told = [Told(announcement_id=1, customer="c0", at=at[1])]
    store.tellings.add(told)
    assert open_loops(store, today=TODAY).total.comments == 0
    store.decisions.add(Decision(theme_id=1, outcome=Outcome.DID, before=first, decided_at=at[9]))
    linked(store, at[9])
    loops = open_loops(store, today=TODAY)
    assert (loops.total.comments, loops.people) == (2, 2), "those told in person as well"
    assert [row.next_step for row in loops.rows] == [NextStep.ANNOUNCE]
    assert loops.clocks.decided.median == 30.5, "decided was when they were first told of it"
    announced(store, 1, at[10])
    assert open_loops(store, today=TODAY).total.comments == 0


@pytest.mark.parametrize("into", [1, 2])
def test_who_heard_an_answer_does_not_wait_again_because_two_themes_became_one(into: int) -> None:
    store = filled([(2, 3)])
    announced(store, 1, datetime(2024, 2, 1))
    late = Comment(source="mail", key="late", text="slow", created_at=datetime(2024, 3, 1))
    store.comments.upsert([late])
    store.themes.assign([Assignment(6, 2, 0.5)])
    assert open_loops(store, today=TODAY).total.comments == 4
    event = merge_themes(store, [3 - into], into, now=NOW)
    loops = open_loops(store, today=TODAY)
    assert (loops.total.comments, loops.people) == (1, 1), "who wrote after the announcement"
    undo_edit(store, event.id, now=NOW)
    assert open_loops(store, today=TODAY).total.comments == 4


def test_a_promise_that_is_over_does_not_hold_again() -> None:
    store = filled([(1, 0)])
    first = Promise(wording="In two hours", minutes=120, since=date(2024, 1, 1))
    made = add_promise(store, first)
    change_promise(store, made.id, dataclasses.replace(first, since=date(2024, 3, 1)))
    with pytest.raises(InputError, match="over since Feb 29, 2024"):
        end_promise(store, made.id, last_day=TODAY)
    assert end_promise(store, made.id, last_day=date(2024, 2, 1)).until == date(2024, 2, 1)


def test_whoever_was_told_and_said_that_it_helped_is_in_every_figure() -> None:
    store = filled([(3, 1)])
    store.decisions.add(Decision(theme_id=1, outcome=Outcome.DID, decided_at=NOW))
    announcement = announced(store, 1, MONDAY - timedelta(days=9))
    assert open_loops(store, today=TODAY).people == 3, "it was announced before they wrote"
    told = MONDAY + timedelta(days=10)
    store.tellings.add([Told(announcement_id=announcement, customer="c1", at=told)])
    answer = Reply(announcement_id=announcement, customer="c1", at=told, helped=True)
    store.tellings.reply([answer])
    loops = open_loops(store, today=TODAY)
    assert (loops.people, loops.total.comments) == (2, 3)
    assert (loops.clocks.told.values, loops.clocks.told.median) == (1, 9)
    report = loop_report(store, today=TODAY).total
    counts = {step.step: step.comments for step in report.steps}
    assert (counts[Step.TOLD], counts[Step.CONFIRMED], report.closed) == (1, 1, 1)
    shares = (
        loops_closed(store, today=TODAY),
        report.loops,
        ClosedLoops(**dataclasses.asdict(loop_figures(store, today=TODAY))),
    )
    assert set(shares) == {ClosedLoops(1, 4)}
    assert home_figures(store, today=TODAY).loops == ClosedLoops(1, 4)
    assert weekly_digest(store, now=NOW).closed_share == 1 / 4


def test_an_owner_narrows_every_figure_of_open_loops() -> None:
    store = filled([(3, 2)], answered_after={1: 10, 2: 600})
    store.comments.upsert([Comment(source="mail", key="loose", text="hello", created_at=NOW)])
    set_owner(store, 1, "Ana", now=NOW)
    everything = open_loops(store, today=TODAY)
    assert (everything.people, everything.answers.together.values) == (4, 5)
    assert [row.answers.median for row in everything.rows] == [10, 600, None]
    hers = open_loops(store, today=TODAY, owner="Ana")
    assert (hers.people, hers.total.comments) == (3, 3)
    assert (hers.answers.together.values, hers.answers.together.median) == (3, 10)
    nobodys = open_loops(store, today=TODAY, owner=NO_OWNER)
    assert (nobodys.people, nobodys.total.comments, nobodys.answers.together.median) == (3, 3, 600)


def test_a_change_that_has_not_shipped_has_no_impact() -> None:
    store = filled([(1, 1)])
    with pytest.raises(InputError, match="not shipped yet"):
        impact_of(store, 1, today=date(2024, 3, 1))


def test_open_loops_say_what_to_do_next() -> None:
    store = filled([(2, 1)])
    store.comments.upsert([Comment(source="mail", key="loose", text="hello", created_at=NOW)])
    found = open_loops(store, today=TODAY)
    assert [(row.name, row.next_step) for row in found.rows] == [
        ("Speed", NextStep.DECIDE),
        ("Price", NextStep.DECIDE),
        (NO_THEME, NextStep.FIND),
    ]
    assert (found.people, found.total.comments) == (3, 4)
    linked(store)
    assert open_loops(store, today=TODAY).rows[0].next_step is NextStep.ANNOUNCE
    store.decisions.add(Decision(theme_id=2, outcome=Outcome.WILL_NOT, decided_at=NOW))
    assert [row.name for row in open_loops(store, today=TODAY).rows] == ["Speed", NO_THEME]


def test_people_and_comments_wait_by_the_same_rule() -> None:
    store = filled([(3, 2)] * 3)
    steps = theme_steps(store, today=TODAY)
    assert covered(steps) == {}
    store.decisions.add(Decision(theme_id=2, outcome=Outcome.EXISTS, decided_at=NOW))
    assert covered(theme_steps(store, today=TODAY)) == {2: date.max}


def test_promises_to_answer_and_to_decide_are_judged_through_the_store() -> None:
    store = filled([(2, 1)])
    answer = Promise(wording="Two hours", channel=Channel.EMAIL, minutes=120, since=MONDAY.date())
    decide = Promise(
        wording="A week", kind=PromiseKind.DECIDE, minutes=7 * 1440, since=MONDAY.date()
    )
    for promise in (answer, decide):
        add_promise(store, promise)
    decided_at = MONDAY + timedelta(days=3)
    store.decisions.add(Decision(theme_id=1, outcome=Outcome.DID, decided_at=decided_at))
    report = promise_report(store, now=NOW, since=MONDAY.date())
    verdicts = {row.promise.wording: dict(row.verdicts) for row in report.rows}
    assert verdicts == {
        "Two hours": {Verdict.BROKEN: 3},
        "A week": {Verdict.KEPT: 2, Verdict.BROKEN: 1},
    }
    assert report.unpromised == ()
    (january,) = month_rows(report)
    assert january == {"month": "2024-01", "kept": 2, "broken": 4, "open": 0, "unknown": 0}


@pytest.mark.parametrize(
    ("answered", "channel", "silent"),
    [({}, None, ("mail",)), ({1: 5}, None, ()), ({}, Channel.CHAT, ())],
)
def test_a_source_that_never_says_who_was_answered_is_doubted(
    answered: dict[int, int], channel: Channel | None, silent: tuple[str, ...]
) -> None:
    """Nothing kept may be true, or the file has no column of answers."""
    store = filled([(2, 1)], answered_after=answered)
    add_promise(store, Promise(wording="Soon", channel=channel, minutes=60, since=MONDAY.date()))
    report = promise_report(store, now=NOW, since=MONDAY.date())
    assert report.silent == silent
    assert ["“mail”" in doubt for doubt in report.doubts] == [True] * len(silent)


def test_a_changed_promise_begins_after_the_old_one() -> None:
    store = filled([(1, 1)])
    made = add_promise(store, Promise(wording="Soon", minutes=60, since=date(2024, 1, 1)))
    later = Promise(wording="Sooner", minutes=30, since=date(2024, 2, 1))
    with pytest.raises(InputError, match="begin later"):
        change_promise(store, made.id, Promise(wording="No", minutes=1, since=made.since))
    changed = change_promise(store, made.id, later)
    assert [(row.since, row.until) for row in store.promises.all()] == [
        (date(2024, 1, 1), date(2024, 1, 31)),
        (date(2024, 2, 1), None),
    ]
    end_promise(store, changed.id, last_day=date(2024, 1, 31))
    assert [row.wording for row in store.promises.all()] == ["Soon"], "it would not have held a day"


def test_a_failed_change_leaves_the_old_promise_as_it_was() -> None:
    store = filled([(1, 1)])
    made = add_promise(store, Promise(wording="Soon", minutes=60, since=date(2024, 1, 1)))
    with pytest.raises(InputError):
        change_promise(store, made.id, Promise(wording="", minutes=60, since=date(2024, 2, 1)))
    assert store.promises.all() == [made]


def test_the_digest_says_the_figures_of_the_pages() -> None:
    store = filled([(2, 1)])
    digest = weekly_digest(store, now=NOW)
    total = loop_report(store, today=TODAY).total
    assert digest.week == date(2024, 6, 17)
    assert (digest.received, digest.waiting, digest.people) == (0, 3, 2)
    assert digest.never_heard == total.unheard == 3
    assert "3 comments never got an answer" in write_digest(digest, as_="markdown", now=NOW)
    with pytest.raises(InputError, match="no format"):
        write_digest(digest, as_="fax", now=NOW)
