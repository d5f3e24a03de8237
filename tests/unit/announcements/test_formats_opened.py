"""Every format, in each language, is opened by another program."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import docx
import html5lib
import pypdf
import pypdfium2
import pytest
from docx.document import Document
from markdown_it import MarkdownIt

from feedback.actions.exports import not_printed_sentence, signs_not_printed
from feedback.announcements.drafting import write_draft
from feedback.announcements.export import FORMATS, content_of
from feedback.announcements.export.content import Content, Part, PartKind
from feedback.announcements.export.docx import as_docx
from feedback.announcements.export.email import as_email, header_text
from feedback.announcements.export.html import as_fragment, as_html
from feedback.announcements.export.pdf import as_pdf
from feedback.announcements.export.poster import as_poster
from feedback.announcements.export.typefaces import drawable
from feedback.announcements.plain import REPLACEMENT
from feedback.announcements.words_folder import languages, load_words
from feedback.domain.announcement import AnnouncementStatus, Tone
from tests.unit.announcements import announcement_samples as samples

PAGE = "https://example.org/heard/en/3.html"
# Letters that only some languages have, which any typeface but a complete one loses.
LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі ãçéêíõà ₸№«»“”–"


def content(code: str, page: str = PAGE, **others: object) -> Content:
    """A whole draft of the program in one language, published."""
    words = load_words(code)
    shipped = replace(samples.SHIPPED, url="https://example.org/changes/4.2")
    facts = samples.facts(shipped=(shipped,), computed_at=datetime(2026, 6, 1, tzinfo=UTC))
    draft = write_draft(facts, words, Tone.WARM)
    announcement = samples.announcement(
        language=code,
        tone=Tone.WARM,
        headline=draft.headline,
        you_said=draft.you_said,
        we_did=draft.we_did,
        facts=facts,
        created_at=datetime(2026, 6, 1, 9, 30, tzinfo=UTC),
    )
    return content_of(replace(announcement, **others), words, page)


def closely(text: str) -> str:
    """`text` without blanks, which programs put where lines end."""
    return "".join(text.split())


def everything(of: Content) -> list[str]:
    """All text of a content, in order."""
    parts = [text for part in of.parts for text in (part.heading, *part.paragraphs)]
    facts = [text for row in of.facts for text in (row.label, row.value)]
    return [of.headline, *parts, *of.remarks, of.facts_heading, *facts]


def opened_docx(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def docx_text(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def pdf_text(data: bytes) -> str:
    """The text of all pages, without the number at the foot of each."""
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return "\n".join(
        text.strip().removeprefix(str(number)) if number > 1 else text
        for number, text in enumerate(texts, start=1)
    )


def opened_email(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=default))


@pytest.mark.parametrize("code", languages())
def test_word_opens_it_with_headings_a_link_and_every_word(code: str) -> None:
    shown = content(code)
    document = opened_docx(as_docx(shown))
    text = docx_text(document)
    for each in everything(shown):
        assert each in text
    headings = [
        paragraph.text
        for paragraph in document.paragraphs
        if ((paragraph.style and paragraph.style.name) or "").startswith("Heading")
    ]
    assert headings == [
        shown.headline,
        *(part.heading for part in shown.parts),
        shown.facts_heading,
    ]
    links = [link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert links == [PAGE, "https://example.org/changes/4.2"]
    assert document.core_properties.title == shown.headline
    assert document.core_properties.author == ""


@pytest.mark.parametrize("code", languages())
def test_a_pdf_says_every_word_when_its_text_is_taken_out(code: str) -> None:
    shown = content(code)
    data = as_pdf(shown)
    text = closely(pdf_text(data))
    for each in everything(shown):
        assert closely(each) in text
    assert "\ufffd" not in text
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata is not None and reader.metadata.title == shown.headline
    fonts = {str(font) for page in reader.pages for font in _font_names(page)}
    assert fonts and all("NotoSans" in font for font in fonts)


def test_kazakh_and_portuguese_letters_are_all_there_on_paper() -> None:
    shown = content("kk", headline=LETTERS)
    for data in (as_pdf(shown), as_poster(shown)):
        assert closely(LETTERS) in closely(pdf_text(data))


def _font_names(page: pypdf.PageObject) -> list[str]:
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    used = [font.get_object()["/BaseFont"] for font in fonts.values()]
    # ReportLab names a standard typeface on every page without drawing with it.
    return [name for name in used if name != "/Helvetica"]


@pytest.mark.parametrize("code", languages())
def test_pages_look_printed_and_not_blank(code: str) -> None:
    for data in (as_pdf(content(code)), as_poster(content(code))):
        picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
        dark = sum(picture.histogram()[:128]) / (picture.width * picture.height)
        assert 0.01 < dark < 0.6


@pytest.mark.parametrize("code", languages())
def test_a_mail_program_finds_text_and_html(code: str) -> None:
    shown = content(code)
    message = opened_email(as_email(shown))
    assert message["Subject"] == shown.headline
    assert message["To"] is message["From"] is message["Bcc"] is None
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and html is not None
    written = str(html.get_content())
    html5lib.HTMLParser(strict=True).parse(written)
    for each in everything(shown):
        assert each.replace("\n", " ") in str(plain.get_content()).replace("\n", " ")
        assert each in _text_of(written)
    assert not [part.defects for part in message.walk() if part.defects]


def _text_of(html: str) -> str:
    return "".join(html5lib.parse(html, treebuilder="etree").itertext())


@pytest.mark.parametrize("code", languages())
def test_page_and_fragment_are_valid_html(code: str) -> None:
    shown = content(code)
    html5lib.HTMLParser(strict=True).parse(as_html(shown))
    html5lib.HTMLParser(strict=True).parseFragment(as_fragment(shown))
    for each in everything(shown):
        assert each in _text_of(as_html(shown))
        assert each in _text_of(as_fragment(shown))


@pytest.mark.parametrize("code", languages())
def test_the_other_formats_are_read_too(code: str) -> None:
    shown = content(code)
    texts = {name: each.write(shown) for name, each in FORMATS.items()}
    assert json.loads(texts["json"])["headline"] == shown.headline
    rendered = _text_of(MarkdownIt("commonmark").render(str(texts["markdown"])))
    for each in everything(shown):
        assert each in rendered
        assert each in str(texts["text"])
    for name in ("social", "post-280", "post-500", "post-3000", "sms", "push", "chat"):
        assert str(texts[name]).strip()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_announcement_gives_the_same_bytes(name: str) -> None:
    assert FORMATS[name].write(content("kk")) == FORMATS[name].write(content("kk"))


def test_a_script_without_letters_is_visibly_replaced_on_paper_and_an_emoji_named() -> None:
    assert drawable("Жақсы 👍🏽!") == "Жақсы [thumbs up medium skin tone]!"
    assert drawable("👩‍👩‍👧 ok") == "[family woman woman girl] ok"
    assert drawable("שלום") == "\ufffd" * 4
    assert drawable("a\u2060b\u200bc") == "abc"
    shown = content("en", headline="Thanks 👍 for 100 ₸")
    for data in (as_pdf(shown), as_poster(shown)):
        assert closely("Thanks [thumbs up] for 100 ₸") in closely(pdf_text(data))
    assert "👍" in docx_text(opened_docx(as_docx(shown)))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_a_draft_says_so_in_every_format(name: str) -> None:
    shown = content("en", status=AnnouncementStatus.DRAFT)
    assert "not approved" in as_text_of(name, shown)
    assert "not approved" not in as_text_of(name, content("en"))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
@pytest.mark.parametrize("outcome", ["planned", "cannot", "will-not", "exists", "partly"])
def test_what_is_not_done_never_reads_as_done(name: str, outcome: str) -> None:
    facts = samples.facts(outcome=outcome, shipped=())
    shown = content("en", facts=facts, headline="You asked for it", we_did="Here is our answer.")
    text = as_text_of(name, shown)
    assert shown.outcome_label in text or shown.answer.heading in text
    assert "What we did\n" not in text


@pytest.mark.parametrize("name", ["markdown", "html", "fragment", "text", "email", "docx", "pdf"])
def test_long_formats_show_what_was_not_done_what_comes_next_and_whom_to_ask(name: str) -> None:
    shown = content("en")
    shown = replace(
        shown,
        parts=(
            *shown.parts,
            Part(PartKind.NOT_DONE, "What we did not do", ("It costs more than it helps.",)),
            Part(PartKind.NEXT, "What comes next", ("We look again on 1 March 2027.",)),
        ),
        remarks=("Write to Aigerim, who reads every letter.", "Did this help?"),
    )
    text = as_text_of(name, shown)
    for each in ("What we did not do", "costs more than it", "1 March 2027", "Did this help?"):
        assert each in text
    assert "Aigerim" in text


def as_text_of(name: str, shown: Content) -> str:
    """What a reader sees of a format, on one line."""
    written = FORMATS[name].write(shown)
    match name:
        case "docx":
            text = docx_text(opened_docx(cast(bytes, written)))
        case "pdf" | "poster":
            text = pdf_text(cast(bytes, written))
        case "email":
            body = opened_email(cast(bytes, written)).get_body(("html",))
            assert body is not None
            text = _text_of(str(body.get_content()))
        case _:
            text = str(written).replace("\\", "")
    return " ".join(text.split())


def test_a_word_file_has_no_dates_of_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(content("en")))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_ten_thousand_signs_go_into_every_format() -> None:
    long = "word " * 2_000
    unbroken = "x" * 10_000
    for text in (long, unbroken):
        shown = content("en", headline=text, you_said=text, we_did=text)
        for each in FORMATS.values():
            assert each.write(shown)


def test_what_paper_cannot_show_is_named() -> None:
    text = "Thanks 😀😀 中, é, Қ, e\u0301 and \ufffd"
    shown = samples.announcement(headline=text)
    assert signs_not_printed(shown) == {"中": 1}
    assert not_printed_sentence(shown).startswith(
        "PDF and poster cannot print 中 (cjk unified ideograph-4e2d) and show �"
    )
    assert not_printed_sentence(samples.announcement()) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "[red heart] [thumbs up medium skin tone] [family man woman girl] 1 [telephone]"),
        ("pt", "[coração vermelho] [polegar para cima pele morena] [família homem mulher"),
        ("id", "[hati merah] [jempol ke atas warna kulit sedang] [keluarga pria wanita anak"),
        ("kk", "[red heart] [thumbs up medium skin tone]"),
    ],
)
@pytest.mark.parametrize("write", [as_pdf, as_poster])
def test_an_emoji_is_words_on_paper(
    write: Callable[[Content], bytes], code: str, words: str
) -> None:
    said = "❤️ 👍🏽 👨‍👩‍👧 1 ☎ ©"
    shown = content(code, headline=said)
    printed = " ".join(pdf_text(write(shown)).split())
    assert words in printed
    assert REPLACEMENT not in printed


SUBJECT_WORDS = (
    *("біз", "істедік", "Сіздер", "айттыңыздар", "você", "não", "já", "“код”"),
    *("we", "did", "12", "рақмет"),
)


@pytest.mark.parametrize("code", languages())
def test_no_blank_of_a_subject_is_lost_where_its_line_is_folded(code: str) -> None:
    for number in range(60):
        text = " ".join(SUBJECT_WORDS[(number + 3 * at) % 12] for at in range(4 + number % 11))
        written = as_email(content(code, headline=text))
        assert str(message_from_bytes(written, policy=default)["Subject"]) == header_text(text)
        assert max(map(len, written.split(b"\r\n")[:9])) < 80
