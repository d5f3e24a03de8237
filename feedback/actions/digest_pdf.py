"""The weekly digest as a PDF, in the dress of the announcements."""

from reportlab.platypus import Flowable, Paragraph

from feedback.announcements.export.pdf import BODY, HEADING, TITLE, build_pdf, paragraph
from feedback.announcements.export.typefaces import use_typefaces
from feedback.tracking.digest import Digest, one_line

INDENT = 12.0  # points


def digest_pdf(digest: Digest) -> bytes:
    """The digest on A4 pages. What people wrote is text in it; the same digest gives the same
    bytes."""
    use_typefaces()
    story: list[Flowable] = [paragraph(digest.title, TITLE)]
    story += [paragraph(sentence, BODY) for sentence in digest.sentences()]
    for title, lines in digest.sections():
        story.append(paragraph(title, HEADING))
        story += [_item(line) for line in lines]
    return build_pdf(story, title=digest.title, language="en")


def _item(line: str) -> Paragraph:
    style = BODY.clone("item", leftIndent=INDENT, bulletIndent=0, splitLongWords=1)
    return paragraph(one_line(line), style, "•")
