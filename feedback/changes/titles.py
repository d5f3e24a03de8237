"""One line of a changelog to plain words: Markdown reduced, references taken off, address kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from feedback.changes.kinds import kind_of_first_word, kind_of_prefix

MAX_TITLE = 400
_END = 400
_LONG = 4_000
_MANY = 60

_WEB = re.compile(r"https?://[^\s<>\"'\]]+", re.IGNORECASE)
_TICKET = re.compile(r"/(?:issues|pull|pulls|merge_requests|browse|tickets?|work_items)/", re.I)
_COMMIT = re.compile(r"/commits?/[0-9a-f]{7,40}", re.IGNORECASE)

_ONE = r"(?:#\d+|GH-\d+|![1-9]\d*|@[A-Za-z0-9][\w-]*(?:\[bot\])?)"
_SAID = (
    r"(?:(?:fix(?:es|ed)?|clos(?:es?|ed)|resolv(?:es?|ed)|see|refs?|issue|pr|via|by|"
    r"thanks(?: to)?)\s*:?\s*)?"
)
_IN_BRACKETS = re.compile(
    rf"\s*[(\[][\s(\[]*{_SAID}(?:{_ONE}|[0-9a-f]{{7,40}})"
    rf"(?:[\s,;&)(\]\[]+(?:and\s+)?(?:{_ONE}|[0-9a-f]{{7,40}}))*[\s)\]]*[)\]]+\.?\s*$",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:[\s\[\](),;&]+{_ONE}|(?<=\s)#\d+\])+[\s\[\](),;]*\.?\s*$")
_BY_IN = re.compile(r"\s+(?:by @[\w-]+(?:\[bot\])?\s+)?in https?://\S+$")
_NEEDS_REFERENCE = re.compile(
    r"\b(?:issue|bug|ticket|pr|for|of|to|from|in|with|and|see)$", re.IGNORECASE
)
_CONVENTIONAL = re.compile(r"^([a-z]+)(?:\(([^()]{1,40})\))?!?:\s+(?=\S)")
_TAG = re.compile(r"^[\[(]([^\[\]()]{2,30})[\])]:?\s+(?=\S)")
_PREFIX = re.compile(r"^([^\s:][^:\n]{0,29}):\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. `kind` and `component` are "" where the line does not tell."""

    title: str
    url: str = ""
    kind: str = ""
    component: str = ""
    rest: str = ""


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable("html_inline")


def plain_text(markdown: str, references: Mapping[str, str] | None = None) -> str:
    """Markdown of one paragraph as plain text; HTML stays as it is written."""
    return _reduce(markdown, references or {})[0]


def read_line(markdown: str, references: Mapping[str, str] | None = None) -> Line:
    """Take a bullet apart. `references` are the link definitions of the file (label → address).

    The title keeps a part of the product in front ("Windows: …"), because without it the line
    would promise more than was done; a type in front ("fix: …") goes into `kind`.
    """
    text, links = _reduce(markdown, references or {})
    url = _best_address(text, links)
    title, kind, component = _take_prefix(strip_references(text))
    title, rest = _cut(title)
    return Line(title, url, kind, component, rest)


def strip_references(text: str) -> str:
    """A title without the issue numbers, commits and names at its end."""
    head, text = text[:-_END], text[-_END:]  # what follows is slow on long lines
    before = None
    while before != text:
        before = text
        if head and len(text) < _END // 2:
            head, text = (head + text)[:-_END], (head + text)[-_END:]
        text = _BY_IN.sub("", text)
        text = _IN_BRACKETS.sub("", text).rstrip()
        shorter = _BARE.sub("", text).rstrip(" ,;")
        if shorter and not _NEEDS_REFERENCE.search(shorter):
            text = shorter
    return (head + text).strip()


def _reduce(markdown: str, references: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    if len(markdown) > _LONG or markdown.count("[") > _MANY or markdown.count("*") > 2 * _MANY:
        return " ".join(markdown.split()), []  # nobody writes this, and parsing it takes minutes
    env = {"references": {k: {"href": v, "title": ""} for k, v in references.items()}}
    tokens = _markdown().parseInline(markdown, env)
    parts: list[str] = []
    links: list[tuple[str, str]] = []
    opened: list[tuple[str, int]] = []
    for token in tokens[0].children or []:
        if token.type == "link_open":
            opened.append((str(token.attrGet("href") or ""), len(parts)))
        elif token.type == "link_close" and opened:
            address, start = opened.pop()
            links.append(("".join(parts[start:]), address))
        else:
            parts.append(_words(token))
    return " ".join("".join(parts).split()), links


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "image", "text_special") else ""


def _best_address(text: str, links: list[tuple[str, str]]) -> str:
    web = [(said, address) for said, address in links if _WEB.fullmatch(address)]
    web += [("", match[0].rstrip(".,;:)")) for match in _WEB.finditer(text)]
    others = [address for said, address in web if not said.startswith("@")]
    for pattern in (_TICKET, _COMMIT):
        for address in others:
            if pattern.search(address):
                return address
    return others[0] if others else ""


def _take_prefix(title: str) -> tuple[str, str, str]:
    if match := _CONVENTIONAL.match(title):
        kind = kind_of_prefix(match[1])
        if kind:
            return title[match.end() :], kind, (match[2] or "").strip()
    if match := _TAG.match(title):
        kind = kind_of_prefix(match[1])
        return (title[match.end() :], kind, "") if kind else (title, "", match[1].strip())
    match = _PREFIX.match(title)
    if match is None or len(match[1].split()) > 3 or re.match(r"https?$", match[1]):
        return title, "", ""
    kind = kind_of_prefix(match[1])
    if kind:
        return title[match.end() :], kind, ""
    if match[1].lower() in ("note", "important", "warning", "nb") or kind_of_first_word(title):
        return title, "", ""
    return title, "", match[1].strip()


def _cut(title: str) -> tuple[str, str]:
    """A title of bearable length, and the whole text where it was cut."""
    if len(title) <= MAX_TITLE:
        return title, ""
    head = title[:MAX_TITLE]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…", title
