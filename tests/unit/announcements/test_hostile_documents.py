"""Hostile text in documents, messages and tables: shown as text, crashing nothing."""

import csv
import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import html5lib
import pypdf
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from feedback.actions.exports import (
    TABLE_COLUMNS,
    announcements_csv,
    announcements_xlsx,
    announcements_zip,
)
from feedback.actions.tables import CUT, LONGEST_CELL, write_xlsx
from feedback.announcements.export import FORMATS, content_of, export
from feedback.announcements.export.email import header_text
from feedback.announcements.export.typefaces import drawable
from feedback.announcements.plain import visible
from feedback.announcements.words_folder import load_words
from feedback.domain.announcement import Announcement
from tests.unit.announcements import announcement_samples as samples
from tests.unit.announcements.test_formats_opened import (
    closely,
    docx_text,
    opened_docx,
    opened_email,
    pdf_text,
)

EN = load_words("en")
AT_ONCE = 60
PAPER = {"docx", "pdf", "poster"}
HEADERS = {"Subject", "X-Unsent", "Content-Language", "MIME-Version", "Content-Type"}


def together(texts: list[str]) -> Iterator[tuple[list[str], Announcement]]:
    """Announcements with many hostile strings each, one a paragraph."""
    for start in range(0, len(texts), AT_ONCE):
        some = [" ".join(visible(text).split()) for text in texts[start : start + AT_ONCE]]
        yield (
            some,
            samples.announcement(
                headline=texts[start],
                you_said="\n\n".join(texts[start : start + AT_ONCE]),
                we_did=texts[-1 - start],
            ),
        )


def test_word_shows_every_hostile_string(shared_data: Path) -> None:
    for some, announcement in together(samples.more_torture(shared_data)):
        document = opened_docx(cast(bytes, export(announcement, EN, "docx")))
        shown = closely(docx_text(document))
        for text in some:
            assert closely(text) in shown, text


def test_a_pdf_shows_every_hostile_string(shared_data: Path) -> None:
    for some, announcement in together(samples.more_torture(shared_data)):
        data = cast(bytes, export(announcement, EN, "pdf"))
        shown = closely(pdf_text(data))
        for text in some:
            assert closely(drawable(text)) in shown, text
        for page in pypdf.PdfReader(io.BytesIO(data)).pages:
            assert "/Annots" not in page


def test_a_poster_holds_any_hostile_string(shared_data: Path) -> None:
    texts = samples.more_torture(shared_data)
    for start in range(0, len(texts) - 3, 8):
        head, said, did, title = texts[start : start + 4]
        announcement = samples.announcement(headline=head, you_said=said, we_did=did)
        shipped = replace(samples.SHIPPED, title=title, url=title)
        announcement = replace(announcement, facts=replace(announcement.facts, shipped=(shipped,)))
        data = cast(bytes, export(announcement, EN, "poster"))
        assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1
        assert b"/URI" not in data


def test_no_hostile_string_becomes_a_header(shared_data: Path) -> None:
    smuggled = "=?utf-8?q?x=0d=0aBcc:canary@example.org?="
    for text in [smuggled, f"=={smuggled}", *samples.more_torture(shared_data)]:
        message = opened_email(cast(bytes, export(samples.announcement_with(text), EN, "email")))
        assert set(message.keys()) == HEADERS, text
        assert closely(str(message["Subject"])) == closely(header_text(text)), text
        assert not message.defects, text
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/alternative",
            "text/plain",
            "text/html",
        ], text


def test_an_encoded_word_in_a_subject_stays_readable() -> None:
    announcement = samples.announcement(headline="=?utf-8?q?x=0d=0aBcc:a@b.example?= late")
    message = opened_email(cast(bytes, export(announcement, EN, "email")))
    assert message["Subject"] == "= ?utf-8?q?x=0d=0aBcc:a@b.example?= late"


def formulas(shared_data: Path) -> list[dict[str, object]]:
    file = shared_data / "torture" / "formula" / "formula_injection.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_no_cell_of_the_tables_becomes_a_formula(shared_data: Path) -> None:
    texts = [str(case["s"]) for case in formulas(shared_data)] + samples.more_torture(shared_data)
    announcements = [samples.announcement_with(text, id=n) for n, text in enumerate(texts)]
    with zipfile.ZipFile(io.BytesIO(announcements_xlsx(announcements))) as book:
        for name in book.namelist():
            part = book.read(name)
            assert not re.search(rb"<f[ >]|<hyperlink|<ext:|externalLink", part), name
        styles = book.read("xl/styles.xml")
        assert b"quotePrefix" in styles
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(announcements_xlsx(announcements)))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert rows[0] == list(TABLE_COLUMNS)
    assert len(rows) == len(texts) + 1
    column = TABLE_COLUMNS.index("headline")
    for text, row in zip(texts, rows[1:], strict=True):
        assert closely(str(row[column])) == closely(visible(text)), text


