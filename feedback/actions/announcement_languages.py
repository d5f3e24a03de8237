"""The same announcement in another language: from the same facts, in the words of that language."""

from datetime import datetime
from pathlib import Path

from feedback.actions.announcements import get_announcement, keep_draft
from feedback.actions.ports import Store
from feedback.announcements.drafting import write_draft
from feedback.announcements.words_folder import BUILT_IN, load_words
from feedback.domain.announcement import Announcement, AnnouncementStatus


def preview_in(
    announcement: Announcement, language: str, *, now: datetime, words_folder: Path = BUILT_IN
) -> Announcement:
    """A draft of the same facts in another language, not kept; its id is 0.

    What a person changed in the text is not in it: the program fills in words and translates none.
    Raises InputError for a language without words.
    """
    words = load_words(language, words_folder)
    draft = write_draft(announcement.facts, words, announcement.tone)
    return Announcement(
        theme_ids=announcement.theme_ids,
        language=language,
        tone=announcement.tone,
        headline=draft.headline,
        you_said=draft.you_said,
        we_did=draft.we_did,
        facts=announcement.facts,
        created_at=now,
    )


def draft_in(
    store: Store,
    announcement_id: int,
    language: str,
    *,
    now: datetime,
    who: str = "",
    words_folder: Path = BUILT_IN,
) -> Announcement:
    """As `preview_in`, kept as a draft of its own."""
    announcement = get_announcement(store, announcement_id)
    drafted = preview_in(announcement, language, now=now, words_folder=words_folder)
    return keep_draft(store, drafted, now=now, who=who)


def in_languages(store: Store, announcement: Announcement) -> dict[str, Announcement]:
    """This announcement and those about the same themes by language; the latest not withdrawn."""
    found = {
        each.language: each
        for each in sorted(store.announcements.all(), key=lambda each: each.id)
        if each.status is not AnnouncementStatus.WITHDRAWN and each.says_the_same_as(announcement)
    }
    return found | {announcement.language: announcement}
