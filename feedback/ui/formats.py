"""Numbers, dates and names of things in words, in the reader's style."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal

import streamlit as st
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from feedback.actions.missing_loops import LIKELY
from feedback.actions.solidity import Verdict
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkOutcome
from feedback.domain.comment import Channel
from feedback.domain.theme import Outcome, ThemeStatus

STATUS_WORDS = {
    ThemeStatus.OPEN: "Open",
    ThemeStatus.SHIPPED: "Shipped, not announced",
    ThemeStatus.ANNOUNCED: "Announced",
    ThemeStatus.RETIRED: "Retired",
}
KEPT_DAYS = 4096
Colour = Literal["orange", "blue", "green", "gray"]

STATUS_COLOURS: dict[ThemeStatus, Colour] = {
    ThemeStatus.OPEN: "orange",
    ThemeStatus.SHIPPED: "blue",
    ThemeStatus.ANNOUNCED: "green",
    ThemeStatus.RETIRED: "gray",
}
OUTCOME_WORDS = {
    Outcome.UNDECIDED: "Not decided",
    Outcome.PLANNED: "Planned",
    Outcome.DID: "Done",
    Outcome.PARTLY: "Partly done",
    Outcome.CANNOT: "Cannot be done",
    Outcome.WILL_NOT: "Will not be done",
    Outcome.EXISTS: "Already there",
}
LONG_LABEL = "Waiting > 90 days"
"""One figure, on the front page and on that of open loops."""
SOLIDITY_WORDS = {Verdict.SOLID: "Solid", Verdict.LOOSE: "Loose"}
SOLIDITY_COLOURS: dict[Verdict, Colour] = {Verdict.SOLID: "green", Verdict.LOOSE: "orange"}
LINK_OUTCOME_WORDS = {
    LinkOutcome.DID: "Answers it",
    LinkOutcome.PARTLY: "Answers it in part",
}
ANNOUNCEMENT_WORDS = {
    AnnouncementStatus.DRAFT: "Draft",
    AnnouncementStatus.IN_REVIEW: "In review",
    AnnouncementStatus.APPROVED: "Approved",
    AnnouncementStatus.SCHEDULED: "Scheduled",
    AnnouncementStatus.PUBLISHED: "Published",
    AnnouncementStatus.WITHDRAWN: "Withdrawn",
}
ANNOUNCEMENT_COLOURS: dict[AnnouncementStatus, Colour] = {
    AnnouncementStatus.DRAFT: "orange",
    AnnouncementStatus.IN_REVIEW: "orange",
    AnnouncementStatus.APPROVED: "blue",
    AnnouncementStatus.SCHEDULED: "blue",
    AnnouncementStatus.PUBLISHED: "green",
    AnnouncementStatus.WITHDRAWN: "gray",
}
CHANNEL_WORDS = {
    Channel.SURVEY: "Survey",
    Channel.REVIEW: "Reviews",
    Channel.EMAIL: "E-mail",
    Channel.CHAT: "Chat",
    Channel.SOCIAL: "Social media",
    Channel.PHONE: "Phone",
    Channel.OTHER: "Other",
}


def number(value: float, *, digits: int = 0) -> str:
    """1234.5 as the reader writes it, with at most `digits` decimals."""
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=_reader()))


def tenths(value: float) -> str:
    """3.9 and 4.0 as the reader writes them, where the two stand beside each other."""
    return str(format_decimal(value, format="#,##0.0", locale=_reader()))


def counted(value: int, one: str, many: str = "") -> str:
    """1 comment, 2 comments."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def day(value: date | datetime | None, *, missing: str = "no date") -> str:
    """12 Mar 2025 as the reader writes it."""
    if value is None:
        return missing
    return _day(value, _reader())


@lru_cache(maxsize=KEPT_DAYS)
def _day(value: date | datetime, reader: Locale) -> str:
    """A table of five years by week asks for the same days at every visit."""
    return str(format_date(value, format="medium", locale=reader))


def month(value: date) -> str:
    """March 2025 as the reader writes it."""
    return str(format_skeleton("yMMMM", value, locale=_reader()))


def rating(value: float | None) -> str:
    """A rating on 1–5."""
    return "" if value is None else f"★ {number(value, digits=1)}"


def language(code: str) -> str:
    """The English name of a language; its code where there is none."""
    try:
        return str(Locale.parse(code).get_display_name("en") or code)
    except (ValueError, UnknownLocaleError):
        return code


def match(score: float) -> str:
    """What the score of a suggestion, 0 to 1, means to whoever decides."""
    return "likely the answer" if score >= LIKELY else "perhaps the answer: look closely"


def languages(counts: dict[str, int], *, most: int = 4) -> list[str]:
    """The languages of some comments by name, most frequent first."""
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return [language(code) if code else "Unknown" for code in ranked[:most]]


def _reader() -> Locale:
    """The locale of the reader's browser; English where it is unknown."""
    return _locale(st.context.locale or "en")


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")
