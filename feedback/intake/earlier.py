"""What a source's earlier imports say about its ids."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field

from feedback.domain.comment import CONTENT_KEY, Comment
from feedback.intake.external_ids import IdForm
from feedback.intake.identity import id_key


@dataclass(frozen=True, slots=True)
class Earlier:
    """Ids that were once not unique, and what comments with an id of their own said, by key.

    An id that was reused in one export is not believed in the next; and when an id turns out to
    be reused only now, the comment stored under it is still recognised by its words.

    With `dates_turned`, earlier imports took the days of dates for months, or the other way: keys
    of content go on doing so, that the comments are found again. `questions` says by what the file
    asks what the keys have in its place, and `ids` how the source writes its ids.
    """

    reused_ids: Set[str] = frozenset()
    said: dict[str, bytes] = field(default_factory=dict)
    dates_turned: bool = False
    questions: Mapping[str, str] = field(default_factory=dict)
    ids: IdForm | None = None

    def key_of(self, external_id: str, question: str, text: str) -> str:
        """The key this comment was stored under because of its id, or an empty string."""
        key = id_key(external_id, question) if self.said else ""
        return key if key and self.said.get(key) == _digest(text) else ""


def what_was_said(
    comments: Iterable[Comment], is_believed: Callable[[str], bool]
) -> dict[str, bytes]:
    """Go through stored comments; digests of their texts by key.

    `is_believed` says of an id whether it stands for one comment only, in the new file and in all
    before; the others alone are remembered, for they may be looked up by their words.
    """
    return {
        comment.key: _digest(comment.text)
        for comment in comments
        if comment.external_id
        and not comment.key.startswith(CONTENT_KEY)
        and not is_believed(comment.external_id)
    }


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