def test_no_cell_of_the_csv_begins_a_formula(shared_data: Path) -> None:
    dangerous = [str(case["s"]) for case in formulas(shared_data) if case["danger"] is True]
    announcements = [samples.announcement_with(text, id=n) for n, text in enumerate(dangerous)]
    written = announcements_csv(announcements).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert len(rows) == len(dangerous)
    for row in rows:
        for column in ("headline", "you_said", "themes", "changes", "quotes"):
            assert row[column].lstrip(" \t\r\n\ufeff")[:1] not in tuple("=+-@＝＋－＠"), row[column]
            assert "\0" not in row[column]


def test_a_cell_that_is_too_long_ends_visibly() -> None:
    out = io.BytesIO()
    assert write_xlsx([{"a": "😀" * LONGEST_CELL, "b": 3}], ["a", "b"], out, sheet="x") == 1
    out.seek(0)
    rows = CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()
    assert str(rows[1][0]).endswith(CUT)
    assert rows[1][1] == 3


@pytest.mark.parametrize("text", ["../../etc/passwd", "C:\\x", "a/b", "\0", "con", "~/.bashrc"])
def test_names_in_the_zip_come_from_numbers_alone(text: str) -> None:
    data = announcements_zip([samples.announcement_with(text, id=7)])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            assert re.fullmatch(r"(announcement-7/announcement-7|announcements)[\w.-]*", name)


def test_no_hostile_path_gets_into_a_file_name(shared_data: Path) -> None:
    plain = announcements_zip([samples.announcement()])
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        names = package.namelist()
    for text in samples.lines_of(shared_data / "torture" / "paths" / "file_names.jsonl"):
        hostile = samples.announcement_with(text)
        with zipfile.ZipFile(io.BytesIO(announcements_zip([hostile]))) as package:
            assert package.namelist() == names


def test_only_an_ordinary_address_becomes_a_link_or_a_code() -> None:
    announcement = samples.announcement()
    for page in ("javascript:alert(1)", "data:text/html,x", "https://a b", ""):
        assert content_of(announcement, EN, page).page is None
    shown = content_of(announcement, EN, "https://example.org/a")
    assert shown.leads[0].address == "https://example.org/a"


def test_no_file_of_the_collection_breaks_a_format_or_becomes_markup(shared_data: Path) -> None:
    """Every file there is, whatever it was collected for, as what a customer wrote."""
    texts = beginnings(shared_data / "torture")
    assert len(texts) > 100
    usual = elements(samples.announcement()) | {"strong", "em", "br", "ul", "li"}
    for text in texts:
        announcement = samples.announcement_with(text)
        for name in FORMATS.keys() - PAPER:
            assert export(announcement, EN, name), name
        assert elements(announcement) <= usual
        message = opened_email(cast(bytes, export(announcement, EN, "email")))
        assert set(message.keys()) == HEADERS
    for some, announcement in together(texts):
        opened_docx(cast(bytes, export(announcement, EN, "docx")))
        assert pdf_text(cast(bytes, export(announcement, EN, "poster")))
        whole = closely(pdf_text(cast(bytes, export(announcement, EN, "pdf"))))
        assert all(closely(drawable(text))[:40] in whole for text in some)


def beginnings(folder: Path) -> list[str]:
    """What each file begins with; blank ones aside, as no announcement is without words."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            found.append(file.read(600).decode("utf-8", "replace"))
    return [text for text in found if text.strip()]


def elements(announcement: Announcement) -> set[str]:
    """The names of the elements in an announcement's page."""
    page = html5lib.parse(str(export(announcement, EN, "html")), namespaceHTMLElements=False)
    return {each.tag for each in page.iter() if isinstance(each.tag, str)}


def test_a_long_answer_begins_below_its_heading_and_its_tint_has_no_gaps() -> None:
    texts = [f"Paragraph {number} of an answer." for number in range(60)]
    data = cast(bytes, export(samples.announcement(we_did="\n\n".join(texts)), EN, "pdf"))
    shown = closely(pdf_text(data))
    assert [text for text in texts if closely(text) not in shown] == []
    first, second, *_ = pypdfium2.PdfDocument(data)
    assert "Paragraph 5 of an answer." in first.get_textpage().get_text_range()
    column = second.render(scale=1).to_pil().convert("RGB").crop((72, 72, 73, 760))
    assert {column.getpixel((0, at)) for at in range(column.height)} == {(234, 244, 246)}


@pytest.mark.parametrize(
    "text", ["W" * 10_000, "One more long sentence. " * 400, "e" + "\u0301" * 9000]
)
def test_a_poster_of_a_text_far_too_long_is_made_at_once(text: str) -> None:
    began = time.process_time()
    poster = export(samples.announcement_with(text), EN, "poster", "https://example.org/heard")
    assert time.process_time() - began < 5, "it was laid out once per size, 16 seconds long"
    assert len(pypdf.PdfReader(io.BytesIO(cast(bytes, poster))).pages) == 2
