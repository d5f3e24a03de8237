"""What the rows of an import have come to: languages, ratings, days, and what was odd."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from feedback.domain.comment import Comment
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
    """Knows the comments of one file that went by."""

    def __init__(self) -> None:
        self._known: set[int] = set()

    def without(self, comments: Sequence[Comment]) -> Sequence[Comment]:
        """The first of rows that are the same comment in one file.

        Otherwise two that differ in a rating would update each other with every import.
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
        return fresh
