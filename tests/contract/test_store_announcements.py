"""Announcements, with the facts pinned to them."""

import dataclasses
from datetime import date, datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.announcement import (
    Announcement,
    AnnouncementStatus,
    DecidedFact,
    Facts,
    Quote,
    ShippedFact,
    Tone,
)
from feedback.errors import ConflictError, NotFoundError

FACTS = Facts(
    themes=("Speed", "Баяу"),
    comments=12,
    of_comments=40,
    customers=9,
    first_said=date(2024, 1, 2),
    last_said=date(2024, 5, 6),
    channels={"review": 8, "email": 4},
    languages={"kk": 7, "en": 5},
    rated=11,
    mean_rating=2.3333333333333335,
    shipped=(
        ShippedFact(
            change_id=77,
            title="Faster start",
            version="1.2.0",
            shipped_on=date(2024, 5, 7),
            url="https://example.org",
        ),
        ShippedFact(change_id=78, title="Planned"),
    ),
    outcome="partly",
    quotes=(Quote(comment_id=5, text="Өте баяу 🐢"),),
    computed_at=datetime(2024, 6, 5, 12, 30, 0, 1),
    theme_languages=("en", "kk"),
    with_customer=10,
    dated=8,
    decided=DecidedFact(
        decided_on=date(2024, 5, 5),
        decided_by="Ana",
        reason="Too “narrow”",
        review_on=date(2025, 5, 5),
        planned_for=date(2024, 9, 9),
        where="Settings → Тіл",
    ),
)


def everything(*theme_ids: int) -> Announcement:
    return Announcement(
        theme_ids=theme_ids,
        language="kk",
        tone=Tone.FORMAL,
        headline="Тезірек",
        you_said="Line one\nline two",
        we_did="<b>Faster</b>",
        facts=FACTS,
        status=AnnouncementStatus.APPROVED,
        created_at=datetime(2024, 6, 1, 1),
        approved_at=datetime(2024, 6, 2, 2),
        published_at=datetime(2024, 6, 3, 3),
        scheduled_for=date(2024, 6, 4),
        withdrawn_at=datetime(2024, 6, 5, 5),
        version=3,
    )


def test_every_field_of_an_announcement_comes_back(store: Store, given: Any) -> None:
    second, first = given.theme(), given.theme()
    announcement = everything(first.id, second.id)
    announcement_id = store.announcements.add(announcement)
    stored = store.announcements.get(announcement_id)
    assert stored == dataclasses.replace(announcement, id=announcement_id)
    for value in (announcement, FACTS, FACTS.shipped[0], FACTS.quotes[0], FACTS.decided):
        for field in dataclasses.fields(value):
            assert field.name == "id" or getattr(value, field.name) not in (
                field.default,
                {},
            ), f"give {field.name} a value of its own above"


def test_facts_with_nothing_in_them_come_back(store: Store, given: Any) -> None:
    theme = given.theme()
    facts = Facts(themes=(), comments=0, of_comments=0)
    added = given.announcement(theme, facts=facts)
    stored = store.announcements.get(added.id)
    assert stored is not None
    assert stored.facts == facts


def test_there_is_no_announcement_of_an_unknown_id(store: Store) -> None:
    assert store.announcements.get(1) is None
    assert store.announcements.get(10**30) is None


def test_announcements_come_newest_first(store: Store, given: Any) -> None:
    theme, other = given.theme(), given.theme()
    drafts = [given.announcement(theme), given.announcement(other, theme), given.announcement()]
    assert store.announcements.all() == drafts[::-1]


def test_an_edit_is_stored_with_the_next_version(store: Store, given: Any) -> None:
    theme, other = given.theme(), given.theme()
    draft = given.announcement(theme)
    edited = dataclasses.replace(everything(other.id, theme.id), id=draft.id, version=1)
    saved = store.announcements.save(edited)
    assert saved == dataclasses.replace(edited, version=2)
    assert store.announcements.get(draft.id) == saved


def test_the_second_of_two_who_edit_the_same_version_is_told(store: Store, given: Any) -> None:
    draft = given.announcement(given.theme())
    first = store.announcements.save(dataclasses.replace(draft, headline="First"))
    with pytest.raises(ConflictError, match="Somebody else changed this announcement"):
        store.announcements.save(dataclasses.replace(draft, headline="Second", theme_ids=()))
    assert store.announcements.all() == [first]


def test_a_deleted_announcement_is_gone_and_cannot_be_saved(store: Store, given: Any) -> None:
    theme, change = given.theme(), given.change()
    kept = given.announcement(theme)
    gone = given.announcement(theme, change=change, status=AnnouncementStatus.PUBLISHED)
    store.announcements.delete(gone.id)
    store.announcements.delete(999_999)
    assert store.announcements.all() == [kept]
    assert [row.announced for row in store.changes.summaries()] == [False]
    with pytest.raises(NotFoundError, match="no such announcement"):
        store.announcements.save(gone)


def test_the_id_of_a_deleted_announcement_is_never_used_again(store: Store, given: Any) -> None:
    theme = given.theme()
    gone = given.announcement(theme)
    store.announcements.delete(gone.id)
    assert given.announcement(theme).id > gone.id


def test_an_announcement_of_a_theme_that_is_gone_is_refused(store: Store, given: Any) -> None:
    theme = given.theme()
    draft = given.announcement(theme)
    with pytest.raises(NotFoundError, match="deleted in the meantime"):
        store.announcements.add(everything(theme.id, 999_999))
    with pytest.raises(NotFoundError, match="deleted in the meantime"):
        store.announcements.save(dataclasses.replace(draft, theme_ids=(999_999,)))
    assert store.announcements.all() == [draft]


def test_an_announcement_names_each_theme_once(store: Store, given: Any) -> None:
    first, second = given.theme(), given.theme()
    stored = store.announcements.get(store.announcements.add(everything(first.id, first.id)))
    assert stored is not None
    assert stored.theme_ids == (first.id,)
    saved = store.announcements.save(
        dataclasses.replace(stored, theme_ids=(second.id, first.id, second.id))
    )
    assert saved.theme_ids == (second.id, first.id)
    assert store.announcements.get(stored.id) == saved


def test_a_time_given_for_a_day_is_kept_as_the_day(store: Store, given: Any) -> None:
    facts = dataclasses.replace(FACTS, first_said=datetime(2024, 1, 2, 3, 4))
    draft = given.announcement(given.theme(), facts=facts)
    stored = store.announcements.get(draft.id)
    assert stored is not None
    assert stored.facts.first_said == date(2024, 1, 2)
