"""The pages put together: entries in, files out."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from feedback.announcements.export.content import safe_address
from feedback.announcements.export.html import TEMPLATES
from feedback.announcements.plain import one_line
from feedback.announcements.site.entries import (
    Entry,
    LoopFigures,
    main_language,
    own_name,
)
from feedback.announcements.site.feeds import atom, json_feed
from feedback.announcements.words_folder import Words
from feedback.errors import InputError

_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "site.css").read_text(encoding="utf-8")
_SCRIPT = (_FOLDER / "search.js").read_text(encoding="utf-8")
_PAGES = Environment(
    loader=ChoiceLoader([FileSystemLoader(_FOLDER), TEMPLATES.loader]),  # type: ignore[list-item]
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
SECTIONS = ("done", "planned", "not_done")
MOST_EMBEDDED = 5


def build_site(
    entries: Sequence[Entry],
    words: Mapping[str, Words],
    *,
    figures: LoopFigures,
    address: str = "",
    title: str = "",
) -> dict[str, bytes]:
    """Every file of the pages by its path, the same for the same entries.

    `words` are those of every language a reader can choose; `address` is where the folder will be
    on the web, `title` what the pages are called instead of "You said, we did". Raises InputError
    for an address that is none.
    """
    base = _base(address)
    main = main_language(entries)
    languages = sorted({main, *(entry.language for entry in entries)})
    pages = _Pages(entries, words, languages, figures, base, one_line(title))
    files = {"index.html": pages.index(main, root="")}
    for code in languages:
        files |= pages.of_language(code)
    for entry in entries:
        files[entry.path] = pages.entry(entry)
    files |= pages.feeds(entries, main, folder="")
    return {path: text.encode("utf-8") for path, text in files.items()}


class _Pages:
    """The templates with what all of them are filled with."""

    def __init__(
        self,
        entries: Sequence[Entry],
        words: Mapping[str, Words],
        languages: Sequence[str],
        figures: LoopFigures,
        base: str,
        title: str,
    ) -> None:
        self._entries, self._words, self._languages = entries, words, languages
        self._figures, self._base, self._title = figures, base, title

    def of_language(self, code: str) -> dict[str, str]:
        """The list, the feeds and the piece to embed, in the folder of a language."""
        entries = [entry for entry in self._entries if entry.language == code]
        return {
            f"{code}/index.html": self.index(code, root="../"),
            f"{code}/embed.html": self._fill(
                "embed.html.j2", code, root="../", entries=entries[:MOST_EMBEDDED]
            ),
        } | self.feeds(entries, code, folder=f"{code}/")

    def index(self, code: str, *, root: str) -> str:
        """The list of entries for readers of a language; `root` leads to the pages' folder."""
        own = [entry for entry in self._entries if entry.language == code]
        elsewhere = [
            entry
            for entry in self._entries
            if entry.language != code and code not in dict(entry.others)
        ]
        words = self._words[code]
        figures = self._figures
        return self._fill(
            "index.html.j2",
            code,
            root=root,
            sections=[
                (words.phrase(f"site_{name}"), [each for each in own if each.section == name])
                for name in SECTIONS
            ]
            + [(words.phrase("site_other"), elsewhere)],
            share=words.phrase(
                "site_share", figures.of, closed=str(figures.closed), of=str(figures.of)
            )
            if figures.of
            else "",
            bar=round(100 * min(1.0, figures.closed / figures.of)) if figures.of else 0,
            embed=f"{self._base}{code}/embed.html" if self._base else "",
        )

    def entry(self, entry: Entry) -> str:
        """The page of an entry."""
        return self._fill("entry.html.j2", entry.language, root="../", entry=entry)

    def feeds(self, entries: Sequence[Entry], code: str, *, folder: str) -> dict[str, str]:
        """Both feeds of some entries."""
        title = self._title or self._words[code].phrase("site_title")
        language = str(self._words[code].locale).replace("_", "-")
        written = {}
        for write, name in ((atom, "feed.xml"), (json_feed, "feed.json")):
            own = f"{folder}{name}"
            written[own] = write(entries, title=title, language=language, base=self._base, own=own)
        return written

    def _fill(self, template: str, code: str, *, root: str, **values: Any) -> str:
        words = self._words[code]
        entry = values.get("entry")
        others = dict(entry.others) if entry is not None else {}
        switch = [
            (
                each,
                str(self._words[each].locale).replace("_", "-"),
                own_name(self._words[each].locale),
                root + others.get(each, f"{each}/index.html"),
            )
            for each in self._languages
        ]
        values |= {
            "title": self._title or words.phrase("site_title"),
            "code": code,
            "language": str(words.locale).replace("_", "-"),
            "say": words.phrase,
            "root": root,
            "switch": switch,
            "style": Markup(_STYLE),
            "script": Markup(_SCRIPT),
            "policy": _POLICY,
        }
        return _PAGES.get_template(template).render(values) + "\n"


def _base(address: str) -> str:
    """The address with one slash at its end. Raises InputError where it is none."""
    if not address.strip():
        return ""
    safe = safe_address(address)
    if not safe or "?" in safe or "#" in safe:
        raise InputError(
            "The address of the pages must begin with https:// or http:// and name a folder, "
            "such as https://example.org/heard/."
        )
    return f"{safe.rstrip('/')}/"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


# Only this style and this script may run; nothing is loaded, nothing is sent.
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_digest(_STYLE)}'; "
    f"script-src 'sha256-{_digest(_SCRIPT)}'; base-uri 'none'; form-action 'none'"
)
