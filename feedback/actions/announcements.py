"""From a theme with a shipped change to a published announcement."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from feedback.actions.announcement_facts import announcement_facts, is_done
from feedback.actions.announcement_names import name_findings
from feedback.actions.decisions import announced_against
from feedback.actions.ports import Store
from feedback.announcements.claims import Said, check_claims
from feedback.announcements.claims.rules.shipped import PLANNED_RULE
from feedback.announcements.drafting import draft_language, write_draft
from feedback.announcements.facts import SMALLEST_GROUP, count_people
from feedback.announcements.plain import one_line, shaped, visible
from feedback.announcements.words_folder import BUILT_IN, languages, load_words
from feedback.domain.announcement import (
    Announcement,
    AnnouncementStatus,
    Finding,
    Tone,
)
from feedback.domain.announcement_history import AnnouncementStep
from feedback.domain.summaries import CommentFilter
from feedback.errors import InputError, NotFoundError, StateError

LONGEST_PART = 20_000  # characters
WENT_OUT = frozenset({AnnouncementStatus.PUBLISHED, AnnouncementStatus.WITHDRAWN})


def draft_announcement(
    store: Store,
    theme_ids: Sequence[int],
    *,
    language: str = "",
    tone: str = "plain",
    now: datetime,
    who: str = "",
    words_folder: Path = BUILT_IN,
) -> Announcement:
    """Draft an announcement of what was done or decided about themes, and keep it.

    Each has an accepted, shipped change, or all were decided alike: planned, cannot, will not, or
    exists already.

    The language is the one most comments are in unless given. Raises NotFoundError for an unknown
    theme, StateError for one that is retired, empty or unanswered, InputError for an unknown
    language or tone.
    """
    # Counting may take long; nobody else has to wait with writing meanwhile.
    drafted = preview_draft(
        store, theme_ids, language=language, tone=tone, now=now, words_folder=words_folder
    )
    return keep_draft(store, drafted, now=now, who=who)


def keep_draft(
    store: Store, drafted: Announcement, *, now: datetime, who: str = ""
) -> Announcement:
    """Keep a draft that was made, with the step that it was."""
    with store.writing():
        added = get_announcement(store, store.announcements.add(drafted))
        store.announcements.add_step(step_of(added, now=now, who=who))
    return added


def preview_draft(
    store: Store,
    theme_ids: Sequence[int],
    *,
    language: str = "",
    tone: str = "plain",
    now: datetime,
    words_folder: Path = BUILT_IN,
) -> Announcement:
    """As `draft_announcement`, without keeping it; its id is 0."""
    if tone not in set(Tone):
        raise InputError(f"There is no tone “{tone}”. Choose one of: {', '.join(Tone)}.")
    ids = tuple(dict.fromkeys(theme_ids))
    facts = announcement_facts(store, ids, now=now)
    code = language or draft_language(facts, languages(words_folder))
    draft = write_draft(facts, load_words(code, words_folder), Tone(tone))
    return Announcement(
        theme_ids=ids,
        language=code,
        tone=Tone(tone),
        headline=draft.headline,
        you_said=draft.you_said,
        we_did=draft.we_did,
        facts=facts,
        created_at=now,
    )


def announcement_languages(words_folder: Path = BUILT_IN) -> list[str]:
    """The languages there are words for."""
    return list(languages(words_folder))


def get_announcement(store: Store, announcement_id: int) -> Announcement:
    """An announcement. Raises NotFoundError when there is none with this id."""
    announcement = store.announcements.get(announcement_id)
    if announcement is None:
        raise NotFoundError(f"There is no announcement {announcement_id}.")
    return announcement


def edit_announcement(
    store: Store,
    announcement_id: int,
    *,
    headline: str,
    you_said: str,
    we_did: str,
    version: int,
    now: datetime,
    who: str = "",
) -> Announcement:
    """Put new text into an announcement that was read at `version`.

    It becomes a draft again, whatever it was on its way out. Raises StateError for one that went
    out, ConflictError when somebody else edited it since, InputError for a part that is empty or
    too long.
    """
    announcement = get_announcement(store, announcement_id)
    if announcement.status in WENT_OUT:
        raise StateError(
            f"Announcement {announcement_id} is {announcement.status} and cannot be edited. "
            "Draft a new one instead."
        )
    edited = replace(
        announcement,
        headline=_part(one_line(shaped(headline)), "headline"),
        you_said=_part(visible(shaped(you_said)), "“you said” part"),
        we_did=_part(visible(shaped(we_did)), "“we did” part"),
        status=AnnouncementStatus.DRAFT,
        approved_at=None,
        scheduled_for=None,
        version=version,
    )
    with store.writing():
        saved = store.announcements.save(edited)
        store.announcements.add_step(step_of(saved, now=now, who=who))
    return saved


def step_of(announcement: Announcement, *, now: datetime, who: str) -> AnnouncementStep:
    """The announcement as it is now, as a step of its history."""
    return AnnouncementStep(
        announcement_id=announcement.id,
        at=now,
        who=who,
        status=announcement.status,
        headline=announcement.headline,
        you_said=announcement.you_said,
        we_did=announcement.we_did,
    )


def check_announcement(
    store: Store, announcement_id: int, *, today: date, words_folder: Path = BUILT_IN
) -> list[Finding]:
    """What the pinned facts and the customers' comments do not carry; empty when all is well."""
    announcement = get_announcement(store, announcement_id)
    return check_text(
        store,
        announcement,
        headline=announcement.headline,
        you_said=announcement.you_said,
        we_did=announcement.we_did,
        today=today,
        words_folder=words_folder,
    )


def check_text(
    store: Store,
    announcement: Announcement,
    *,
    headline: str,
    you_said: str,
    we_did: str,
    today: date,
    words_folder: Path = BUILT_IN,
) -> list[Finding]:
    """As `check_announcement`, for a text somebody is still writing. Stores nothing."""
    told_as_done = is_done(announcement.facts.outcome)
    not_done = announced_against(store, announcement.theme_ids) if told_as_done else ""
    against = [Finding(PLANNED_RULE, "we_did", not_done)] if not_done else []
    texts = {"headline": headline, "you_said": you_said, "we_did": we_did}
    found = against + check_claims(
        headline=shaped(headline),
        you_said=shaped(you_said),
        we_did=shaped(we_did),
        facts=announcement.facts,
        words=load_words(announcement.language, words_folder),
        today=today,
        said=lambda: _said(store, announcement),
    )
    return found + list(name_findings(store, announcement, texts))


def _part(text: str, name: str) -> str:
    if not text.strip():
        raise InputError(f"The {name} is empty. Write something into it.")
    if len(text) > LONGEST_PART:
        raise InputError(
            f"The {name} has {len(text):,} characters. It can have {LONGEST_PART:,} at most."
        )
    return text


def _said(store: Store, announcement: Announcement) -> Iterator[Said]:
    """What customers said: first the quotes of the facts, as they are stored now."""
    pinned = [quote.comment_id for quote in announcement.facts.quotes]
    for comment in store.comments.get(pinned):
        yield Said(comment, SMALLEST_GROUP)
    for theme_id in announcement.theme_ids:
        where = CommentFilter(theme_id=theme_id)
        people = count_people(store.comments.iterate(where))
        for comment in store.comments.iterate(where):
            yield Said(comment, people)
