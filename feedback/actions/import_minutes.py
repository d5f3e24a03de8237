"""Exports whose seconds a spreadsheet dropped: 12:31:05 in the one file is 12:31 in the other.

Without ids the moment is part of what tells a comment from others, so the same file would come in
twice. The file as a whole has to speak for it: its times are to the minute and the source's are
not (or the other way), and most of its rows are found when both are read to the minute.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from feedback.actions.ports import Store
from feedback.domain.comment import CONTENT_KEY, Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.wording import plain_words

LOOKED_AT = 50
"""Stored comments that tell whether a source's times have seconds."""
SAYS_ENOUGH = 20
"""Letters of a text that two people hardly ever write in the same minute."""
MOST = 300_000
"""Comments of a source that are remembered at once; larger sources are not looked through."""

Stored = tuple[str, datetime]
"""The key of a stored comment and when it was written."""


@dataclass(slots=True)
class SameMinute:
    """Stored comments of one source by what they say, who says it, and in which minute."""

    by_minute: dict[int, list[Stored]] = field(default_factory=lambda: defaultdict(list))
    recognised: int = 0

    def holds(self, comment: Comment) -> bool:
        """Whether one that is stored says the same, by the same person, in the same minute."""
        return _has_a_time(comment) and _mark(comment) in self.by_minute

    def known(self, comments: Sequence[Comment]) -> list[Comment]:
        """The comments, those that are stored under the key and the moment they have there.

        Each stored comment is found once: of two people who say the same in one minute, each
        stays somebody of his own.
        """
        return [self._known(one) for one in comments]

    def _known(self, comment: Comment) -> Comment:
        there = self.by_minute.get(_mark(comment)) if _has_a_time(comment) else None
        if not there:
            return comment
        same = next((one for one in there if one[0] == comment.key), there[0])
        there.remove(same)
        if same[0] == comment.key:
            return comment
        self.recognised += 1
        return replace(comment, key=same[0], created_at=same[1])


def same_minute(
    store: Store, source: str, made: Iterable[Comment], *, whole: bool
) -> SameMinute | None:
    """What is stored of a source (the `whole` of it, or the days of `made`), if comments made of a
    file's first rows are there but for their seconds; None otherwise."""
    timed = [one for one in made if one.source == source and _has_a_time(one)]
    latest = [
        one.created_at
        for one in store.comments.page(CommentFilter(source=source), limit=LOOKED_AT)
        if one.created_at and _has_a_time(one)
    ]
    if not timed or not latest or _to_the_minute(timed) == (not any(map(_has_seconds, latest))):
        return None
    if store.comments.count(CommentFilter(source=source)) > MOST:
        return None
    days = [one.created_at.date() for one in timed if one.created_at]
    found = _by_minute(store, CommentFilter(source=source, since=min(days), until=max(days)))
    # What was written after the source's last comment cannot be there yet.
    could_be = [one for one in timed if one.created_at and one.created_at <= max(latest)]
    there = [one for one in could_be if found.holds(one)]
    is_telling = any(one.customer or len(one.text) >= SAYS_ENOUGH for one in there)
    if not is_telling or len(there) * 2 <= len(could_be):
        return None
    return _by_minute(store, CommentFilter(source=source)) if whole else found


def _by_minute(store: Store, where: CommentFilter) -> SameMinute:
    found = SameMinute()
    for one in store.comments.iterate(where):
        if _has_a_time(one) and one.created_at:
            found.by_minute[_mark(one)].append((one.key, one.created_at))
    return found


def _has_a_time(comment: Comment) -> bool:
    """Whether its key is made of what it says, and of a time of day."""
    moment = comment.created_at
    return moment is not None and moment.time() != time.min and comment.key.startswith(CONTENT_KEY)


def _has_seconds(moment: datetime) -> bool:
    return bool(moment.second or moment.microsecond)


def _to_the_minute(comments: Iterable[Comment]) -> bool:
    return not any(one.created_at and _has_seconds(one.created_at) for one in comments)


def _mark(comment: Comment) -> int:
    moment = comment.created_at
    minute = moment.replace(second=0, microsecond=0) if moment else None
    words = plain_words(comment.text)
    return hash((words, minute, comment.customer, comment.rating, comment.question))
