"""The formats an announcement can be exported in: one file each, one table of them here."""

from collections.abc import Callable
from dataclasses import dataclass

from feedback.announcements.export.html import as_html
from feedback.announcements.export.json import as_json
from feedback.announcements.export.markdown import as_markdown
from feedback.announcements.export.text import as_text
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Announcement
from feedback.errors import InputError


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what writes it, its media type, and how its files end."""

    name: str
    write: Callable[[Announcement, Words], str]
    media_type: str
    suffix: str


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("markdown", as_markdown, "text/markdown; charset=utf-8", ".md"),
        Format("html", as_html, "text/html; charset=utf-8", ".html"),
        Format("text", as_text, "text/plain; charset=utf-8", ".txt"),
        Format("json", as_json, "application/json; charset=utf-8", ".json"),
    )
}


def export(announcement: Announcement, words: Words, as_: str) -> str:
    """The announcement in the format `as_`. Raises InputError for a format that is not there."""
    if as_ not in FORMATS:
        raise InputError(f"There is no format “{as_}”. Choose one of: {', '.join(FORMATS)}.")
    return FORMATS[as_].write(announcement, words)
