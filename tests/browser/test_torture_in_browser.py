"""Every hostile file is dropped on the page: each gets its card, and the page lives on."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import App, Visit

pytestmark = pytest.mark.browser

TORTURE = Path(__file__).parents[3] / "shared" / "data" / "torture"
FILES = sorted(path for path in TORTURE.rglob("*") if path.is_file()) if TORTURE.is_dir() else []
TOGETHER = 30
"""Files that are dropped at once."""
ANSWERED = """(cards) => cards.map((card) => ({
    alert: card.querySelector("[data-testid=stAlert]")?.innerText ?? "",
    text: card.innerText,
}))"""

if not FILES:
    pytest.skip("the torture files are not here", allow_module_level=True)


def test_every_hostile_file_gets_a_sentence_or_a_look_and_the_page_lives_on(
    app: App, visit: Visit
) -> None:
    page = visit.page
    looked_at = refused = 0
    for start in range(0, len(FILES), TOGETHER):
        files = FILES[start : start + TOGETHER]
        page.goto(f"{app.url}/import")
        page.locator("input[type=file]").first.set_input_files([_payload(one) for one in files])
        # The last thing on the page: it comes when all cards are filled.
        expect(page.get_by_text("Add another file")).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        cards = page.locator("[class*=st-key-card_]").evaluate_all(ANSWERED)
        assert len(cards) >= len(files)
        for card in cards:
            assert "Traceback" not in card["text"]
            if card["alert"]:
                refused += 1
                assert card["alert"].rstrip().endswith("."), card
            else:
                looked_at += 1
                assert "Comment: “" in card["text"] or "Which one holds them?" in card["text"], card
    assert looked_at and refused
    page.goto(f"{app.url}/import")
    expect(page.get_by_text("You see what was recognised")).to_be_visible()
    assert app.store().comments.totals().comments == 0
    assert not visit.dialogs


def _payload(path: Path) -> FilePayload:
    number = FILES.index(path) + 1
    return {
        "name": f"{number:03d}_{path.name}",
        "mimeType": "application/octet-stream",
        "buffer": path.read_bytes(),
    }
