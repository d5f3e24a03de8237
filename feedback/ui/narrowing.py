"""Which comments an address asks for: numbers on pages are links to the comments they count."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from feedback.actions.loop_comments import LOOP_KEYS, LoopFilter, address_of_loop, loop_filter
from feedback.domain.comment import Channel
from feedback.domain.rating_bands import BANDS
from feedback.domain.summaries import UNKNOWN, CommentFilter
from feedback.errors import InputError
from feedback.ui import formats, reads
from feedback.ui.loop_words import words_of
from feedback.ui.plain_text import plain

RATINGS = dict(zip(("1–2 stars", "3 stars", "4–5 stars"), BANDS, strict=True))
STARS = ("1", "2", "3", "4", "5")
UNRATED = "none"
KEYS = (
    "theme",
    "source",
    "channel",
    "language",
    "segment",
    "rating",
    "week",
    "since",
    "until",
    "customer",
    "without",
)
"""The names in the address, beside those of places in the loop."""
IN_NONE = "none"
"""Instead of a theme's id: comments that are in no theme."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the address narrows comments to, and the same in words, as Markdown.

    `loop` is where in the loop they are, if that is asked for.
    """

    where: CommentFilter
    words: tuple[str, ...]
    loop: LoopFilter | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return self.where != CommentFilter() or self.loop is not None


def from_address() -> Narrowing:
    """What the address of this page asks for. Raises InputError where it makes no sense."""
    return narrowing({key: st.query_params.get(key, "") for key in (*KEYS, *LOOP_KEYS)})


def narrowing(said: Mapping[str, str]) -> Narrowing:
    """What these parts of an address mean; empty parts mean nothing. Raises InputError."""
    parts = {key: value for key in KEYS if (value := said.get(key, "").strip())}
    in_none = parts.get("theme") == IN_NONE
    theme_id = _number(parts["theme"]) if "theme" in parts and not in_none else None
    lowest, highest = _rating(parts["rating"]) if "rating" in parts else (None, None)
    since, until = _days(parts)
    where = CommentFilter(
        theme_id=theme_id,
        unassigned=in_none,
        source=parts.get("source", ""),
        without=_names(parts["without"]) if "without" in parts else (),
        channel=_channel(parts["channel"]) if "channel" in parts else "",
        language=parts.get("language", ""),
        segment=parts.get("segment", ""),
        customer=parts.get("customer", ""),
        rating_from=lowest,
        rating_to=highest,
        unrated=parts.get("rating") == UNRATED,
        since=since,
        until=until,
    )
    loop = loop_filter({key: said.get(key, "").strip() for key in LOOP_KEYS})
    words = words_of(loop) if loop is not None else []
    return Narrowing(where, (*words, *_words(parts, theme_id)), loop)


def address_of(where: CommentFilter, loop: LoopFilter | None = None) -> dict[str, str]:
    """What an address says to ask for these comments, at a place in the loop where one is given;
    the other way round than `narrowing`.

    Of ratings it knows the bands of RATINGS.
    """
    bands = {band: words for words, band in RATINGS.items()}
    said = {
        **({} if loop is None else address_of_loop(loop)),
        "theme": IN_NONE if where.unassigned else str(where.theme_id or ""),
        "source": where.source,
        "without": json.dumps(where.without, ensure_ascii=False) if where.without else "",
        "channel": where.channel,
        "language": where.language,
        "segment": where.segment,
        "customer": where.customer,
        "rating": UNRATED if where.unrated else bands.get((where.rating_from, where.rating_to), ""),
        "since": where.since.isoformat() if where.since else "",
        "until": where.until.isoformat() if where.until else "",
    }
    return {key: value for key, value in said.items() if value}


def _words(parts: Mapping[str, str], theme_id: int | None) -> list[str]:
    words = []
    if theme_id is not None:
        theme = reads.theme(theme_id)
        words.append(f"the theme “{plain(theme.name)}”" if theme else f"theme {theme_id}")
    elif parts.get("theme") == IN_NONE:
        words.append("in no theme")
    for key, value in parts.items():
        if key == "rating":
            words.append("without a rating" if value == UNRATED else _rating_words(value))
        elif key == "week":
            words.append(f"the week of {formats.day(_day(value))}")
        elif key in ("since", "until"):
            words.append(f"{key} {formats.day(_day(value))}")
        elif key == "language":
            known = formats.language(value) if value != UNKNOWN else "language unknown"
            words.append(plain(known))
        elif key == "customer":
            words.append("one customer")
        elif key == "without":
            words.append("without " + ", ".join(plain(name) for name in _names(value)))
        elif key != "theme":
            words.append(plain(value))
    return words


def _rating_words(value: str) -> str:
    return f"★ {value}" if value in STARS else plain(value)


def _number(value: str) -> int:
    if value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    raise InputError("The address names no theme. Choose one from the list.")


def _names(value: str) -> tuple[str, ...]:
    """The names of sources, a list as JSON has it: a name may hold any letter."""
    try:
        names = json.loads(value)
    except ValueError as error:
        raise InputError("The address names no sources to leave out.") from error
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError("The address names no sources to leave out.")
    return tuple(names)


def _channel(value: str) -> str:
    by_words = {words: channel.value for channel, words in formats.CHANNEL_WORDS.items()}
    found = by_words.get(value, value)
    if found not in set(Channel):
        raise InputError(f"There is no kind of source called “{value}”. Show all comments instead.")
    return found


def _rating(value: str) -> tuple[float | None, float | None]:
    if value == UNRATED:
        return None, None
    if value in STARS:
        return int(value) - 0.5, int(value) + 0.499
    if value in RATINGS:
        return RATINGS[value]
    raise InputError(f"“{value}” is no rating from 1 to 5. Show all comments instead.")


def _days(parts: Mapping[str, str]) -> tuple[date | None, date | None]:
    if "week" in parts:
        monday = _day(parts["week"])
        return monday, monday + timedelta(days=6)
    since = _day(parts["since"]) if "since" in parts else None
    return since, _day(parts["until"]) if "until" in parts else None


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(
            f"“{value}” is no day such as 2025-03-10. Show all comments instead."
        ) from error
