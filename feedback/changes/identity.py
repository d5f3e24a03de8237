"""How a change is known again when its file is imported a second time."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from feedback.domain.change import Change

# How alike two lines of one version must be for the new one to be the old one, edited.
EDITED = 0.8
# The same when both name the same ticket or commit.
EDITED_SAME_ADDRESS = 0.5


def change_key(version: str, title: str) -> str:
    """The key of a change whose file gives it no id: a digest of version and title."""
    text = f"{version.casefold()}\n{' '.join(title.casefold().split())}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def without_duplicates(changes: Iterable[Change]) -> tuple[list[Change], int]:
    """The changes with the first of each key, and how many were left out."""
    first: dict[str, Change] = {}
    count = 0
    for count, change in enumerate(changes, start=1):  # noqa: B007  (the count is used)
        first.setdefault(change.key, change)
    return list(first.values()), count - len(first)


def recognise(changes: Sequence[Change], stored: Iterable[Change]) -> list[Change]:
    """Give changes the keys under which the store knows them already.

    Three cases where the digest alone would make a second change of it: a line that was
    "Unreleased" when it was first read and now has a version, a line that was given its key that
    way, and a line that was edited. `stored` are the changes of the same product.
    """
    known = {change.key: change for change in stored}
    free = dict(known)
    for change in changes:
        free.pop(change.key, None)
    by_title: dict[tuple[str, str], list[str]] = {}
    by_version: dict[str, list[str]] = {}
    for key, change in free.items():
        by_title.setdefault((change.version, change.title.casefold()), []).append(key)
        by_version.setdefault(change.version, []).append(key)
        if change.shipped_on is None:
            by_title.setdefault(("", change.title.casefold()), []).append(key)
    result = []
    for change in changes:
        if change.key not in known and not change.external_id:
            key = _same_title(change, by_title, free) or _edited(change, by_version, free)
            if key:
                free.pop(key)
                change = replace(change, key=key)
        result.append(change)
    return result


def _same_title(
    change: Change, by_title: dict[tuple[str, str], list[str]], free: dict[str, Change]
) -> str:
    title = change.title.casefold()
    candidates = [*by_title.get((change.version, title), ()), *by_title.get(("", title), ())]
    return next((key for key in candidates if key in free), "")


def _edited(change: Change, by_version: dict[str, list[str]], free: dict[str, Change]) -> str:
    best, best_key = 0.0, ""
    for key in by_version.get(change.version, ()):
        if key not in free:
            continue
        old = free[key]
        least = EDITED_SAME_ADDRESS if change.url and change.url == old.url else EDITED
        matcher = SequenceMatcher(None, change.title.casefold(), old.title.casefold())
        if matcher.real_quick_ratio() < max(best, least):
            continue
        ratio = matcher.ratio()
        if ratio >= least and ratio > best:
            best, best_key = ratio, key
    return best_key
