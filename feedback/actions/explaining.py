"""Why a comment is in its theme, and which themes one that is in none may belong to."""

from pathlib import Path

from feedback.actions.ports import Store
from feedback.themes.explaining import Engine, WhyHere, explain_place, suggest_themes
from feedback.themes.model_files import load_model

__all__ = ["Engine", "WhyHere", "explain_place", "load_engine", "suggest_themes"]


def load_engine(store: Store, model_folder: Path) -> Engine | None:
    """The engine of the latest run; None before the first run, or where its file is not there."""
    latest = store.theme_runs.latest()
    model = None if latest is None else load_model(model_folder, latest[0])
    return None if model is None or latest is None else Engine(model, tuple(latest[1]))
