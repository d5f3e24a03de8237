"""What opens an account: passwords, keys of programs, signed tokens."""

import re
from collections.abc import Iterator

# Forms that the makers of keys gave them so that they can be found (GitHub, Stripe, Slack, AWS,
# Google, GitLab), and signed tokens (RFC 7519).
_KEY = re.compile(
    r"\b(?:eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?|(?:sk|pk|rk)_(?:live|test)_\w{10,}"
    r"|\bsk-[\w-]{20,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|AKIA[0-9A-Z]{16}\b)"
)
_PASSWORD = re.compile(
    r"(?:passw(?:or)?d|pwd|sandi|senha|құпия ?сөз|пароль)\w{0,3}"
    r"(?:\s(?:saya|nya|minha|мой|менің))?(?P<sign>\s?[:=]\s?|\s(?:is|was|adalah|é)\s|\s)(?P<value>\S{4,64})",
    re.IGNORECASE,
)
_NAMED_KEY = re.compile(
    r"(?:bearer|(?:key|token|secret)(?:\s?[:=]|\sis|\swas))\s{0,2}(?P<value>[\w.~+/-]{16,200}=*)",
    re.IGNORECASE,
)
_OF_KEYS = ("eyj", "akia", "sk-", "_")
_OF_NAMED_KEYS = ("bearer", "key", "token", "secret")
_OF_PASSWORDS = ("passw", "pwd", "sandi", "senha", "құпия", "пароль")
SIGNS = (*_OF_KEYS, *_OF_NAMED_KEYS, *_OF_PASSWORDS)
"""One of these is in every text (in lower case) that holds something of the kind."""
_AFTER = ".,;:?)\"'»”]"
_SHORTEST = 4
# Behind the word alone: letters and digits in one, as in "Alma-2024".
_SURELY_ONE = re.compile(r"(?=\S{6})(?=\S*\d)(?=\D*[^\W\d])[\w@#$%^&*!+-]+\Z")
_TELLING = re.compile(r"[\d@#$%^&*_]")


def is_likely(lowered: str) -> bool:
    """A cheap look whether a text (in lower case) may hold a secret at all."""
    return any(sign in lowered for sign in SIGNS)


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of secrets, without the words that name them."""
    lowered = text.lower()
    if any(sign in lowered for sign in _OF_KEYS):
        for match in _KEY.finditer(text):
            yield match.span()
    if any(sign in lowered for sign in _OF_NAMED_KEYS):
        for match in _NAMED_KEY.finditer(text):
            value = match["value"].rstrip(".-/")
            if any(map(str.isdigit, value)) and any(map(str.isalpha, value)):
                yield match.start("value"), match.start("value") + len(value)
    if any(sign in lowered for sign in _OF_PASSWORDS):
        for match in _PASSWORD.finditer(text):
            value = match["value"].rstrip(_AFTER)
            # People complain about passwords more often than they tell them: words are none.
            is_telling = _TELLING if match["sign"].strip() else _SURELY_ONE
            if len(value) >= _SHORTEST and is_telling.search(value) and "[" not in value:
                yield match.start("value"), match.start("value") + len(value)
