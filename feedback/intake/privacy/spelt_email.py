"""E-mail addresses spelt with blanks and words, told by what is said before them.

"We buy at example dot com" is nobody's address, "my mail is ann at example dot com" is one.
"""

import re
from collections.abc import Iterator

# What people call an address, and the small words that may follow before it begins.
_CALLED = (
    r"\b(?:e-?mails?|mail|surel|gmail|login|log-in|address|alamat|endereço|correio|почт\w{0,3}"
    r"|пошт\w{0,3}|имейл\w{0,3}|эл\. ?почт\w|write to|reach me|kirim ke|mandem? para|жазыңыз)"
)
_SMALL = (
    r"me|us|is|was|are|it|its|it's|to|at|on|my|saya|kami|aku|di|ke|adalah|meu|minha|é|para|no|em|на|в"
    r"|моя|мой|менің|маған|это|address|alamat|please|pls|the|new|old|baru|novo|nova"
)
_START = rf"{_CALLED}(?:[\s:,(=–-]{{1,3}}(?:{_SMALL})(?![\w.@+])){{0,4}}[\s:,(=–-]{{1,3}}"
_LOCAL = rf"(?!(?:{_SMALL})\s)[\w+-]{{1,40}}(?:\.[\w+-]{{1,40}}){{0,4}}"
_DOT = r"\s(?:dot|ponto|titik|точка|нүкте)\s"
_NAMED = re.compile(
    rf"{_START}(?P<address>{_LOCAL}(?:\s(?:at|arroba|собака)\s[\w-]{{2,40}}(?:{_DOT}[a-z]{{2,15}})+"
    rf"|\s?[@＠]\s?[\w-]{{2,40}}(?:(?:{_DOT}|\s?\.\s?)[a-z]{{2,15}})+))(?![\w-])",
    re.IGNORECASE,
)
# With blanks around the @, where a name has signs or digits in it as words have not.
_APART = re.compile(
    r"(?<![\w.+-])(?=[a-z0-9+-]*[\d._])[a-z0-9._+-]{3,64}(?:\s[@＠]\s?|[@＠]\s)"
    r"(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,10}(?![\w-])",
    re.IGNORECASE,
)
_WITH_BLANKS = re.compile(
    rf"[@＠](?:\s|(?<=\s.))[a-z0-9-]{{2,40}}(?:{_DOT}|\s?\.\s?)[a-z]{{2}}", re.IGNORECASE
)


def is_apart(text: str) -> bool:
    """A cheap look whether an @ has a blank beside it and a place behind it."""
    return _WITH_BLANKS.search(text) is not None


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of such addresses."""
    for match in _NAMED.finditer(text):
        yield match.span("address")
    for match in _APART.finditer(text):
        yield match.span()
