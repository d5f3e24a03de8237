"""Ratings of any scale → 1 to 5 with 5 = best."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedback.errors import InputError
from feedback.intake.scales import (
    asks_for_recommendation,
    asks_for_thumb,
    one_is_best,
    scale_in,
)
from feedback.intake.words import fields_of

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|dari|de|из)\s*(\d+)", re.IGNORECASE)
_OF_FIRST = re.compile(r"(\d+)-?(?:тен|тан|ден|дан|нен|нан)\s+(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_STARS = re.compile(
    rf"(\d(?:[.,]\d+)?)[\s_-]*(?:{'|'.join(fields_of('scales')['stars'])})\w*", re.IGNORECASE
)
_WORDS = {word: float(rating) for rating, words in fields_of("ratings").items() for word in words}
_SCALES = {
    **{"0-1": (0, 1), "1-5": (1, 5), "0-5": (0, 5), "1-7": (1, 7), "1-10": (1, 10)},
    **{"0-10": (0, 10), "0-100": (0, 100)},
    **{"5-1": (1, 5), "7-1": (1, 7), "10-1": (1, 10), "10-0": (0, 10)},
}
_BEFORE_WORDS = re.compile(
    r"^\s*\d{1,2}\s*[-–—:.)=(]*\s*|\s*[-–—:=(]+\s*\d{1,2}\s*\)?\s*$|\)\s*$|[.!]+\s*$"
)
_SENTINELS = frozenset((-99, -9, -1, 77, 88, 97, 98, 99, 998, 999, 9999))
"""What survey tools write for "does not know" and "refused", on scales that end at 10 or below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale of a rating column. `name` is such as "0-10", or "words"; `sure` as for dates."""

    name: str
    lowest: float = 1
    highest: float = 5
    is_reversed: bool = False
    sure: bool = True


def decide_scale(values: Iterable[str], header: str = "") -> Scale:
    """The scale the header names, else the smallest usual one that holds 98 of 100 numbers.

    Cells that bring their own scale ("4/5", "3 stars") say nothing about the others.
    """
    values = list(values)
    bare = [value for value in values if _with_own_scale(value) is None]
    numbers = sorted(number for value in bare if (number := _number(value)) is not None)
    numbers = _without_sentinels(numbers)
    if not numbers:
        has_numbers = any(_number(value) is not None for value in values)
        return _scale("1-5") if has_numbers else Scale(name="words")
    top = numbers[min(len(numbers) - 1, int(len(numbers) * 0.98))]
    low = numbers[int(len(numbers) * 0.02)]
    said = scale_in(header)
    if said is not None and not said[0] <= low <= top <= said[1]:
        said = None
    if _is_reversed(values, header):
        return _reversed(max(top, said[1] if said else 0), low)
    if said is not None:
        return _scale(f"{said[0]}-{said[1]}")
    return _by_ends(low, top, header, parts=any(number % 1 for number in numbers))


def _by_ends(low: float, top: float, header: str, *, parts: bool) -> Scale:
    """A scale by the lowest and the highest number, and whether there are `parts` of 1."""
    is_nps = asks_for_recommendation(header)
    if low >= 0 and top <= 1 and (parts or low < 1 <= top) and not is_nps:
        # Shares of 1, or ups and downs.
        return _scale("0-1", sure=not parts and asks_for_thumb(header))
    if is_nps and (top > 5 or low < 1):
        return _scale("0-10")
    if top <= 5:
        # Asked how likely somebody recommends, half of a small file may say no more than 5.
        return _scale("0-5" if low < 1 else "1-5", sure=not is_nps)
    if top <= 7:
        return _scale("1-7", sure=False)
    if top <= 10:
        return _scale("0-10" if low < 1 else "1-10", sure=low < 1)
    return _scale("0-100", sure=False)


def _without_sentinels(numbers: list[float]) -> list[float]:
    """Without 99 and the like where all others are 10 at most."""
    others = [number for number in numbers if number not in _SENTINELS]
    return others if others and others[0] >= 0 and others[-1] <= 10 else numbers


def _reversed(top: float, low: float) -> Scale:
    for name in ("5-1", "7-1"):
        if top <= _SCALES[name][1]:
            return _scale(name)
    return _scale("10-0" if low < 1 else "10-1")


def _is_reversed(values: Sequence[str], header: str) -> bool:
    """Whether 1 is best: the header says so, or the cells do ("1 - very good")."""
    said = one_is_best(header, _in_words)
    if said is not None:
        return said
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
    own = _with_own_scale(text)
    if own is not None:
        given, best = own
        return _onto_five(given, 0.0 if best > 5 else 1.0, best, scale.is_reversed)
    in_words = _in_words(text)
    if in_words is not None:
        return in_words
    number = _number(text)
    if number is None:
        return None
    return _onto_five(number, scale.lowest, scale.highest, scale.is_reversed)


def _with_own_scale(text: str) -> tuple[float, float] | None:
    """What is given and what is best, in cells such as "4/5", "5-тен 4" and "3 stars"."""
    if parts := _OUT_OF.search(text):
        given, best = _finite(parts[1]), _finite(parts[2])
    elif parts := _OF_FIRST.search(text):
        given, best = _finite(parts[2]), _finite(parts[1])
    elif parts := _STARS.fullmatch(text.strip()):
        given, best = _finite(parts[1]), 5.0
    else:
        return None
    if given is None or best is None:
        # Too long for any scale, and so off it.
        return math.inf, 5.0
    return (given, best) if best > 1 else None


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
