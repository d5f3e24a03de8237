"""What the quotation marks of delimited text say: where a record's cells begin and end."""

import re
from dataclasses import dataclass
from functools import cache

_ESCAPED = re.compile(r'\\([\\"])')


@dataclass(frozen=True, slots=True)
class Quotation:
    """The patterns of one delimiter. All take linear time: what was matched is not tried again."""

    _clean: re.Pattern[str]
    _begun: re.Pattern[str]
    _clean_escaped: re.Pattern[str]
    _begun_escaped: re.Pattern[str]
    _opening: re.Pattern[str]
    _closing: re.Pattern[str]

    def is_clean(self, record: str, *, escaped: bool = False) -> bool:
        """Whether RFC 4180 reads it without a doubt: every quoted cell ends where a cell can.

        With `escaped`, a backslash before a quotation mark does what doubling it does.
        """
        return bool((self._clean_escaped if escaped else self._clean).fullmatch(record))

    def is_begun(self, record: str) -> bool:
        """Whether it is as clean up to a quoted cell that is still open at its end."""
        return bool(self._begun.fullmatch(record) or self._begun_escaped.fullmatch(record))

    def is_escaped(self, lines: list[str]) -> bool:
        """Whether the lines of a record, begun or complete, make sense only if a backslash before a
        quotation mark belongs to it."""
        record = "".join(lines)
        if self._clean.fullmatch(record) or self._begun.fullmatch(record):
            return False
        return bool(self._clean_escaped.fullmatch(record) or self._begun_escaped.fullmatch(record))

    def unescaped(self, line: str) -> str:
        """As RFC 4180 writes it."""
        return _ESCAPED.sub(lambda found: '""' if found[1] == '"' else "\\", line)

    def opens_another(self, record: str) -> bool:
        """Whether a quoted cell over several lines ends with a mark that was to open another."""
        return bool(self._opening.search(record))

    def closes_in_words(self, record: str) -> bool:
        """Whether text stands right behind the mark that closes a cell over several lines."""
        return bool(self._closing.search(record))


@cache
def quotation_of(delimiter: str, *, blanks: bool = False) -> Quotation:
    """Of one delimiter; with `blanks` there may be some before a quotation mark that opens."""
    mark, blank = re.escape(delimiter), " *+" * blanks
    doubled = r'[^"]*+(?:""[^"]*+)*+'
    escaped = r'[^"\\]*+(?:(?:""|\\.)[^"\\]*+)*+'
    before = rf'(?:^|{mark})"[^"\n]*+(?:""[^"\n]*+)*+\n{doubled}'
    return Quotation(
        *_complete_and_begun(mark, blank, doubled),
        *_complete_and_begun(mark, blank, escaped),
        re.compile(rf'{before}(?<=[\n{mark}])"[^"{mark}\r\n]'),
        re.compile(rf'{before}"[^"{mark}\r\n]'),
    )


def _complete_and_begun(
    mark: str, blank: str, inside: str
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A record whose every cell ends where one can, and one up to a quoted cell that is open."""
    # A quotation mark inside a cell that does not begin with one is a letter like others.
    bare = rf'{blank}(?:[^"{mark}\r\n][^{mark}\r\n]*+)?+'
    cell = rf'(?:{blank}"{inside}"|{bare})'
    return (
        re.compile(rf"(?:{cell}{mark})*+{cell}(?:\r\n|\r|\n)?+", re.DOTALL),
        re.compile(rf'(?:{cell}{mark})*+{blank}"{inside}', re.DOTALL),
    )
