"""Storing what a person typed into the fields of a theme, over what they saw and nothing newer."""

from collections.abc import Callable, Mapping

import streamlit as st

from feedback.actions import theme_edits
from feedback.domain.theme import Theme
from feedback.errors import ConflictError, HeardError
from feedback.ui import resources, state, theme_edit
from feedback.ui.conflict import keep_which
from feedback.ui.guard import show_problem

EDITS: dict[str, Callable[..., object]] = {
    "name": theme_edits.rename_theme,
    "owner": theme_edits.set_owner,
    "priority": theme_edits.set_priority,
    "tags": theme_edits.set_tags,
    "description": theme_edits.describe_theme,
}
"""How each field is stored."""


def save_fields(seen: Theme, wanted: Mapping[str, object], *, done: str = "Saved.") -> None:
    """Store the fields that the person changed since they saw the theme as `seen`.

    Where somebody else changed one of these fields since, the person is asked which to keep; what
    was changed in other fields stays beside it.
    """
    changed = {name: value for name, value in wanted.items() if value != getattr(seen, name)}
    if not changed and "name" in wanted:
        # Pressing Rename on a name that a run made says that it is meant to stay.
        changed = dict(wanted)
    try:
        _store(seen.id, changed, seen.version)
    except ConflictError as error:
        if not _beside(error, seen, changed):
            return
    except HeardError as error:
        show_problem(str(error))
        return
    state.follow_own_theme_edit(seen)
    state.set_notice(done)
    st.rerun()


def _beside(error: ConflictError, seen: Theme, changed: Mapping[str, object]) -> bool:
    """Store what was changed beside what somebody else did; False where the person has to choose,
    or where it cannot be stored."""
    theirs = error.theirs
    if not isinstance(theirs, Theme):
        show_problem(str(error))
        return False
    at_stake = {
        name: value
        for name, value in changed.items()
        if getattr(theirs, name) not in (getattr(seen, name), value)
    }
    if at_stake:
        keep_which(error, at_stake, lambda version: _store(seen.id, changed, version))
        return False
    try:
        _store(seen.id, changed, theirs.version)
    except HeardError as problem:
        show_problem(str(problem))
        return False
    state.show_theme_anew(seen.id)
    return True


def _store(theme_id: int, changed: Mapping[str, object], version: int) -> None:
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    with store.writing():
        stored = store.themes.get(theme_id)
        for name, value in changed.items():
            if name == "name" or stored is None or value != getattr(stored, name):
                EDITS[name](store, theme_id, value, by=who, now=now, version=version)
                version += 1
