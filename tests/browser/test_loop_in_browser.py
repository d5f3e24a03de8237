"""The whole loop, as a person walks it: sample → theme → change → announcement → file."""

import html
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from feedback.domain.summaries import CommentFilter
from tests.browser.conftest import App, Visit, download

pytestmark = pytest.mark.browser


def test_the_loop_from_the_sample_to_a_published_announcement(
    app_of_its_own: App, visit: Visit, tmp_path: Path
) -> None:
    app, page = app_of_its_own, visit.page
    page.goto(app.url)
    page.get_by_role("button", name="Explore the sample").click()
    expect(page.get_by_role("heading", name="Where the loop stands")).to_be_visible()
    expect(page.get_by_text("the sample of an invented company")).to_be_visible()
    visit.picture("1_home")
    _find_themes_again(visit)
    _open_the_suggested_theme(app, visit)
    theme_id = int(re.search(r"theme=(\d+)", page.url)[1])  # type: ignore[index]
    name = _rename(page)
    page.get_by_role("button", name="Answers it").first.click()
    expect(page.get_by_text("Shipped, not announced")).to_be_visible()
    visit.picture("3_theme")
    page.get_by_role("button", name="Draft an announcement").click()
    _make_a_claim_that_does_not_hold_and_take_it_back(visit)
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("published", exact=False).first).to_be_visible()
    expect(page.get_by_role("button", name="Save and check")).to_have_count(0)
    visit.picture("5_published")
    _check_the_files(app, page, theme_id, name, tmp_path)
    assert visit.requests_elsewhere == []
    assert visit.dialogs == []


def _find_themes_again(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name="Themes").click()
    page.get_by_role("button", name="Find themes again").click()
    page.get_by_role("button", name="Find themes", exact=True).click()
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_text(re.compile(r"kept\. 0 comments leave their themes"))).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("button", name="Find themes again")).to_be_visible()
    visit.picture("2_themes")


def _open_the_suggested_theme(app: App, visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name="Home").click()
    page.get_by_role("button", name="Open the theme").first.click()
    expect(page.get_by_role("heading", name="Changes that may answer it")).to_be_visible()


def _rename(page: Page) -> str:
    """Give the theme a name with a sign that HTML must escape; one that reads well in a picture."""
    found = page.get_by_role("heading", level=1).inner_text()
    name = "Login codes & text messages" if "login" in found else f"{found.capitalize()} & more"
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return name


def _make_a_claim_that_does_not_hold_and_take_it_back(visit: Visit) -> None:
    page = visit.page
    words = page.get_by_label("What you told us")
    expect(words).to_have_value(re.compile(r"\d+ of \d+ comments"))
    true_words = words.input_value()
    words.fill(f"{true_words} Everybody agrees: 99.9% of you.")
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("the facts do not carry").first).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    visit.picture("4_check")
    words.fill(true_words)
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("The check found nothing")).to_be_visible()


def _check_the_files(app: App, page: Page, theme_id: int, name: str, folder: Path) -> None:
    comments = app.store().comments.count(CommentFilter(theme_id=theme_id))
    facts = json.loads(_download(page, "JSON", folder))["facts"]
    assert facts["comments"] == comments
    web_page = _download(page, "Web page", folder)
    assert f"{comments} of {facts['of_comments']} comments" in web_page
    assert html.escape(name) in web_page
    assert "Draft" not in web_page
    assert f"{comments} of {facts['of_comments']} comments" in _download(page, "Markdown", folder)


def _download(page: Page, label: str, folder: Path) -> str:
    button = page.get_by_test_id("stDownloadButton").get_by_role("button", name=label)
    return download(page, button, folder / label).read_text(encoding="utf-8")
