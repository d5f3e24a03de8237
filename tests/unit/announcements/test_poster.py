"""The poster is readable at two metres, and its code as large as paper allows."""

import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest
from reportlab.lib.units import mm

from feedback.announcements.export.content import Part
from feedback.announcements.export.poster import (
    CAPITALS,
    LOWEST_CAPITAL,
    SMALLEST_NOTE,
    as_poster,
    code_side,
    sheet_code_side,
    sheet_module_side,
)
from feedback.announcements.words_folder import languages
from feedback.domain.announcement import AnnouncementStatus, Quote
from tests.unit.announcements import announcement_samples as samples
from tests.unit.announcements.test_formats_opened import closely, content, pdf_text


@pytest.mark.parametrize("code", languages())
def test_a_poster_has_the_headline_and_the_answer_on_its_first_page(code: str) -> None:
    shown = content(code)
    data = as_poster(shown)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2, "and a sheet with the code"
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = closely(pdf_text(data))
    for each in (shown.headline, shown.said.heading, samples.QUOTE, shown.answer.heading):
        assert closely(each) in text
    assert closely(shown.answer.paragraphs[0]) in text
    assert closely(shown.facts[0].value) in text


def test_of_two_quotes_a_poster_has_the_one_that_can_be_printed() -> None:
    quotes = tuple(
        Quote(comment_id=number, text=text)
        for number, text in enumerate(("It never came 😂", "It came too late"), start=1)
    )
    said = "“It never came 😂” and “It came too late”"
    shown = content("en", you_said=said, facts=samples.facts(quotes=quotes))
    text = closely(pdf_text(as_poster(shown)))
    assert closely("“It came too late”") in text and "nevercame" not in text


def test_no_letter_on_a_poster_is_too_small_for_two_metres() -> None:
    sizes: list[float] = []

    def note(text: str, matrix: list[float], _at: object, _font: object, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(matrix[0]))

    page = pypdf.PdfReader(io.BytesIO(as_poster(content("en")))).pages[0]
    page.extract_text(visitor_text=note)
    assert min(sizes) >= SMALLEST_NOTE
    assert min(sizes) * CAPITALS >= LOWEST_CAPITAL == pytest.approx(5.8 * mm, rel=0.01)
    assert max(sizes) >= 36


def test_a_long_mark_on_a_poster_stays_inside_its_ribbon() -> None:
    shown = content(
        "kk", status=AnnouncementStatus.WITHDRAWN, facts=samples.facts(outcome="partly")
    )
    document = pypdfium2.PdfDocument(as_poster(shown))
    page = document[0].get_textpage()
    places = [page.get_charbox(at) for at in range(page.count_chars())]
    assert "жарамсыз" in page.get_text_range() and "Ішінара" in page.get_text_range()
    assert max(right for _, _, right, _ in places) <= 595 - 14 * mm
    assert min(left for left, _, right, _ in places if right) >= 14 * mm - 1


@pytest.mark.parametrize("code", languages())
def test_the_code_on_a_poster_is_as_large_as_the_text_allows(code: str) -> None:
    shown = content(code)
    assert 40 * mm <= code_side(shown) <= 90 * mm
    short = replace(shown, headline="Codes", parts=tuple(map(shortest, shown.parts)))
    assert code_side(short) > 75 * mm
    assert code_side(replace(shown, page=None, links=())) == 0


@pytest.mark.parametrize("code", languages())
def test_the_sheet_beside_a_poster_has_a_code_for_those_who_stand_far_off(code: str) -> None:
    shown = content(code)
    data = as_poster(shown)
    assert sheet_code_side(shown) >= 150 * mm
    assert sheet_module_side(shown) >= 4.6 * mm, "three dots of a camera at two metres"
    sheet = pypdfium2.PdfDocument(data)[1]
    text = closely(sheet.get_textpage().get_text_range())
    assert closely(shown.headline) in text and closely(shown.leads[0].label) in text
    picture = sheet.render(scale=1).to_pil().convert("L")
    dark = picture.crop((0, 842 - 595, 595, 842)).point(lambda grey: 255 * (grey < 128))
    left, _, right, _ = dark.getbbox()
    assert right - left == pytest.approx(sheet_code_side(shown), abs=2), "as wide as it says"
    assert min(left, 595 - right) > 4 * sheet_code_side(shown) / 45, "with its quiet zone"
    assert len(pypdfium2.PdfDocument(as_poster(replace(shown, page=None, links=())))) == 1


def shortest(part: Part) -> Part:
    """The part with one short sentence."""
    return replace(part, paragraphs=("We did it.",))
