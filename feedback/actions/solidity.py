"""Which themes are solid and which are loose."""

from pathlib import Path

from feedback.actions.ports import Store
from feedback.themes.solidity import HoldsTogether, Verdict, holding

__all__ = ["HoldsTogether", "Verdict", "how_solid"]


def how_solid(store: Store, model_folder: Path) -> dict[int, HoldsTogether]:
    """By theme id, as the latest run tested them; themes that a person made are not among them."""
    latest = store.theme_runs.latest()
    return {} if latest is None else holding(model_folder, latest[0], latest[1])
