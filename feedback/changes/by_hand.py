"""Changes that a person writes or edits, and edits that outlast another import of the file."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from feedback.changes.generic import is_generic
from feedback.changes.identity import change_key
from feedback.changes.kinds import kind_of_first_word
from feedback.domain.change import Change
from feedback.errors import InputError

LONGEST_TITLE = 500  # characters
LONGEST_DETAILS = 20_000
LONGEST_NAME = 200
_FARTHEST = timedelta(days=5 * 366)
_EARLIEST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a person wrote about a change."""

    title: str
    details: str = ""
    product: str = ""
    component: str = ""
    version: str = ""
    shipped_on: date | None = None
    url: str = ""
    kind: str = ""


def written_change(written: Written, *, today: date) -> Change:
    """A new change. Its key is the one its line in a changelog would get, so that an import of the
    same line later finds it. Raises InputError for what cannot be."""
    title = _line(written.title, "title", LONGEST_TITLE)
    if not any(character.isalnum() for character in title):
        raise InputError("A change needs a title. Say in a sentence what changed.")
    details = written.details.strip()
    if len(details) > LONGEST_DETAILS:
        raise InputError(
            f"The details have {len(details):,} characters. They can have {LONGEST_DETAILS:,}."
        )
    version = _line(written.version, "version", LONGEST_NAME)
    return Change(
        title=title,
        key=change_key(version, title),
        details=details,
        product=_line(written.product, "product", LONGEST_NAME),
        component=_line(written.component, "part of the product", LONGEST_NAME),
        version=version,
        shipped_on=_day(written.shipped_on, today),
        url=_address(written.url),
        kind=_line(written.kind, "kind", LONGEST_NAME).lower() or kind_of_first_word(title),
        generic=is_generic(title) and not details,
    )


def edited_change(stored: Change, written: Written, *, today: date) -> Change:
    """The stored change with what a person wrote in place of what it said; its key and its
    product's key stay, so that its file still knows it. Raises InputError as `written_change`."""
    new = written_change(written, today=today)
    return replace(
        stored,
        title=new.title,
        details=new.details,
        component=new.component,
        version=new.version,
        shipped_on=new.shipped_on,
        url=new.url,
        kind=new.kind,
        generic=new.generic,
        edited_from=stored.edited_from or content_digest(stored),
    )


def keep_what_people_did(
    changes: Sequence[Change], stored: Iterable[Change]
) -> tuple[list[Change], int]:
    """Changes of a file with those left as they are stored that a person removed, or edited while
    the file still says the same; and how many of the former.

    A line that changed in the file since it was edited takes the place of the edit.
    """
    known = {(change.product, change.key): change for change in stored}
    result, removed = [], 0
    for change in changes:
        old = known.get((change.product, change.key))
        if old is not None and old.removed:
            removed += 1
            change = old
        elif old is not None and old.edited_from == content_digest(change):
            change = old
        result.append(change)
    return result, removed


def content_digest(change: Change) -> str:
    """What a file says about a change, in short."""
    said = (
        change.title,
        change.details,
        change.component,
        change.version,
        change.shipped_on.isoformat() if change.shipped_on else "",
        change.url,
        change.kind,
        change.external_id,
    )
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:24]


def _line(text: str, name: str, longest: int) -> str:
    line = " ".join(text.split())
    if len(line) > longest:
        raise InputError(
            f"The {name} has {len(line):,} characters. It can have {longest:,} at most."
        )
    return line


def _day(day: date | None, today: date) -> date | None:
    if day is not None and not _EARLIEST <= day <= today + _FARTHEST:
        raise InputError(
            f"{day.isoformat()} cannot be the day it shipped. Give one between 1970 and five years "
            "from now, or none for what is only planned."
        )
    return day


def _address(url: str) -> str:
    url = url.strip()
    if url and not url.lower().startswith(("https://", "http://")):
        raise InputError(
            f"“{url[:80]}” is no address of a web page. It begins with https:// or http://."
        )
    if len(url) > 2_000 or any(character.isspace() for character in url):
        raise InputError("The address is too long or has a blank in it. Copy it again.")
    return url
