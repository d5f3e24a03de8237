"""The public pages and the other HTML as people see them: in Chromium, with and without script."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from feedback.announcements.export.email import as_email
from feedback.announcements.export.html import as_html
from feedback.announcements.export.poster import as_poster
from feedback.announcements.site.building import build_site
from feedback.announcements.site.entries import LoopFigures, entries_of
from feedback.announcements.words_folder import languages
from tests.browser.conftest import PICTURES
from tests.unit.announcements.announcement_samples import announcement_with
from tests.unit.announcements.test_formats_opened import content, opened_email
from tests.unit.announcements.test_public_pages import BASE, WORDS, in_all_languages

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script></title><svg onload=alert(3)>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The pages in a folder, one entry hostile."""
    announcements = [*in_all_languages(), announcement_with(HOSTILE, id=20, theme_ids=(5,))]
    files = build_site(
        entries_of(announcements, WORDS), WORDS, figures=LoopFigures(2, 7), address=BASE
    )
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return tmp_path


@pytest.fixture
def noted(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and whatever it complains about, asks or fetches."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    notes: list[str] = []
    page.on("console", lambda message: notes.append(message.text))
    page.on("dialog", lambda dialog: (notes.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda request: None if request.url.startswith("file:") else notes.append(request.url),
    )
    yield page, notes
    page.close()


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("code", languages())
def test_list_and_entry_are_accessible_and_fit_on_a_telephone(
    pages: Path, noted: tuple[Page, list[str]], code: str
) -> None:
    page, notes = noted
    number = languages().index(code) + 1
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for name in (f"{code}/index.html", f"{code}/{number}.html", f"{code}/embed.html"):
            page.goto((pages / name).as_uri())
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    for name in (f"{code}/index.html", f"{code}/{number}.html", "en/20.html"):
        page.goto((pages / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert notes == []


def test_search_narrows_the_list(pages: Path, noted: tuple[Page, list[str]]) -> None:
    page, notes = noted
    page.goto((pages / "en" / "index.html").as_uri())
    cards = page.locator("article:visible")
    expect(cards).to_have_count(3)
    page.get_by_label("Search").fill("village costs")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("branch in every village")
    page.get_by_label("Search").fill("nobody said this")
    expect(cards).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    page.get_by_label("Search").fill("")
    expect(cards).to_have_count(3)
    assert notes == []


def test_everything_is_readable_without_script(pages: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "index.html").as_uri())
    expect(page.locator("article")).to_have_count(3)
    expect(page.locator("#search")).to_be_hidden()
    page.get_by_role("link", name="Headline in en").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Headline in en")
    page.get_by_role("link", name="Қазақ тілі").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Headline in kk")
    context.close()


def test_hostile_text_stays_text(pages: Path, noted: tuple[Page, list[str]]) -> None:
    page, notes = noted
    for name in ("en/20.html", "en/index.html", "en/embed.html"):
        page.goto((pages / name).as_uri())
        expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()
    page.wait_for_timeout(300)
    assert notes == []


@pytest.mark.parametrize("code", languages())
def test_the_page_and_the_mail_show_in_a_browser(
    noted: tuple[Page, list[str]], tmp_path: Path, code: str
) -> None:
    page, notes = noted
    shown = content(code)
    body = opened_email(as_email(shown)).get_body(("html",))
    assert body is not None
    for name, source in (("page", as_html(shown)), ("mail", str(body.get_content()))):
        file = tmp_path / f"{name}.html"
        file.write_text(source, encoding="utf-8")
        page.goto(file.as_uri())
        expect(page.get_by_role("heading", level=1)).to_have_text(shown.headline)
        expect(page.get_by_role("link").first).to_be_visible()
        assert serious(page) == []
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.set_viewport_size({"width": 1440, "height": 900})
    assert notes == []


def test_the_list_has_each_answer_under_what_became_of_it(browser: Browser, tmp_path: Path) -> None:
    """The pictures of the docs are of this poster and this page, where they are wanted."""
    shown = content("en")
    poster = pypdfium2.PdfDocument(as_poster(shown))[0].render(scale=1.2).to_pil()
    assert len(poster.getcolors(100_000) or []) > 20, "a page with something on it"
    topics = {
        "delivery is late": ("partly", "We show the courier on a map. Evenings are still slow."),
        "login code never arrives": ("did", shown.answer.paragraphs[0]),
        "a branch in every village": ("cannot", "We cannot: it costs more than it helps."),
    }
    announcements = [
        replace(
            shown.announcement,
            id=number,
            theme_ids=(number,),
            headline=f"You told us about “{topic}”",
            you_said=f"“{topic.capitalize()}” came up in 48 of 420 comments.",
            we_did=answer,
            facts=replace(shown.announcement.facts, outcome=outcome),
            published_at=datetime(2026, 6, number, tzinfo=UTC),
        )
        for number, (topic, (outcome, answer)) in enumerate(topics.items(), start=1)
    ]
    announcements += [each for each in in_all_languages() if each.language != "en"]
    files = build_site(
        entries_of(announcements, WORDS), WORDS, figures=LoopFigures(6, 14), address=BASE
    )
    (tmp_path / "index.html").write_bytes(files["en/index.html"])
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.goto((tmp_path / "index.html").as_uri())
    for headline in topics:
        expect(page.get_by_role("link", name=headline)).to_be_visible()
    expect(page.get_by_role("heading", name="What we did not do, and why")).to_be_visible()
    expect(page.get_by_text("6 of 14 comments have an answer")).to_be_visible()
    if "HEARD_PICTURES" in os.environ:
        poster.save(PICTURES / "6_poster.png")
        page.screenshot(path=PICTURES / "7_site.png")
    page.close()
