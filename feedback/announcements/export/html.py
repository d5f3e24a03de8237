"""A complete HTML page: no script, nothing loaded, every text escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feedback.announcements.export.content import content_of
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Announcement

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_html(announcement: Announcement, words: Words) -> str:
    """The announcement as a page of its own, for a phone, a screen and paper."""
    page = _PAGES.get_template("page.html.j2")
    return page.render(content=content_of(announcement, words)) + "\n"
