"""Fitted themes of one language to plain values and arrays, and back."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from models.clusters.language_themes import REACH_STEPS, LanguageThemes
from models.parameters import is_language, is_whole
from models.placing.text_placer import TextPlacer
from models.placing.theme_rule import ThemeRule
from models.theme import Theme
from models.theme_parts import ThemeParts
from models.vectors.term_counter import TermCounter
from models.vectors.text_embedder import TextEmbedder

LARGEST_VALUE = 1e6
"""Nothing that is learnt comes near; what is larger would overflow when it is multiplied."""


def pack_parts(parts: ThemeParts) -> tuple[list[dict], dict[str, np.ndarray]]:
    """JSON values, one per language, and arrays of all `parts`."""
    stored: list[dict] = []
    arrays: dict[str, np.ndarray] = {}
    for number, (code, part) in enumerate(parts.items()):
        values, more = pack(part, number)
        stored.append({**values, "first": parts.first[code]})
        arrays.update(more)
    return stored, arrays


def unpack_parts(stored: list[dict], arrays: dict[str, np.ndarray], n_texts: int) -> ThemeParts:
    """The parts that `pack_parts` took apart, of a model of `n_texts`. Raises as `unpack` does."""
    parts = ThemeParts()
    for number, values in enumerate(stored):
        part = unpack(values, arrays, number)
        _check(part.language not in parts, "a language is there twice")
        parts.add(part.language, part)
        _check(parts.first[part.language] == values["first"], "a language's themes are missing")
    shown = [i for theme in parts.themes() for i in theme.representatives]
    _check(bool(parts), "there are no themes")
    _check(all(0 <= i < n_texts for i in shown), "a representative is no text")
    return parts


def pack(part: LanguageThemes, number: int) -> tuple[dict, dict[str, np.ndarray]]:
    """JSON values and arrays of `part`; the names of the arrays end in `number`."""
    rule = part.placer_.rule
    values = {
        "language": part.language,
        "terms": part.placer_.counter.terms_,
        "surfaces": part.placer_.counter.surfaces_,
        "rule": {name: float(value) for name, value in rule.get_params().items()},
        "themes": [asdict(theme) for theme in part.themes_],
    }
    arrays = {
        f"term_map_{number}": part.placer_.embedder.term_map_,
        f"latent_map_{number}": part.placer_.embedder.latent_map_,
        f"centroids_{number}": rule.centroids_,
        f"words_{number}": rule.words_,
        f"sizes_{number}": rule.sizes_,
        f"spread_{number}": part.spread_,
        f"reach_{number}": part.reach_,
    }
    return values, arrays


def unpack(values: dict, arrays: dict[str, np.ndarray], number: int) -> LanguageThemes:
    """The part that `pack` took apart, able to place and explain texts.

    Raises KeyError, TypeError or ValueError when something is missing or does not fit together.
    """
    language = values["language"]
    _check(is_language(language), "the language is no code")
    themes = unpack_themes(values)
    counter = TermCounter(language).restore(_strings(values["terms"]), _strings(values["surfaces"]))
    n_terms, k = len(counter.terms_), len(themes)
    _check(len(set(counter.terms_)) == n_terms == len(counter.surfaces_), "terms do not fit")
    embedder = TextEmbedder()
    # Models of earlier versions were made by the rule as it is when nothing is said.
    rule = ThemeRule(**values.get("rule", {}))
    _check(all(_is_number(value, 0) for value in rule.get_params().values()), "no rule")
    term_map, latent_map = arrays[f"term_map_{number}"], arrays[f"latent_map_{number}"]
    embedder.term_map_ = _numbers(term_map, (n_terms, term_map.shape[-1]))
    embedder.latent_map_ = _numbers(latent_map, (n_terms, latent_map.shape[-1]))
    width = term_map.shape[1] + latent_map.shape[1]
    rule.centroids_ = _numbers(arrays[f"centroids_{number}"], (k, width))
    lengths = np.linalg.norm(rule.centroids_, axis=1)
    _check(bool(((lengths < 1.01) & ((lengths > 0.99) | (lengths == 0))).all()), "no centres")
    rule.words_ = _numbers(arrays[f"words_{number}"], (k, n_terms))
    rule.sizes_ = _numbers(arrays[f"sizes_{number}"], (k,))
    part = LanguageThemes(k, language)
    part.placer_ = TextPlacer(language, counter, embedder, rule)
    part.spread_ = _numbers(arrays[f"spread_{number}"], (k,), 0, 1)
    part.reach_ = _numbers(arrays[f"reach_{number}"], (k, len(REACH_STEPS)), 0, 1)
    _check(bool((np.diff(part.reach_, axis=1) >= 0).all()), "the scores of a theme fall")
    _check(all(theme.language == language for theme in themes), "a theme is of another language")
    part.themes_ = themes
    return part


def unpack_themes(values: dict) -> list[Theme]:
    """The themes of the part that `pack` took apart. Raises as `unpack` does."""
    themes = [_theme(stored) for stored in values["themes"]]
    _check(bool(themes), "there are no themes")
    return themes


def check_texts(labels: np.ndarray, scores: np.ndarray, n_reasons: int, k: int) -> None:
    """Raise ValueError unless `labels` (n,) and `scores` (n,) are those of n texts, each with its
    reason, in `k` themes."""
    _check(labels.ndim == 1 and labels.dtype.kind == "i", "labels are no whole numbers")
    _check(labels.shape == scores.shape == (n_reasons,), "texts are missing")
    _check(not len(labels) or -1 <= labels.min() <= labels.max() < k, "there is no such theme")
    _numbers(scores, (n_reasons,), 0, 1)


def _theme(stored: dict) -> Theme:
    name, language, size = stored["name"], stored["language"], stored["size"]
    representatives, stability = stored["representatives"], stored["stability"]
    _check(isinstance(name, str) and is_language(language), "a theme has no name")
    _check(is_whole(size) and size >= 0, "a theme has no size")
    _check(isinstance(representatives, list) and all(map(is_whole, representatives)), "no texts")
    untested = stability is None or stability != stability
    _check(untested or _is_number(stability, 0, 1), "a stability is no share")
    _check(_is_number(stored["cohesion"], 0, 1), "a cohesion is no share")
    return Theme(
        name=name,
        terms=tuple(_strings(stored["terms"])),
        size=size,
        representatives=tuple(representatives),
        language=language,
        cohesion=float(stored["cohesion"]),
        stability=float("nan") if untested else float(stability),
    )


def _strings(values: object) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError("words are no words")
    return values


def _is_number(value: object, low: float, high: float = LARGEST_VALUE) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and low <= value <= high  # type: ignore[operator]


def _numbers(
    values: np.ndarray,
    shape: tuple[int, ...],
    low: float = -LARGEST_VALUE,
    high: float = LARGEST_VALUE,
) -> np.ndarray:
    """`values`, where they are real numbers of this `shape`, each from `low` to `high`."""
    _check(values.dtype.kind == "f" and values.shape == shape, "an array is of another kind")
    # A comparison that NaN does not pass.
    _check(bool(((values >= low) & (values <= high)).all()), "a number is out of range")
    return values


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
