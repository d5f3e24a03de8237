"""In every format what a person wrote is text: never markup, never a link, never a control."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from feedback.announcements.export import FORMATS, export
from feedback.announcements.export.content import safe_address
from feedback.announcements.export.markdown import escaped
from feedback.announcements.plain import one_line
from feedback.announcements.words_folder import languages, load_words
from feedback.domain.announcement import (
    Announcement,
    AnnouncementStatus,
)
from feedback.errors import InputError
from tests.unit.announcements import announcement_samples as samples
from tests.unit.announcements.announcement_samples import announcement_with, torture

WORDS = {code: load_words(code) for code in languages()}
EN = WORDS["en"]
PARAGRAPH = ("paragraph_open", "inline", "paragraph_close")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    VOID = frozenset({"meta", "br", "hr", "link", "input"})

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.open: list[str] = []
        self.scripts: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open[-1:] == ["script"]:
            self.scripts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def elements(announcement: Announcement) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    page = Page(export(announcement, EN, "html"))
    assert page.open == []
    return page.elements


def tokens(source: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(source):
        yield token
        yield from token.children or ()


def shape(source: str) -> list[str]:
    """What Markdown makes of a text, apart from the words themselves and line breaks in them."""
    return [
        token.type + str(token.attrs or "")
        for token in tokens(source)
        if token.type not in ("text", "text_special", "hardbreak", "softbreak")
    ]


def test_no_hostile_string_becomes_an_element_or_attribute_of_the_page(shared_data: Path) -> None:
    harmless = elements(announcement_with("harmless words"))
    for text in torture(shared_data):
        found = elements(announcement_with(text))
        if safe_address(text):
            found = [each for each in found if each[0] != "a"]
        assert paragraphs_apart(found) == paragraphs_apart(harmless), text


def paragraphs_apart(
    found: list[tuple[str, tuple[tuple[str, str | None], ...]]],
) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """A text with an empty line in it makes two paragraphs, which is not markup."""
    return [each for each in found if each != ("p", (("dir", "auto"),)) and each[0] != "p"]


def test_no_hostile_string_becomes_markup_in_markdown(shared_data: Path) -> None:
    for text in torture(shared_data):
        announcement = announcement_with(text)
        source = export(announcement, EN, "markdown")
        found = [token for token in tokens(source) if token.type != "link_close"]
        kinds = {token.type for token in found}
        assert not kinds & {"html_inline", "html_block", "image", "code_inline", "fence"}, text
        assert not kinds & {"code_block", "table_open", "s_open", "em_open", "hr"}, text
        assert {token.tag for token in found if token.type == "heading_open"} == {"h1", "h2"}
        links = [token.attrs["href"] for token in found if token.type == "link_open"]
        assert links == ([safe_address(text)] if safe_address(text) else []), text


def test_hostile_strings_are_still_readable_in_every_format(shared_data: Path) -> None:
    for text in torture(shared_data)[:600]:
        announcement = announcement_with(text)
        shown = " ".join(Page(export(announcement, EN, "html")).text.split())
        plain = export(announcement, EN, "text")
        assert one_line(text) in shown
        assert one_line(text) in " ".join(plain.split())
        assert json.loads(export(announcement, EN, "json"))["headline"] == text


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "2) item",
        "> quote",
        "    code",
        "---",
        "===",
        "```fence",
        "~~~fence",
        "a | b\n--|--\nc | d",
        "[text](javascript:alert(1))",
        "![x](http://example.org/a.png)",
        "<script>alert(1)</script>",
        "<javascript:alert(1)>",
        "<b>bold</b>",
        "&lt;b&gt; &amp; &#60;",
        "**bold** _it_ ~~no~~ `code`",
        "[a]: http://example.org",
        "ends with a backslash\\",
        "two  \nlines\\\nand more",
    ],
)
def test_markdown_shows_markup_letter_by_letter(text: str) -> None:
    source = escaped(text).replace("\n", "\\\n")
    assert shape(source) in ([], list(PARAGRAPH))
    html = MARKDOWN.render(source)
    assert Page(html).text.split() == text.split()


@pytest.mark.parametrize(
    "text", ["http://a.example", "https://b.example/c", "www.d.example", "e@f.example", "g.example"]
)
def test_no_plain_address_is_left_for_a_reader_to_make_a_link_of(text: str) -> None:
    assert text not in escaped(text)


@given(st.text(max_size=60))
def test_any_text_in_markdown_is_one_paragraph_of_text(text: str) -> None:
    announcement = samples.announcement(you_said=f"x {text}")
    plain = samples.announcement(you_said="x")
    expected, found = (
        [kind for kind in shape(export(each, EN, "markdown")) if kind not in PARAGRAPH]
        for each in (plain, announcement)
    )
    assert found == expected


TEXT_FORMATS = [
    name for name in FORMATS if isinstance(export(samples.announcement(), EN, name), str)
]


@pytest.mark.parametrize("as_", TEXT_FORMATS)
def test_controls_and_reordering_marks_are_visibly_replaced(as_: str) -> None:
    text = "a\x00b\x1bc\u202ed\u2066e\ud800f"
    written = export(announcement_with(text), EN, as_)
    written.encode("utf-8")
    if as_ != "json":
        assert not set("\x00\x1b\u202e\u2066\ud800") & set(written)
        assert "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf" in written
    assert not set("\x00\x1b\ud800") & set(written)


@pytest.mark.parametrize("code", languages())
def test_the_page_is_whole_in_its_language_and_loads_nothing(code: str) -> None:
    announcement = samples.announcement(language=code)
    page = export(announcement, WORDS[code], "html")
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{ {"pt": "pt-BR", "en": "en-GB"}.get(code, code) }">' in page
    found = Page(page).elements
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found}
    assert all(not name.startswith("on") for _, attrs in found for name, _ in attrs)
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize("as_", ["markdown", "html", "text"])
def test_facts_are_shown_with_their_base(as_: str) -> None:
    announcement = samples.announcement(language="id")
    written = export(announcement, WORDS["id"], as_)
    for value in ("48 dari 420 komentar (11%)", "39", "ulasan (30) dan survei (18)", "Inggris"):
        assert value in written.replace("\\", "")


def test_a_draft_says_that_it_is_one_and_an_approved_announcement_does_not() -> None:
    draft = samples.announcement(status=AnnouncementStatus.DRAFT)
    for as_ in ("markdown", "html", "text"):
        assert "Draft – not approved" in export(draft, EN, as_)
        assert "not approved" not in export(samples.announcement(), EN, as_)


def test_json_has_the_keys_of_the_command_line_and_dates_as_iso() -> None:
    announcement = samples.announcement(created_at=datetime(2026, 5, 1, 9, 30, tzinfo=UTC))
    values = json.loads(export(announcement, EN, "json"))
    keys = ["id", "theme_ids", "language", "headline", "you_said", "we_did", "facts", "status"]
    assert list(values)[:8] == keys
    assert values["facts"]["first_said"] == "2026-01-05"
    assert values["created_at"] == "2026-05-01T09:30:00+00:00"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/a)b", "https://example.org/a%29b"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https://user:pass@example.org", ""),
        ("https://example.org/a b", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_only_ordinary_web_addresses_become_links(address: str, safe: str) -> None:
    assert safe_address(address) == safe


def test_an_unknown_format_is_an_error_that_names_the_choices() -> None:
    with pytest.raises(InputError, match="html, fragment, markdown, email, text"):
        export(samples.announcement(), EN, "exe")
