"""What no database can hold is replaced where values enter a store.

PostgreSQL refuses the NUL character in text, and no database takes half of a surrogate pair; both
occur in broken exports. Every store replaces them alike, by U+FFFD, so that one can see where
something was lost.
"""

import dataclasses
import hashlib
import re
from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from feedback.domain.announcement import Announcement
from feedback.domain.change import Change
from feedback.domain.comment import Comment

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LONGEST_KEY = 500
"""Letters of a key; an index entry of PostgreSQL holds 2,704 bytes, which is 676 letters."""

AT_ONCE = 500
"""Comments whose texts are looked at together: few enough for any memory."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_COMMENT_TEXTS = attrgetter(
    *(field.name for field in dataclasses.fields(Comment) if field.type is str)
)
_key_of: Callable[[Comment], str] = attrgetter("key")

Value = TypeVar("Value")


def storable(value: Value) -> Value:
    """The value with every text inside it storable: in dataclasses, tuples, lists and dicts."""
    return _storable(value)


def storable_comments(given: Sequence[Comment]) -> Sequence[Comment]:
    """Each as `storable_comment`. Looks at many texts at once: a million come by here."""
    some = (given[start : start + AT_ONCE] for start in range(0, len(given), AT_ONCE))
    if all(map(_are_storable, some)):
        return given
    return [storable_comment(comment) for comment in given]


def _are_storable(given: Sequence[Comment]) -> bool:
    texts = "".join(chain.from_iterable(map(_COMMENT_TEXTS, given)))
    return is_storable(texts) and max(map(len, map(_key_of, given))) <= LONGEST_KEY


def storable_comment(comment: Comment) -> Comment:
    """As `storable`, with a key that fits."""
    clean = storable(comment)
    return dataclasses.replace(clean, key=_short(clean.key))


def storable_change(change: Change) -> Change:
    """As `storable`, with a key that fits."""
    clean = storable(change)
    return dataclasses.replace(clean, key=_short(clean.key))


def storable_announcement(announcement: Announcement) -> Announcement:
    """As `storable`, naming each theme once."""
    clean = storable(announcement)
    return dataclasses.replace(clean, theme_ids=tuple(dict.fromkeys(clean.theme_ids)))


def is_storable(text: str) -> bool:
    """Whether databases take the text as it is."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value if is_storable(value) else _UNSTORABLE.sub(REPLACEMENT, value)
    if isinstance(value, (tuple, list)):
        return type(value)(_storable(item) for item in value)
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return dataclasses.replace(
            value, **{name: _storable(getattr(value, name)) for name in names}
        )
    return value


def _short(key: str) -> str:
    """A key is compared, never shown: a digest does for one that no index would take."""
    if len(key) <= LONGEST_KEY:
        return key
    return "sha256:" + hashlib.sha256(key.encode()).hexdigest()
