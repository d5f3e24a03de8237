"""What a file brings in stays text on every page."""

import csv
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from feedback.actions.announcements import draft_announcement
from feedback.actions.decisions import decide
from feedback.actions.ports import Store
from feedback.bootstrap import customer_key
from feedback.domain.change import Change, Link, LinkState, Reason, Suggestion
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Theme
from feedback.settings import Settings
from tests.browser.conftest import App, Visit

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=alert(1)><script>alert(2)</script> **bold** :red[red] :tada: $a^2$ "
    "[link](javascript:alert(3)) http://elsewhere.example `code`"
)
START = datetime(2025, 3, 3, 12)
MADE_BOLD = re.compile("^(bold|text|file|y)$")
"""What files wrote between asterisks; pages have bold words of their own."""

LEAD_OUT = """links => links.map(link => link.href).filter(href =>
    new URL(href).protocol === "javascript:" || new URL(href).hostname === "elsewhere.example")"""
"""A source may be called anything: a link of ours to its comments has that in its query."""


def test_hostile_text_is_shown_as_text_on_every_page(
    app: App, visit: Visit, tmp_path: Path
) -> None:
    store = app.store()
    customer_key(Settings(data_folder=app.data), store)
    theme_id, announcement_id = _fill(store)
    page = visit.page
    for address, expected in {
        "": "What to do next",
        "comments": HOSTILE,
        f"theme?theme={theme_id}": HOSTILE,
        "themes": "30 in a theme",
        "themes?view=Map": "Distance is approximate",
        "themes?view=Trend": "on one scale",
        "changes": "2 changes: 0 announced",
        "changes?changes_view=Missing loops": HOSTILE[:40],
        "changes?changes_view=From source to announcement": "decided: no 15, not announced yet 15",
        "change?change=1": HOSTILE,
        "decisions": HOSTILE[:40],
        "announcements": HOSTILE[:40],
        f"announcement?announcement={announcement_id}": HOSTILE[:40],
    }.items():
        page.goto(f"{app.url}/{address}")
        expect(page.get_by_test_id("stMain")).to_contain_text(expected, use_inner_text=False)
        _assert_nothing_came_alive(page, address)
    _drop_a_file_with_hostile_columns(app, page, tmp_path)
    _assert_nothing_came_alive(page, "import")
    assert visit.dialogs == []
    assert visit.requests_elsewhere == []


def _drop_a_file_with_hostile_columns(app: App, page: Page, folder: Path) -> None:
    columns = ["**text** :red[x]", "<img src=x onerror=alert(4)>", "$a$ http://elsewhere.example"]
    path = folder / "**file** <b>name.csv"
    rows = [columns, ["The parcel came late again", HOSTILE, "=1+1"]]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    page.goto(f"{app.url}/import")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("The first rows")).to_be_visible()
    expect(page.get_by_text(path.name).first).to_be_visible()


def _assert_nothing_came_alive(page: Page, address: str) -> None:
    page.wait_for_timeout(700)
    main = page.get_by_test_id("stMain")
    assert main.locator("strong, em").filter(has_text=MADE_BOLD).count() == 0, address
    assert main.locator(".katex, img[src='x'], [onerror]").count() == 0, address
    assert main.locator("a[href]").evaluate_all(LEAD_OUT) == [], address
    assert page.get_by_test_id("stException").count() == 0, address


def _fill(store: Store) -> tuple[int, int]:
    """Two themes, a linked and a suggested change, and a draft, all with hostile words."""
    with store.writing():
        store.comments.ensure_source(Source(name=HOSTILE))
        comments = [
            Comment(
                source=HOSTILE,
                key=str(number),
                text=f"{number} {HOSTILE}",
                created_at=START + timedelta(days=3 * number),
                language="en",
                rating=2.0,
                question=HOSTILE,
            )
            for number in range(30)
        ]
        store.comments.upsert(comments)
        themes = [
            store.themes.add(
                Theme(
                    name=f"{HOSTILE} {place}", terms=("<b>x</b>", "**y**"), representatives=(1, 2)
                )
            )
            for place in range(2)
        ]
        stored = [comment.id for comment in store.comments.get(range(1, 31))]
        store.themes.assign(
            Assignment(id_, themes[place % 2], 0.5) for place, id_ in enumerate(stored)
        )
        store.changes.upsert(
            [
                Change(
                    title=f"{HOSTILE} {place}",
                    key=str(place),
                    version="<b>1</b>",
                    product=HOSTILE,
                    shipped_on=date(2025, 4, 1 + place),
                )
                for place in range(2)
            ]
        )
        first, second = (change.id for change in store.changes.all())
        store.links.keep_suggestions(
            themes,
            [Suggestion(theme_id=themes[0], change_id=second, score=0.5,
                        reasons=(Reason("words", 0.5, HOSTILE),))],
        )  # fmt: skip
        store.links.decide(
            Link(theme_id=themes[0], change_id=first, state=LinkState.ACCEPTED, decided_at=START)
        )
    reason, day = HOSTILE, date(2025, 8, 1)
    decide(store, themes[1], outcome="cannot", reason=reason, review_on=day, now=START)
    draft = draft_announcement(store, [themes[0]], now=datetime(2025, 6, 2))
    return themes[0], draft.id
