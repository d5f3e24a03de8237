"""Markdown, HTML and short codes from people are letters on the screen, whatever they spell."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from feedback.ui.plain_text import JOINER, visible
from tests.browser.conftest import App, Visit

pytestmark = pytest.mark.browser

MARKUP = (
    ":red[x] :red-badge[x] :small[x] :shimmer[x] :help[x] :blue-background[x]",
    ':color[x]{foreground="red"}',
    ":tada: a :+1: b",
    ":material/home: :material_home: :streamlit:",
    "$x^2$ and $$y$$",
    "$5 or $6",
    "-> a -> b",
    "<-> -- >= <= ~= <- =>",
    "http://example.org HTTPS://example.org www.example.org ftp://example.org",
    "someone@example.org mailto:someone@example.org xmpp:a@b.example",
    "**b** _i_ `c` ~~d~~ ***e***",
    "# heading",
    "1. one",
    "- one",
    "> quoted",
    "[a](http://example.org) ![a](http://example.org/i.png) [a] [^1]",
    "<b>x</b> <img src=x onerror=alert(1)> <!-- c --> a<br>b",
    "| a | b |\n|--|--|\n| c | d |",
    "    four blanks",
    "&lt;b&gt; &amp; &#58; &nbsp;",
    "\\*a\\* \\\\",
    "```mermaid\ngraph TD\n```",
    "~~~\nx",
    "\u202eback\u202c \x00 \x1b",
)
BATCH = 500
FOREIGN_ELEMENTS = (
    "a,img,b,strong,em,del,code,pre,ul,ol,table,h1,h2,h3,hr,blockquote,iframe,script,"
    "[role=img],[class*=stMarkdownColored],[class*=stMarkdownBadge],.katex"
)
READ = """([first, last, foreign]) => {
    const cases = [];
    for (let place = first; place < last; place++) {
        const box = document.querySelector(`.st-key-case${place} [data-testid=stMarkdownContainer],
            .st-key-case${place} [data-testid=stCaptionContainer]`);
        cases.push([box.textContent, box.querySelectorAll(foreign).length]);
    }
    return cases;
}"""


def test_markup_in_running_text_is_letters(
    browser: object, serve: Callable[[str], App], visit: Visit
) -> None:
    _assert_all_are_letters(list(MARKUP), "text", serve, visit)


def test_markup_in_labels_is_letters(
    browser: object, serve: Callable[[str], App], visit: Visit
) -> None:
    _assert_all_are_letters(list(MARKUP), "label", serve, visit)


def test_naughty_and_hostile_strings_are_letters(
    browser: object, serve: Callable[[str], App], visit: Visit, shared_data: Path
) -> None:
    torture = shared_data / "torture"
    strings = json.loads((torture / "strings" / "blns.json").read_text("utf-8"))
    hostile = (torture / "xss" / "patt_xss.jsonl").read_text("utf-8").splitlines()
    strings += [json.loads(line)["s"] for line in hostile]
    assert len(strings) > 1500
    _assert_all_are_letters(strings, "text", serve, visit)


def _assert_all_are_letters(
    strings: list[str], shown_as: str, serve: Callable[[str], App], visit: Visit
) -> None:
    app = serve("tests/browser/plain_text_page.py")
    app.data.mkdir(exist_ok=True)
    (app.data / "strings.json").write_text(json.dumps(strings), encoding="utf-8")
    wrong = []
    for first in range(0, len(strings), BATCH):
        last = min(first + BATCH, len(strings))
        visit.page.goto(f"{app.url}/?first={first}&last={last}&shown_as={shown_as}")
        visit.page.locator(f".st-key-case{last - 1} p").wait_for(state="attached")
        visit.page.wait_for_timeout(500)
        cases = visit.page.evaluate(READ, [first, last, FOREIGN_ELEMENTS])
        for text, (shown, foreign) in zip(strings[first:last], cases, strict=True):
            if foreign or _line(shown) != (_line(visible(text)) or "nothing"):
                wrong.append((text, shown, foreign))
    assert wrong == []
    assert visit.dialogs == []
    assert visit.requests_elsewhere == []


def _line(text: str) -> str:
    return " ".join(text.replace(JOINER, "").split())
