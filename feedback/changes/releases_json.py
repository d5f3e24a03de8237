"""Releases as the GitHub and GitLab interfaces return them, to changes.

GitHub: "List releases" of the REST interface (tag_name, name, body, published_at, draft).
GitLab: "List releases" (tag_name, name, description, released_at, upcoming_release).
The notes of a release are Markdown and are read like a part of a changelog.
"""

import json
from dataclasses import replace
from typing import Any

from feedback.changes.change_file import ChangeFile
from feedback.changes.changelog import read_notes
from feedback.changes.dates import find_date
from feedback.changes.versions import Version, version_name
from feedback.domain.change import Change
from feedback.domain.comment import Reject
from feedback.errors import InputError

_NOTES = ("body", "description")
_DATES = ("published_at", "released_at")


def looks_like_json(text: str) -> bool:
    """Whether a text can only be meant as JSON."""
    start = text.lstrip("\ufeff \t\r\n")
    return start.startswith(("{", "[{")) or (
        start.startswith("[") and start[1:].lstrip()[:1] in "{]"
    )


def read_releases(text: str, *, name: str, product: str = "") -> ChangeFile:
    """All changes of a list of releases, in its order.

    Lines of rejects count the releases, from 1. Raises InputError when the text is no JSON or no
    list of releases.
    """
    changes: list[Change] = []
    rejects: list[Reject] = []
    notes: list[str] = []
    for number, release in enumerate(_releases(text, name), start=1):
        if not isinstance(release, dict) or not _said(release, "tag_name", "name"):
            reason, advice = "The entry has no tag_name.", "Give releases as the interface does."
            rejects.append(Reject(number, reason, advice, str(release)[:80]))
            continue
        version = _version(release)
        read = read_notes(_said(release, *_NOTES), version, product=product)
        if not read.changes and not read.rejects:
            reason, advice = "The release has no notes.", "Write what changed in it."
            rejects.append(Reject(number, reason, advice, version.name))
        changes += [_with_address(change, release) for change in read.changes]
        rejects += [replace(reject, line=number) for reject in read.rejects]
        notes += [version.note] if version.note else []
        notes += read.notes
    return ChangeFile(changes=tuple(changes), rejects=tuple(rejects), notes=tuple(notes))


def _releases(text: str, name: str) -> list[Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is not complete JSON. Save the releases again.") from error
    if isinstance(data, dict):
        inside = next((v for k in ("releases", "items", "data") if (v := data.get(k))), None)
        data = inside if isinstance(inside, list) else [data]
    entries = data if isinstance(data, list) else []
    if not any(isinstance(entry, dict) and _said(entry, "tag_name") for entry in entries):
        raise InputError(
            f"{name} is JSON, but not a list of releases. Give the answer of the releases "
            "interface of GitHub or GitLab, where each entry has a tag_name."
        )
    return entries


def _version(release: dict[str, Any]) -> Version:
    tag = _said(release, "tag_name", "name")
    name = version_name(tag) or tag[:60]
    if release.get("draft") is True or release.get("upcoming_release") is True:
        return Version(name, planned=True)
    written = _said(release, *_DATES)
    found = find_date(written)
    if found is None or found.day is None:
        return Version(name, note=f"Release {name} has no date; what it holds counts as planned.")
    return Version(name, shipped_on=found.day)


def _with_address(change: Change, release: dict[str, Any]) -> Change:
    if change.url:
        return change
    links = release.get("_links")
    own = links.get("self") if isinstance(links, dict) else None
    address = _said(release, "html_url") or (own if isinstance(own, str) else "")
    return replace(change, url=address if address.startswith(("https://", "http://")) else "")


def _said(release: dict[str, Any], *keys: str) -> str:
    """The first of these entries that is text."""
    for key in keys:
        value = release.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return ""
