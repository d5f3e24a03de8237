"""Bringing a file in through the browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

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
UNUSABLE = {
    "empty.csv": b"",
    "picture.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 40,
}


def test_an_import_shows_what_it_recognised_and_a_report_that_adds_up(
    app: App, visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    _drop(page, tmp_path, "parcels_2026.csv", ROWS.encode())
    expect(page.get_by_role("heading", name="The first rows")).to_be_visible()
    expect(page.get_by_label("Name of the source")).to_have_value("parcels_2026")
    _press_import(page)
    expect(page.get_by_text("6 rows = 4 new + 0 updated + 1 already there")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the 1 row").click()
    rejected = Path(download.value.path()).read_text(encoding="utf-8")
    assert rejected.splitlines()[0] == "line,reason,advice,excerpt"
    assert len(rejected.splitlines()) == 2
    assert list((app.data / "uploads").iterdir()) == []


def test_a_file_that_cannot_be_used_gets_one_sentence_and_no_half_import(
    app: App, visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    page.goto(f"{app.url}/import")
    for name, content in UNUSABLE.items():
        _drop(page, tmp_path, name, content)
        expect(page.get_by_test_id("stAlert")).to_contain_text(name)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        page.get_by_role("button", name="Choose another file").click()
        expect(page.locator("input[type=file]")).to_be_attached()
    _drop(page, tmp_path, "only_numbers.csv", b"a,b\n1,2\n3,4\n")
    expect(page.get_by_text("No column looks like comments")).to_be_visible()
    assert app.store().comments.totals().comments == 0


def _drop(page: Page, folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    page.locator("input[type=file]").set_input_files(path)


def _press_import(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name="Import", exact=True).click()
