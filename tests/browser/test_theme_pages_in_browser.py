"""What people do to themes with mouse and keyboard, in one app with the sample loaded."""

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from feedback.actions.ports import Store
from feedback.actions.sample import load_sample
from feedback.actions.theme_edits import hide_theme, rename_theme
from feedback.actions.theme_merging import suggest_split
from feedback.actions.theme_runs import propose_themes
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme
from tests.browser.conftest import App, Visit, press, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("theme pages")]

NOW = datetime(2026, 10, 1, 12)
HEADER, ROW, MARKER, OPEN_AT = 36, 38, 18, 242
"""Pixels: the table is a canvas, so rows are clicked where they lie."""


@pytest.fixture(scope="module")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with served("app.py", tmp_path_factory.mktemp("house")) as app:
        load_sample(app.store(), key=b"k" * 32, model_folder=app.data / "models", now=NOW)
        yield app


@pytest.fixture
def store(house: App) -> Store:
    return house.store()


def largest(store: Store, place: int) -> Theme:
    """A theme by its place in the list; each test takes others."""
    row = store.themes.summaries(today=NOW.date())[place]
    theme = store.themes.get(row.id)
    assert theme is not None
    return theme


def open_theme(page: Page, house: App, theme: Theme) -> None:
    page.goto(f"{house.url}/theme?theme={theme.id}")
    expect(page.get_by_role("heading", name=theme.name, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="History")).to_be_visible()


def select(page: Page, rows: int) -> None:
    """The first rows of the table, once it lies still."""
    table = page.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible()
    page.wait_for_timeout(800)
    for row in range(1, rows + 1):
        table.click(position={"x": MARKER, "y": HEADER + ROW * row + ROW // 2})
        expect(page.get_by_text(f"{row} theme{'s' if row > 1 else ''} selected")).to_be_visible()


def still(page: Page) -> None:
    """Wait until the page has heard of what was done last."""
    page.wait_for_timeout(500)
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )


def do(page: Page, menu: str, button: str, said: str) -> None:
    """Open a menu of the bar below, press a button in it, and see what came of it."""
    page.get_by_role("button", name=menu, exact=True).click()
    page.get_by_role("button", name=button, exact=True).last.click()
    expect(page.get_by_text(said)).to_be_visible()


def test_several_rows_are_selected_and_acted_on(house: App, store: Store, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{house.url}/themes")
    select(page, 2)
    page.get_by_role("button", name="Assign owner").click()
    page.get_by_label("Owner", exact=True).last.fill("Ana")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("Ana looks after 2 themes now.")).to_be_visible()
    chosen = {theme.id for theme in store.themes.all() if theme.owner == "Ana"}
    assert len(chosen) == 2
    select(page, 2)
    do(page, "Decide", "Decide", "Decided: planned.")
    assert {row.theme_id for row in store.decisions.all()} >= chosen
    select(page, 2)
    do(page, "Link", "Link them", "Linked to “")
    assert {link.theme_id for link in store.links.all() if link.state == "accepted"} >= chosen
    select(page, 2)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_label("Tag", exact=True).fill("spring")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add the tag").click()
    expect(page.get_by_text("2 themes changed.")).to_be_visible()
    assert {theme.id for theme in store.themes.all() if "spring" in theme.tags} == chosen
    select(page, 2)
    do(page, "More", "Hide from lists", "2 themes are hidden.")
    assert {theme.id for theme in store.themes.all() if theme.hidden} == chosen
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text(re.compile("^Undone"))).to_be_visible()
    (hidden,) = [theme for theme in store.themes.all() if theme.hidden]
    # So that the other tests find the sample as it was.
    hide_theme(store, hidden.id, hidden=False, by="", now=NOW)


def test_a_view_is_saved_and_opened_again(house: App, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{house.url}/themes?language=Kazakh")
    page.get_by_role("button", name="Saved views").click()
    still(page)  # as it is long before somebody has typed a name
    page.get_by_label("Save this view as").fill("In Kazakh")
    page.get_by_role("button", name="Save the view").click()
    expect(page.get_by_text("The view “In Kazakh” is saved.")).to_be_visible()
    expect(page.get_by_label("Save this view as")).not_to_be_visible()
    page.goto(f"{house.url}/themes")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="In Kazakh").click()
    expect(page).to_have_url(re.compile("language=Kazakh"))


def test_a_selection_stays_with_its_theme_in_a_search(
    house: App, store: Store, visit: Visit
) -> None:
    page, second = visit.page, largest(store, 1)
    page.goto(f"{house.url}/themes")
    select(page, 2)
    page.get_by_label("Search themes").fill(second.name)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 theme selected")).to_be_visible()
    page.get_by_role("button", name="Assign owner").click()
    page.get_by_label("Owner", exact=True).last.fill("Dana")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("Dana looks after 1 theme now.")).to_be_visible()
    assert [theme.id for theme in store.themes.all() if theme.owner == "Dana"] == [second.id]


def test_a_name_is_changed_in_place_and_a_second_writer_is_asked(
    house: App, store: Store, visit: Visit
) -> None:
    page, theme = visit.page, largest(store, 5)
    open_theme(page, house, theme)
    page.get_by_label("Name", exact=True).fill("Paying by card")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name="Paying by card")).to_be_visible()
    rename_theme(store, theme.id, "Cards", by="Bela", now=datetime.now())
    page.get_by_label("Name", exact=True).fill("Payment")
    page.get_by_role("button", name="Rename").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Changed by Bela")).to_be_visible()
    expect(dialog.get_by_text("Cards")).to_be_visible()
    expect(dialog.get_by_text("“Payment”")).to_be_visible()
    dialog.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("heading", name="Payment", exact=True)).to_be_visible()
    renamed = store.themes.get(theme.id)
    assert renamed is not None
    assert renamed.name == "Payment"


