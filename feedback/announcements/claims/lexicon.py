"""What the claim check can read: one file of words per language, compiled once.

In the files `*` stands for any letters, `#` for a number, a blank for any white space, `…` for up
to four words of the same clause, `{name}` for any word of the list `name` of the file, `{name?}`
for one or none. `|` at the end stands for the end of a clause: there a verb is told from a noun by
its place, as in Kazakh. So a claim is written down by its grammar, "{have} {adverbs?}
{participles}", rather than by all its words.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "lexicons"
_SLOT = re.compile(r"\{(\w+)\}")
_SOME_WORDS = r"(?:[\w'’-]+\s+){0,4}?"
_CLAUSE_END = r"(?=\s*(?:[.,;:!?…)–—\n\0]|$))"
_Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that claims are made of. Lists are compiled to one pattern each."""

    code: str
    joiners: frozenset[str]
    one: frozenset[str]
    whole_first: bool
    number_suffixes: tuple[str, ...]
    numbers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    fractions: tuple[tuple[re.Pattern[str], float], ...]
    patterns: dict[str, re.Pattern[str]]

    def finds(self, name: str, text: str) -> list[re.Match[str]]:
        """Where words of the list `name` stand in `text`."""
        return list(self.patterns[name].finditer(text)) if name in self.patterns else []

    def has(self, name: str, text: str) -> bool:
        """Whether a word of the list `name` stands in `text`."""
        return name in self.patterns and self.patterns[name].search(text) is not None


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """All languages that can be read. A text is read in all of them: people mix languages."""
    return tuple(_load(path) for path in sorted(_FOLDER.glob("*.toml")))


def pattern_source(words: Iterable[str], lists: _Lists) -> str:
    """The regular expression for any of `words`, the longest first, between word boundaries.

    `lists` are those that words may name in braces.
    """
    alternatives = _any_of(words, lists)
    return rf"(?<![\w'’])(?:{alternatives})(?!\w)"


def compiled(words: Iterable[str], lists: _Lists) -> re.Pattern[str]:
    """As `pattern_source`, compiled, letter case aside."""
    return re.compile(pattern_source(words, lists), re.IGNORECASE)


def nearby(lexicon: Lexicon, first: str, second: str, words: int) -> re.Pattern[str]:
    """A word of the list `first` with one of `second` after it, at most `words` words between, in
    one sentence; a pattern that finds nothing where the language lacks a list."""
    if first not in lexicon.patterns or second not in lexicon.patterns:
        return re.compile(r"(?!)")
    between = rf"(?:[^\w.!?\n\0]+\w+){{0,{words}}}?[^\w.!?\n\0]+"
    both = lexicon.patterns[first].pattern + between + lexicon.patterns[second].pattern
    return re.compile(both, re.IGNORECASE)


def _any_of(words: Iterable[str], lists: _Lists) -> str:
    return "|".join(_source(each, lists) for each in sorted(words, key=len, reverse=True))


def _source(words: str, lists: _Lists) -> str:
    tokens = words.split()
    at_clause_end = tokens[-1] == "|"
    source = ""
    for token in tokens[:-1] if at_clause_end else tokens:
        if token == "…":
            source += _SOME_WORDS
        elif token.endswith("?}"):
            source += rf"(?:(?:{_any_of(lists[token[1:-2]], lists)})\s+)?"
        else:
            source += _word(token, lists) + r"\s+"
    return source.removesuffix(r"\s+") + (_CLAUSE_END if at_clause_end else "")


def _word(token: str, lists: _Lists) -> str:
    pieces = _SLOT.split(token)
    for at, piece in enumerate(pieces):
        if at % 2:
            pieces[at] = f"(?:{_any_of(lists[piece], lists)})"
        else:
            source = re.escape(piece).replace(r"\*", r"\w*").replace(r"\#", r"\d[\d.,\s]*")
            pieces[at] = source.replace("'", "['’]")
    return "".join(pieces)


def _load(path: Path) -> Lexicon:
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Lexicon(
        code=path.stem,
        joiners=frozenset(table["joiners"]),
        one=frozenset(table["one"]),
        whole_first=table.get("whole_first", False),
        number_suffixes=tuple(table["number_suffixes"]),
        numbers=table["numbers"],
        scales=table["scales"],
        vague=table["vague"],
        fractions=tuple(
            (compiled([words], {}), share) for words, share in table["fractions"].items()
        ),
        patterns={
            name: compiled(words, table)
            for name, words in table.items()
            if isinstance(words, list) and words and name not in ("joiners", "number_suffixes")
        },
    )
