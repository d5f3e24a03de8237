"""Files for telling people one by one, and the form their answers come back in. Sends nothing."""

import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from feedback.announcements.export.content import content_of
from feedback.announcements.export.email import as_email
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Announcement

# Stricter than RFC 5321: what is no plain address of the web is rather left out than sent astray.
ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,63}")


@dataclass(frozen=True, slots=True)
class Contact:
    """A customer as the company's file knows them: its id for them, and one address."""

    id: str
    address: str


def usable_address(text: str) -> str:
    """`text` without blanks around it if it is one e-mail address; "" otherwise."""
    address = text.strip()
    return address if ADDRESS.fullmatch(address) and ".." not in address else ""


def message_to(address: str, announcement: Announcement, words: Words, page: str = "") -> bytes:
    """One message as `.eml`. Raises ValueError for what is no address."""
    if not usable_address(address):
        raise ValueError("no e-mail address")
    return as_email(content_of(announcement, words, page), to=address)


def contacts_in(
    rows: Sequence[Sequence[str]],
    digests: Sequence[Sequence[str]],
    wanted: Mapping[str, object],
    *,
    called_mail: Collection[int] = (),
    called_id: Collection[int] = (),
) -> dict[str, Contact]:
    """Contacts by digest, from rows of text and the digests of their cells.

    The column of addresses is the one that holds most; the column of ids the one that matches most
    of the `wanted` digests. Where another, `called` so by its header, holds at least half as many,
    it is that one: a file may name a second address of a colleague. The first of two rows of one
    customer counts unless only the second has an address.
    """
    width = max((len(row) for row in rows), default=0)
    if not width:
        return {}
    addresses = [sum(bool(usable_address(_cell(row, at))) for row in rows) for at in range(width)]
    matches = [len({_cell(row, at) for row in digests} & wanted.keys()) for at in range(width)]
    mail, ids = _chosen(addresses, called_mail), _chosen(matches, called_id)
    found: dict[str, Contact] = {}
    for row, digested in zip(rows, digests, strict=True):
        digest = _cell(digested, ids)
        known = found.get(digest)
        if digest and (known is None or not known.address):
            found[digest] = Contact(_cell(row, ids), usable_address(_cell(row, mail)))
    return found


def _chosen(counts: Sequence[int], called: Collection[int]) -> int:
    """The column that holds most, or the first called so that holds at least half as many."""
    most = max(counts)
    named = [
        at for at in sorted(called) if at < len(counts) and counts[at] and counts[at] * 2 >= most
    ]
    return named[0] if named else counts.index(most)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def in_bytes(out: io.StringIO) -> bytes:
    """A table as UTF-8 with the mark by which spreadsheets know it."""
    return out.getvalue().encode("utf-8-sig", "replace")
