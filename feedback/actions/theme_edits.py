"""Give a theme a name, a description, an owner …: each edit is kept, and can be undone."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedback.actions.ports import Store
from feedback.actions.theme_lookup import check_name_is_free, keep_edit, open_theme, save_seen
from feedback.domain.theme import Priority, Theme
from feedback.domain.theme_event import EditKind, ThemeEvent
from feedback.errors import InputError
from feedback.themes.names import clean_name, clean_note, clean_tags


def rename_theme(
    store: Store,
    theme_id: int,
    name: str,
    *,
    by: str = "",
    now: datetime,
    version: int | None = None,
) -> ThemeEvent:
    """Give a theme a name that stays. `version` is the one the person saw, where it is known.

    Every edit here raises NotFoundError for an unknown theme, InputError for a retired one or a
    value that cannot be used, ConflictError when somebody was faster; nothing is changed then.
    """
    wanted = clean_name(name)
    with store.writing():
        theme = open_theme(store, theme_id)
        check_name_is_free(store, wanted, but=[theme_id])
        if theme.name == wanted and theme.named_by_person:
            raise InputError(f"The theme is called “{wanted}” already. Nothing was changed.")
        values = {"name": wanted, "named_by_person": True}
        return _edit(store, theme, EditKind.RENAME, values, by=by, now=now, version=version)


def describe_theme(
    store: Store,
    theme_id: int,
    text: str,
    *,
    by: str = "",
    now: datetime,
    version: int | None = None,
) -> ThemeEvent:
    """Say in a few sentences what a theme is about; an empty text takes the description away."""
    values = {"description": clean_note(text)}
    return _edit_open(store, theme_id, EditKind.DESCRIBE, values, by=by, now=now, version=version)


def set_owner(
    store: Store,
    theme_id: int,
    owner: str,
    *,
    by: str = "",
    now: datetime,
    version: int | None = None,
) -> ThemeEvent:
    """Say who looks after a theme; an empty name means nobody."""
    values = {"owner": clean_name(owner, what="owner") if owner.strip() else ""}
    return _edit_open(store, theme_id, EditKind.OWNER, values, by=by, now=now, version=version)


def set_priority(
    store: Store,
    theme_id: int,
    priority: str,
    *,
    by: str = "",
    now: datetime,
    version: int | None = None,
) -> ThemeEvent:
    """Say how urgent a theme is: none, low, medium or high."""
    try:
        values = {"priority": Priority(priority)}
    except ValueError as error:
        known = ", ".join(Priority)
        raise InputError(f"There is no priority {priority!r}. Choose one of: {known}.") from error
    return _edit_open(store, theme_id, EditKind.PRIORITY, values, by=by, now=now, version=version)


def set_tags(
    store: Store,
    theme_id: int,
    tags: Sequence[str],
    *,
    by: str = "",
    now: datetime,
    version: int | None = None,
) -> ThemeEvent:
    """Give a theme these tags in place of those it has."""
    values = {"tags": clean_tags(tags)}
    return _edit_open(store, theme_id, EditKind.TAGS, values, by=by, now=now, version=version)


def pin_theme(
    store: Store,
    theme_id: int,
    *,
    pinned: bool = True,
    by: str = "",
    now: datetime,
    version: int | None = None,
) -> ThemeEvent:
    """Keep a theme from being touched by runs, or let runs touch it again."""
    values = {"pinned": pinned}
    return _edit_open(store, theme_id, EditKind.PIN, values, by=by, now=now, version=version)


def hide_theme(
    store: Store,
    theme_id: int,
    *,
    hidden: bool = True,
    by: str = "",
    now: datetime,
    version: int | None = None,
) -> ThemeEvent:
    """Leave a theme out of lists, or show it again. Its comments stay counted."""
    values = {"hidden": hidden}
    return _edit_open(store, theme_id, EditKind.HIDE, values, by=by, now=now, version=version)


def _edit_open(
    store: Store,
    theme_id: int,
    kind: EditKind,
    values: dict[str, Any],
    *,
    by: str,
    now: datetime,
    version: int | None,
) -> ThemeEvent:
    with store.writing():
        theme = open_theme(store, theme_id)
        if all(getattr(theme, name) == value for name, value in values.items()):
            raise InputError(f"“{theme.name}” has that already. Nothing was changed.")
        return _edit(store, theme, kind, values, by=by, now=now, version=version)


def _edit(
    store: Store,
    theme: Theme,
    kind: EditKind,
    values: dict[str, Any],
    *,
    by: str,
    now: datetime,
    version: int | None,
) -> ThemeEvent:
    save_seen(store, dataclasses.replace(theme, **values), version)
    before = {name: plain(getattr(theme, name)) for name in values}
    after = {name: plain(value) for name, value in values.items()}
    return keep_edit(store, kind, [theme.id], by=by, now=now, before=before, after=after)


def plain(value: Any) -> Any:
    """A field of a theme as JSON holds it."""
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, Priority) else value


def from_plain(name: str, value: Any) -> Any:
    """A field of a theme from JSON."""
    if name == "priority":
        return Priority(value)
    return tuple(value) if isinstance(value, list) else value
