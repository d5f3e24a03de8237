"""A key pressed before a button listens is pressed for the person once it does, and only then.

The page is one button that is put together in steps, as Streamlit's are on a busy computer: from
the first key on, so that the order of steps is the same on every machine.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from feedback.ui.early_keys import PRESS_AGAIN

pytestmark = pytest.mark.browser

MARKED_AFTER, LISTENS_AFTER = 80, 400
"""Milliseconds after the key: the button says its shortcut, and the button takes it."""
LONGEST_WAIT = 3_000
PAGE = f"""
<button id="late">Late <span></span></button> <input aria-label="Words">
<output id="times">0</output>
<script>
{PRESS_AGAIN}
pressEarlyKeysAgain();
let isPutTogether = false;
function putTogether() {{
  if (isPutTogether) return;
  isPutTogether = true;
  const button = document.querySelector("#late"), times = document.querySelector("#times");
  setTimeout(() => {{
    button.querySelector("span").setAttribute("aria-label", "Shortcut 1");
  }}, {MARKED_AFTER});
  setTimeout(() => document.addEventListener("keydown", (event) => {{
    if (event.key !== "1" || event.target.tagName === "INPUT") return;
    event.preventDefault();
    times.textContent = Number(times.textContent) + 1;
  }}), {LISTENS_AFTER});
}}
document.addEventListener("keydown", putTogether);
</script>
"""


@pytest.fixture
def page(browser: Browser) -> Page:
    """The page, its button shown and not yet put together."""
    page = browser.new_page()
    page.set_content(PAGE)
    return page


def test_a_key_before_the_button_listens_is_pressed_once(page: Page) -> None:
    page.keyboard.press("1")
    expect(page.locator("#times")).to_have_text("1")
    page.wait_for_timeout(LONGEST_WAIT)
    expect(page.locator("#times")).to_have_text("1")


@pytest.mark.parametrize("key", ["2", "Control+1"])
def test_a_key_of_no_button_is_left_alone(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(LONGEST_WAIT)
    expect(page.locator("#times")).to_have_text("0")


def test_what_is_typed_is_no_shortcut(page: Page) -> None:
    page.get_by_label("Words").focus()
    page.keyboard.press("1")
    page.wait_for_timeout(LONGEST_WAIT)
    expect(page.locator("#times")).to_have_text("0")
    expect(page.get_by_label("Words")).to_have_value("1")


def test_a_key_the_button_took_is_not_pressed_again(page: Page) -> None:
    page.evaluate("putTogether()")
    page.wait_for_timeout(LISTENS_AFTER * 2)
    page.keyboard.press("1")
    page.wait_for_timeout(LONGEST_WAIT)
    expect(page.locator("#times")).to_have_text("1")
