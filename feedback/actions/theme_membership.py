"""Say of single comments which theme they belong to."""

from collections.abc import Sequence
from datetime import datetime

from feedback.actions.ports import Store
from feedback.actions.second_themes import follow_second_themes
from feedback.actions.theme_lookup import keep_edit, known_comments, open_theme
from feedback.domain.theme import AssignedBy, Assignment
from feedback.domain.theme_event import CommentEdit, EditKind, ThemeEvent
from feedback.errors import InputError


def move_comments(
    store: Store,
    comment_ids: Sequence[int],
    theme_id: int,
    *,
    by: str = "",
    now: datetime,
    is_made: bool = False,
) -> ThemeEvent:
    """Put comments into a theme, where no run takes them out again.

    `is_made`: the theme was made for them, so that undoing this ends it.

    Raises NotFoundError when the theme or one of the comments is gone, InputError when the theme
    is retired or all of them were put there by a person already; nothing is changed then.
    """
    with store.writing():
        theme = open_theme(store, theme_id)
        ids = [comment.id for comment in known_comments(store, comment_ids)]
        places = {row.comment_id: row for row in store.themes.of_comments(ids)}
        moved = [
            comment_edit(comment_id, places.get(comment_id), theme_id)
            for comment_id in ids
            if not _is_settled(places.get(comment_id), theme_id)
        ]
        if not moved:
            raise InputError(f"A person put them into “{theme.name}” already.")
        store.themes.assign(
            Assignment(row.comment_id, theme_id, 1.0, AssignedBy.PERSON) for row in moved
        )
        concerned = [theme_id, *sorted({row.from_theme for row in moved if row.from_theme})]
        made = {"made": theme_id} if is_made else {}
        event = keep_edit(
            store, EditKind.MOVE, concerned, by=by, now=now, after=made, comments=moved
        )
        follow_second_themes(store)
        return event


def remove_comments(
    store: Store, comment_ids: Sequence[int], theme_id: int, *, by: str = "", now: datetime
) -> ThemeEvent:
    """Say that comments are not about this theme: they leave it, and no run brings them back.

    Raises NotFoundError when the theme or a comment is gone, InputError when one is not in it.
    """
    with store.writing():
        theme = open_theme(store, theme_id)
        ids = [comment.id for comment in known_comments(store, comment_ids)]
        places = {row.comment_id: row for row in store.themes.of_comments(ids)}
        outside = [number for number in ids if not _is_in(places.get(number), theme_id)]
        if outside:
            raise InputError(
                f"Comment {outside[0]} is not in “{theme.name}”. Nothing was changed; load the "
                "list again."
            )
        moved = [comment_edit(number, places[number], None) for number in ids]
        store.themes.unassign(ids)
        event = keep_edit(store, EditKind.REMOVE, [theme_id], by=by, now=now, comments=moved)
        follow_second_themes(store)
        return event


def set_second_theme(
    store: Store, comment_id: int, theme_id: int | None, *, by: str = "", now: datetime
) -> ThemeEvent:
    """Say that a comment speaks of a second theme as well; None: of no second one.

    The comment counts in its main theme only. Raises InputError when it is in no theme yet, or
    when the second theme is its main one.
    """
    with store.writing():
        known_comments(store, [comment_id])
        places = store.themes.of_comments([comment_id])
        main = places[0].theme_id if places else None
        if main is None:
            raise InputError("This comment is in no theme yet. Move it into one first.")
        earlier = store.theme_edits.further([comment_id])
        second = earlier[0] if earlier else None
        was = second.theme_id if second else None
        _check_second(store, theme_id, main=main, was=was)
        placed_by, score = (
            (second.assigned_by, second.score) if second else (AssignedBy.ENGINE, 0.0)
        )
        concerned = [number for number in (theme_id, was, main) if number is not None]
        event = keep_edit(
            store,
            EditKind.SECOND,
            concerned,
            by=by,
            now=now,
            before={"second": was},
            after={"second": theme_id},
            comments=[CommentEdit(comment_id, was, theme_id, placed_by, score)],
        )
        follow_second_themes(store)
        return event


def _check_second(store: Store, theme_id: int | None, *, main: int, was: int | None) -> None:
    if theme_id is not None:
        open_theme(store, theme_id)
    if theme_id == main:
        raise InputError("That is its main theme already. Choose another second theme.")
    if theme_id == was:
        raise InputError("That is its second theme already. Nothing was changed.")


def comment_edit(comment_id: int, place: Assignment | None, to_theme: int | None) -> CommentEdit:
    """That a comment goes from where it is to another theme."""
    if place is None:
        return CommentEdit(comment_id, None, to_theme)
    return CommentEdit(comment_id, place.theme_id, to_theme, place.assigned_by, place.score)


def themes_of_comment(store: Store, comment_id: int) -> list[Assignment]:
    """The main theme of a comment, then its second and third."""
    return [*store.themes.of_comments([comment_id]), *store.theme_edits.further([comment_id])]


def _is_in(place: Assignment | None, theme_id: int) -> bool:
    return place is not None and place.theme_id == theme_id


def _is_settled(place: Assignment | None, theme_id: int) -> bool:
    return _is_in(place, theme_id) and place is not None and place.assigned_by is AssignedBy.PERSON
