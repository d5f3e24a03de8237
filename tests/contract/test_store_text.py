"""Text that no database could hold is replaced visibly, and alike in every store."""

from datetime import datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.announcement import Facts, Quote, ShippedFact
from feedback.domain.change import Change, Link, LinkState, Reason, Suggestion
from feedback.domain.comment import Comment, ImportReport, Reject, Source
from feedback.domain.job import Job
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme

NOW = datetime(2024, 6, 5, 12, 30)
HELD = [
    "",
    " ",
    "🐢",
    "e\u0301",
    "\u202eright to left",
    "\ufeffBOM",
    "a\r\nb\tc",
    "\x01\x1b",
    "\uffff",
]
HURT = [("a\x00b", "a\ufffdb"), ("\ud83d", "\ufffd"), ("x\udc80\udcff", "x\ufffd\ufffd")]


def stored(store: Store) -> list[Comment]:
    return list(store.comments.iterate(CommentFilter()))


@pytest.mark.parametrize("text", HELD, ids=ascii)
def test_text_comes_back_as_it_was(store: Store, given: Any, text: str) -> None:
    assert given.comment(text, question=text, segment=text).text == text
    theme = given.theme(text, terms=(text,), owner=text)
    assert (theme.name, theme.terms, theme.owner) == (text, (text,), text)


@pytest.mark.parametrize(("text", "shown"), HURT, ids=ascii)
def test_what_no_database_holds_is_replaced_in_comments(
    store: Store, text: str, shown: str
) -> None:
    store.comments.ensure_source(Source(name=text))
    row = Comment(source=text, key=text, text=text, question=text, answer=text, customer=text)
    assert store.comments.upsert([row]) == (1, 0, 0)
    assert store.comments.upsert([row]) == (0, 0, 1), "the same again is a duplicate"
    (kept,) = stored(store)
    texts = (kept.source, kept.key, kept.text, kept.question, kept.answer, kept.customer)
    assert texts == (shown,) * 6
    assert store.comments.count(CommentFilter(search=text, source=text)) == 1
    assert store.comments.delete_source(text) == 1


@pytest.mark.parametrize(("text", "shown"), HURT, ids=ascii)
def test_what_no_database_holds_is_replaced_everywhere_else(
    store: Store, given: Any, text: str, shown: str
) -> None:
    theme = given.theme(text, terms=(text,))
    assert (theme.name, theme.terms) == (shown, (shown,))

    assert store.changes.upsert([Change(title=text, key=text, product=text)]) == (1, 0, 0)
    assert store.changes.upsert([Change(title=text, key=text, product=text)]) == (0, 0, 1)
    (change,) = store.changes.all()
    assert (change.title, change.key, change.product) == (shown,) * 3

    pair = {"theme_id": theme.id, "change_id": change.id}
    reasons = (Reason(text, 0.5, text),)
    store.links.keep_suggestions([theme.id], [Suggestion(**pair, score=0.5, reasons=reasons)])
    assert store.links.suggestions()[0].reasons == (Reason(shown, 0.5, shown),)
    store.links.decide(Link(**pair, state=LinkState.ACCEPTED, decided_by=text, reasons=reasons))
    assert store.links.all()[0].decided_by == shown

    report = ImportReport(file=text, notes=(text,), languages={text: 1})
    import_id = given.report(report, [Reject(1, text, text, text)])
    assert store.imports.rejects(import_id) == [Reject(1, shown, shown, shown)]
    kept = store.imports.get(import_id)
    assert kept is not None
    assert (kept.file, kept.notes, kept.languages) == (shown, (shown,), {shown: 1})

    job = store.jobs.get(store.jobs.add(Job(kind=text, params={text: [text]}, error=text)))
    assert job is not None
    assert (job.kind, job.params, job.error) == (shown, {shown: [shown]}, shown)


@pytest.mark.parametrize(("text", "shown"), HURT, ids=ascii)
def test_what_no_database_holds_is_replaced_in_announcements(
    store: Store, given: Any, text: str, shown: str
) -> None:
    facts = Facts(
        themes=(text,),
        comments=1,
        of_comments=1,
        channels={text: 1},
        shipped=(ShippedFact(change_id=1, title=text),),
        quotes=(Quote(comment_id=1, text=text),),
    )
    draft = given.announcement(given.theme(), facts=facts)
    kept = store.announcements.get(draft.id)
    assert kept is not None
    assert kept.facts == Facts(
        themes=(shown,),
        comments=1,
        of_comments=1,
        channels={shown: 1},
        shipped=(ShippedFact(change_id=1, title=shown),),
        quotes=(Quote(comment_id=1, text=shown),),
    )


def test_a_renamed_theme_is_clean_too(store: Store) -> None:
    theme_id = store.themes.add(Theme(name="Speed"))
    saved = store.themes.save(Theme(id=theme_id, name="a\x00b"))
    assert saved.name == "a\ufffdb"
    assert store.themes.get(theme_id) == saved


def test_long_text_and_long_keys_are_held(store: Store, given: Any) -> None:
    long = "".join(chr(0x4E00 + number % 20_000) for number in range(300_000))
    rows = [Comment(source="app", key=long + end, text=long + end) for end in "ab"]
    given.source("app")
    assert store.comments.upsert(rows) == (2, 0, 0)
    assert store.comments.upsert(rows) == (0, 0, 2)
    assert [row.text for row in stored(store)] == [row.text for row in rows]
    changes = [Change(title=long, key=long + end) for end in "ab"]
    assert store.changes.upsert(changes) == (2, 0, 0)
    assert store.changes.upsert(changes) == (0, 0, 2)
