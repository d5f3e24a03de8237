"""Comments that speak of no theme: a person says so once, and is not asked again. And what was
cleared of those that are in none."""

from datetime import date, datetime

from feedback.actions.ports import Store
from feedback.actions.theme_lookup import keep_edit, known_comments
from feedback.domain.theme_event import EditKind, ThemeEvent
from feedback.errors import InputError


def leave_alone(store: Store, comment_id: int, *, by: str = "", now: datetime) -> ThemeEvent:
    """Say that a comment that is in no theme speaks of none. It stays a comment that counts, and a
    later run may still place it.

    Raises NotFoundError when it is gone, InputError when it is in a theme or was left already.
    """
    with store.writing():
        known_comments(store, [comment_id])
        if store.themes.of_comments([comment_id]):
            raise InputError("This comment is in a theme by now. Nothing was changed.")
        if comment_id in left_alone(store):
            raise InputError("This comment was left alone already. Nothing was changed.")
        return keep_edit(store, EditKind.LEAVE, [], by=by, now=now, after={"comment": comment_id})


def left_alone(store: Store) -> frozenset[int]:
    """The comments of which that was said and holds, by id."""
    live = store.theme_edits.live()
    return frozenset(event.after["comment"] for event in live if event.kind is EditKind.LEAVE)


def cleared_on(store: Store, day: date, *, who: str) -> list[int]:
    """The edits that hold by which `who` put comments that were in no theme into one, or left them
    alone, on a day; in the order they were made."""
    return [
        event.id
        for event in store.theme_edits.live()
        if event.by == who and event.at.date() == day and _clears(event)
    ]


def _clears(event: ThemeEvent) -> bool:
    """A move names the themes that comments came from behind the one they went to."""
    moved = event.kind is EditKind.MOVE and len(event.theme_ids) == 1
    return moved or event.kind is EditKind.LEAVE
