"""An A4 poster for a wall: few words, big enough to be read at two metres.

Its second page is a sheet with the code alone, to hang beside it.
"""

import io
from math import radians, tan

import segno
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from feedback.announcements.export.content import Content
from feedback.announcements.export.lengths import cut, first_sentences, sentences
from feedback.announcements.export.paper import on_paper
from feedback.announcements.export.pdf import paragraph
from feedback.announcements.export.typefaces import (
    BOLD,
    REGULAR,
    drawable,
    emoji_in_words,
    use_typefaces,
)
from feedback.announcements.plain import one_line

INK, MARK, SOFT, PAPER = (HexColor(code) for code in ("#1d2b31", "#0f6e84", "#3f5058", "#faf7f0"))
WARM = HexColor("#c9762b")
# A person with full sight makes out capitals of five minutes of arc; with half of it (6/12, what
# driving takes) of ten. At two metres that is 5.8 mm. The capitals of Noto Sans are 0.714 of its
# size: 6.0 mm at 24 points, 7.1 mm at 28, which is 1/284 of the distance.
READING_DISTANCE = 2000 * mm
LOWEST_CAPITAL = READING_DISTANCE * tan(radians(10 / 60))
CAPITALS = 0.714
SMALLEST_TEXT = 28
SMALLEST_NOTE = 24
SMALLEST_HEADLINE = 34
_WIDTH, _HEIGHT = A4
_MARGIN = 14 * mm
_INSIDE = _WIDTH - 2 * _MARGIN
_LOWEST_FOOT = 40 * mm
_NARROWEST = 0.1  # of the size of its letters: the width of no sign but marks is less
# A code is read from about ten times its side, without the quiet zone of four modules around it.
_QUIET = 4
_QR_SIDES = tuple(side * mm for side in (90, 80, 70, 60, 50, 40))


def as_poster(content: Content) -> bytes:
    """The poster as a PDF of one page, of two where there is an address: the second has its code.

    The same announcement gives the same bytes.
    """
    use_typefaces()
    content = on_paper(content)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang=content.language)
    canvas.setTitle(drawable(content.headline))
    canvas.setCreator("Heard")
    _draw(canvas, content, code_side(content))
    canvas.showPage()
    if content.leads:
        _code_sheet(canvas, content)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def code_side(content: Content) -> float:
    """How large the QR code is, in points: as large as costs no sentence. 0 without an address."""
    if not content.leads:
        return 0.0
    trial = Canvas(io.BytesIO(), pagesize=A4)
    kept = _draw(trial, content, _QR_SIDES[-1])
    return next(side for side in _QR_SIDES if _draw(trial, content, side) == kept)


def sheet_code_side(content: Content) -> float:
    """How large the code on the second page is, in points, without its quiet zone."""
    modules = len(_code(content.leads[0].address))
    return _WIDTH * (modules - 2 * _QUIET) / modules


def sheet_module_side(content: Content) -> float:
    """How large one of its squares is, in points: what a camera has to tell apart."""
    return _WIDTH / len(_code(content.leads[0].address))


def _code_sheet(canvas: Canvas, content: Content) -> None:
    """A page as wide as its code, so that those who cannot come near can read it too."""
    lead = content.leads[0]
    _qr(canvas, lead.address, 0, 0, _WIDTH)
    headline = _Block(
        (content.headline, SMALLEST_HEADLINE), font=BOLD, color=INK, largest=42, leading=1.12
    )
    top = headline.draw(canvas, _MARGIN, _HEIGHT - _MARGIN, _INSIDE, 54 * mm) - 4 * mm
    note = _Block((lead.label, SMALLEST_TEXT), font=BOLD, color=MARK, largest=SMALLEST_TEXT)
    note.draw(canvas, _MARGIN, top, _INSIDE, top - _WIDTH)


