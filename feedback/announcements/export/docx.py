"""A Word document, with real headings, so that it can be edited and read aloud."""

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from feedback.announcements.export.content import Content, Link, PartKind

MARK, INK, SOFT = RGBColor(0x0F, 0x6E, 0x84), RGBColor(0x1D, 0x2B, 0x31), RGBColor(0x53, 0x64, 0x6B)
# A typeface that Word, LibreOffice and Google Docs all have or replace by one of equal widths.
TYPEFACE = "Arial"
FACT_WIDTHS = Cm(4.5), Cm(11.5)
LONGEST_TITLE = 255  # of the title among a document's properties
# When an announcement without dates was made: ZIP files know no day before this.
EARLIEST = datetime(1980, 1, 1)


def as_docx(content: Content) -> bytes:
    """The announcement as `.docx`. The same announcement gives the same bytes."""
    document = docx.Document()
    _style(document, content)
    if content.draft_mark:
        document.add_paragraph().add_run(content.draft_mark).bold = True
    document.add_heading("", level=1).add_run(content.headline)
    for part in content.parts:
        document.add_heading("", level=2).add_run(part.heading)
        for text in part.paragraphs:
            written = _paragraph(document, text)
            if part.kind is not PartKind.SAID:
                written.paragraph_format.left_indent = Cm(0.6)
    for remark in content.remarks:
        _paragraph(document, remark)
    for link in content.leads:
        _link(document, link)
    if content.facts:
        document.add_heading("", level=2).add_run(content.facts_heading)
        _facts(document, content)
    return _saved(document)


def _style(document: Document, content: Content) -> None:
    """Size, colours and language; who made it stays empty."""
    when = content.announcement.created_at or EARLIEST
    about = document.core_properties
    about.title = content.headline[:LONGEST_TITLE]
    about.author, about.comments, about.language = "", "", content.language
    about.created = about.modified = when.replace(tzinfo=None, microsecond=0)
    for name, size, color, bold in (
        ("Normal", 11, INK, False),
        ("Heading 1", 20, INK, True),
        ("Heading 2", 13, MARK, True),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101  (of the template that comes along)
        style.font.name, style.font.size, style.font.bold = TYPEFACE, Pt(size), bold
        style.font.color.rgb = color
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), TYPEFACE)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), content.language)
        properties.append(language)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)


def _paragraph(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run(line)
    return paragraph


def _facts(document: Document, content: Content) -> None:
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, FACT_WIDTHS, strict=True):
        column.width = width
    for row in content.facts:
        label, value = table.add_row().cells
        label.width, value.width = FACT_WIDTHS
        for cell, text, bold in ((label, row.label, True), (value, row.value, False)):
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size, run.font.color.rgb = bold, Pt(9.5), SOFT


def _link(document: Document, link: Link) -> None:
    """A link; python-docx has no word for one (ECMA-376, part 1, 17.16.22)."""
    paragraph = document.add_paragraph()
    related = document.part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), related)
    run = paragraph.add_run(link.label)
    run.font.color.rgb, run.font.underline = MARK, True
    element.append(run._r)
    paragraph._p.append(element)


def _saved(document: Document) -> bytes:
    """The document's bytes, without the time of day that ZIP would note for each part."""
    written, out = io.BytesIO(), io.BytesIO()
    document.save(written)
    with (
        zipfile.ZipFile(written) as parts,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for part in parts.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename), parts.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
