"""Fifty comments of "not yet a theme", cleared with the keyboard alone in under five minutes."""

import sys
import time

import pytest
from playwright.sync_api import expect

from feedback.domain.comment import Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme
from tests.browser.conftest import App, Visit

pytestmark = pytest.mark.browser

COMMENTS = 51
MOST_SECONDS = 300
QUICK, PAUSE_MILLISECONDS = 6, 40
"""Presses that do not wait for the page, and the time between them."""


def test_fifty_comments_are_cleared_with_the_keyboard_alone(app: App, visit: Visit) -> None:
    store = app.store()
    store.comments.ensure_source(Source(name="Shop"))
    store.comments.upsert(
        [
            Comment(source="Shop", key=str(n), text=f"Parcel {n} came late", language="en")
            for n in range(COMMENTS)
        ]
    )
    _, staff = [store.themes.add(Theme(name=name, language="en")) for name in ("Late", "Staff")]
    page = visit.page
    began = time.monotonic()
    page.goto(f"{app.url}/not-yet-a-theme")
    expect(page.get_by_role("button", name="Staff")).to_be_enabled()
    page.keyboard.press("1")
    expect(page.get_by_text(f"{COMMENTS - 1} comments left, 1 cleared today.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.keyboard.press("u")
    expect(page.get_by_text(f"{COMMENTS} comments left, 0 cleared today.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.keyboard.press("s")
    expect(page.get_by_text("Parcel 49 came late")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text(f"{COMMENTS - 1} comments left, 1 cleared today.")).to_be_visible()
    for _ in range(QUICK):
        page.keyboard.press("2")
        page.wait_for_timeout(PAUSE_MILLISECONDS)
    words = f"{COMMENTS - 1 - QUICK} comments left, {1 + QUICK} cleared today."
    expect(page.get_by_text(words)).to_be_visible()
    assert store.comments.count(CommentFilter(theme_id=staff)) == QUICK
    for cleared in range(2 + QUICK, COMMENTS):
        page.keyboard.press("2" if cleared % 3 else "1")
        left = COMMENTS - cleared
        words = f"{left} comment{'' if left == 1 else 's'} left, {cleared} cleared today."
        expect(page.get_by_text(words)).to_be_visible()
    seconds = time.monotonic() - began
    sys.stdout.write(f"{COMMENTS - 1} comments cleared with the keyboard in {seconds:.0f} s\n")
    expect(page.get_by_text("Only skipped ones are left")).to_be_visible()
    assert seconds < MOST_SECONDS
    assert store.comments.count(CommentFilter(unassigned=True)) == 1
