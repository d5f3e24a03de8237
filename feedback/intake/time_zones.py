"""The time zone of a source, and offsets that dates are written with."""

import re
import zoneinfo
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache

from feedback.errors import InputError

_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.m]\d{2})?(?:[.,]\d+)?")
_WRITTEN = re.compile(
    r"(?<![^\W\d_])(?:(Z|UTC|GMT|WIB|WITA|WIT|BRT)(?![^\W\d_]))?\s*"
    r"(?:([+-])(\d{1,2})(?::?(\d{2}))?(?!\d))?"
)
# Those that mean one thing wherever they are written; EST or IST do not.
_NAMED = {"Z": 0, "UTC": 0, "GMT": 0, "WIB": 7, "WITA": 8, "WIT": 9, "BRT": -3}
_FURTHEST = timedelta(hours=14)


def time_zone(name: str) -> str:
    """The IANA name of a zone, letter case aside; empty stays empty.

    Raises InputError for a zone nobody knows.
    """
    wanted = name.strip().replace(" ", "_")
    if not wanted:
        return ""
    known = _known().get(wanted.casefold())
    if known is None:
        raise InputError(
            f"{name!r} is no time zone. Give a name such as Asia/Jakarta, Asia/Almaty, "
            "America/Sao_Paulo, Europe/London or UTC."
        )
    return known


def zone_of(name: str) -> tzinfo | None:
    """The rules of a zone that `time_zone` has named; None for no zone."""
    return zoneinfo.ZoneInfo(name) if name else None


@cache
def _known() -> dict[str, str]:
    names = zoneinfo.available_timezones() - {"localtime", "Factory"}
    return {name.casefold(): name for name in names}


def written_offset(text: str) -> tzinfo | None:
    """The offset from UTC that follows the clock time in a date, if there is one."""
    clock = _CLOCK.search(text)
    if not clock:
        return None
    for match in _WRITTEN.finditer(text, clock.end()):
        name, sign, hours, minutes = match.groups()
        if not name and not sign:
            continue
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        if sign and (offset > _FURTHEST or int(minutes or 0) % 15):
            continue
        if not sign:
            return timezone(timedelta(hours=_NAMED[name]))
        return timezone(-offset if sign == "-" else offset)
    return None


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The clock time in a zone, naive; a moment without an offset is left as it is."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)
