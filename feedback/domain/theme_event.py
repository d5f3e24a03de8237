"""What people did to themes, and where themes came from and went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from feedback.domain.theme import AssignedBy


class EditKind(StrEnum):
    """What a person did."""

    RENAME = "rename"
    DESCRIBE = "describe"
    OWNER = "owner"
    PRIORITY = "priority"
    TAGS = "tags"
    PIN = "pin"
    HIDE = "hide"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    SECOND = "second"
    REMOVE = "remove"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeEvent:
    """One edit. `theme_ids` are all themes it concerns, the one it was made on first; none for a
    comment left alone, whose id `after` holds as `comment`.

    `before` and `after` hold what was edited, by name; `comments` is how many comments it moved
    (themselves in `ThemeEdits.comments`). An undone edit stays, with who took it back and when.
    """

    id: int = 0
    kind: EditKind
    theme_ids: tuple[int, ...]
    by: str
    at: datetime
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    comments: int = 0
    undone_at: datetime | None = None
    undone_by: str = ""

    @property
    def live(self) -> bool:
        """Whether it still holds."""
        return self.undone_at is None


def survivors(merges: Iterable[Sequence[int]]) -> dict[int, int]:
    """Theme that was merged away → theme it is in now.

    `merges` hold, in the order they were made; each is the theme that is left, then those merged
    into it.
    """
    found: dict[int, int] = {}
    for into, *sources in merges:
        for theme_id, target in found.items():
            if target in sources:
                found[theme_id] = into
        found.update(dict.fromkeys(sources, into))
    return found


@dataclass(frozen=True, slots=True)
class CommentEdit:
    """What an edit did to one comment: the main theme it was in, and the one it went to.

    `from_theme` None: it was in no theme; `to_theme` None: it is in none any more. For a second
    theme the two are the second theme before and after.
    """

    comment_id: int
    from_theme: int | None
    to_theme: int | None
    from_by: AssignedBy = AssignedBy.ENGINE
    from_score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPart:
    """One part of a theme: what to call it, its terms, and its comments, most typical first."""

    name: str
    comment_ids: tuple[int, ...]
    terms: tuple[str, ...] = ()
    named_by_person: bool = False


class LineageKind(StrEnum):
    """How one theme came from another."""

    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """A step in the life of themes, kept for ever.

    MERGED: `from_theme` went into `to_theme`. SPLIT: `to_theme` came out of `from_theme`.
    RETIRED: `from_theme` ended, `to_theme` is None. RESTORED: an undo brought `from_theme` back
    (out of `to_theme`), or ended it where it undid a split. `comments` is how many went along.
    `run` or `event` says what did it; the other is None.
    """

    id: int = 0
    kind: LineageKind
    from_theme: int
    to_theme: int | None = None
    at: datetime
    comments: int = 0
    run: int | None = None
    event: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoEffect:
    """What an undo does or did: the edit, and the effect as a sentence."""

    event: ThemeEvent
    sentence: str
    theme_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A selection of the list of themes under a name. `filter` is what the page's address says."""

    id: int = 0
    name: str
    filter: dict[str, Any]
    by: str = ""
    at: datetime | None = None
