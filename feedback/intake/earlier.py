"""What a source's earlier imports say about its ids."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from feedback.domain.comment import Comment
from feedback.intake.identity import is_content_key


@dataclass(frozen=True, slots=True)
class Earlier:
    """Ids that were once not unique, and the keys comments with an id were stored under.

    An id that was reused in one export is not believed in the next; and when an id turns out to
    be reused only now, the comment stored under it is still recognised by its words.
    """

    reused_ids: frozenset[int] = frozenset()
    keys: dict[int, str] = field(default_factory=dict)

    def key_of(self, external_id: str, question: str, text: str) -> str:
        """The key this comment was stored under because of its id, or an empty string."""
        return self.keys.get(hash((external_id, question, text)), "")


def read_earlier(comments: Iterable[Comment], is_believed: Callable[[int], bool]) -> Earlier:
    """Go through the stored comments of one source.

    `is_believed` says of a hashed id whether the new file uses it for one comment only; keys are
    remembered for the others alone, for they are the ones that may be looked up by their words.
    """
    reused: set[int] = set()
    keys: dict[int, str] = {}
    for comment in comments:
        known = hash(comment.external_id) if comment.external_id else 0
        if not known:
            continue
        if is_content_key(comment.key):
            reused.add(known)
        elif not is_believed(known):
            keys[hash((comment.external_id, comment.question, comment.text))] = comment.key
    return Earlier(frozenset(reused), keys)
