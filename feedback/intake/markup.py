"""Text that a tool exports as HTML → plain text."""

from html.parser import HTMLParser

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
