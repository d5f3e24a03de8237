"""What stays of a stored comment that comes again: a blank cell says nothing, so it takes nothing
away. A column that a later export leaves out is blank in each of its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from feedback.domain.comment import Comment
from feedback.store.merging import CONTENT, Content, Merge, comment_content, merge

KEPT = (*CONTENT, "rating_given", "customer", "segment")
"""The fields that are compared, and those that go with them."""
_kept: Callable[[Comment], Content] = attrgetter(*KEPT)


def merge_comments(stored: Mapping[str, Content], given: Iterable[Comment]) -> Merge[str, Comment]:
    """As `merge`, of comments that were completed by what is stored: the fields in KEPT by key."""
    compared = {key: before[: len(CONTENT)] for key, before in stored.items()}
    rows = _completed(stored, given)
    return merge(compared, ((row.key, comment_content(row), row) for row in rows))


def kept_fields(comment: Comment) -> Content:
    """What `merge_comments` has to know of a stored comment."""
    return _kept(comment)


def _completed(stored: Mapping[str, Content], given: Iterable[Comment]) -> Iterator[Comment]:
    latest: dict[str, Content] = {}
    for comment in given:
        before = latest.get(comment.key) or stored.get(comment.key)
        whole = _complete(comment, dict(zip(KEPT, before, strict=True))) if before else comment
        if before is None or comment_content(whole) != before[: len(CONTENT)]:
            latest[comment.key] = _kept(whole)
        yield whole


def _complete(comment: Comment, before: Mapping[str, Any]) -> Comment:
    """The comment with what was known of it where it says nothing now."""
    taken = [
        name for name in ("question", "answer", "customer", "segment") if not getattr(comment, name)
    ]
    if comment.rating is None and before["rating"] is not None:
        # What the file said then goes with what was read of it.
        taken += ["rating", "rating_given"]
    taken += [name for name in ("consent", "answered_by_bot") if getattr(comment, name) is None]
    if _says_less(comment.created_at, before["created_at"]):
        taken.append("created_at")
    if _says_less(comment.answered_at, before["answered_at"]):
        taken.append("answered_at")
    changed = {name: before[name] for name in taken if getattr(comment, name) != before[name]}
    return replace(comment, **changed) if changed else comment


def _says_less(now: datetime | None, before: datetime | None) -> bool:
    """Whether it is the same date without its time or seconds, as spreadsheets write it, or
    none."""
    if now is None or before is None:
        return now is None
    to_the_minute = before.replace(second=0, microsecond=0)
    return now in (to_the_minute, to_the_minute.replace(hour=0, minute=0))
