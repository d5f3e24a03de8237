"""Where the comments of themes are that were merged into others."""

from collections.abc import Sequence

from feedback.actions.ports import Store
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme_event import EditKind, ThemeEvent, survivors


def live_merges(store: Store) -> list[ThemeEvent]:
    """The merges that hold, in the order they were made."""
    return [event for event in store.theme_edits.live() if event.kind is EditKind.MERGE]


def comments_about(store: Store, theme_ids: Sequence[int]) -> list[Comment]:
    """The comments of some themes by id. Of one that was merged into another: those that came
    along and are there still."""
    merges = live_merges(store)
    left = survivors(event.theme_ids for event in merges)
    found: dict[int, Comment] = {}
    for theme_id in theme_ids:
        its = store.comments.iterate(CommentFilter(theme_id=left.get(theme_id, theme_id)))
        came = _came_along(store, merges, theme_id) if theme_id in left else None
        found |= {each.id: each for each in its if came is None or each.id in came}
    return [found[comment_id] for comment_id in sorted(found)]


def _came_along(store: Store, merges: Sequence[ThemeEvent], theme_id: int) -> set[int]:
    """What a theme held when it was merged away."""
    return {
        row.comment_id
        for event in merges
        if theme_id in event.theme_ids[1:]
        for row in store.theme_edits.comments(event.id)
        if row.from_theme == theme_id
    }
