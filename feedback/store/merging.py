"""What an upsert has to do, decided row by row as if the rows had come alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Generic, TypeVar

from feedback.domain.change import Change
from feedback.domain.comment import Comment

Key = TypeVar("Key")
Row = TypeVar("Row")
Content = tuple[Any, ...]


@dataclass(slots=True)
class Merge(Generic[Key, Row]):
    """Rows to add and to replace by key, and how many of the given rows were which."""

    added: dict[Key, Row] = field(default_factory=dict)
    replaced: dict[Key, Row] = field(default_factory=dict)
    imported: int = 0
    updated: int = 0
    duplicates: int = 0

    @property
    def counts(self) -> tuple[int, int, int]:
        """Imported, updated, duplicates."""
        return self.imported, self.updated, self.duplicates


def merge(
    stored: Mapping[Key, Content], rows: Iterable[tuple[Key, Content, Row]]
) -> Merge[Key, Row]:
    """Compare rows with the content stored under their keys, and with each other.

    `stored` needs to hold the keys of `rows` only. A row whose content is as stored is a duplicate
    even when other fields differ.
    """
    result: Merge[Key, Row] = Merge()
    latest: dict[Key, Content] = {}
    for key, content, row in rows:
        known = latest.get(key) or stored.get(key)
        if known is None:
            result.added[key] = row
            result.imported += 1
        elif known == content:
            result.duplicates += 1
            continue
        else:
            target = result.added if key in result.added else result.replaced
            target[key] = row
            result.updated += 1
        latest[key] = content
    return result


def merge_new(rows: Mapping[Key, Row]) -> Merge[Key, Row]:
    """What `merge` decides about rows with a key of its own each, where none is stored."""
    return Merge(added=dict(rows), imported=len(rows))


CONTENT = (
    "text",
    "question",
    "created_at",
    "rating",
    "answer",
    "answered_at",
    "answered_by_bot",
    "consent",
)
"""The fields whose change makes a comment an update."""
comment_content: Callable[[Comment], Content] = attrgetter(*CONTENT)


def change_content(change: Change) -> Content:
    """The fields whose change makes a change an update."""
    return (
        change.title,
        change.details,
        change.component,
        change.version,
        change.shipped_on,
        change.url,
        change.kind,
        change.external_id,
        change.generic,
    )
