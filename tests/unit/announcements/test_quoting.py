"""A part of a comment is a quote too: whoever withdraws consent is told of every one of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.actions.announcement_news import announcement_news, note_export
from feedback.actions.announcement_workflow import (
    approve_announcement,
    publish_announcement,
    schedule_announcement,
    withdraw_announcement,
)
from feedback.actions.announcements import (
    check_announcement,
    draft_announcement,
    edit_announcement,
    get_announcement,
)
from feedback.actions.consent import withdraw_consent, withdraw_consent_of
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.change import Change, Link, LinkState
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Theme

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FRAGMENT = "locked out on a Sunday"


@pytest.fixture
def store(each_store: Store) -> Store:
    each_store.comments.ensure_source(Source(name="app"))
    texts = [f"The login code came too late, attempt number {number}." for number in range(6)]
    texts.append(f"So I was {FRAGMENT} and nobody picked up the phone, which was no fun at all.")
    comments = [
        Comment(
            source="app",
            key=str(number),
            text=text,
            language="en",
            customer=f"c{number}",
            consent=True,
        )
        for number, text in enumerate(texts)
    ]
    each_store.comments.upsert(comments)
    each_store.themes.add(
        Theme(name="late codes", language="en", named_by_person=True, representatives=(1,))
    )
    each_store.themes.assign(Assignment(number, 1, 0.9) for number in range(1, 8))
    each_store.changes.upsert([Change(title="Codes again", key="1", shipped_on=date(2026, 5, 1))])
    each_store.links.decide(Link(theme_id=1, change_id=1, state=LinkState.ACCEPTED))
    return each_store


@pytest.fixture
def quoting(store: Store) -> Announcement:
    """A draft that quotes a few words of comment 7, as the check allows."""
    draft = draft_announcement(store, [1], now=NOW)
    text = f"{draft.you_said}\nOne of you was “… {FRAGMENT}…”."
    edited = _with(store, draft, text)
    assert 7 not in {quote.comment_id for quote in edited.facts.quotes}
    assert check_announcement(store, edited.id, today=NOW.date()) == []
    return edited


def _with(store: Store, draft: Announcement, you_said: str) -> Announcement:
    return edit_announcement(
        store,
        draft.id,
        headline=draft.headline,
        you_said=you_said,
        we_did=draft.we_did,
        version=draft.version,
        now=NOW,
    )


def _listed(store: Store, comment: int = 7) -> list[int]:
    return [each.id for each, _ in withdraw_consent(store, [comment], now=NOW)]


def test_a_few_words_of_a_comment_are_a_quote(store: Store, quoting: Announcement) -> None:
    approve_announcement(store, quoting.id, now=NOW)
    publish_announcement(store, quoting.id, now=NOW)
    assert announcement_news(store, quoting.id).lost_quotes == ()
    assert _listed(store) == [quoting.id]
    (lost,) = announcement_news(store, quoting.id).lost_quotes
    assert FRAGMENT in lost
    (finding,) = check_announcement(store, quoting.id, today=NOW.date())
    assert finding.rule == "quote"
    unquoted = next(n for n in range(1, 7) if n not in {q.comment_id for q in quoting.facts.quotes})
    assert _listed(store, unquoted) == []


def test_words_of_a_comment_that_left_the_theme_are_found(
    store: Store, quoting: Announcement
) -> None:
    approve_announcement(store, quoting.id, now=NOW)
    store.themes.add(Theme(name="telephone", language="en"))
    store.themes.assign([Assignment(7, 2, 0.9)])
    ((found, _),) = withdraw_consent_of(store, "c6", now=NOW)
    assert found.id == quoting.id
    assert len(announcement_news(store, quoting.id).lost_quotes) == 1


@pytest.mark.parametrize("status", ["approved", "scheduled", "withdrawn"])
def test_what_is_on_its_way_or_was_out_is_listed(
    store: Store, quoting: Announcement, status: str
) -> None:
    approve_announcement(store, quoting.id, now=NOW)
    if status == "scheduled":
        schedule_announcement(store, quoting.id, on=date(2026, 6, 8), now=NOW)
    if status == "withdrawn":
        publish_announcement(store, quoting.id, now=NOW)
        withdraw_announcement(store, quoting.id, now=NOW)
    assert get_announcement(store, quoting.id).status is AnnouncementStatus(status)
    assert _listed(store) == [quoting.id]


def test_a_draft_is_listed_once_a_file_was_made_of_it(store: Store, quoting: Announcement) -> None:
    assert _listed(store) == []
    note_export(store, quoting.id, as_="poster", now=NOW)
    assert _listed(store) == [quoting.id]


def test_a_file_of_an_earlier_text_still_quotes(store: Store, quoting: Announcement) -> None:
    note_export(store, quoting.id, as_="poster", now=NOW)
    edit_announcement(
        store,
        quoting.id,
        headline=quoting.headline,
        you_said="Codes came too late.",
        we_did=quoting.we_did,
        version=quoting.version,
        now=NOW + timedelta(hours=1),
    )
    assert _listed(store) == [quoting.id]


def test_a_table_holds_the_quotes_of_the_facts_whatever_the_text_says(store: Store) -> None:
    draft = draft_announcement(store, [1], now=NOW)
    plain = _with(store, draft, "Codes came too late.")
    pinned = plain.facts.quotes[0].comment_id
    note_export(store, plain.id, as_="poster", now=NOW)
    assert _listed(store, pinned) == []
    note_export(store, plain.id, as_="csv", now=NOW)
    assert _listed(store, pinned) == [plain.id]


def test_only_files_that_hold_the_words_are_listed(store: Store, quoting: Announcement) -> None:
    approve_announcement(store, quoting.id, now=NOW)
    for kind in ("html", "sms", "push", "poster"):
        note_export(store, quoting.id, as_=kind, now=NOW)
    ((_, files),) = withdraw_consent(store, [7], now=NOW)
    # A text message and a notification are too short for what was quoted.
    assert sorted(made.as_ for made in files) == ["html", "poster"]
