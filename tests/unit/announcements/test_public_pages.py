"""The public pages: whole, valid, in each language, and never anything but pages."""

import html
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import html5lib
import pytest

from feedback.announcements.site.building import build_site
from feedback.announcements.site.entries import LoopFigures, entries_of
from feedback.announcements.words_folder import languages, load_words
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.errors import InputError
from tests.unit.announcements import announcement_samples as samples
from tests.unit.announcements.test_export_formats import Page

WORDS = {code: load_words(code) for code in languages()}
DAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
BASE = "https://example.org/heard"


def in_all_languages() -> list[Announcement]:
    """One announcement in each language about the same theme, and a "no" in English."""
    translated = [
        samples.announcement(
            id=number,
            language=code,
            headline=f"Headline in {code}",
            created_at=DAY,
            published_at=DAY + timedelta(days=number),
        )
        for number, code in enumerate(languages(), start=1)
    ]
    refused = samples.announcement(
        id=9,
        theme_ids=(2,),
        headline="You asked for a branch in every village",
        we_did="We cannot: it costs more than it helps.",
        facts=samples.facts(outcome="cannot", shipped=()),
        published_at=DAY,
    )
    return [*translated, refused]


def built(
    announcements: Sequence[Announcement], *, address: str = BASE, title: str = ""
) -> dict[str, str]:
    files = build_site(
        entries_of(announcements, WORDS),
        WORDS,
        figures=LoopFigures(closed=2, of=7),
        address=address,
        title=title,
    )
    return {path: data.decode("utf-8") for path, data in files.items()}


def text_of(page: str) -> str:
    return " ".join("".join(html5lib.parse(page, treebuilder="etree").itertext()).split())


def test_every_page_is_valid_html_and_every_link_leads_somewhere() -> None:
    files = built(in_all_languages())
    pages = {path: text for path, text in files.items() if path.endswith(".html")}
    assert len(pages) == 1 + 4 * 2 + 5
    for path, page in pages.items():
        html5lib.HTMLParser(strict=True).parse(page)
        assert Page(page).open == []
        folder = Path(path).parent
        for target in re.findall(r'(?:href|src)="([^"]+)"', page):
            if target.startswith(BASE) or target.startswith("https://"):
                continue
            assert _plain(folder / target) in files, (path, target)


def _plain(path: Path) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


@pytest.mark.parametrize("code", languages())
def test_each_language_has_its_list_its_entry_and_its_feeds(code: str) -> None:
    files = built(in_all_languages())
    index = files[f"{code}/index.html"]
    words = WORDS[code]
    shown = text_of(index)
    assert words.phrase("site_title") in shown
    assert words.phrase("site_share", 7, closed="2", of="7") in shown
    assert f"Headline in {code}" in shown
    for other in languages():
        assert f'href="../{other}/index.html"' in index
    number = languages().index(code) + 1
    entry = files[f"{code}/{number}.html"]
    assert f'href="../{"kk" if code != "kk" else "pt"}/' in entry
    assert f'<html lang="{str(words.locale).replace("_", "-")}">' in entry


def test_what_was_not_done_has_a_section_of_its_own_with_its_reason() -> None:
    files = built(in_all_languages())
    shown = text_of(files["en/index.html"])
    assert "What we did not do, and why You asked for a branch in every village" in shown
    assert "it costs more than it helps" in shown
    assert "Not possible" in text_of(files["en/9.html"])
    assert "In other languages" not in shown
    assert "Тіл" in files["kk/index.html"]
    assert "Басқа тілдерде You asked for a branch" in text_of(files["kk/index.html"])


def test_an_entry_leads_to_the_same_topic_in_the_other_languages() -> None:
    files = built(in_all_languages())
    number = {code: place for place, code in enumerate(languages(), start=1)}
    for code in languages():
        page = files[f"{code}/{number[code]}.html"]
        for other in languages():
            if other != code:
                assert f'href="../{other}/{number[other]}.html"' in page
    assert 'href="../kk/index.html"' in files["en/9.html"]


@pytest.mark.parametrize("folder", ["", *(f"{code}/" for code in languages())])
def test_a_feed_reader_reads_both_feeds(folder: str) -> None:
    files = built(in_all_languages())
    feed = feedparser.parse(files[f"{folder}feed.xml"].encode("utf-8"))
    assert not feed.bozo
    assert feed.version == "atom10"
    values = json.loads(files[f"{folder}feed.json"])
    assert values["version"] == "https://jsonfeed.org/version/1.1"
    assert values["feed_url"] == f"{BASE}/{folder}feed.json"
    assert [entry.title for entry in feed.entries] == [item["title"] for item in values["items"]]
    assert [entry.link for entry in feed.entries] == [item["url"] for item in values["items"]]
    assert len(feed.entries) == (5 if not folder else 2 if folder == "en/" else 1)
    for entry, item in zip(feed.entries, values["items"], strict=True):
        assert entry.link.startswith(f"{BASE}/")
        assert entry.link.removeprefix(f"{BASE}/") in files
        assert entry.published == item["date_published"]
        assert "48" in entry.content[0].value
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_ids_in_feeds_stay_when_the_pages_move() -> None:
    here = json.loads(built(in_all_languages())["feed.json"])
    there = json.loads(built(in_all_languages(), address="")["feed.json"])
    assert [item["id"] for item in here["items"]] == [item["id"] for item in there["items"]]


