"""One set of facts for the tests of announcements, comments to quote from, hostile text."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from feedback.announcements.claims import Said
from feedback.domain.announcement import (
    Announcement,
    AnnouncementStatus,
    Facts,
    Quote,
    ShippedFact,
)
from feedback.domain.comment import Comment

TODAY = date(2026, 6, 1)
SHIPPED = ShippedFact(
    change_id=7,
    title="Codes are sent again after 30 seconds",
    version="4.2",
    shipped_on=date(2026, 4, 1),
)
QUOTE = "I waited an hour for the code."


def facts(**others: Any) -> Facts:
    """48 of 420 comments about a login code, with `others` in place of single facts."""
    values: dict[str, Any] = {
        "themes": ("login code never arrives",),
        "theme_languages": ("en",),
        "comments": 48,
        "of_comments": 420,
        "customers": 39,
        "with_customer": 48,
        "dated": 48,
        "first_said": date(2026, 1, 5),
        "last_said": date(2026, 3, 11),
        "channels": {"review": 30, "survey": 18},
        "languages": {"en": 48},
        "rated": 30,
        "mean_rating": 2.14,
        "shipped": (SHIPPED,),
        "quotes": (Quote(comment_id=1, text=QUOTE),),
    }
    return Facts(**(values | others))


def said() -> list[Said]:
    """What customers said: one may be quoted, the others may not, each for its own reason."""
    texts = [
        (QUOTE, True, 48),
        ("The code took three days and I gave up.", None, 48),
        ("The code came when the train had left.", True, 3),
        ("Write to me at ana@example.org please", True, 48),
    ]
    return [
        Said(Comment(id=number, source="s", key=str(number), text=text, consent=consent), people)
        for number, (text, consent, people) in enumerate(texts, start=1)
    ]


def announcement(**others: Any) -> Announcement:
    """A published announcement over `facts()`, with `others` in place of single values."""
    values: dict[str, Any] = {
        "id": 3,
        "theme_ids": (1,),
        "language": "en",
        "headline": "You told us about “login code never arrives”",
        "you_said": "48 of 420 comments.",
        "we_did": "We made this change.",
        "facts": facts(),
        "status": AnnouncementStatus.PUBLISHED,
    }
    return Announcement(**(values | others))


def announcement_with(text: str, **others: Any) -> Announcement:
    """An announcement with `text` wherever text from people can stand."""
    shipped = ShippedFact(change_id=1, title=text, version=text, url=text)
    hostile = facts(
        themes=(text,),
        theme_languages=(text,),
        shipped=(shipped,),
        quotes=(Quote(comment_id=1, text=text),),
        channels={"review": 1, text: 2},
        languages={text: 3},
    )
    values: dict[str, Any] = {
        "headline": text,
        "you_said": f"{text}\n\n{text} and {text}",
        "we_did": f"so\n{text}",
        "facts": hostile,
    }
    return announcement(**(values | others))


def torture(shared_data: Path) -> list[str]:
    """Every collected string that broke something somewhere, blank ones aside."""
    folder = shared_data / "torture"
    strings: list[str] = json.loads((folder / "strings" / "blns.json").read_text("utf-8"))
    strings += lines_of(folder / "xss" / "patt_xss.jsonl")
    strings += (folder / "ssti" / "payloadbox_ssti.txt").read_text("utf-8").splitlines()
    return [text for text in strings if text.strip()]


def more_torture(shared_data: Path) -> list[str]:
    """As `torture`, with formulas, headers, addresses and paths."""
    folder = shared_data / "torture"
    strings = torture(shared_data)
    for name in ("formula/formula_injection", "email/header_injection", "paths/file_names"):
        strings += lines_of(folder / f"{name}.jsonl")
    for name in ("email/valid-email-addresses", "email/invalid-email-addresses"):
        strings += (folder / f"{name}.txt").read_text("utf-8").splitlines()
    strings += (folder / "paths" / "directory_traversal.txt").read_text("utf-8").splitlines()
    return [text for text in strings if text.strip()]


def lines_of(path: Path) -> list[str]:
    """The strings under test of a file of JSON lines."""
    return [json.loads(line)["s"] for line in path.read_text("utf-8").splitlines()]
