"""Fitted themes of one language to plain values and arrays, and back."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from models.clusters.language_themes import REACH_STEPS, LanguageThemes
from models.placing.text_placer import TextPlacer
from models.placing.theme_rule import ThemeRule
from models.theme import Theme
from models.theme_parts import ThemeParts
from models.vectors.term_counter import TermCounter
from models.vectors.text_embedder import TextEmbedder


def pack_parts(parts: ThemeParts) -> tuple[list[dict], dict[str, np.ndarray]]:
    """JSON values, one per language, and arrays of all `parts`."""
    stored: list[dict] = []
    arrays: dict[str, np.ndarray] = {}
    for number, (code, part) in enumerate(parts.items()):
        values, more = pack(part, number)
        stored.append({**values, "first": parts.first[code]})
        arrays.update(more)
    return stored, arrays


def unpack_parts(stored: list[dict], arrays: dict[str, np.ndarray]) -> ThemeParts:
    """The parts that `pack_parts` took apart. Raises as `unpack` does."""
    parts = ThemeParts()
    for number, values in enumerate(stored):
        part = unpack(values, arrays, number)
        parts.add(part.language, part)
        if parts.first[part.language] != int(values["first"]):
            raise ValueError("a language's themes are missing")
    return parts


def pack(part: LanguageThemes, number: int) -> tuple[dict, dict[str, np.ndarray]]:
    """JSON values and arrays of `part`; the names of the arrays end in `number`."""
    values = {
        "language": part.language,
        "terms": part.placer_.counter.terms_,
        "surfaces": part.placer_.counter.surfaces_,
        "themes": [asdict(theme) for theme in part.themes_],
    }
    arrays = {
        f"term_map_{number}": part.placer_.embedder.term_map_,
        f"latent_map_{number}": part.placer_.embedder.latent_map_,
        f"centroids_{number}": part.placer_.rule.centroids_,
        f"words_{number}": part.placer_.rule.words_,
        f"sizes_{number}": part.placer_.rule.sizes_,
        f"spread_{number}": part.spread_,
        f"reach_{number}": part.reach_,
    }
    return values, arrays


def unpack(values: dict, arrays: dict[str, np.ndarray], number: int) -> LanguageThemes:
    """The part that `pack` took apart, able to place and explain texts.

    Raises KeyError, TypeError or ValueError when something is missing or does not fit together.
    """
    language = str(values["language"])
    themes = unpack_themes(values)
    part = LanguageThemes(len(themes), language)
    counter = TermCounter(language).restore(list(values["terms"]), list(values["surfaces"]))
    embedder, rule = TextEmbedder(), ThemeRule()
    embedder.term_map_ = arrays[f"term_map_{number}"]
    embedder.latent_map_ = arrays[f"latent_map_{number}"]
    rule.centroids_ = arrays[f"centroids_{number}"]
    rule.words_ = arrays[f"words_{number}"]
    rule.sizes_ = arrays[f"sizes_{number}"]
    part.placer_ = TextPlacer(language, counter, embedder, rule)
    part.spread_ = arrays[f"spread_{number}"]
    part.reach_ = arrays[f"reach_{number}"]
    part.themes_ = themes
    n_terms = len(counter.terms_)
    first, second = embedder.term_map_.shape, embedder.latent_map_.shape
    if (
        first[0] != n_terms
        or second[0] != n_terms
        or rule.centroids_.shape != (len(themes), first[1] + second[1])
        or rule.words_.shape != (len(themes), n_terms)
        or rule.sizes_.shape != (len(themes),)
        or part.spread_.shape != (len(themes),)
        or part.reach_.shape != (len(themes), len(REACH_STEPS))
    ):
        raise ValueError("the arrays do not fit the terms and themes")
    return part


def unpack_themes(values: dict) -> list[Theme]:
    """The themes of the part that `pack` took apart. Raises as `unpack` does."""
    return [_theme(stored) for stored in values["themes"]]


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
