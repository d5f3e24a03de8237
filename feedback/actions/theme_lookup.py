"""Themes and comments by id, or a sentence about why not; an edit kept with what it was before."""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from feedback.actions.ports import Store
from feedback.domain.comment import Comment
from feedback.domain.theme import Theme
from feedback.domain.theme_event import CommentEdit, EditKind, ThemeEvent
from feedback.errors import ConflictError, InputError, NotFoundError, StateError


def known_theme(store: Store, theme_id: int) -> Theme:
    """A theme, retired or not. Raises NotFoundError."""
    theme = store.themes.get(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id}. See the list of themes for their ids.")
    return theme


def open_theme(store: Store, theme_id: int) -> Theme:
    """A theme that is in use. Raises NotFoundError, and InputError when it is retired."""
    theme = known_theme(store, theme_id)
    if theme.retired:
        raise InputError(
            f"Theme {theme_id} (“{theme.name}”) is retired. Choose one that is still open."
        )
    return theme


def known_comments(store: Store, comment_ids: Sequence[int]) -> list[Comment]:
    """Comments by id, each once. Raises InputError for none, NotFoundError for one that is gone."""
    wanted = list(dict.fromkeys(comment_ids))
    if not wanted:
        raise InputError("No comment was chosen. Choose at least one.")
    found = store.comments.get(wanted)
    if len(found) < len(wanted):
        gone = sorted(set(wanted) - {comment.id for comment in found})
        listed = ", ".join(map(str, gone[:5])) + (" …" if len(gone) > 5 else "")
        raise NotFoundError(
            f"Comment {listed} is not there any more: it was erased or its import was undone. "
            "Nothing was changed. Load the list again and repeat the step without it."
        )
    return found


def save_seen(store: Store, theme: Theme, version: int | None) -> Theme:
    """Store an edited theme, if nobody else changed it since the person saw `version`.

    Raises ConflictError with who changed it, when, and the theme as it is now.
    """
    stored = known_theme(store, theme.id)
    if version is not None and version != stored.version:
        latest = store.theme_edits.recent(theme_id=theme.id, limit=1)
        who = (latest[0].undone_by or latest[0].by) if latest else ""
        when = (latest[0].undone_at or latest[0].at) if latest else None
        changed = f"{who or 'Somebody else'} changed theme {theme.id} in the meantime."
        raise ConflictError(
            f"{changed} It is now called “{stored.name}”. Load it again and repeat your change.",
            who=who,
            when=when,
            theirs=stored,
        )
    return store.themes.save(dataclasses.replace(theme, version=stored.version))


def keep_edit(
    store: Store,
    kind: EditKind,
    theme_ids: Sequence[int],
    *,
    by: str,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    comments: Iterable[CommentEdit] = (),
) -> ThemeEvent:
    """Keep an edit as an event; the event as stored."""
    event = ThemeEvent(
        kind=kind,
        theme_ids=tuple(dict.fromkeys(theme_ids)),
        by=by,
        at=now,
        before=before or {},
        after=after or {},
    )
    stored = store.theme_edits.get(store.theme_edits.add(event, comments))
    if stored is None:
        raise StateError("The edit was not kept. Try again.")
    return stored


def check_name_is_free(store: Store, name: str, *, but: Iterable[int] = ()) -> None:
    """Raise InputError when an open theme other than `but` has this name, letter case aside."""
    aside = set(but)
    for other in store.themes.all():
        if other.id not in aside and other.name.casefold() == name.casefold():
            raise InputError(f"Theme {other.id} is already called “{name}”. Choose another name.")