def _draw(canvas: Canvas, content: Content, code: float) -> tuple[str, ...]:
    """Everything on the page, with a QR code of that side; the texts that found room."""
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, _WIDTH, _HEIGHT, stroke=0, fill=1)
    top = _HEIGHT - _MARGIN
    if content.mark:
        top = _ribbon(canvas, content.mark, top)
    headline = _Block(
        (content.headline, SMALLEST_HEADLINE), font=BOLD, color=INK, largest=54, leading=1.12
    )
    top = headline.draw(canvas, _MARGIN, top, _INSIDE, 78 * mm) - 7 * mm
    bottom = max(code, _LOWEST_FOOT) + 6 * mm + _MARGIN
    said = _said(canvas, content, top, (top - bottom) * 0.42)
    answer = _answer(canvas, content, said.end - 7 * mm, bottom)
    note = _foot(canvas, content, code)
    return headline.drawn, said.drawn, answer.drawn, note.drawn


class _Block:
    """Text in the largest size that fits.

    `texts` are the same thing at different lengths, longest first, each with the smallest size in
    which it is still wanted. Where even the last is too long, whole sentences are left out from its
    end; a single one that is too long ends with "…".
    """

    def __init__(
        self,
        *texts: tuple[str, int],
        font: str,
        color: Color,
        largest: int,
        leading: float = 1.25,
    ) -> None:
        self._texts = [(drawable(text), smallest) for text, smallest in texts]
        self._font, self._color, self._largest, self._leading = font, color, largest, leading
        self.drawn = ""
        self.end = 0.0

    def draw(
        self,
        canvas: Canvas,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        middle: bool = False,
    ) -> float:
        """Draw it below `top`, or in the middle of the height; how far down it reaches."""
        style, text = self._fitted(width, height)
        laid_out = paragraph(text, style)
        _, used = laid_out.wrap(width, height)
        top -= (height - used) / 2 if middle else 0
        laid_out.drawOn(canvas, left, top - used)
        self.drawn, self.end = text, float(top - used)
        return self.end

    def _fitted(self, width: float, height: float) -> tuple[ParagraphStyle, str]:
        def room(style: ParagraphStyle) -> int:
            """More signs than can fit, so that long texts need not be laid out to see that."""
            lines = int(height / style.leading) + 1
            return lines * (int(width / (style.fontSize * _NARROWEST)) + 1)

        def fits(text: str, style: ParagraphStyle) -> bool:
            if len(text) > room(style):
                return False
            return float(paragraph(text, style).wrap(width, height)[1]) <= height

        for text, smallest in self._texts:
            for size in range(self._largest, smallest - 1, -2):
                style = self._style(size)
                if fits(text, style) and not self._breaks_a_word(text, style, width):
                    return style, text
        text, smallest = self._texts[-1]
        style = self._style(smallest)
        beginning = first_sentences(text, lambda some: fits(some, style))
        return style, beginning or cut(text, 1, lambda some: 1 + (not fits(some, style)))

    def _style(self, size: int) -> ParagraphStyle:
        return ParagraphStyle(
            str(size),
            fontName=self._font,
            fontSize=size,
            leading=size * self._leading,
            textColor=self._color,
        )

    @staticmethod
    def _breaks_a_word(text: str, style: ParagraphStyle, width: float) -> bool:
        """Whether a long word would be torn apart at this size."""
        return bool(paragraph(text, style).minWidth() > width)


def _ribbon(canvas: Canvas, mark: str, top: float) -> float:
    lines = simpleSplit(drawable(mark), BOLD, SMALLEST_NOTE, _INSIDE - 6 * mm)
    height = len(lines) * SMALLEST_NOTE * 1.25 + 3 * mm
    canvas.setStrokeColor(WARM)
    canvas.setLineWidth(2)
    canvas.setDash(6, 4)
    canvas.roundRect(_MARGIN, top - height, _INSIDE, height, 6, stroke=1, fill=0)
    canvas.setDash()
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, SMALLEST_NOTE)
    for number, line in enumerate(lines, start=1):
        canvas.drawCentredString(_WIDTH / 2, top - number * SMALLEST_NOTE * 1.25, line)
    return top - height - 5 * mm


