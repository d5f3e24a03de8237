"""An announcement's way out: review, approval, a day, publication, and taking it back."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from feedback.actions.announcement_facts import require_standing
from feedback.actions.announcements import check_announcement, get_announcement, step_of
from feedback.actions.ports import Store
from feedback.announcements.words_folder import BUILT_IN
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.errors import InputError, StateError

_TO_REVIEW = (AnnouncementStatus.DRAFT,)
_TO_APPROVE = (AnnouncementStatus.DRAFT, AnnouncementStatus.IN_REVIEW)
_TO_SCHEDULE = (AnnouncementStatus.APPROVED, AnnouncementStatus.SCHEDULED)
_TO_PUBLISH = (AnnouncementStatus.APPROVED, AnnouncementStatus.SCHEDULED)
_TO_WITHDRAW = (AnnouncementStatus.PUBLISHED,)
_BEFORE = {
    _TO_REVIEW: "a draft",
    _TO_APPROVE: "a draft or in review",
    _TO_PUBLISH: "approved",
    _TO_WITHDRAW: "published",
}


def submit_announcement(
    store: Store, announcement_id: int, *, now: datetime, who: str = ""
) -> Announcement:
    """Hand a draft to somebody for review. Raises StateError when it is none."""
    announcement = _standing_at(store, announcement_id, _TO_REVIEW)
    return _take(store, announcement, AnnouncementStatus.IN_REVIEW, now=now, who=who)


def approve_announcement(
    store: Store,
    announcement_id: int,
    *,
    now: datetime,
    who: str = "",
    words_folder: Path = BUILT_IN,
) -> Announcement:
    """Approve a draft. Raises StateError when it is none, or when the check blocks it."""
    announcement = _standing_at(store, announcement_id, _TO_APPROVE)
    _require_true(store, announcement, now.date(), words_folder, "approved")
    status = AnnouncementStatus.APPROVED
    return _take(store, announcement, status, now=now, who=who, approved_at=now)


def schedule_announcement(
    store: Store, announcement_id: int, *, on: date, now: datetime, who: str = ""
) -> Announcement:
    """Name the day on which an approved announcement is to go out.

    Raises StateError when it is not approved, InputError for a day that has passed.
    """
    announcement = _standing_at(store, announcement_id, _TO_SCHEDULE)
    if on < now.date():
        raise InputError(f"{on.isoformat()} has passed. Name today or a later day.")
    status = AnnouncementStatus.SCHEDULED
    return _take(store, announcement, status, now=now, who=who, scheduled_for=on)


def publish_announcement(
    store: Store,
    announcement_id: int,
    *,
    now: datetime,
    who: str = "",
    words_folder: Path = BUILT_IN,
) -> Announcement:
    """Mark an approved announcement as published.

    It is checked once more: since then a customer may have withdrawn a consent, or somebody a link
    or a decision. Raises StateError when it is not approved or the check blocks it.
    """
    announcement = _standing_at(store, announcement_id, _TO_PUBLISH)
    _require_true(store, announcement, now.date(), words_folder, "published")
    status = AnnouncementStatus.PUBLISHED
    return _take(store, announcement, status, now=now, who=who, published_at=now)


def publishing_sentence(announcement: Announcement, *, site: str = "") -> str:
    """What publishing it does, for the person who is about to: what goes out, and where.

    `site` is the address of the public pages, where they have one.
    """
    facts, ids = announcement.facts, announcement.theme_ids
    names = " and ".join(f"“{name}”" for name in facts.themes) or f"theme {ids[0]}"
    customers = f"the {facts.customers} customer{'' if facts.customers == 1 else 's'} who said it"
    tell = f", and you can tell {customers} one by one, by consent" if facts.customers else ""
    return (
        f"“{announcement.headline}” will stand on the public pages{f' at {site}' if site else ''} "
        f"from their next writing on, and {names} will count as announced{tell}; Heard sends "
        "nothing, what you paste elsewhere is up to you."
    )


def withdraw_announcement(
    store: Store, announcement_id: int, *, now: datetime, who: str = ""
) -> Announcement:
    """Take a published announcement back: its themes no longer count as announced by it.

    What was pasted elsewhere is not undone by this; `made_files` lists what was made of it.
    """
    announcement = _standing_at(store, announcement_id, _TO_WITHDRAW)
    status = AnnouncementStatus.WITHDRAWN
    return _take(store, announcement, status, now=now, who=who, withdrawn_at=now)


def calendar(store: Store) -> list[tuple[date, Announcement]]:
    """What went out and what is to go out, by day."""
    days = []
    for announcement in store.announcements.all():
        if announcement.status is AnnouncementStatus.SCHEDULED and announcement.scheduled_for:
            days.append((announcement.scheduled_for, announcement))
        elif announcement.status is AnnouncementStatus.PUBLISHED and announcement.published_at:
            days.append((announcement.published_at.date(), announcement))
    return sorted(days, key=lambda row: (row[0], row[1].id))


def _standing_at(
    store: Store, announcement_id: int, wanted: tuple[AnnouncementStatus, ...]
) -> Announcement:
    """The announcement, if its next step is the one asked for."""
    announcement = get_announcement(store, announcement_id)
    if announcement.status in wanted:
        return announcement
    raise StateError(
        f"Announcement {announcement_id} is {announcement.status}, not {_BEFORE[wanted]}. "
        + _advice(announcement.status)
    )


def _advice(status: AnnouncementStatus) -> str:
    match status:
        case AnnouncementStatus.DRAFT | AnnouncementStatus.IN_REVIEW:
            return "Approve it first."
        case AnnouncementStatus.APPROVED | AnnouncementStatus.SCHEDULED:
            return "Publish it, or edit it to make it a draft again."
        case AnnouncementStatus.PUBLISHED:
            return "It has gone out already; draft a new one, or withdraw it."
    return "Draft a new one instead."


def _take(
    store: Store,
    announcement: Announcement,
    status: AnnouncementStatus,
    *,
    now: datetime,
    who: str,
    **values: Any,
) -> Announcement:
    with store.writing():
        saved = store.announcements.save(replace(announcement, status=status, **values))
        store.announcements.add_step(step_of(saved, now=now, who=who))
    return saved


def _require_true(
    store: Store, announcement: Announcement, today: date, words_folder: Path, done: str
) -> None:
    require_standing(store, announcement, today)
    findings = check_announcement(store, announcement.id, today=today, words_folder=words_folder)
    blocking = [finding for finding in findings if finding.blocks]
    if blocking:
        more = f" (and {len(blocking) - 1} more)" if len(blocking) > 1 else ""
        raise StateError(
            f"Announcement {announcement.id} cannot be {done}: {blocking[0].message}{more}"
        )
