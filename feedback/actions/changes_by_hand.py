"""Add, edit, remove and restore one change."""

from dataclasses import replace
from datetime import datetime

from feedback.actions.decisions import follow_links
from feedback.actions.ports import Store
from feedback.changes.by_hand import Written, edited_change, written_change
from feedback.domain.change import Change
from feedback.errors import InputError, NotFoundError, StateError

__all__ = ["Written", "add_change", "edit_change", "get_change", "remove_change", "restore_change"]


def add_change(store: Store, written: Written, *, now: datetime) -> Change:
    """Store what a person wrote. Without a day, or with one to come, it is planned.

    Raises InputError for what cannot be, StateError when the product has that change already.
    """
    change = written_change(written, today=now.date())
    with store.writing():
        same = _same(store, change)
        if same is not None and same.removed:
            raise StateError(
                f"“{change.title}” was removed before. “changes restore {same.id}” brings it back."
            )
        if same is not None:
            raise StateError(f"“{change.title}” is there already, as change {same.id}. Edit that.")
        store.changes.upsert([change])
        stored = _same(store, change)
    assert stored is not None, "it has just been stored"  # noqa: S101
    return stored


def edit_change(store: Store, change_id: int, written: Written, *, now: datetime) -> Change:
    """Put what a person wrote in the place of what a change said.

    It stays so when its file is imported again, until that line of the file changes. Raises
    NotFoundError, StateError for a removed one, InputError for what cannot be.
    """
    with store.writing():
        stored = get_change(store, change_id)
        if written.product.strip() != stored.product:
            raise InputError("The product of a change stays. Add a change to the other product.")
        edited = edited_change(stored, written, today=now.date())
        store.changes.save(edited)
    return edited


def remove_change(store: Store, change_id: int, *, now: datetime, who: str = "") -> Change:
    """Take a change out. An import of its file does not bring it back.

    Its links go; a theme that it alone answered is undecided again. What was published stays as it
    is. Raises NotFoundError, StateError when it was removed already.
    """
    with store.writing():
        change = get_change(store, change_id)
        linked = {link.theme_id for link in store.links.all() if link.change_id == change_id}
        before = {theme_id: store.links.of_theme(theme_id) for theme_id in linked}
        removed = replace(change, removed=True)
        store.changes.save(removed)
        for theme_id, links in before.items():
            theme = store.themes.get(theme_id)
            if theme is not None:
                follow_links(store, theme, links, now=now, who=who, only_done=True)
    return removed


def restore_change(store: Store, change_id: int) -> Change:
    """Bring a removed change back, without the links it had."""
    with store.writing():
        change = store.changes.get(change_id)
        if change is None:
            raise _unknown(change_id)
        if not change.removed:
            raise StateError(f"Change {change_id} (“{change.title}”) was not removed.")
        restored = replace(change, removed=False)
        store.changes.save(restored)
    return restored


def get_change(store: Store, change_id: int) -> Change:
    """A change that is there. Raises NotFoundError, StateError for a removed one."""
    change = store.changes.get(change_id)
    if change is None:
        raise _unknown(change_id)
    if change.removed:
        raise StateError(
            f"Change {change_id} (“{change.title}”) was removed. “changes restore {change_id}” "
            "brings it back."
        )
    return change


def _same(store: Store, change: Change) -> Change | None:
    key = (change.product, change.key)
    rows = store.changes.all(include_removed=True)
    return next((row for row in rows if (row.product, row.key) == key), None)


def _unknown(change_id: int) -> NotFoundError:
    return NotFoundError(f"There is no change {change_id}. “changes list” shows those there are.")
