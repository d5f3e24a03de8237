"""HTML: a whole page, or a piece to put into one. No script, nothing loaded, all text escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feedback.announcements.export.content import Content

# Our own templates only. What people wrote is a value in them and never a template.
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_html(content: Content) -> str:
    """The announcement as a page of its own, for a phone, a screen and paper."""
    return TEMPLATES.get_template("page.html.j2").render(content=content) + "\n"


def as_fragment(content: Content) -> str:
    """The announcement as one `article` element without any style, for a page that has its own."""
    return TEMPLATES.get_template("article.html.j2").render(content=content) + "\n"
