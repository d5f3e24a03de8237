"""The weekly digest as a PDF, in the dress of the announcements."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from feedback.announcements.export.pdf import (
    BODY,
    HEADING,
    TITLE,
    build_pdf,
    linked_paragraph,
    paragraph,
)
from feedback.announcements.export.typefaces import use_typefaces
from feedback.tracking.digest import Digest, Sentence, Span, one_line

INDENT = 12.0  # points


def digest_pdf(digest: Digest) -> bytes:
    """The digest on A4 pages. What people wrote is text in it; the same digest gives the same
    bytes."""
    use_typefaces()
    item = BODY.clone("item", leftIndent=INDENT, bulletIndent=0, splitLongWords=1)
    story: list[Flowable] = [paragraph(digest.title, TITLE)]
    story += [_said(sentence, BODY) for sentence in digest.spoken()]
    for title, lines in digest.sections():
        story.append(_said([title], HEADING))
        story += [_said(line, item, "•") for line in lines]
    return build_pdf(story, title=digest.title, language="en")


def _said(sentence: Sentence, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    return linked_paragraph([_on_one_line(span) for span in sentence], style, bullet)


def _on_one_line(span: Span) -> tuple[str, str]:
    """Spaces at its ends stay: its neighbours begin there."""
    before = " " if span.text[:1].isspace() else ""
    after = " " if span.text[-1:].isspace() else ""
    return f"{before}{one_line(span.text)}{after}", span.address
