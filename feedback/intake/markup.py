"""Text that a tool exports as HTML, or with HTML's entities → plain text."""

import re
from html import unescape
from html.parser import HTMLParser

# What tools write for & < > " ' and a blank. Others, such as &copy;, may be what somebody typed.
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
LEAST_ESCAPED = 3  # texts with entities, below which nothing is said about the file
MOST_BARE = 0.01  # the share of texts with a bare & beside them; exports cut some entities short

_ENDS_LINE = frozenset(("p", "br", "div", "li", "tr", "h1", "h2", "h3", "blockquote"))
_UNSEEN = frozenset(("script", "style", "head"))


def without_markup(text: str) -> str:
    """The words of a piece of HTML, in lines as a browser would show them."""
    if "<" not in text and "&" not in text:
        return text
    reader = _Words()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(filter(None, lines))


def unescaped(text: str) -> str:
    """`text` with the signs that its entities stand for, once: `&amp;lt;` becomes `&lt;`."""
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


class Escaping:
    """Whether a file writes `&` as `&amp;` wherever it stands, as exports of tweets do."""

    def __init__(self) -> None:
        self._escaped = 0
        self._bare = 0

    def add(self, text: str) -> None:
        """Another text of the file."""
        if "&" in text:
            if "&" in _ENTITY.sub("", text):
                self._bare += 1
            else:
                self._escaped += 1

    @property
    def is_found(self) -> bool:
        """Whether the texts so far leave no doubt; where somebody typed a bare `&`, entities are
        what people wrote as well."""
        return self._escaped >= LEAST_ESCAPED and self._bare <= MOST_BARE * self._escaped


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _ENDS_LINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _ENDS_LINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\n", " "))
