"""Numbers in a text, written with digits or spelled out in any of the languages."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.announcements.claims.lexicon import Lexicon, lexicons

_DIGITS = r"(?<!\w)(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*)"
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})(?P<tail>[^\W\d_º]*º?)|(?P<word>[^\W\d_]+)")
# Single signs that are numbers: Ⅻ, ⑫, ½. Several in a row are read as Roman ones, added up.
_SIGNS = re.compile(
    "[\u00bc-\u00be\u2150-\u215f]|[\u2160-\u2188]+|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
)
_ROMAN = re.compile(
    r"(?<!\w)(?=[MDCLXVI]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_DURATIONS = frozenset({"h", "hr", "hrs", "min", "mins", "sec", "secs"})
_TAILS = {"k": 1e3, "rb": 1e3, "jt": 1e6, "mi": 1e6, "mln": 1e6, "bn": 1e9, "x": 1.0}
_ORDINALS = frozenset({"", "st", "nd", "rd", "th", "º", "o"})
_COUNTABLE = ("people", "comments")
_LONGEST_NAME = 2  # letters after digits that make a name of it: 5G, 3D, 2FA
_PERCENT_SIGN = re.compile(r"\s?[%٪％]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text. `vague` says "at least so many", as in "hundreds"."""

    start: int
    end: int
    value: float
    percent: bool = False
    vague: bool = False


def read_numbers(text: str, decimal: str) -> list[Number]:
    """The numbers in `text`, in order; `decimal` is the language's decimal sign."""
    found = [*_written(text, decimal), *_signs(text), *_roman(text)]
    for lexicon in lexicons():
        found += _spelled(text, lexicon)
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _signs(text: str) -> Iterator[Number]:
    for match in _SIGNS.finditer(text):
        values = [unicodedata.numeric(sign) for sign in match[0]]
        total = _added_up(values)
        is_share = 0 < total < 1
        yield Number(match.start(), match.end(), 100 * total if is_share else total, is_share)


def _roman(text: str) -> Iterator[Number]:
    """Roman numerals in capitals, where people or comments stand behind: else they are names."""
    for match in _ROMAN.finditer(text):
        words = " ".join(text[match.end() : match.end() + 40].split()[:2])
        if any(lexicon.has(name, words) for lexicon in lexicons() for name in _COUNTABLE):
            yield Number(
                match.start(), match.end(), _added_up([_ROMAN_VALUES[sign] for sign in match[0]])
            )


def _added_up(values: Sequence[float]) -> float:
    """Roman: a smaller one before a larger one counts against it."""
    pairs = zip(values, [*values[1:], 0], strict=True)
    return float(sum(-value if value < following else value for value, following in pairs))


def _written(text: str, decimal: str) -> Iterator[Number]:
    for token in _TOKEN.finditer(text):
        if token["digits"] is None:
            continue
        value, tail, end = _value(token["digits"], decimal), token["tail"].lower(), token.end()
        if tail in _DURATIONS:
            end = token.end("digits")
        elif tail in _TAILS:
            value *= _TAILS[tail]
        elif tail not in _ORDINALS:
            if len(tail) <= _LONGEST_NAME:
                continue
            end = token.end("digits")
        scale, end = _scale_after(text, end)
        value *= scale
        percent, end = _percent_after(text, end)
        yield Number(token.start(), end, value, percent=percent)


def _value(digits: str, decimal: str) -> float:
    digits = re.sub(r"\s", "", digits)
    group = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+", digits):
        return float(digits.replace(group, ""))
    if group in digits and decimal in digits:
        digits = digits.replace(group, "")
    pieces = re.split(r"[.,]", digits)
    return float(".".join(pieces)) if len(pieces) <= 2 else float("".join(pieces))


def _scale_after(text: str, end: int) -> tuple[float, int]:
    word = re.compile(r"\s+([^\W\d_]+)").match(text, end)
    if word is not None:
        for lexicon in lexicons():
            scale = lexicon.scales.get(word[1].lower(), 0)
            if scale >= 100:
                return float(scale), word.end()
    return 1.0, end


def _percent_after(text: str, end: int) -> tuple[bool, int]:
    sign = _PERCENT_SIGN.match(text, end)
    if sign is not None:
        return True, sign.end()
    for lexicon in lexicons():
        for word in lexicon.finds("percent", text[end : end + 24]):
            if not text[end : end + word.start()].strip(" \u00a0-"):
                return True, end + word.end()
    return False, end


def _spelled(text: str, lexicon: Lexicon) -> Iterator[Number]:
    run: _Run | None = None
    for token in _TOKEN.finditer(text):
        word = _stem((token["word"] or "").lower(), lexicon)
        if run is not None:
            gap = text[run.reached : token.start()]
            if not gap.strip(" \u00a0\n-") and run.takes(word, token.end(), lexicon):
                continue
            yield from run.finish(text)
            run = None
        if word in lexicon.vague:
            percent, end = _percent_after(text, token.end())
            yield Number(token.start(), end, lexicon.vague[word], percent=percent, vague=True)
        elif word and word not in lexicon.joiners:
            begun = _Run(token.start())
            run = begun if begun.takes(word, token.end(), lexicon) else None
    if run is not None:
        yield from run.finish(text)


def _stem(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.numbers or word in lexicon.scales:
        return word
    for suffix in lexicon.number_suffixes:
        stem = word.removesuffix(suffix)
        # "он" with an ending is a pronoun far more often than a ten.
        if stem != word and len(stem) > 2 and (stem in lexicon.numbers or stem in lexicon.scales):
            return stem
    return word


class _Run:
    """Number words that follow each other, added up as they come."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.reached = start
        self.total = 0.0
        self.group = 0.0
        self.unit = 0.0
        self.words = 0
        self.only_one = True
        self.joined = False

    def takes(self, word: str, end: int, lexicon: Lexicon) -> bool:
        if word in lexicon.joiners and self.words and not self.joined:
            self.joined, self.reached = True, end
            return True
        taken = self._scale(lexicon.scales.get(word, 0)) or self._basic(_basic(word, lexicon))
        if taken:
            self.end = self.reached = end
            self.words += 1
            self.joined = False
            self.only_one = self.only_one and word in lexicon.one
        return taken

    def _scale(self, scale: int) -> bool:
        if scale == 0:
            return False
        if scale < 0:  # a teen: "tiga belas"
            self.unit -= scale
        elif scale < 1000:
            self.group += max(self.unit, 1.0) * scale
            self.unit = 0.0
        else:
            self.total += max(self.group + self.unit, 1.0) * scale
            self.group = self.unit = 0.0
        return True

    def _basic(self, value: int | None) -> bool:
        if value is None:
            return False
        if self.unit == 0:
            self.unit = value
        elif self.unit >= 100 > value:
            self.group, self.unit = self.group + self.unit, value
        elif self.unit >= 10 and self.unit % 10 == 0 and value < 10:
            self.unit += value
        else:
            return False
        return True

    def finish(self, text: str) -> Iterator[Number]:
        if self.only_one:  # an article or a pronoun: "one of us", "uma pessoa"
            return
        percent, end = _percent_after(text, self.end)
        yield Number(self.start, end, self.total + self.group + self.unit, percent=percent)


def _basic(word: str, lexicon: Lexicon) -> int | None:
    return 1 if word in lexicon.one else lexicon.numbers.get(word)
