"""The formats an announcement can be exported in: one file each, one table of them here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from feedback.announcements.export.chat import as_chat
from feedback.announcements.export.content import Content, content_of
from feedback.announcements.export.docx import as_docx
from feedback.announcements.export.email import as_email
from feedback.announcements.export.html import as_fragment, as_html
from feedback.announcements.export.json import as_json
from feedback.announcements.export.markdown import as_markdown
from feedback.announcements.export.pdf import as_pdf
from feedback.announcements.export.poster import as_poster
from feedback.announcements.export.short import as_push, as_sms
from feedback.announcements.export.social import (
    as_post_280,
    as_post_500,
    as_post_3000,
    as_social,
)
from feedback.announcements.export.text import as_text
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Announcement
from feedback.errors import InputError


class Use(StrEnum):
    """What a format is for, as people look for it."""

    WEB = "web"
    MAIL = "mail"
    PAPER = "paper"
    CHAT = "chat"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what writes it, its media type, and how its files end.

    `label` is what people call it. `write` gives text, or bytes for what is not.
    """

    name: str
    label: str
    write: Callable[[Content], str | bytes]
    media_type: str
    suffix: str
    use: Use

    def file_name(self, announcement_id: int) -> str:
        """What a file of it is called: nothing a person wrote is in it."""
        return f"announcement-{announcement_id}{self.suffix}"


_PLAIN = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("html", "Web page", as_html, _HTML, ".html", Use.WEB),
        Format("fragment", "HTML fragment", as_fragment, _HTML, "-fragment.html", Use.WEB),
        Format("markdown", "Markdown", as_markdown, "text/markdown; charset=utf-8", ".md", Use.WEB),
        Format("email", "E-mail", as_email, "message/rfc822", ".eml", Use.MAIL),
        Format("text", "Plain text", as_text, _PLAIN, ".txt", Use.MAIL),
        Format("docx", "Word", as_docx, _DOCX, ".docx", Use.PAPER),
        Format("pdf", "PDF", as_pdf, "application/pdf", ".pdf", Use.PAPER),
        Format("poster", "Poster", as_poster, "application/pdf", "-poster.pdf", Use.PAPER),
        Format("social", "Social posts", as_social, _PLAIN, "-social.txt", Use.CHAT),
        Format("post-280", "Post, 280", as_post_280, _PLAIN, "-post-280.txt", Use.CHAT),
        Format("post-500", "Post, 500", as_post_500, _PLAIN, "-post-500.txt", Use.CHAT),
        Format("post-3000", "Post, 3,000", as_post_3000, _PLAIN, "-post-3000.txt", Use.CHAT),
        Format("chat", "Chat (Slack)", as_chat, _PLAIN, "-chat.txt", Use.CHAT),
        Format("sms", "Text message", as_sms, _PLAIN, "-sms.txt", Use.CHAT),
        Format("push", "Notification", as_push, _PLAIN, "-push.txt", Use.CHAT),
        Format("json", "JSON", as_json, "application/json; charset=utf-8", ".json", Use.DATA),
    )
}


def export(announcement: Announcement, words: Words, as_: str, page: str = "") -> str | bytes:
    """The announcement in the format `as_`; `page` is the address of its page, where it has one.

    Raises InputError for a format that is not there.
    """
    if as_ not in FORMATS:
        raise InputError(f"There is no format “{as_}”. Choose one of: {', '.join(FORMATS)}.")
    return FORMATS[as_].write(content_of(announcement, words, page))
