"""E-mail: a file that a mail program opens as a message still to be addressed. Nothing is sent."""

import hashlib
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from feedback.announcements.export.content import Content
from feedback.announcements.export.html import TEMPLATES
from feedback.announcements.export.lengths import cut
from feedback.announcements.export.text import as_text
from feedback.announcements.plain import one_line

LONGEST_SUBJECT = 150  # characters; mail programs show half of that


class _Subject(UniqueUnstructuredHeader, BaseHeader):  # type: ignore[misc]
    """A subject that keeps its blanks: the usual way of folding (Python 3.11) loses the one at
    which it breaks a line, where there are letters outside of ASCII on both sides of it."""

    def fold(self, *, policy: Policy) -> str:
        text, end = str(self), policy.linesep
        if text.isascii():
            return str(super().fold(policy=policy))
        return (
            f"{self.name}: {Header(text, 'utf-8', header_name=self.name).encode(linesep=end)}{end}"
        )


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Subject)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def as_email(content: Content, to: str = "") -> bytes:
    """The announcement as `.eml`: plain text and HTML, no sender; `to` is one address or nobody.

    `X-Unsent` makes the mail programs that know it open the file for editing. The same
    announcement gives the same bytes. Raises ValueError when `to` is no address.
    """
    message = EmailMessage(policy=_POLICY)
    subject = " – ".join(each for each in (content.mark, content.headline) if each)
    message["Subject"] = header_text(subject)
    if to:
        message["To"] = Address(addr_spec=to)
    message["X-Unsent"] = "1"
    message.set_content(as_text(content))
    html = TEMPLATES.get_template("email.html.j2").render(content=content)
    message.add_alternative(html + "\n", subtype="html")
    # Only now: making alternatives moves what is there into the first of them.
    message["Content-Language"] = content.language
    digest = hashlib.sha256(html.encode("utf-8")).hexdigest()
    message.set_boundary(f"heard-{digest[:32]}")
    return message.as_bytes()


def header_text(text: str) -> str:
    """`text` as the value of a header: one line, of a bearable length, no encoded word in it.

    `EmailMessage` decodes an encoded word ("=?utf-8?q?…?=", RFC 2047) it is given and writes the
    line breaks inside as they are, which makes headers out of text. Parted by a blank it is text.
    """
    line = one_line(text)
    while "=?" in line:
        line = line.replace("=?", "= ?")
    return cut(line, LONGEST_SUBJECT, len)
