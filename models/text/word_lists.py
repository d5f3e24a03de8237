"""The short word lists shipped beside the code, one file per language and kind."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def _lines(kind: str, language: str) -> list[str]:
    file = files("models.text").joinpath(kind, f"{language}.txt")
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _words(kind: str, *languages: str) -> frozenset[str]:
    """The words of the lists of `kind` in all of `languages`."""
    return frozenset(
        word
        for code in sorted({*languages})
        for line in _lines(kind, code)
        for word in line.split()
    )


@cache
def stop_words(language: str) -> frozenset[str]:
    """Function words of `language` (ISO 639-1) that say nothing of a theme; empty when it has no
    list. Negation is never among them: "not working" is what people say."""
    return _words("stopwords", language)


@cache
def spellings(language: str) -> dict[str, str]:
    """Short forms of chat in `language` and the words they stand for; empty when it has no list."""
    return dict(line.split("=", 1) for line in _lines("spellings", language))


@cache
def negations(language: str) -> frozenset[str]:
    """Words that turn a sentence round ("not"); terms of a theme, but no name on their own."""
    return _words("negations", language)


@cache
def particles(language: str) -> frozenset[str]:
    """Small words that make one word with the one before ("up" in "top-up"). English ones count
    in every language: customers mix it in ("check in")."""
    return _words("particles", language, "en")


@cache
def determiners(language: str) -> frozenset[str]:
    """Words before a thing ("the", "my"), which are no part of its name."""
    return _words("determiners", language)


@cache
def prepositions(language: str) -> frozenset[str]:
    """Words that tie a thing to the word before ("of")."""
    return _words("prepositions", language)


@cache
def before_verbs(language: str) -> frozenset[str]:
    """Words before what somebody does or did ("I", "to")."""
    return _words("before_verbs", language)


@cache
def before_names(language: str) -> frozenset[str]:
    """Words before somebody's name ("thanks", "nurse"). English ones count in every language:
    customers mix it in."""
    return _words("before_names", language, "en")


@cache
def nameless(language: str) -> frozenset[str]:
    """Words that tell texts apart but name nothing on their own: negations, questions ("how"),
    helping verbs, time words. English ones count in every language: customers mix it in."""
    listed = _words("nameless", language, "en") | _words("negations", language, "en")
    return listed | stop_words("en") | stop_words(language)
