"""What the rules are given beside the text, and the shape of a rule."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from feedback.announcements import phrases
from feedback.announcements.claims.reading import Reading
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Facts, Finding
from feedback.domain.comment import Comment


@dataclass(frozen=True, slots=True)
class Said:
    """A comment of the themes; `people` is how many different people are in its theme."""

    comment: Comment
    people: int


@dataclass(frozen=True, slots=True)
class Checking:
    """The facts, the words to offer true sentences in, the day, and what customers said.

    `said` streams the comments of the themes and is called when something is quoted. Without it
    quotes are judged by the facts alone.
    """

    facts: Facts
    words: Words
    today: date
    said: Callable[[], Iterable[Said]] | None = None

    @property
    def decimal(self) -> str:
        """The decimal sign of the language."""
        return phrases.number(self.words, 0.5)[1]

    def true_share(self) -> str:
        """So many of so many comments: what is always true."""
        return phrases.share(self.words, self.facts)


Rule = Callable[[Reading, Checking], Iterator[Finding]]


def true_would_be(sentence: str) -> str:
    """The end of a message that offers `sentence`; "" where there is none."""
    return f" True would be: “{sentence}”." if sentence else ""
