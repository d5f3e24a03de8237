"""Themes that people own: named, merged, linked, and all of it there after a longer file."""

import re
from datetime import date
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from feedback.actions.ports import Store
from feedback.domain.change import Change
from feedback.domain.summaries import CommentFilter
from tests.browser.conftest import App, Visit
from tests.invented import SAID

pytestmark = pytest.mark.browser

HEIGHT = 38


def rows(part: int) -> str:
    """A file: two thirds of what is said (1), or all of it (2)."""
    lines = [" ".join(words) for parts in SAID.values() for words in product(*parts)]
    kept = [*lines[::3], *lines[1::3]] + (lines[2::3] if part == 2 else [])
    said = "".join(f"{n},{line},2026-03-0{1 + n % 9}\n" for n, line in enumerate(kept))
    return f"number,what they wrote,when\n{said}"


def test_names_merges_links_and_ids_outlast_a_longer_file(app: App, visit: Visit) -> None:
    page, store = visit.page, app.store()
    store.changes.upsert(
        [
            Change(
                key="plan-1",
                title="Courier and tracking: parcels no longer arrive late, delivery in three days",
                shipped_on=date(2026, 4, 1),
            )
        ]
    )
    _import(app, page, "first.csv", rows(1))
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    linked = store.links.suggestions()[0].theme_id
    _name_and_link(app, page, linked)
    _merge_the_last_two_rows(app, page)
    (merged,) = [event for event in store.theme_edits.live() if event.kind == "merge"]
    into, away = merged.theme_ids
    before = _where(store)
    open_before = {theme.id for theme in store.themes.all()}

    _import(app, page, "longer.csv", rows(2))
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_text("Nothing is changed before you apply it.")).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("button", name="Find themes again")).to_be_visible()
    after = _where(store)
    assert len(after) > len(before)
    assert store.comments.totals().comments == sum(len(list(product(*p))) for p in SAID.values())
    assert sum(after.get(c) == theme for c, theme in before.items()) >= 0.95 * len(before)
    assert open_before <= {theme.id for theme in store.themes.all()}
    for row in store.theme_edits.comments(merged.id):
        assert after[row.comment_id] == into
    page.goto(f"{app.url}/theme?theme={linked}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Parcels that come late")
    expect(page.get_by_role("heading", name="What answers it")).to_be_visible()

    page.goto(f"{app.url}/theme?theme={into}")
    expect(page.get_by_text(re.compile("merged .* into"))).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(page.get_by_text(re.compile("Undone. From .* go back"))).to_be_visible()
    restored = store.themes.get(away)
    assert restored is not None
    assert not restored.retired
    back = _where(store)
    for row in store.theme_edits.comments(merged.id):
        assert back[row.comment_id] == away
    assert visit.requests_elsewhere == []


def _where(store: Store) -> dict[int, int]:
    return {row.comment_id: row.theme_id for row in store.themes.assignments()}


def _import(app: App, page: Page, name: str, content: str) -> None:
    """Into one source, then find themes."""
    page.goto(f"{app.url}/import")
    if app.store().comments.totals().comments:
        page.get_by_role("button", name="Import another file").click()
    page.locator("input[type=file]").first.set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": content.encode()}]
    )
    page.get_by_role("tab", name="Source").click()
    field = page.get_by_label("Name of the source")
    field.fill("Shop")
    field.press("Enter")
    expect(page.get_by_label("Name of the source")).to_have_value("Shop")
    main = page.get_by_test_id("stMain")
    main.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("button", name="Find themes").click()


def _name_and_link(app: App, page: Page, theme_id: int) -> None:
    page.goto(f"{app.url}/theme?theme={theme_id}")
    page.get_by_role("textbox", name="Name", exact=True).fill("Parcels that come late")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Parcels that come late")
    page.get_by_role("button", name="Answers it").first.click()
    expect(page.get_by_role("heading", name="What answers it")).to_be_visible()


def _merge_the_last_two_rows(app: App, page: Page) -> None:
    page.goto(f"{app.url}/themes")
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    count = len(app.store().themes.all())
    assert count > 2
    for row in (count - 1, count):
        table.click(position={"x": 15, "y": HEIGHT * row + HEIGHT // 2})
        expect(page.get_by_text(f"{row - count + 2} theme")).to_be_visible()
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_text(re.compile("Merged into"))).to_be_visible()
    assert app.store().comments.count(CommentFilter(unassigned=True)) == 0
