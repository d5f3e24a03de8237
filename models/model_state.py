"""Fitted themes of one language to plain values and arrays, and back."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from models.clusters.language_themes import REACH_STEPS, LanguageThemes
from models.theme import Theme
from models.vectors.term_counter import TermCounter
from models.vectors.text_embedder import TextEmbedder


def pack(part: LanguageThemes, number: int) -> tuple[dict, dict[str, np.ndarray]]:
    """JSON values and arrays of `part`; the names of the arrays end in `number`."""
    values = {
        "language": part.language,
        "terms": part.counter_.terms_,
        "surfaces": part.counter_.surfaces_,
        "themes": [asdict(theme) for theme in part.themes_],
    }
    arrays = {
        f"term_map_{number}": part.embedder_.term_map_,
        f"latent_map_{number}": part.embedder_.latent_map_,
        f"centroids_{number}": part.centroids_,
        f"spread_{number}": part.spread_,
        f"reach_{number}": part.reach_,
    }
    return values, arrays


def unpack(values: dict, arrays: dict[str, np.ndarray], number: int) -> LanguageThemes:
    """The part that `pack` took apart, able to place and explain texts.

    Raises KeyError, TypeError or ValueError when something is missing or does not fit together.
    """
    language = str(values["language"])
    themes = [_theme(stored) for stored in values["themes"]]
    part = LanguageThemes(len(themes), language)
    part.counter_ = TermCounter(language).restore(list(values["terms"]), list(values["surfaces"]))
    part.embedder_ = TextEmbedder()
    part.embedder_.term_map_ = arrays[f"term_map_{number}"]
    part.embedder_.latent_map_ = arrays[f"latent_map_{number}"]
    part.centroids_ = arrays[f"centroids_{number}"]
    # Models saved before spreads were kept: a further theme then needs an average fit.
    part.spread_ = arrays.get(f"spread_{number}", np.zeros(len(themes)))
    # Nor did they keep how far their themes reach: then nothing new is turned away.
    part.reach_ = arrays.get(f"reach_{number}", np.zeros((len(themes), len(REACH_STEPS))))
    part.themes_ = themes
    n_terms = len(part.counter_.terms_)
    first, second = part.embedder_.term_map_.shape, part.embedder_.latent_map_.shape
    expected = (len(themes), first[1] + second[1])
    if (
        first[0] != n_terms
        or second[0] != n_terms
        or part.centroids_.shape != expected
        or len(part.spread_) != len(themes)
        or part.reach_.shape != (len(themes), len(REACH_STEPS))
    ):
        raise ValueError("the arrays do not fit the terms and themes")
    return part


def _theme(stored: dict) -> Theme:
    stability = stored["stability"]
    return Theme(
        name=str(stored["name"]),
        terms=tuple(stored["terms"]),
        size=int(stored["size"]),
        representatives=tuple(int(i) for i in stored["representatives"]),
        language=str(stored["language"]),
        cohesion=float(stored["cohesion"]),
        stability=float("nan") if stability is None else float(stability),
    )
