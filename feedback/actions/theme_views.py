"""Selections of the list of themes, kept under a name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from feedback.actions.ports import Store
from feedback.domain.theme_event import SavedView
from feedback.themes.names import clean_name


def save_view(
    store: Store, name: str, filters: Mapping[str, Any], *, by: str = "", now: datetime
) -> SavedView:
    """Keep a selection under a name, in place of an earlier one of that name.

    `filters` is what the address of the page says: names and values that JSON can hold. Raises
    InputError for an empty or too long name.
    """
    name = clean_name(name, what="name")
    return store.theme_edits.save_view(SavedView(name=name, filter=dict(filters), by=by, at=now))


def saved_views(store: Store) -> list[SavedView]:
    """All views by name."""
    return store.theme_edits.views()


def delete_view(store: Store, view_id: int) -> None:
    """Forget a view."""
    store.theme_edits.delete_view(view_id)
