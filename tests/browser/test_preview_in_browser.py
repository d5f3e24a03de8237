"""The preview's frame, should an export ever hold something alive."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import App, Visit

pytestmark = pytest.mark.browser


def test_a_script_in_a_preview_does_not_run_and_nothing_is_fetched(
    browser: object, serve: Callable[[str], App], visit: Visit
) -> None:
    app = serve("tests/browser/caged_page.py")
    visit.page.goto(app.url)
    frame = visit.page.frame_locator("iframe")
    expect(frame.get_by_text("Harmless words")).to_be_visible()
    visit.page.wait_for_timeout(500)
    assert visit.page.title() != "taken"
    assert visit.dialogs == []
    assert visit.requests_elsewhere == []
