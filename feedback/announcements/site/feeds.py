"""Atom (RFC 4287) and JSON Feed 1.1 of the entries."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from feedback.announcements.export.html import as_fragment
from feedback.announcements.site.entries import Entry

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom(entries: Sequence[Entry], *, title: str, language: str, base: str, own: str) -> str:
    """The feed `own` (its path) of the pages at `base`, an address ending with "/", or ""."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": language})
    if base:
        feed.set("xml:base", base)
    _add(feed, "id", uuid5(NAMESPACE_URL, f"heard:feed:{base}{own}").urn)
    _add(feed, "title", title)
    _add(feed, "updated", _stamp(max((entry.published_at for entry in entries), default=NEVER)))
    _add(feed, "author").append(_element("name", title))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{own}")
    _add(feed, "link", rel="alternate", type="text/html", href=base or "./")
    for entry in entries:
        item = _add(feed, "entry")
        item.set("xml:lang", entry.content.language)
        _add(item, "id", entry.urn)
        _add(item, "title", entry.content.headline)
        _add(item, "published", _stamp(entry.published_at))
        _add(item, "updated", _stamp(entry.published_at))
        _add(item, "link", rel="alternate", type="text/html", href=f"{base}{entry.path}")
        _add(item, "category", term=entry.content.outcome, label=entry.content.outcome_label)
        _add(item, "summary", entry.answer_excerpt)
        _add(item, "content", as_fragment(entry.content), type="html")
    written = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'


def json_feed(entries: Sequence[Entry], *, title: str, language: str, base: str, own: str) -> str:
    """As `atom`, in JSON."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": language,
        **({"home_page_url": base, "feed_url": f"{base}{own}"} if base else {}),
        "items": [
            {
                "id": entry.urn,
                "url": f"{base}{entry.path}",
                "title": entry.content.headline,
                "summary": entry.answer_excerpt,
                "content_html": as_fragment(entry.content),
                "date_published": _stamp(entry.published_at),
                "language": entry.content.language,
                "tags": [entry.content.outcome_label],
            }
            for entry in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _element(name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.Element(f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = _element(name, text, **attributes)
    parent.append(element)
    return element


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
