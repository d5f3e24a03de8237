"""A draft of one's own, or the one there is already: nothing is drafted twice unnoticed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedback.actions.announcements import WENT_OUT, keep_draft, preview_draft
from feedback.actions.ports import Store
from feedback.announcements.words_folder import BUILT_IN
from feedback.domain.announcement import Announcement, AnnouncementStatus

_IN_WORDS = {
    AnnouncementStatus.DRAFT: "a draft",
    AnnouncementStatus.IN_REVIEW: "in review",
    AnnouncementStatus.APPROVED: "approved",
    AnnouncementStatus.SCHEDULED: "scheduled",
    AnnouncementStatus.PUBLISHED: "published",
}


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting led to. `alike` says the same in the same language; it is the announcement
    itself where no second one was made."""

    announcement: Announcement
    alike: Announcement | None = None

    @property
    def is_new(self) -> bool:
        """Whether a draft was made."""
        return self.alike is None or self.alike.id != self.announcement.id

    @property
    def sentence(self) -> str:
        """What there was before, in words; "" where there was nothing."""
        if self.alike is None:
            return ""
        same = "says the same"
        if self.alike.facts.themes != self.announcement.facts.themes:
            same += " with an earlier name of a theme"
        known = f"Announcement {self.alike.id} {same}: it is {_IN_WORDS[self.alike.status]}."
        return known if self.is_new else f"{known} No second one was drafted."


def draft_or_find(
    store: Store,
    theme_ids: Sequence[int],
    *,
    language: str = "",
    tone: str = "plain",
    now: datetime,
    who: str = "",
    words_folder: Path = BUILT_IN,
    again: bool = False,
) -> Drafted:
    """As `draft_announcement`, unless one about the same is on its way: then that one.

    About the same are those of the same themes by the same names, outcome, language and tone.
    `again` makes another one all the same, with the facts as they are now. Raises as
    `draft_announcement` does.
    """
    # Counting may take long; nobody else has to wait with writing meanwhile.
    drafted = preview_draft(
        store, theme_ids, language=language, tone=tone, now=now, words_folder=words_folder
    )
    with store.writing():
        alike = _alike(store, drafted)
        on_its_way = [
            each
            for each in alike
            if each.status not in WENT_OUT
            and each.tone is drafted.tone
            and each.facts.themes == drafted.facts.themes
            and not again
        ]
        if on_its_way:
            return Drafted(on_its_way[-1], on_its_way[-1])
        added = keep_draft(store, drafted, now=now, who=who)
    return Drafted(added, alike[-1] if alike else None)


def _alike(store: Store, drafted: Announcement) -> list[Announcement]:
    """Those that say the same in the same language and were not taken back, oldest first."""
    return [
        each
        for each in sorted(store.announcements.all(), key=lambda each: each.id)
        if each.status is not AnnouncementStatus.WITHDRAWN
        and each.language == drafted.language
        and each.says_the_same_as(drafted)
    ]
