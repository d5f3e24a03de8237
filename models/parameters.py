"""What the parameters of a theme model may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from models.clusters.standing_texts import StandingTexts
from models.clusters.theme_counter import BARS
from models.errors import ParameterError
from models.texts_given import as_sequence

MOST_THEMES = 1_000
"""More than anybody reads; naming them would take minutes."""

LARGEST_SEED = 2**32 - 1
LARGEST_NUMBER = 2**62
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}", re.ASCII)


def is_whole(value: object) -> bool:
    """Whether `value` is a whole number; True and False are none."""
    return isinstance(value, (int, np.integer)) and not isinstance(value, (bool, np.bool_))


def is_language(value: object) -> bool:
    """Whether `value` may be an ISO 639 code, such as "en"."""
    return isinstance(value, str) and LANGUAGE_CODE.fullmatch(value) is not None


def check_parameters(n_themes: object, language: object, detail: object, seed: object) -> None:
    """Raise ParameterError unless a ThemeModel may have these."""
    check_number(n_themes)
    if language != "auto" and not is_language(language):
        raise ParameterError(
            'language must be "auto" or an ISO 639 code in small letters, such as "en", '
            f"not {_shown(language)}."
        )
    if not isinstance(detail, str) or detail not in BARS:
        raise ParameterError(f'detail must be "coarse", "medium" or "fine", not {_shown(detail)}.')
    check_seed(seed)


def check_seed(seed: object) -> None:
    """Raise ParameterError unless `seed` is a whole number that the generators take."""
    if not is_whole(seed) or not 0 <= int(seed) <= LARGEST_SEED:  # type: ignore[call-overload]
        raise ParameterError(
            f"random_state must be a whole number from 0 to {LARGEST_SEED}, not {_shown(seed)}."
        )


def check_parts(number: object) -> None:
    """Raise ParameterError unless `number` is a whole number from 2 to `MOST_THEMES`."""
    if not is_whole(number) or not 2 <= int(number) <= MOST_THEMES:  # type: ignore[call-overload]
        raise ParameterError(
            f"n_parts must be a whole number from 2 to {MOST_THEMES}, not {_shown(number)}."
        )


def check_share(share: object, name: str) -> None:
    """Raise ParameterError unless `share` lies within 0..1."""
    number = isinstance(share, (int, float, np.number)) and not isinstance(share, bool)
    if not number or not 0 <= share <= 1:  # type: ignore[operator]
        raise ParameterError(f"{name} must be a share from 0 to 1, not {_shown(share)}.")


def check_number(number: object) -> None:
    """Raise ParameterError unless `number` is "auto" or a whole number to `MOST_THEMES`."""
    if isinstance(number, str) and number == "auto":
        return
    if not is_whole(number) or not 1 <= int(number) <= MOST_THEMES:  # type: ignore[call-overload]
        raise ParameterError(
            f'n_themes must be "auto" or a whole number from 1 to {MOST_THEMES}, '
            f"not {_shown(number)}."
        )


def check_labels(labels: object, n_texts: int, n_themes: int) -> np.ndarray:
    """`labels` (n,) as whole numbers. Raise ParameterError unless there is one for each text, from
    -1 to the last theme."""
    own = _whole_numbers(labels, "labels")
    if len(own) != n_texts:
        raise ParameterError("labels must hold one theme for each text.")
    if len(own) and not -1 <= own.min() <= own.max() < n_themes:
        raise ParameterError(f"labels must lie from -1 (no theme) to {n_themes - 1}.")
    return own


def check_examples(examples: object, n_texts: int) -> list[list[int]]:
    """The groups as lists of places. Raise ParameterError unless they hold places of texts, none in
    two of them."""
    groups = [
        _whole_numbers(members, "examples").tolist()
        for members in as_sequence(examples, "examples")
    ]
    every = [i for members in groups for i in dict.fromkeys(members)]
    if any(not 0 <= i < n_texts for i in every):
        raise ParameterError("examples must hold indices of the texts.")
    if len(set(every)) < len(every):
        raise ParameterError(
            "A text is in two groups of examples. It can hold one theme in place: leave it out of "
            "the other group."
        )
    return groups


def check_standing(start: object, is_new: object, n_texts: int) -> StandingTexts | None:
    """The themes texts are in at first; None where `start` is. Raise ParameterError unless `start`
    and `is_new` hold one value for each text: a theme's number or -1; true or false."""
    if start is None:
        return None
    own = _whole_numbers(start, "start")
    new = own < 0 if is_new is None else np.asarray(as_sequence(is_new, "is_new"))
    if own.shape != (n_texts,) or new.shape != (n_texts,):
        raise ParameterError("start and is_new must hold one value for each text.")
    if len(own) and own.min() < -1:
        raise ParameterError("start must hold numbers of themes, and -1 for none.")
    if len(new) and new.dtype != bool and not np.isin(new, (0, 1)).all():
        raise ParameterError("is_new must hold true or false for each text.")
    new = new.astype(bool)
    return StandingTexts(own, new | (own < 0))


def _whole_numbers(values: object, name: str) -> np.ndarray:
    given: Sequence[Any] | np.ndarray = (
        values if isinstance(values, np.ndarray) else as_sequence(values, name)
    )
    numbers = np.asarray(given) if len(given) else np.zeros(0, dtype=np.int64)
    if numbers.ndim != 1 or numbers.dtype.kind not in "iu" or (numbers > LARGEST_NUMBER).any():
        raise ParameterError(f"{name} must hold whole numbers.")
    return numbers.astype(np.int64)


def _shown(value: object) -> str:
    """`value` as an error shows it, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
