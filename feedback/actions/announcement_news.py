"""What happened since an announcement was written: to its text, to its data, to its quotes."""

import difflib
from dataclasses import dataclass
from datetime import datetime

from feedback.actions.announcement_overtaken import Overtaken, overtaken
from feedback.actions.announcements import get_announcement
from feedback.actions.ports import Store
from feedback.actions.quoting import lost_quotes
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.announcement_history import AnnouncementStep, ExportedFile
from feedback.domain.summaries import CommentFilter
from feedback.errors import NotFoundError

PARTS = ("headline", "you_said", "we_did")


@dataclass(frozen=True, slots=True)
class TextChange:
    """How one part changed in a step: the lines that went and the lines that came."""

    part: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A step with what it changed in the text since the step before it."""

    step: AnnouncementStep
    changes: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What the announcement does not know yet.

    `comments` is how many comments its themes have more (or fewer, below 0) than when its facts
    were counted; `lost_quotes` are quotes that may not be used any more; `stale` are files that
    were made of a text that has changed since, or of one that was withdrawn; `overtaken` says what
    holds now where that is no longer what it says.
    """

    comments: int
    lost_quotes: tuple[str, ...]
    stale: tuple[ExportedFile, ...]
    overtaken: Overtaken | None = None
    is_withdrawn: bool = False

    @property
    def sentence(self) -> str:
        """In words; "" when there is none."""
        said = [] if self.overtaken is None else [self.overtaken.sentence]
        if self.comments:
            plural = "" if abs(self.comments) == 1 else "s"
            kind = "new" if self.comments > 0 else "fewer"
            said.append(f"{abs(self.comments):,} {kind} comment{plural} since it was written.")
        if self.lost_quotes:
            said.append("A quote in it may not be used any more: the consent was withdrawn.")
        if self.stale:
            names = ", ".join(each.as_ for each in self.stale)
            if self.is_withdrawn:
                said.append(f"Files were made of it: {names}. Take them down.")
            else:
                said.append(f"Files made of an earlier text: {names}. Export them again.")
        return " ".join(said)


def announcement_history(store: Store, announcement_id: int) -> list[HistoryRow]:
    """All steps of an announcement, latest first, with what each changed."""
    get_announcement(store, announcement_id)
    steps = store.announcements.steps(announcement_id)
    # An older Heard kept no steps.
    before: list[AnnouncementStep | None] = [*steps[1:], None][: len(steps)]
    return [
        HistoryRow(step, () if earlier is None else _differences(earlier, step))
        for step, earlier in zip(steps, before, strict=True)
    ]


def announcement_news(store: Store, announcement_id: int) -> News:
    """What happened since. Nothing published changes by itself."""
    announcement = get_announcement(store, announcement_id)
    return News(
        comments=_comments_now(store, announcement) - announcement.facts.comments,
        lost_quotes=lost_quotes(store, announcement),
        stale=tuple(
            each
            for each in made_files(store, announcement_id)
            if _is_stale(store, announcement, each)
        ),
        overtaken=overtaken(store, announcement),
        is_withdrawn=announcement.status is AnnouncementStatus.WITHDRAWN,
    )


def note_export(store: Store, announcement_id: int, *, as_: str, now: datetime) -> None:
    """Remember that a file was made, so that it can be called stale later."""
    announcement = get_announcement(store, announcement_id)
    made = ExportedFile(
        announcement_id=announcement_id, as_=as_, at=now, version=announcement.version
    )
    store.announcements.add_export(made)


def forget_export(store: Store, announcement_id: int, *, as_: str) -> None:
    """A file that was made is nowhere any more: it is not called stale from now on.

    Raises NotFoundError where none of this kind was noted.
    """
    get_announcement(store, announcement_id)
    if not store.announcements.remove_export(announcement_id, as_):
        known = ", ".join(each.as_ for each in made_files(store, announcement_id))
        raise NotFoundError(
            f"No file “{as_}” of announcement {announcement_id} is noted. "
            + (f"Noted are: {known}." if known else "None is.")
        )


def made_files(store: Store, announcement_id: int) -> list[ExportedFile]:
    """The latest file of each format that was made of an announcement."""
    return store.announcements.exports([announcement_id])


def _differences(before: AnnouncementStep, after: AnnouncementStep) -> tuple[TextChange, ...]:
    changes = []
    for part in PARTS:
        old, new = getattr(before, part).splitlines(), getattr(after, part).splitlines()
        lines = list(difflib.ndiff(old, new))
        removed = tuple(line[2:] for line in lines if line.startswith("- "))
        added = tuple(line[2:] for line in lines if line.startswith("+ "))
        if removed or added:
            changes.append(TextChange(part, removed, added))
    return tuple(changes)


def _comments_now(store: Store, announcement: Announcement) -> int:
    """As the facts count: a comment in several of the themes counts once, for it is in one."""
    filters = [CommentFilter(theme_id=theme_id) for theme_id in announcement.theme_ids]
    return sum(store.comments.count(where) for where in filters)


def _is_stale(store: Store, announcement: Announcement, made: ExportedFile) -> bool:
    if announcement.status is AnnouncementStatus.WITHDRAWN:
        return True
    text = text_in(store, made)
    return text is not None and any(
        getattr(text, part) != getattr(announcement, part) for part in PARTS
    )


def text_in(store: Store, made: ExportedFile) -> AnnouncementStep | None:
    """The step whose text a file holds; None where no step is known."""
    steps = store.announcements.steps(made.announcement_id)
    return next((each for each in steps if each.at <= made.at), None)
