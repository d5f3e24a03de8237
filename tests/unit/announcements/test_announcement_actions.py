"""From a theme with a shipped change to a published announcement."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from feedback.actions.announcement_workflow import approve_announcement, publish_announcement
from feedback.actions.announcements import (
    check_announcement,
    check_text,
    draft_announcement,
    edit_announcement,
    get_announcement,
    preview_draft,
)
from feedback.actions.exports import announcement_formats, export_announcement, render_announcement
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.change import Change, Link, LinkOutcome, LinkState
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment, Theme
from feedback.errors import ConflictError, InputError, NotFoundError, StateError
from feedback.store import open_database
from feedback.store.memory import MemoryStore

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
TEXT = "The login code came far too late, number {}."


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Store]:
    opened = open_database(f"sqlite:///{tmp_path / 'heard.db'}")
    yield opened
    opened.close()


def add_comments(store: Store, count: int, *, language: str = "en", start: int = 0) -> list[int]:
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW))
    store.comments.upsert(
        [
            Comment(
                source="app",
                key=str(number),
                text=TEXT.format(number),
                created_at=datetime(2026, 1, 5) + timedelta(days=number),
                rating=2.0,
                language=language,
                customer=f"c{number}",
                consent=number % 2 == 0,
            )
            for number in range(start, start + count)
        ]
    )
    stored = {comment.key: comment.id for comment in store.comments.iterate(CommentFilter())}
    return [stored[str(number)] for number in range(start, start + count)]


def add_theme(store: Store, comment_ids: list[int], name: str = "login code late") -> int:
    theme_id = store.themes.add(Theme(name=name, language="en", named_by_person=True))
    store.themes.assign([Assignment(number, theme_id, 0.9) for number in comment_ids])
    return theme_id


def add_change(store: Store, shipped_on: date | None, title: str = "Codes are sent again") -> int:
    store.changes.upsert([Change(title=title, key=title, version="4.2", shipped_on=shipped_on)])
    return next(change.id for change in store.changes.all() if change.title == title)


def accept(
    store: Store, theme_id: int, change_id: int, outcome: LinkOutcome = LinkOutcome.DID
) -> None:
    store.links.decide(
        Link(theme_id=theme_id, change_id=change_id, state=LinkState.ACCEPTED, outcome=outcome)
    )


def drafted(store: Store, count: int = 6) -> Announcement:
    theme_id = add_theme(store, add_comments(store, count))
    add_comments(store, 4, start=count)
    accept(store, theme_id, add_change(store, date(2026, 4, 1)))
    return draft_announcement(store, [theme_id], now=NOW)


def edited(store: Store, announcement: Announcement, we_did: str) -> Announcement:
    return edit_announcement(
        store,
        announcement.id,
        headline=announcement.headline,
        you_said=announcement.you_said,
        we_did=we_did,
        version=announcement.version,
        now=NOW,
    )


def test_the_loop_from_draft_to_a_published_page(store: Store) -> None:
    draft = drafted(store)
    assert draft.status is AnnouncementStatus.DRAFT
    assert check_announcement(store, draft.id, today=TODAY) == []
    approved = approve_announcement(store, draft.id, now=NOW)
    assert (approved.status, approved.approved_at) == (AnnouncementStatus.APPROVED, NOW)
    published = publish_announcement(store, draft.id, now=NOW)
    assert (published.status, published.published_at) == (AnnouncementStatus.PUBLISHED, NOW)
    page = export_announcement(store, draft.id, as_="html")
    assert "6 of 10 comments, from 6 different customers" in page
    assert "between 5 and 10 January 2026" in page
    assert "not approved" not in page


def test_facts_and_text_come_out_of_a_database_as_they_went_in(database: Store) -> None:
    draft = drafted(database)
    preview = preview_draft(database, draft.theme_ids, now=NOW)
    assert replace(draft, id=0, created_at=NOW) == preview
    assert draft.facts.with_customer == draft.facts.dated == 6
    assert draft.facts.theme_languages == ("en",)


def test_the_number_of_comments_is_the_one_the_store_counts(store: Store) -> None:
    facts = drafted(store).facts
    theme = CommentFilter(theme_id=1)
    assert facts.comments == store.comments.count(theme) == len(store.themes.assignments(1))
    assert facts.of_comments == store.comments.count(CommentFilter(include_filler=False))


def test_several_themes_are_one_block_of_facts(store: Store) -> None:
    first, second = add_comments(store, 4), add_comments(store, 5, start=4)
    themes = [add_theme(store, first, "late"), add_theme(store, second, "no code")]
    change = add_change(store, date(2026, 4, 1))
    accept(store, themes[0], change)
    accept(store, themes[1], change, LinkOutcome.PARTLY)
    draft = draft_announcement(store, [*themes, themes[0]], now=NOW)
    assert draft.theme_ids == tuple(themes)
    assert (draft.facts.comments, draft.facts.outcome) == (9, "partly")
    assert [shipped.change_id for shipped in draft.facts.shipped] == [change]
    assert "“late” and “no code”" in draft.headline


def test_only_consented_comments_of_a_large_enough_theme_are_quoted(store: Store) -> None:
    facts = drafted(store).facts
    assert facts.quotes
    quoted = store.comments.get([quote.comment_id for quote in facts.quotes])
    assert all(comment.consent for comment in quoted)


def test_the_draft_speaks_the_language_of_most_comments_unless_told(store: Store) -> None:
    theme_id = add_theme(store, add_comments(store, 6, language="kk"))
    accept(store, theme_id, add_change(store, date(2026, 4, 1)))
    assert draft_announcement(store, [theme_id], now=NOW).language == "kk"
    other = draft_announcement(store, [theme_id], language="pt", tone="warm", now=NOW)
    assert (other.language, other.tone) == ("pt", "warm")
    assert check_announcement(store, other.id, today=TODAY) == []


def test_a_preview_keeps_nothing(store: Store) -> None:
    draft = drafted(store)
    revision = store.revision()
    preview = preview_draft(store, draft.theme_ids, language="id", now=NOW)
    assert "Draf – belum disetujui" in render_announcement(preview, as_="text")
    assert store.revision() == revision


@pytest.mark.parametrize("shipped_on", [None, TODAY + timedelta(days=1)])
def test_a_change_that_has_not_shipped_cannot_be_announced(
    store: Store, shipped_on: date | None
) -> None:
    theme_id = add_theme(store, add_comments(store, 6))
    accept(store, theme_id, add_change(store, shipped_on))
    with pytest.raises(StateError, match="no accepted change that has shipped"):
        draft_announcement(store, [theme_id], now=NOW)
    assert store.announcements.all() == []


def test_every_theme_needs_its_own_accepted_change(store: Store) -> None:
    answered = drafted(store).theme_ids[0]
    unanswered = add_theme(store, add_comments(store, 3, start=20), "something else")
    with pytest.raises(StateError, match="something else"):
        draft_announcement(store, [answered, unanswered], now=NOW)


def test_what_cannot_be_drafted_says_why(store: Store) -> None:
    theme_id = drafted(store).theme_ids[0]
    with pytest.raises(NotFoundError, match="no theme 99"):
        draft_announcement(store, [99], now=NOW)
    with pytest.raises(InputError, match="at least one"):
        draft_announcement(store, [], now=NOW)
    with pytest.raises(InputError, match="no words in “xx”"):
        draft_announcement(store, [theme_id], language="xx", now=NOW)
    with pytest.raises(InputError, match="plain, warm, formal"):
        draft_announcement(store, [theme_id], tone="loud", now=NOW)
    theme = store.themes.get(theme_id)
    assert theme is not None
    store.themes.save(replace(theme, retired=True))
    with pytest.raises(StateError, match="is retired"):
        draft_announcement(store, [theme_id], now=NOW)


def test_a_theme_without_comments_cannot_be_announced(store: Store) -> None:
    theme_id = add_theme(store, [])
    accept(store, theme_id, add_change(store, date(2026, 4, 1)))
    with pytest.raises(StateError, match="no comments"):
        draft_announcement(store, [theme_id], now=NOW)


def test_a_false_claim_blocks_approval_until_it_is_gone(store: Store) -> None:
    draft = drafted(store)
    false = edited(store, draft, "All 500 customers are happy now.")
    assert {f.rule for f in check_announcement(store, draft.id, today=TODAY)} >= {"absolute"}
    with pytest.raises(StateError, match=r"cannot be approved: .*and 1 more"):
        approve_announcement(store, draft.id, now=NOW)
    edited(store, false, "We send the code again.")
    assert approve_announcement(store, draft.id, now=NOW).status is AnnouncementStatus.APPROVED


def test_a_suggestion_does_not_block_approval(store: Store) -> None:
    draft = drafted(store)
    edit_announcement(
        store,
        draft.id,
        headline="You said",
        you_said="6 of 10 comments.",
        we_did="Done.",
        version=1,
        now=NOW,
    )
    findings = check_announcement(store, draft.id, today=TODAY)
    assert [(finding.rule, finding.blocks) for finding in findings] == [("apology", False)]
    assert approve_announcement(store, draft.id, now=NOW).status is AnnouncementStatus.APPROVED


def test_a_text_still_being_written_is_checked_without_being_kept(store: Store) -> None:
    draft = drafted(store)
    parts = {"headline": "x", "you_said": "7 of 10 comments. Sorry.", "we_did": "y"}
    findings = check_text(store, draft, **parts, today=TODAY)
    assert [finding.instead for finding in findings] == ["6 of 10 comments"]
    assert get_announcement(store, draft.id) == draft


def test_editing_an_approved_announcement_makes_it_a_draft_again(store: Store) -> None:
    draft = drafted(store)
    approved = approve_announcement(store, draft.id, now=NOW)
    changed = edited(store, approved, "We send the code again.")
    assert (changed.status, changed.approved_at) == (AnnouncementStatus.DRAFT, None)
    assert changed.facts == draft.facts


def test_a_second_editor_is_told_of_the_first(store: Store) -> None:
    draft = drafted(store)
    edited(store, draft, "First.")
    with pytest.raises(ConflictError):
        edited(store, draft, "Second.")
    assert get_announcement(store, draft.id).we_did == "First."


def test_a_part_must_say_something_and_not_too_much(store: Store) -> None:
    draft = drafted(store)
    for text, problem in ((" \n", "is empty"), ("x" * 20_001, "20,000 at most")):
        with pytest.raises(InputError, match=problem):
            edited(store, draft, text)


def test_the_order_of_steps_is_kept(store: Store) -> None:
    draft = drafted(store)
    with pytest.raises(StateError, match="not approved"):
        publish_announcement(store, draft.id, now=NOW)
    approve_announcement(store, draft.id, now=NOW)
    with pytest.raises(StateError, match="is approved, not a draft"):
        approve_announcement(store, draft.id, now=NOW)
    published = publish_announcement(store, draft.id, now=NOW)
    with pytest.raises(StateError, match="is published, not approved"):
        publish_announcement(store, draft.id, now=NOW)
    with pytest.raises(StateError, match="cannot be edited"):
        edited(store, published, "Something else.")
    with pytest.raises(NotFoundError, match="no announcement 99"):
        export_announcement(store, 99, as_="html")


def test_a_consent_withdrawn_after_approval_stops_publishing(store: Store) -> None:
    draft = approve_announcement(store, drafted(store).id, now=NOW)
    quoted = store.comments.get([quote.comment_id for quote in draft.facts.quotes])
    store.comments.upsert([replace(comment, consent=False) for comment in quoted])
    with pytest.raises(StateError, match=r"cannot be published: .*has not agreed to be quoted"):
        publish_announcement(store, draft.id, now=NOW)


def test_an_announcement_of_a_retired_theme_can_still_be_exported(store: Store) -> None:
    draft = drafted(store)
    theme = store.themes.get(draft.theme_ids[0])
    assert theme is not None
    store.themes.save(replace(theme, retired=True, name="<b>gone</b>"))
    for each in announcement_formats():
        written = export_announcement(store, draft.id, as_=each.name)
        assert written, each.name
        if isinstance(written, str) and each.name not in ("sms", "push"):
            assert "login code late" in written, each.name
            assert "<b>gone" not in written, each.name


def test_a_name_full_of_markup_stays_text_from_theme_to_page(store: Store) -> None:
    name = "<img src=x onerror=alert(1)> {{7*7}} [a](javascript:b) \u202eabc"
    theme_id = add_theme(store, add_comments(store, 6), name)
    accept(store, theme_id, add_change(store, date(2026, 4, 1), "=cmd|' /C calc'!A0"))
    draft = draft_announcement(store, [theme_id], now=NOW)
    assert check_announcement(store, draft.id, today=TODAY) == []
    page = export_announcement(store, draft.id, as_="html")
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; {{7*7}}" in page
    assert "\u202e" not in page
