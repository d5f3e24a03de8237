"""A person decides one theme each way and finds a missing loop."""

import re
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from feedback.actions.links import suggest_links
from feedback.actions.ports import Store
from feedback.domain.change import Change
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Outcome, Theme
from tests.browser.conftest import App, Visit

pytestmark = pytest.mark.browser

SAID = {
    "Login codes": "The login code never comes to my phone",
    "Delivery fee": "The delivery fee is far too high",
    "Plastic bags": "So many plastic bags around the bread",
    "Dark mode": "I want a dark mode for the evening",
    "Cash": "I cannot pay the courier in cash",
    "Sunday": "No deliveries on Sunday afternoon",
    "Shopping list": "Where can I share a shopping list",
}
SHIPPED = {
    "Login codes also arrive by e-mail": 1,
    "Dark mode, in the settings": 2,
    "The delivery fee is half of what it was": 3,
}


def test_every_outcome_is_decided_and_a_missing_loop_is_found(app: App, visit: Visit) -> None:
    store = app.store()
    fill(store)
    page = visit.page
    page.goto(f"{app.url}/decisions")
    expect(page.get_by_role("heading", name="Not decided")).to_be_visible()
    link_and_decide(page, "Login codes", "Done")
    link_and_decide(page, "Dark mode", "Partly done")
    decide(page, "Plastic bags", "Planned")
    refuse(page, "Cash", "Cannot be done", "Our couriers carry no change.")
    refuse(page, "Sunday", "Will not be done", "Our couriers rest on Sunday. <b>All</b> of them.")
    decide(page, "Shopping list", "Already there", where="Lists → Share")
    expect(lane(page, "exists").get_by_text("Lists → Share")).to_be_visible()
    expect(lane(page, "will-not").get_by_text("<b>All</b> of them")).to_be_visible()
    assert {theme.name: theme.outcome for theme in store.themes.all()} == {
        "Login codes": Outcome.DID,
        "Dark mode": Outcome.PARTLY,
        "Plastic bags": Outcome.PLANNED,
        "Cash": Outcome.CANNOT,
        "Sunday": Outcome.WILL_NOT,
        "Shopping list": Outcome.EXISTS,
        "Delivery fee": Outcome.UNDECIDED,
    }
    find_the_missing_loop(page, store)
    assert visit.requests_elsewhere == []
    assert visit.dialogs == []


def link_and_decide(page: Page, theme: str, outcome: str) -> None:
    """Done needs a change: the dialog offers the suggested one first."""
    move(page, theme, outcome)
    page.get_by_role("button", name="Link and decide").click()
    expect_decided(page, theme, outcome)


def decide(page: Page, theme: str, outcome: str, *, where: str = "") -> None:
    move(page, theme, outcome)
    if where:
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Decide", exact=True).click()
        expect(dialog.get_by_text("needs where to find it")).to_be_visible()
        dialog.get_by_label("Where to find it").fill(where)
    page.get_by_role("dialog").get_by_role("button", name="Decide", exact=True).click()
    expect_decided(page, theme, outcome)


def refuse(page: Page, theme: str, outcome: str, reason: str) -> None:
    """A no without a reason is turned down, and what was typed stays."""
    move(page, theme, outcome)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Decide", exact=True).click()
    expect(dialog.get_by_text("needs a reason")).to_be_visible()
    dialog.get_by_label("Why not, in words customers would use").fill(reason)
    dialog.get_by_role("button", name="Decide", exact=True).click()
    expect_decided(page, theme, outcome)


def move(page: Page, theme: str, outcome: str) -> None:
    """With the Enter key: on the button, then on the outcome in its menu."""
    card = page.get_by_test_id("stMain").locator("[class*=st-key-card_]").filter(has_text=theme)
    card.get_by_role("button", name="Move to").focus()
    page.keyboard.press("Enter")
    wanted = page.get_by_role("menuitem", name=outcome, exact=True)
    expect(wanted).to_be_visible()
    wanted.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text(theme)).to_be_visible()


def lane(page: Page, outcome: str):  # type: ignore[no-untyped-def]
    return page.locator(f".st-key-lane_{outcome}")


def expect_decided(page: Page, theme: str, outcome: str) -> None:
    expect(page.get_by_role("dialog")).to_have_count(0)
    column = page.locator("[class*=st-key-lane_]").filter(
        has=page.get_by_role("heading", name=outcome, exact=True)
    )
    expect(column.get_by_text(theme, exact=True)).to_be_visible()


def find_the_missing_loop(page: Page, store: Store) -> None:
    page.get_by_role("link", name="Changes").click()
    page.get_by_role("radio", name="Missing loops").or_(
        page.get_by_role("button", name="Missing loops")
    ).first.click()
    loop = page.locator("[class*=st-key-loop_]").filter(has_text="The delivery fee is half")
    expect(loop.get_by_text("5 people wait")).to_be_visible()
    loop.get_by_role("button", name="Link and draft").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(page).to_have_url(re.compile(r"/announcement\?announcement=1"))
    (draft,) = store.announcements.all()
    assert draft.facts.shipped[0].title == "The delivery fee is half of what it was"
    assert draft.facts.comments == 5


def fill(store: Store) -> None:
    """Seven themes of five comments each, three shipped changes that answer one each."""
    start = datetime.now() - timedelta(days=60)
    store.comments.ensure_source(Source(name="Survey"))
    said = [
        Comment(
            source="Survey",
            key=f"{theme}-{number}",
            text=f"{text}, {number} times",
            language="en",
            customer=f"c{number}",
            created_at=start - timedelta(days=number),
        )
        for theme, text in SAID.items()
        for number in range(5)
    ]
    store.comments.upsert(said)
    ids = [store.themes.add(Theme(name=name, language="en")) for name in SAID]
    store.themes.assign(Assignment(place + 1, ids[place // 5], 0.9) for place in range(len(said)))
    shipped = date.today() - timedelta(days=40)
    store.changes.upsert(
        [Change(title=title, key=str(key), shipped_on=shipped) for title, key in SHIPPED.items()]
    )
    suggest_links(store, today=date.today())
