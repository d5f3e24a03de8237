"""A PDF to send along or to print: A4, the same parts as every format."""

import io
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph
from reportlab.platypus.flowables import HRFlowable

from feedback.announcements.export.content import Content, FactRow, PartKind
from feedback.announcements.export.paper import on_paper
from feedback.announcements.export.typefaces import BOLD, REGULAR, drawable, use_typefaces

_QUOTE = {'"': "&quot;"}
INK, SOFT, MARK, LINE = (HexColor(code) for code in ("#1d2b31", "#53646b", "#0f6e84", "#c9d6da"))
_NARROWEST_LABELS, _WIDEST_LABELS, _GAP = 44 * mm, 80 * mm, 5 * mm
TINT = HexColor("#eaf4f6")
_MARGIN = 24 * mm
_TINTED_TOGETHER = 12  # paragraphs
BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=11, leading=16.5, textColor=INK, spaceAfter=7
)
TITLE = ParagraphStyle(
    "title", BODY, fontName=BOLD, fontSize=22, leading=28, spaceAfter=16, splitLongWords=1
)
HEADING = ParagraphStyle(
    "heading", BODY, fontName=BOLD, fontSize=12.5, textColor=MARK, spaceBefore=10, keepWithNext=1
)
_ANSWER = ParagraphStyle(
    "answer", BODY, leftIndent=9, rightIndent=9, borderPadding=(7, 9, 8, 9), backColor=TINT,
    spaceBefore=13, spaceAfter=16,
)  # fmt: skip
_FACT = ParagraphStyle(
    "fact", BODY, fontSize=9.5, leading=13.5, textColor=SOFT, spaceAfter=4,
    bulletFontName=BOLD, bulletFontSize=9.5, bulletColor=SOFT,
)  # fmt: skip
_DRAFT = ParagraphStyle(
    "draft", BODY, fontName=BOLD, borderWidth=1.2, borderColor=SOFT, borderPadding=6,
    leftIndent=7, rightIndent=7, spaceAfter=18,
)  # fmt: skip


def as_pdf(content: Content) -> bytes:
    """The announcement as a PDF. The same announcement gives the same bytes."""
    use_typefaces()
    printed = on_paper(content)
    return build_pdf(_story(printed), title=content.headline, language=content.language)


def build_pdf(story: list[Flowable], *, title: str, language: str) -> bytes:
    """A document of A4 pages that holds `story`. The same story gives the same bytes."""
    use_typefaces()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=drawable(title),
        author="",
        creator="Heard",
        lang=language,
        invariant=1,
    )
    frame = Frame(_MARGIN, _MARGIN, A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_foot))
    document.build(story)
    return out.getvalue()


def paragraph(text: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    """A paragraph of `text` as it is: ReportLab would read tags in it."""
    marked = escape(drawable(text)).replace("\n", "<br/>")
    return Paragraph(marked, style, bulletText=None if bullet is None else drawable(bullet))


def linked_paragraph(
    spans: Iterable[tuple[str, str]], style: ParagraphStyle, bullet: str | None = None
) -> Paragraph:
    """The same of parts that lead somewhere: each a text and an address ("" for none)."""
    marked = "".join(
        _link(address, escape(drawable(text))) if address else escape(drawable(text))
        for text, address in spans
    )
    return Paragraph(marked, style, bulletText=None if bullet is None else drawable(bullet))


def _link(address: str, shown: str) -> str:
    """`shown`, which is markup already, as a link."""
    return f'<a href="{escape(address, _QUOTE)}" color="#0f6e84">{shown}</a>'


def _story(content: Content) -> list[Flowable]:
    story: list[Flowable] = [paragraph(content.draft_mark, _DRAFT)] if content.draft_mark else []
    story.append(paragraph(content.headline, TITLE))
    for part in content.parts:
        story.append(paragraph(part.heading, HEADING))
        if part.kind is PartKind.SAID:
            story += [paragraph(text, BODY) for text in part.paragraphs]
        else:
            story += _tinted(part.paragraphs)
    story += [paragraph(remark, BODY) for remark in content.remarks]
    for link in content.leads:
        shown = f"{escape(drawable(link.label))}: {escape(link.address, _QUOTE)}"
        story.append(Paragraph(_link(link.address, shown), BODY))
    if content.facts:
        story.append(HRFlowable("100%", 0.7, color=LINE, spaceBefore=12, spaceAfter=2))
        story.append(paragraph(content.facts_heading, HEADING))
        story += _facts(content.facts)
    return story


def _tinted(texts: Sequence[str]) -> list[Paragraph]:
    """Texts on one tint without gaps. Laying out takes time by the square of a paragraph's length
    in pages, so that a long text is several, each but the last with an empty line at its end. The
    first is one text: its heading takes all of it along to the next page."""
    made = []
    for start in (*range(min(1, len(texts))), *range(1, len(texts), _TINTED_TOGETHER)):
        end = start + _TINTED_TOGETHER if start else 1
        text, is_last = "\n\n".join(texts[start:end]), end >= len(texts)
        style = ParagraphStyle(
            "answer part",
            _ANSWER,
            spaceBefore=0 if start else _ANSWER.spaceBefore,
            spaceAfter=_ANSWER.spaceAfter if is_last else 0,
        )
        made.append(paragraph(text if is_last else f"{text}\n\u00a0", style))
    return made


def _facts(rows: Sequence[FactRow]) -> list[Paragraph]:
    """Labels in one column as wide as the longest of them; one wider still moves its own line."""
    widths = [stringWidth(drawable(row.label), BOLD, _FACT.bulletFontSize) for row in rows]
    indent = min(max([_NARROWEST_LABELS, *(width + _GAP for width in widths)]), _WIDEST_LABELS)
    style = ParagraphStyle("facts", _FACT, leftIndent=indent)
    return [paragraph(row.value, style, row.label) for row in rows]


def _foot(canvas: Canvas, document: BaseDocTemplate) -> None:
    if document.page > 1:
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(SOFT)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, str(document.page))
