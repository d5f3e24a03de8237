"""Tracking on a small store: what the pages and commands read."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from feedback.actions.digest import weekly_digest, write_digest
from feedback.actions.impact import impact_of, impacts, reopen_theme
from feedback.actions.loop import loop_report
from feedback.actions.open_loops import NO_THEME, NextStep, covered, open_loops
from feedback.actions.ports import Store
from feedback.actions.promises import add_promise, change_promise, end_promise, promise_report
from feedback.actions.spreadsheets import xlsx_bytes
from feedback.actions.theme_steps import theme_steps
from feedback.domain.change import Change, Link, LinkState
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.decision import Decision
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.errors import InputError
from feedback.store.memory import MemoryStore
from feedback.tracking.impact import ImpactVerdict
from feedback.tracking.promises import Verdict

NOW = datetime(2024, 6, 28, 12)
TODAY = NOW.date()
MONDAY = datetime(2024, 1, 1, 10)


def filled(weeks: Sequence[tuple[int, int]]) -> Store:
    """A store with so many comments a week about speed and about prices, from 1 January on."""
    store = MemoryStore()
    store.comments.ensure_source(Source(name="mail", channel=Channel.EMAIL))
    speed, price = (store.themes.add(Theme(name=name)) for name in ("Speed", "Price"))
    for week, counts in enumerate(weeks):
        for theme, count in zip((speed, price), counts, strict=True):
            rows = [
                Comment(
                    source="mail", key=f"{theme}-{week}-{number}", text="slow",
                    created_at=MONDAY + timedelta(weeks=week, days=number % 7),
                    customer=f"c{number}", rating=2.0,
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
    store.themes.save(Theme(id=1, name="Speed", outcome=Outcome.DID))
    (found,) = impacts(store, today=TODAY)
    assert found.result.offers_reopening
    assert reopen_theme(store, 1).outcome is Outcome.UNDECIDED


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
    linked(store, on=MONDAY + timedelta(days=3))
    report = promise_report(store, now=NOW, since=MONDAY.date())
    verdicts = {row.promise.wording: dict(row.verdicts) for row in report.rows}
    assert verdicts == {
        "Two hours": {Verdict.BROKEN: 3},
        "A week": {Verdict.KEPT: 2, Verdict.BROKEN: 1},
    }
    assert report.unpromised == ()


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


def test_a_workbook_holds_what_people_wrote_as_text(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rows = [
        {"a": "=1+1", "b": 2, "c": date(2024, 5, 6), "d": None, "e": "http://x.example"},
        {"a": "жауап", "b": 2.5, "c": datetime(2024, 5, 6, 7, 8), "d": True, "e": ("x", "y")},
    ]
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    path.write_bytes(xlsx_bytes(rows, list("abcde")))
    found = pd.read_excel(path, engine="calamine")
    assert list(found["a"]) == ["=1+1", "жауап"]
    assert list(found["b"]) == [2, 2.5]
    assert list(found["e"]) == ["http://x.example", "x, y"]
    assert found["c"][1] == datetime(2024, 5, 6, 7, 8)
