"""What the rows of an import have come to: languages, ratings, days, and what was odd."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from operator import attrgetter

from feedback.domain.comment import CONTENT_KEY, Comment
from feedback.intake.identity import is_destroyed, repeated_key
from feedback.intake.making import Made
from feedback.intake.row_parts import Tally

_source_and_key = attrgetter("source", "key")


@dataclass(slots=True)
class Counts:
    """Counts of what was made of rows, as the report says them: `read` are rows of the file, `due`
    the comments and rejects that they come to."""

    read: int = 0
    due: int = 0
    filler: int = 0
    redacted: int = 0
    rejected: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)
    days: tuple[date, date] | None = None
    tally: Tally = field(default_factory=Tally)

    def add(self, made: Made) -> None:
        """Count some rows. All by a few calls for all of them: there may be millions."""
        comments = made.comments
        self.read += made.rows
        self.due += made.due
        self.rejected += len(made.rejects)
        self.filler += sum(map(attrgetter("is_filler"), comments))
        self.redacted += sum(map(attrgetter("redacted"), comments))
        self.languages.update(map(attrgetter("language"), comments))
        for rating, number in Counter(map(attrgetter("rating"), comments)).items():
            if rating is not None:
                self.ratings[str(int(rating + 0.5))] += number
        moments = [moment for moment in map(attrgetter("created_at"), comments) if moment]
        if moments:
            first, last = min(moments).date(), max(moments).date()
            known = self.days or (first, last)
            self.days = (min(known[0], first), max(known[1], last))
        self.tally.add(made.tally)


class Repeats:
    """Knows the comments of one file that went by; `several` are those that say the same as one
    before and are somebody else's."""

    def __init__(self, key: bytes) -> None:
        self.several = 0
        self._key = key
        self._known: set[int] = set()
        self._times: Counter[int] = Counter()

    def without(self, comments: Sequence[Comment]) -> Sequence[Comment]:
        """The comments without rows that are the same comment as one before in the file, which
        would update each other with every import if they differ in a rating.

        Equal words of which nobody knows who wrote them, or when, are different people's: each
        gets a key of its own by how often they came before.
        """
        marks = list(map(hash, map(_source_and_key, comments)))
        new = set(marks)
        if len(new) == len(marks) and self._known.isdisjoint(new):
            self._known |= new
            return comments
        fresh = []
        for mark, comment in zip(marks, comments, strict=True):
            if mark not in self._known:
                self._known.add(mark)
                fresh.append(comment)
            elif _may_be_another(comment):
                self._times[mark] += 1
                self.several += 1
                key = repeated_key(self._key, comment.key, self._times[mark])
                fresh.append(replace(comment, key=key))
        return fresh


def _may_be_another(comment: Comment) -> bool:
    """Whether nothing but words and a day tells the comment from others."""
    is_told_apart = comment.customer or (
        comment.external_id and not is_destroyed(comment.external_id)
    )
    moment = comment.created_at
    return (
        comment.key.startswith(CONTENT_KEY)
        and not is_told_apart
        and (moment is None or moment.time() == time.min)
    )
