"""Review, a day to go out, taking back; and what an announcement does not know yet."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.actions.announcement_news import (
    TextChange,
    announcement_history,
    announcement_news,
    made_files,
    note_export,
)
from feedback.actions.announcement_workflow import (
    approve_announcement,
    calendar,
    publish_announcement,
    schedule_announcement,
    submit_announcement,
    withdraw_announcement,
)
from feedback.actions.announcements import draft_announcement, edit_announcement
from feedback.actions.consent import withdraw_consent
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.change import Change, Link, LinkState
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Theme, ThemeStatus
from feedback.errors import InputError, NotFoundError, StateError
from feedback.store.memory import MemoryStore

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store() -> Store:
    store = MemoryStore()
    store.comments.ensure_source(Source(name="app"))
    add_comments(store, range(6))
    theme_id = store.themes.add(
        Theme(name="late codes", language="en", named_by_person=True, representatives=(1,))
    )
    store.themes.assign(Assignment(number, theme_id, 0.9) for number in range(1, 7))
    store.changes.upsert([Change(title="Codes again", key="1", shipped_on=date(2026, 5, 1))])
    store.links.decide(Link(theme_id=theme_id, change_id=1, state=LinkState.ACCEPTED))
    return store


def add_comments(store: Store, numbers: range) -> None:
    store.comments.upsert(
        [
            Comment(
                source="app",
                key=str(number),
                text=f"The login code came too late, attempt number {number}.",
                language="en",
                customer=f"c{number}",
                consent=True,
            )
            for number in numbers
        ]
    )


@pytest.fixture
def draft(store: Store) -> Announcement:
    return draft_announcement(store, [1], now=NOW, who="Ana")


def published(store: Store, draft: Announcement) -> Announcement:
    approve_announcement(store, draft.id, now=NOW, who="Ben")
    return publish_announcement(store, draft.id, now=NOW, who="Ben")


def test_an_announcement_kept_without_steps_has_an_empty_history(
    store: Store, draft: Announcement
) -> None:
    older = store.announcements.add(draft)
    assert store.announcements.steps(older) == []
    assert announcement_history(store, older) == []


def test_a_draft_is_reviewed_approved_scheduled_and_published(
    store: Store, draft: Announcement
) -> None:
    submit_announcement(store, draft.id, now=NOW, who="Ana")
    approve_announcement(store, draft.id, now=NOW, who="Ben")
    day = date(2026, 6, 8)
    scheduled = schedule_announcement(store, draft.id, on=day, now=NOW, who="Ben")
    assert (scheduled.status, scheduled.scheduled_for) == (AnnouncementStatus.SCHEDULED, day)
    assert [(on, each.id) for on, each in calendar(store)] == [(day, draft.id)]
    publish_announcement(store, draft.id, now=NOW, who="Cem")
    assert [(on, each.id) for on, each in calendar(store)] == [(NOW.date(), draft.id)]
    taken = [(row.step.status.value, row.step.who) for row in announcement_history(store, draft.id)]
    assert taken == [
        ("published", "Cem"),
        ("scheduled", "Ben"),
        ("approved", "Ben"),
        ("in-review", "Ana"),
        ("draft", "Ana"),
    ]


def test_a_day_that_has_passed_is_refused(store: Store, draft: Announcement) -> None:
    approve_announcement(store, draft.id, now=NOW)
    with pytest.raises(InputError, match="2026-05-31 has passed"):
        schedule_announcement(store, draft.id, on=date(2026, 5, 31), now=NOW)


def test_what_is_withdrawn_no_longer_counts_as_told(store: Store, draft: Announcement) -> None:
    published(store, draft)
    (row,) = store.themes.summaries(today=NOW.date())
    assert row.status is ThemeStatus.ANNOUNCED
    note_export(store, draft.id, as_="html", now=NOW)
    withdraw_announcement(store, draft.id, now=LATER, who="Ana")
    (row,) = store.themes.summaries(today=NOW.date())
    assert row.status is ThemeStatus.SHIPPED
    assert [made.as_ for made in announcement_news(store, draft.id).stale] == ["html"]
    with pytest.raises(StateError, match="cannot be edited"):
        edit(store, store.announcements.get(draft.id), "We made it faster.")


def edit(store: Store, announcement: Announcement | None, we_did: str) -> Announcement:
    assert announcement is not None
    return edit_announcement(
        store,
        announcement.id,
        headline=announcement.headline,
        you_said=announcement.you_said,
        we_did=we_did,
        version=announcement.version,
        now=LATER,
        who="Ben",
    )


def test_history_says_which_lines_went_and_came(store: Store, draft: Announcement) -> None:
    first_line, *_ = draft.we_did.splitlines()
    edit(store, draft, draft.we_did.replace(first_line, "Codes are sent again."))
    latest, first = announcement_history(store, draft.id)
    assert latest.changes == (TextChange("we_did", (first_line,), ("Codes are sent again.",)),)
    assert (latest.step.who, first.changes) == ("Ben", ())


def test_a_file_is_stale_once_the_text_has_changed(store: Store, draft: Announcement) -> None:
    note_export(store, draft.id, as_="pdf", now=NOW)
    approve_announcement(store, draft.id, now=NOW)
    assert announcement_news(store, draft.id).stale == (), "approval changes no text"
    edit(store, store.announcements.get(draft.id), "Codes are sent again.")
    news = announcement_news(store, draft.id)
    assert [made.as_ for made in news.stale] == ["pdf"]
    assert "pdf. Export them again." in news.sentence
    note_export(store, draft.id, as_="pdf", now=LATER + timedelta(hours=1))
    assert announcement_news(store, draft.id).sentence == ""


def test_comments_that_came_since_are_counted_and_change_nothing(
    store: Store, draft: Announcement
) -> None:
    before = published(store, draft)
    add_comments(store, range(6, 9))
    store.themes.assign(Assignment(number, 1, 0.9) for number in (7, 8, 9))
    assert announcement_news(store, draft.id).sentence == "3 new comments since it was written."
    assert store.announcements.get(draft.id) == before


def test_a_withdrawn_consent_lists_what_quotes_the_person(
    store: Store, draft: Announcement
) -> None:
    published(store, draft)
    note_export(store, draft.id, as_="poster", now=NOW)
    quoted = draft.facts.quotes[0].comment_id
    ((announcement, files),) = withdraw_consent(store, [quoted], now=NOW)
    assert (announcement.id, [made.as_ for made in files]) == (draft.id, ["poster"])
    assert store.comments.get([quoted])[0].consent is False
    assert announcement_news(store, draft.id).lost_quotes == (draft.facts.quotes[0].text,)
    silent = next(n for n in range(1, 7) if n not in {q.comment_id for q in draft.facts.quotes})
    assert withdraw_consent(store, [silent], now=NOW) == []
    with pytest.raises(NotFoundError, match="no comment 99"):
        withdraw_consent(store, [99], now=NOW)


def test_made_files_are_the_latest_of_each_format(store: Store, draft: Announcement) -> None:
    for at in (NOW, LATER):
        note_export(store, draft.id, as_="html", now=at)
    assert [(made.as_, made.at) for made in made_files(store, draft.id)] == [("html", LATER)]
