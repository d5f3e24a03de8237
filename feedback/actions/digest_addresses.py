"""Where the figures of a digest lead: pages of Heard, wherever it is opened."""

import re
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from feedback.actions.loop_comments import LoopFilter, LoopPlace, address_of_loop
from feedback.errors import InputError
from feedback.tracking.digest import Figure
from feedback.tracking.waiting import AGES

IN_NONE = "none"
"""Instead of a theme's id in an address: comments that are in no theme."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def digest_addresses(base: str, week: date) -> dict[Figure, str]:
    """The addresses of the digest of a week; none where nobody said where Heard is opened.

    Raises InputError where `base` is no web address.
    """
    if not base:
        return {}
    if not _ADDRESS.fullmatch(base):
        raise InputError(
            f"HEARD_ADDRESS is {base!r}, which is no web address. Give it as https://heard.example."
        )
    days = {"since": week.isoformat(), "until": (week + timedelta(days=6)).isoformat()}
    return {
        Figure.RECEIVED: comments_at(base, LoopFilter(place=LoopPlace.RECEIVED), **days),
        Figure.WAITING: comments_at(base, LoopFilter(place=LoopPlace.WAITING)),
        Figure.OVER_90: comments_at(base, LoopFilter(place=LoopPlace.WAITING, age=AGES[-1])),
        Figure.MEDIAN: page_at(base, "open-loops"),
        Figure.CLOSED: comments_at(base, LoopFilter(place=LoopPlace.CLOSED)),
        Figure.NEVER_HEARD: comments_at(base, LoopFilter(place=LoopPlace.UNHEARD)),
        Figure.LONGEST: page_at(base, "open-loops"),
        Figure.PROMISES: page_at(base, "promises"),
        Figure.ARRIVALS: page_at(base, "arrivals"),
        Figure.IMPACT: page_at(base, "impact"),
    }


def waiting_at(base: str, theme_id: int | None) -> str:
    """The address of those who wait in a theme (None: in none); empty without a base."""
    if not base:
        return ""
    theme = IN_NONE if theme_id is None else str(theme_id)
    return comments_at(base, LoopFilter(place=LoopPlace.WAITING), theme=theme)


def comments_at(base: str, which: LoopFilter, **more: str) -> str:
    """The page of the comments at a place in the loop."""
    query = urlencode({**address_of_loop(which), **more}, quote_via=quote)
    return f"{page_at(base, 'comments')}?{query}"


def page_at(base: str, name: str) -> str:
    """A page of Heard."""
    return f"{base.rstrip('/')}/{name}"