def _label(canvas: Canvas, text: str, color: Color, left: float, top: float) -> float:
    canvas.setFillColor(color)
    canvas.setFont(BOLD, SMALLEST_NOTE)
    canvas.drawString(left, top - SMALLEST_NOTE, drawable(text))
    return top - SMALLEST_NOTE - 3 * mm


def _said(canvas: Canvas, content: Content, top: float, height: float) -> _Block:
    left = _MARGIN + 7 * mm
    start = top
    top = _label(canvas, content.said.heading, WARM, left, top)
    texts = [(text, SMALLEST_TEXT) for text in _what_was_said(content)]
    text = _Block(*texts, font=REGULAR, color=INK, largest=34)
    end = text.draw(canvas, left, top, _INSIDE - 7 * mm, height - (start - top))
    canvas.setFillColor(WARM)
    canvas.rect(_MARGIN, end, 2 * mm, start - end, stroke=0, fill=1)
    return text


def _answer(canvas: Canvas, content: Content, top: float, bottom: float) -> _Block:
    canvas.setFillColor(MARK)
    canvas.roundRect(_MARGIN, bottom, _INSIDE, top - bottom, 5 * mm, stroke=0, fill=1)
    left, inner = _MARGIN + 8 * mm, top - 7 * mm
    inner = _label(canvas, content.answer.heading, HexColor("#cfe9ef"), left, inner)
    paragraphs = content.answer.paragraphs
    text = _Block(
        (" ".join(paragraphs), SMALLEST_TEXT),
        ("".join(paragraphs[:1]), SMALLEST_NOTE),
        font=BOLD,
        color=white,
        largest=38,
    )
    text.draw(canvas, left, inner, _INSIDE - 16 * mm, inner - bottom - 7 * mm, middle=True)
    return text


def _what_was_said(content: Content) -> list[str]:
    """A customer's own words where the text has some, with their quotation marks: the first that
    paper can print as it is, where there is one.

    Else the text; where that is too long, what of it begins with how many comments there were.
    """
    said = " ".join(content.said.paragraphs)
    quotes = [one_line(quote.text) for quote in content.announcement.facts.quotes]
    for quote in sorted(quotes, key=lambda words: drawable(words) != words):
        words = emoji_in_words(quote, content.language)
        start = said.find(words, 1)
        if start > 0 and words:
            return [said[start - 1 : start + len(words) + 1]]
    counted = sentences(said)
    while counted and not any(sign.isdigit() for sign in counted[0]):
        counted = counted[1:]
    return [said, " ".join(counted)] if counted else [said]


def _foot(canvas: Canvas, content: Content, code: float) -> _Block:
    width = _INSIDE
    if content.leads:
        lead = content.leads[0]
        width -= code + 8 * mm
        _qr(canvas, lead.address, _WIDTH - _MARGIN - code, _MARGIN, code)
    lines = [row.value for row in content.facts[:1]] + [lead.label for lead in content.leads[:1]]
    note = _Block(("\n".join(lines), SMALLEST_NOTE), font=BOLD, color=SOFT, largest=SMALLEST_NOTE)
    height = max(code, _LOWEST_FOOT)
    note.draw(canvas, _MARGIN, _MARGIN + height, width, height)
    return note


def _qr(canvas: Canvas, address: str, left: float, bottom: float, whole: float) -> None:
    """A QR code as squares, with the quiet zone that readers want."""
    rows = _code(address)
    side = whole / len(rows)
    canvas.setFillColor(white)
    canvas.rect(left, bottom, whole, whole, stroke=0, fill=1)
    canvas.setFillColor(INK)
    for number, row in enumerate(rows):
        for column, dark in enumerate(row):
            if dark:
                # A hair of overlap, so that no printer leaves white lines between squares.
                canvas.rect(
                    left + column * side,
                    bottom + whole - (number + 1) * side,
                    side * 1.02,
                    side * 1.02,
                    stroke=0,
                    fill=1,
                )


def _code(address: str) -> list[bytes]:
    """The rows of modules: as few as the address needs, each the larger for it."""
    code = segno.make(address, error="l", micro=False)
    return [bytes(row) for row in code.matrix_iter(border=_QUIET)]
