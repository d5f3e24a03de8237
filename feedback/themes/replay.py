"""What the edits that hold say together: where comments and clusters have to go.

A run finds clusters and knows nothing of edits. Everything it must respect is folded here out of
the events, so that an edit is kept by being kept as an event, and is gone when it is undone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from feedback.domain.theme_event import CommentEdit, EditKind, ThemeEvent

WITH_COMMENTS = frozenset(
    {EditKind.MERGE, EditKind.SPLIT, EditKind.MOVE, EditKind.SECOND, EditKind.REMOVE}
)
"""The kinds of edits that say something about comments."""


@dataclass(slots=True)
class Standing:
    """What edits that hold say.

    `held`: comment → the theme a person's edit put it into. `origin`: comment → the theme it was
    in before a merge, for comments held by one. `barred`: comment → themes it was taken out of.
    `survivor`: theme that was merged away → theme it went into. `parts`: theme that was split →
    its parts, itself first. `further`: comment → its second and third theme.
    """

    held: dict[int, int] = field(default_factory=dict)
    origin: dict[int, int] = field(default_factory=dict)
    barred: dict[int, set[int]] = field(default_factory=dict)
    survivor: dict[int, int] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=dict)
    further: dict[int, list[int]] = field(default_factory=dict)

    def final(self, theme_id: int) -> int:
        """The theme that stands in a theme's place after all merges."""
        seen = {theme_id}
        while (target := self.survivor.get(theme_id)) is not None and target not in seen:
            theme_id = target
            seen.add(theme_id)
        return theme_id

    def family(self, theme_id: int) -> tuple[int, ...]:
        """A theme and the parts that were split off it, and off those, as they are today."""
        found: dict[int, None] = {}
        queue = [self.final(theme_id)]
        while queue:
            member = queue.pop(0)
            if member not in found:
                found[member] = None
                queue += [self.final(part) for part in self.parts.get(member, ())]
        return tuple(found)

    def is_barred(self, comment_id: int, theme_id: int) -> bool:
        """Whether a person took the comment out of this theme."""
        return theme_id in self.barred.get(comment_id, ())


def fold(events: Iterable[tuple[ThemeEvent, Sequence[CommentEdit]]]) -> Standing:
    """What live edits say, oldest first. Those about fields of a theme lie in the theme itself."""
    standing = Standing()
    for event, comments in events:
        if event.kind in _FOLD:
            _FOLD[event.kind](standing, event, comments)
    return standing


def _move(standing: Standing, event: ThemeEvent, comments: Sequence[CommentEdit]) -> None:
    target = event.theme_ids[0]
    for row in comments:
        standing.held[row.comment_id] = target
        standing.origin.pop(row.comment_id, None)
        standing.barred.get(row.comment_id, set()).discard(target)
        _drop_further(standing, row.comment_id, target)


def _remove(standing: Standing, event: ThemeEvent, comments: Sequence[CommentEdit]) -> None:
    for row in comments:
        standing.held.pop(row.comment_id, None)
        standing.origin.pop(row.comment_id, None)
        standing.barred.setdefault(row.comment_id, set()).add(event.theme_ids[0])


def _merge(standing: Standing, event: ThemeEvent, comments: Sequence[CommentEdit]) -> None:
    into, *sources = event.theme_ids
    for row in comments:
        standing.held[row.comment_id] = into
        if row.from_theme is not None:
            standing.origin[row.comment_id] = row.from_theme
        standing.barred.get(row.comment_id, set()).discard(into)
        _drop_further(standing, row.comment_id, into)
    for source in sources:
        standing.survivor[source] = into
    # A survivor that is merged away and later used again would point in a circle.
    standing.survivor.pop(into, None)
    for comment_id, further in standing.further.items():
        renamed = dict.fromkeys(into if theme in sources else theme for theme in further)
        standing.further[comment_id] = list(renamed)


def _split(standing: Standing, event: ThemeEvent, comments: Sequence[CommentEdit]) -> None:
    theme, *parts = event.theme_ids
    for row in comments:
        if row.to_theme is not None:
            standing.held[row.comment_id] = row.to_theme
            standing.origin.pop(row.comment_id, None)
            _drop_further(standing, row.comment_id, row.to_theme)
    known = standing.parts.setdefault(theme, [theme])
    known += [part for part in parts if part not in known]


def _second(standing: Standing, event: ThemeEvent, comments: Sequence[CommentEdit]) -> None:
    for row in comments:
        rest = [
            theme
            for theme in standing.further.get(row.comment_id, [])
            if theme not in (row.from_theme, row.to_theme)
        ]
        first = [] if row.to_theme is None else [standing.final(row.to_theme)]
        standing.further[row.comment_id] = (first + rest)[:2]


def _drop_further(standing: Standing, comment_id: int, theme_id: int) -> None:
    if theme_id in standing.further.get(comment_id, ()):
        standing.further[comment_id].remove(theme_id)


_FOLD = {
    EditKind.MOVE: _move,
    EditKind.REMOVE: _remove,
    EditKind.MERGE: _merge,
    EditKind.SPLIT: _split,
    EditKind.SECOND: _second,
}