def test_nothing_is_loaded_and_only_our_own_script_runs() -> None:
    for path, page in built(in_all_languages()).items():
        if not path.endswith(".html"):
            continue
        found = Page(page).elements
        assert not {"img", "object", "form"} & {tag for tag, _ in found}
        assert "iframe" not in {tag for tag, _ in found}
        assert all(not name.startswith("on") for _, attrs in found for name, _ in attrs)
        assert all(name != "style" for _, attrs in found for name, _ in attrs)
        policy = next(dict(attrs)["content"] for tag, attrs in found if "http-equiv" in dict(attrs))
        assert str(policy).startswith("default-src 'none'; style-src 'sha256-")


def test_the_snippet_to_embed_is_text_with_the_address() -> None:
    files = built(in_all_languages())
    assert f'<iframe src="{BASE}/en/embed.html"' in html.unescape(files["en/index.html"])
    assert "iframe" not in built(in_all_languages(), address="")["en/index.html"]
    assert "Headline in en" in files["en/embed.html"]


def test_only_what_is_published_is_on_the_pages() -> None:
    draft = samples.announcement(id=5, status=AnnouncementStatus.DRAFT, headline="A secret")
    approved = replace(draft, id=6, status=AnnouncementStatus.APPROVED)
    files = built([draft, approved])
    assert set(files) == {
        *("index.html", "feed.xml", "feed.json"),
        *("en/index.html", "en/embed.html", "en/feed.xml", "en/feed.json"),
    }
    assert all("secret" not in text for text in files.values())
    assert "Nothing has been published yet." in text_of(files["index.html"])
    assert not feedparser.parse(files["feed.xml"].encode()).bozo


def test_the_same_announcements_give_the_same_files() -> None:
    assert built(in_all_languages()) == built(in_all_languages())


def test_a_company_can_name_the_pages() -> None:
    files = built(in_all_languages(), title="Steppe Bank <hears> you")
    assert "<h1>Steppe Bank &lt;hears&gt; you</h1>" in files["index.html"]
    feed = feedparser.parse(files["feed.xml"].encode())
    assert feed.feed.title == "Steppe Bank &lt;hears> you" or "<hears>" in feed.feed.title


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "example.org", "https://a/?b", "https://a/#b", "ftp://x/"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="must begin with https://"):
        built([], address=address)


def test_hostile_text_is_text_on_every_page_and_in_every_feed(shared_data: Path) -> None:
    texts = samples.more_torture(shared_data)
    harmless = built([samples.announcement_with("harmless", created_at=DAY)])
    shape = [each for each in Page(harmless["en/3.html"]).elements if each[0] not in ("a", "p")]
    hostile = [
        samples.announcement_with(text, id=number, created_at=DAY, published_at=DAY)
        for number, text in enumerate(texts, start=1)
    ]
    files = built(hostile)
    assert set(files) == {
        *("index.html", "feed.xml", "feed.json"),
        *("en/index.html", "en/embed.html", "en/feed.xml", "en/feed.json"),
        *(f"en/{number}.html" for number in range(1, len(texts) + 1)),
    }
    for number, text in enumerate(texts, start=1):
        found = Page(files[f"en/{number}.html"]).elements
        assert [each for each in found if each[0] not in ("a", "p")] == shape, text
    assert {tag for tag, _ in Page(files["index.html"]).elements} <= {
        *("html", "head", "meta", "title", "link", "style", "body", "header", "h1", "p", "div"),
        *("svg", "rect", "main", "label", "input", "section", "h2", "article", "h3", "a", "span"),
        *("footer", "details", "summary", "pre", "code", "script"),
    }
    feed = feedparser.parse(files["feed.xml"].encode("utf-8"))
    assert not feed.bozo
    assert len(feed.entries) == len(json.loads(files["feed.json"])["items"]) == len(texts)


def test_hostile_text_leaves_every_page_valid_with_no_script_but_our_own(shared_data: Path) -> None:
    """Each text as headline, text, name, title, version, address, quote, channel and language of
    an entry, in turn in each language, and one as the name of the pages."""
    texts = samples.more_torture(shared_data)
    codes = languages()
    hostile = [
        replace(
            samples.announcement_with(text, id=number, created_at=DAY, published_at=DAY),
            language=codes[number % len(codes)],
            theme_ids=(number,),
        )
        for number, text in enumerate(texts, start=1)
    ]
    own = Page(built([])["en/index.html"]).scripts
    assert len(own) == 1
    files = built(hostile, title=max(texts, key=len)[:200] + "</title><script>alert(1)</script>")
    pages = {path: text for path, text in files.items() if path.endswith(".html")}
    assert len(pages) == 1 + 2 * len(codes) + len(texts)
    for path, page in pages.items():
        html5lib.HTMLParser(strict=True).parse(page)
        read = Page(page)
        lists = path.endswith("index.html")
        assert read.scripts == (own if lists else []), path
        for tag, attributes in read.elements:
            assert tag not in ("img", "iframe", "object", "form", "base"), path
            for name, value in attributes:
                assert not name.startswith("on"), path
                if name in ("href", "src"):
                    assert re.match(r"https?://|[\w./-]+\.(?:html|xml|json)$|#", value or ""), value