def test_a_comment_says_why_it_is_here_and_is_moved(house: App, store: Store, visit: Visit) -> None:
    page, theme, target = visit.page, largest(store, 7), largest(store, 8)
    newest = store.comments.page(CommentFilter(theme_id=theme.id), limit=2)
    open_theme(page, house, theme)
    page.get_by_role("button", name="Why here?").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Words that put it here")).to_be_visible()
    expect(dialog.get_by_role("table")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Move to…").last.scroll_into_view_if_needed()
    page.locator(f".st-key-move_{newest[0].id} button").click()
    dialog.get_by_label("Move to").fill(target.name)
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text(f"Moved to “{target.name}”.")).to_be_visible()
    page.locator(f".st-key-not_{newest[1].id} button").click()
    expect(page.get_by_text("no run brings it back")).to_be_visible()
    places = {row.comment_id: row.theme_id for row in store.themes.of_comments([newest[0].id])}
    assert places == {newest[0].id: target.id}
    assert store.themes.of_comments([newest[1].id]) == []


def test_a_theme_is_split(house: App, store: Store, visit: Visit) -> None:
    page, theme = visit.page, largest(store, 0)
    before = len(store.themes.all())
    open_theme(page, house, theme)
    page.get_by_role("button", name="Split…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Stays, and keeps the name.")).to_be_visible()
    _choose(dialog, "Part 2")
    first = suggest_split(store, theme.id)[0]
    expect(dialog.get_by_label("Its name")).to_have_count(1)  # that of the other part goes
    expect(dialog.get_by_label("Its name")).to_have_value(first.name)
    dialog.get_by_text("Read some of its comments").first.click()
    dialog.get_by_label("Its name").fill("The larger part")
    dialog.get_by_role("button", name="Split it").click()
    expect(page.get_by_text("“The larger part” is a theme of its own now.")).to_be_visible()
    assert len(store.themes.all()) == before + 1
    (made,) = [one for one in store.themes.all() if one.name == "The larger part"]
    assert made.named_by_person
    assert len(store.themes.assignments(made.id)) > len(store.themes.assignments(theme.id))


def _choose(dialog: Locator, name: str) -> None:
    """One of several radio buttons; once more where the dialog was still being put together."""
    choice = dialog.get_by_role("radio", name=name)
    for patience in (5_000, 5_000, 20_000):
        dialog.locator("label").filter(has_text=name).first.click()
        with contextlib.suppress(AssertionError):
            expect(choice).to_be_checked(timeout=patience)
            return
    raise AssertionError(f"{name} cannot be chosen")


def test_a_number_leads_to_the_comments_it_counts_and_keys_to_the_next_theme(
    house: App, store: Store, visit: Visit
) -> None:
    page, theme, after = visit.page, largest(store, 10), largest(store, 11)
    open_theme(page, house, theme)
    # Before anything was clicked, the browser may keep the first press of Alt to itself.
    page.get_by_role("heading", name=theme.name, exact=True).click()
    press(page, "Alt+ArrowDown", page.get_by_role("heading", name=after.name, exact=True))
    press(page, "Alt+ArrowUp", page.get_by_role("heading", name=theme.name, exact=True))
    expect(page).to_have_url(re.compile(rf"theme={theme.id}\b"))
    stars, count = next(iter(store.themes.makeup(theme.id).ratings.items()))
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    still(page)  # so that the link does not move away from under the pointer
    page.get_by_role("link", name=f"★ {stars}: {count}").click()
    words = f"{count} comment{'' if count == 1 else 's'}, newest first"
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text(f"Only: the theme “{theme.name}”")).to_be_visible()


def test_a_new_theme_is_made_with_the_keyboard_alone(
    house: App, store: Store, visit: Visit
) -> None:
    page = visit.page
    (comment,) = store.comments.page(CommentFilter(theme_id=largest(store, 12).id), limit=1)
    store.themes.unassign([comment.id])
    page.goto(f"{house.url}/not-yet-a-theme")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    waiting = store.comments.count(CommentFilter(unassigned=True))
    press(page, "n", page.get_by_label("What people talk about in it"))
    expect(page.get_by_label("What people talk about in it")).to_be_focused()
    page.keyboard.type("Sunny news 1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 cleared today.")).to_be_visible()
    assert "Sunny news 1" in [theme.name for theme in store.themes.all()]
    assert store.comments.count(CommentFilter(unassigned=True)) == waiting - 1


def test_a_run_is_looked_at_before_it_is_discarded(house: App, store: Store, visit: Visit) -> None:
    names = {theme.id: theme.name for theme in store.themes.all()}
    propose_themes(store, detail="coarse", model_folder=house.data / "models", now=NOW)
    page = visit.page
    page.goto(f"{house.url}/themes")
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_text("Nothing is changed before you apply it.")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("heading", name="Themes", exact=True)).to_be_visible()
    assert {theme.id: theme.name for theme in store.themes.all()} == names
    assert visit.requests_elsewhere == []


def test_the_browsers_back_returns_to_the_list_as_it_was_narrowed(
    house: App, store: Store, visit: Visit
) -> None:
    page = visit.page
    theme = largest(store, 0)
    word = theme.name.split()[0]
    page.goto(f"{house.url}/themes?search_themes={word}&view=Table")
    search = page.get_by_label("Search themes")
    expect(search).to_have_value(word)
    table = page.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible()
    page.wait_for_timeout(800)
    table.click(position={"x": OPEN_AT, "y": HEADER + ROW // 2})
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Themes", exact=True)).to_be_visible()
    expect(search).to_have_value(word)
    assert f"search_themes={word}" in page.url
    assert "theme=" not in page.url.replace("search_themes=", "")
