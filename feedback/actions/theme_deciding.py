"""Decide what becomes of themes that no change answers: planned, cannot be done, …"""

import dataclasses
from collections.abc import Mapping

from feedback.actions.ports import Store
from feedback.actions.theme_lookup import open_theme, save_seen
from feedback.domain.theme import Outcome


def decide_themes(store: Store, versions: Mapping[int, int], outcome: Outcome) -> None:
    """Give themes an outcome, all or none. `versions` by theme id are those the person saw.

    Raises NotFoundError, InputError for a retired theme, ConflictError when somebody was faster.
    """
    with store.writing():
        for theme_id, version in versions.items():
            theme = dataclasses.replace(open_theme(store, theme_id), outcome=outcome)
            save_seen(store, theme, version)
