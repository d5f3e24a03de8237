"""Ratings of any scale → 1 to 5 with 5 = best."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedback.errors import InputError
from feedback.intake.words import fields_of

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|dari|de|из)\s*(\d+)", re.IGNORECASE)
_WORDS = {word: float(rating) for rating, words in fields_of("ratings").items() for word in words}
_SCALES = {
    **{"1-5": (1, 5), "0-5": (0, 5), "1-7": (1, 7), "1-10": (1, 10), "0-10": (0, 10)},
    **{"0-100": (0, 100), "5-1": (1, 5), "7-1": (1, 7), "10-1": (1, 10), "10-0": (0, 10)},
}
_ONE_IS = re.compile(r"\b1\s*(?:=|:|is|–|-)\s*([^\W\d]+(?: [^\W\d]+)?)", re.IGNORECASE)
_BEFORE_WORDS = re.compile(r"^\s*\d{1,2}\s*[-–—:.)=(]*\s*|\)\s*$")
_NPS_HEADER = re.compile(r"\bnps\b|recommend|rekomendasi|recomend|ұсын|реко?менд", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale of a rating column. `name` is such as "0-10", or "words"; `sure` as for dates."""

    name: str
    lowest: float = 1
    highest: float = 5
    is_reversed: bool = False
    sure: bool = True


def decide_scale(values: Iterable[str], header: str = "") -> Scale:
    """The smallest usual scale that holds 98 of 100 of the column's numbers."""
    values = list(values)
    is_reversed = _is_reversed(values, header)
    if is_reversed:
        return _scale("5-1")
    numbers = sorted(number for value in values if (number := _number(value)) is not None)
    if not numbers:
        return Scale(name="words")
    top = numbers[min(len(numbers) - 1, int(len(numbers) * 0.98))]
    low = numbers[int(len(numbers) * 0.02)]
    if top <= 5 and not (_NPS_HEADER.search(header) and low < 1):
        return _scale("0-5" if low < 1 else "1-5")
    if _NPS_HEADER.search(header):
        return _scale("0-10")
    if top <= 7:
        return _scale("1-7", sure=False)
    if top <= 10:
        return _scale("0-10" if low < 1 else "1-10", sure=low < 1)
    return _scale("0-100", sure=False)


def _is_reversed(values: Sequence[str], header: str) -> bool:
    """Whether 1 is best: the header says so, or the cells do ("1 - very good")."""
    best = _ONE_IS.search(header)
    if best and _in_words(best[1]) is not None:
        return (_in_words(best[1]) or 0) > 3
    named = [
        (number, word)
        for value in values[:2000]
        if (number := _number(value)) is not None and (word := _in_words(value)) is not None
    ]
    return bool(named) and sum((number < 3) == (word > 3) for number, word in named) > 0.8 * len(
        named
    )


def _in_words(text: str) -> float | None:
    """The rating the words after a number mean, such as 5 for "1 - Very good"."""
    return _WORDS.get(" ".join(_BEFORE_WORDS.sub("", text.casefold()).split()))


def scale_named(name: str) -> Scale:
    """A scale by its name, such as "0-10", or "5-1" where 1 is best.

    Raises InputError for a scale nobody knows.
    """
    if name not in _SCALES:
        known = ", ".join(_SCALES)
        raise InputError(f"{name!r} is not a scale of ratings. Give one of: {known}.")
    return _scale(name)


def _scale(name: str, *, sure: bool = True) -> Scale:
    lowest, highest = _SCALES[name]
    is_reversed = int(name.split("-")[0]) > int(name.split("-")[1])
    return Scale(name=name, lowest=lowest, highest=highest, sure=sure, is_reversed=is_reversed)


def rating_reader(scale: Scale) -> Callable[[str], float | None]:
    """A function from a cell to 1–5 (5 = best), None where it is empty or off the scale."""

    @lru_cache(maxsize=5_000)
    def read(value: str) -> float | None:
        return read_rating(value, scale)

    return read


def read_rating(value: str, scale: Scale) -> float | None:
    """One rating on 1–5. Stars, "4/5", "4 out of 5", numbers on `scale`, and words are known."""
    text = value.strip()
    if not text:
        return None
    if "★" in text or "⭐" in text:
        return float(min(5, text.count("★") + text.count("⭐")))
    parts = _OUT_OF.search(text)
    if parts:
        given, best = _finite(parts[1]), _finite(parts[2])
        if given is None or best is None:
            return None
        if best > 1:
            return _onto_five(given, 0.0 if best > 5 else 1.0, best, scale.is_reversed)
    in_words = _in_words(text)
    if in_words is not None:
        return in_words
    number = _number(text)
    if number is None:
        return None
    return _onto_five(number, scale.lowest, scale.highest, scale.is_reversed)


def _number(value: str) -> float | None:
    match = _NUMBER.match(value.strip())
    return _finite(match[0]) if match else None


def _finite(digits: str) -> float | None:
    """Hundreds of digits are infinite as a float, which no scale and no store can hold."""
    number = float(digits.replace(",", "."))
    return number if math.isfinite(number) else None


def _onto_five(number: float, lowest: float, highest: float, is_reversed: bool) -> float | None:
    if not lowest <= number <= highest:
        return None
    share = (number - lowest) / (highest - lowest)
    return round(1 + 4 * (1 - share if is_reversed else share), 2)
