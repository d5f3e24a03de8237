"""Headings that open a version: its name, its date, whether it is out."""

import re
from dataclasses import dataclass
from datetime import date

from feedback.changes.dates import find_date

_NUMBER = re.compile(
    r"(?<![\w.])[vV]?(?P<name>\d+(?:\.(?:\d+|[xX](?!\w))){1,4}"
    r"(?:[-+.]?[0-9A-Za-z]+(?:[-+.][0-9A-Za-z]+)*)?"
    r"(?:\s+(?:alpha|beta|rc|preview|pre|dev)\b\.?\s*\d*)?)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:\b(?:v|version|release|build|versi|rilis|versão|нұсқа)\.?\s*(?P<a>\d+)\b|^\s*\[?(?P<b>\d+)\]?\s*$)",
    re.IGNORECASE,
)
_UNRELEASED = re.compile(
    r"\b(?:unreleased|not yet released|upcoming|in development|work in progress|to be released|"
    r"belum dirilis|akan datang|não lançad[oa]|não publicad[oa]|em desenvolvimento|"
    r"шығарылмаған|жақында)\b",
    re.IGNORECASE,
)
_UNRELEASED_ALONE = re.compile(
    r"(?:next(?: release| version)?|head|main|master|trunk|wip|tbd|tba|latest|future|planned|"
    r"berikutnya|próxima(?: versão)?|келесі(?: нұсқа)?)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:tbd|tba|wip|xx+)\b|\?\?|\d{4}-xx-xx", re.IGNORECASE)
_YANKED = re.compile(r"\byanked\b|\bwithdrawn\b|\bditarik\b|\bretirada\b", re.IGNORECASE)
_LONGEST = 300
_FILLERS_WORDS = (
    "v version release released releases notes on the of changes in changelog for date "
    "versi rilis dirilis pada versão lançamento lançada em de нұсқа шығарылды"
)
_FILLERS = frozenset(_FILLERS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a changelog. `shipped_on` is None for what is not out.

    `name` is without a leading "v". `note` is a sentence when something about it is odd.
    """

    name: str
    shipped_on: date | None = None
    planned: bool = False
    note: str = ""


def read_version(
    heading: str, *, deeper: bool = False, month_first: bool | None = None
) -> Version | None:
    """The version a heading opens, or None when it is another heading.

    `heading` is plain text. `deeper` says it lies below the level of the versions seen so far,
    where only a bare version counts: "### Android 4.4" under a version is a section.
    """
    heading = heading[:_LONGEST]
    found = find_date(heading, month_first=month_first)
    rest = heading[: found.start] + " " + heading[found.end :] if found else heading
    number = _NUMBER.search(rest) or _WHOLE.search(rest)
    unreleased = bool(_UNRELEASED.search(rest)) or bool(_UNRELEASED_ALONE.fullmatch(_bare(rest)))
    if number is None:
        if unreleased and len(_bare(rest).split()) <= 4:
            return Version("Unreleased", planned=True)
        if found and not _left_over(rest):
            return _dated_only(heading, found.day)
        return None
    left = _left_over(rest[: number.start()] + " " + rest[number.end() :])
    at_start = not _left_over(rest[: number.start()])
    if not (not left or (found and not deeper) or (not deeper and (at_start or len(left) <= 2))):
        return None
    name = next(filter(None, number.groups())).strip().rstrip(".-")
    planned = unreleased or bool(_OPEN.search(rest))
    if found and not planned:
        return _dated(name, heading, found.day, found.unsure)
    return Version(name, planned=planned, note="" if planned else f"Version {name} has no date.")


def version_name(tag: str) -> str:
    """The version in a tag such as "v1.4.0" or "app-1.4.0", or "" when there is none."""
    match = _NUMBER.search(re.sub(r"(?i)^[a-z@/_-]*?(?=v?\d)", "", tag))
    return match["name"].rstrip(".-") if match else ""


def _dated(name: str, heading: str, day: date | None, unsure: bool) -> Version:
    if day is None:
        note = f"Version {name} has a date that cannot be ({heading.strip()[:80]})."
        return Version(name, note=note)
    if _YANKED.search(heading):
        return Version(name, planned=True, note=f"Version {name} was withdrawn.")
    if unsure:
        note = f"The date of version {name} was read day first: {day.isoformat()}."
        return Version(name, shipped_on=day, note=note)
    return Version(name, shipped_on=day)


def _dated_only(heading: str, day: date | None) -> Version | None:
    name = heading.strip(" []():")[:60]
    note = "" if day else f"{name} is a date that cannot be."
    return Version(name, shipped_on=day, note=note)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\[\](){}:*_#–—-]", " ", text).split())


def _left_over(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", _UNRELEASED.sub(" ", _YANKED.sub(" ", text)).lower())
    return [word for word in words if word not in _FILLERS]
