"""Bringing files in through the browser."""

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect

from feedback.domain.summaries import CommentFilter
from tests.browser.conftest import App, Visit

pytestmark = pytest.mark.browser

ROWS = """what they wrote,when,stars
The parcel came late and the box was wet,2026-03-02,2
Delivery was quick but nobody rang the bell,2026-03-03,4
The parcel came late and the box was wet,2026-03-02,2
,2026-03-04,5
I waited two weeks for a refund of 20 euro,2026-03-05,1
n/a,2026-03-06,3
"""
TWO_WAYS = """what they wrote,when
The parcel came late and the box was wet,03/04/2026
Write to mia@example.org when the refund is there,05/06/2026
"""
MANY = "what they wrote,when\n" + "".join(
    f"Parcel {number} came late and the box was wet in street {number},2026-03-02\n"
    for number in range(9_000)
)
UNUSABLE = {
    "empty.csv": b"",
    "picture.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 40,
}


def test_an_import_shows_what_it_recognised_and_a_report_that_adds_up(
    app: App, visit: Visit
) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    _drop(page, ("parcels_2026.csv", ROWS))
    expect(page.get_by_role("tab", name="The first rows")).to_be_visible()
    expect(page.get_by_text("Comment: “what they wrote”")).to_be_visible()
    page.get_by_role("tab", name="Source").click()
    expect(page.get_by_label("Name of the source")).to_have_value("parcels_2026")
    _import_button(page).click()
    expect(page.get_by_text("6 rows = 5 new + 0 updated + 0 already there")).to_be_visible()
    expect(page.get_by_text("Dates: 2 Mar 2026 – 6 Mar 2026.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the 1 row").click()
    rejected = Path(download.value.path()).read_text(encoding="utf-8")
    assert rejected.splitlines()[0] == "line,reason,advice,excerpt,file"
    assert len(rejected.splitlines()) == 2
    assert list((app.data / "uploads").iterdir()) == []


def test_an_import_is_taken_back_after_its_effect_was_said(app: App, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    _drop(page, ("parcels.csv", ROWS))
    _import_button(page).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("dialog")).to_contain_text("The 5 comments it brought go")
    assert app.store().comments.totals().comments == 5
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("parcels.csv was taken back on")).to_be_visible()
    assert app.store().comments.totals().comments == 0
    expect(page.get_by_text("5 comments are gone.")).to_be_visible()
    page.get_by_role("link", name="All imports").click()
    expect(page.get_by_role("heading", name="Earlier imports")).to_be_visible()
    expect(page.get_by_text("5 new · 1 not usable")).to_contain_text("Taken back")


def test_what_is_answered_about_dates_is_what_is_stored(app: App, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    _drop(page, ("two_ways.csv", TWO_WAYS))
    expect(page.get_by_text("Is 03/04/2026 in “when” the 3 Apr 2026 or the")).to_be_visible()
    expect(_import_button(page)).to_be_disabled()
    page.get_by_text("4 Mar 2026 (month first)").click()
    expect(_import_button(page)).to_be_enabled()
    page.get_by_role("tab", name="Personal data").click()
    expect(page.get_by_text("Write to [email] when the refund")).to_be_visible()
    _import_button(page).click()
    expect(page.get_by_text("2 rows = 2 new")).to_be_visible()
    stored = app.store().comments.page(CommentFilter())
    days = {one.created_at.date() for one in stored if one.created_at}
    assert days == {date(2026, 3, 4), date(2026, 5, 6)}


def test_several_files_come_in_together_and_a_bad_one_keeps_none_out(
    app: App, visit: Visit
) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    _drop(page, ("march.csv", ROWS), ("empty.csv", ""), ("april.csv", ROWS.replace("late", "wet")))
    expect(page.get_by_text("empty.csv is empty")).to_be_visible()
    page.get_by_role("button", name="Import 2 files").click()
    expect(page.get_by_text("2 files: 12 rows = 10 new")).to_be_visible()
    names = [source.name for source in app.store().comments.sources()]
    assert names == ["april", "march"]


def test_an_import_goes_on_when_its_page_is_closed_and_is_found_again(
    app: App, visit: Visit, context: BrowserContext
) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    _drop(page, ("many.csv", MANY))
    _import_button(page).click()
    expect(page.get_by_text("Importing many.csv")).to_be_visible()
    again = context.new_page()
    page.goto("about:blank")
    again.goto(f"{app.url}/import")
    expect(again.get_by_text("9,000 rows = 9,000 new")).to_be_visible()
    again.close()


def test_a_file_over_the_limit_is_told_the_limit_its_setting_and_the_command(
    serve: Callable[..., App], visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "1")
    app = serve("app.py")
    page = visit.page
    page.goto(f"{app.url}/import")
    _drop(page, ("large.csv", ROWS + "x" * 1_500_000))
    expect(page.get_by_text("Files of more than 1 MB do not go through")).to_be_visible()
    limit = page.get_by_text("Files of more than 1 MB")
    expect(limit).to_contain_text("server.maxUploadSize")
    expect(limit).to_contain_text("python -m feedback import FILE")
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("1.0MB or smaller")
    assert not (app.data / "uploads").exists()


def test_a_file_that_cannot_be_used_gets_one_sentence_and_no_half_import(
    app: App, visit: Visit
) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    for name, content in UNUSABLE.items():
        _drop(page, (name, content))
        expect(page.get_by_test_id("stAlert")).to_contain_text(name)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(_import_button(page)).to_have_count(0)
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_text("You see what was recognised")).to_be_visible()
    _drop(page, ("only_numbers.csv", "a,b\n1,2\n3,4\n"))
    expect(page.get_by_text("No column looks like comments")).to_be_visible()
    assert app.store().comments.totals().comments == 0


def _drop(page: Page, *files: tuple[str, str | bytes]) -> None:
    payloads: list[FilePayload] = [
        {
            "name": name,
            "mimeType": "text/csv",
            "buffer": content if isinstance(content, bytes) else content.encode(),
        }
        for name, content in files
    ]
    name = page.get_by_test_id("stMain").get_by_text(files[0][0]).first
    # A drop into a box that the page is just putting anew is lost: a person drops it again.
    for patience in (20_000, 20_000, 60_000):
        page.locator("input[type=file]").first.set_input_files(payloads)
        with contextlib.suppress(AssertionError):
            expect(name).to_be_visible(timeout=patience)
            return
    raise AssertionError(f"{files[0][0]} was dropped three times and is not there")


def _import_button(page: Page) -> Locator:
    return page.get_by_test_id("stMain").get_by_role("button", name="Import", exact=True)
