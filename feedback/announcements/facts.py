"""From the comments of the themes to the block of facts an announcement stands on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from feedback.announcements.personal import holds_personal_data
from feedback.announcements.plain import one_line
from feedback.domain.announcement import Facts, Quote, ShippedFact
from feedback.domain.comment import Comment
from feedback.domain.theme import Theme

# Below this many different people, a quote can be traced to the one who said it.
SMALLEST_GROUP = 5
MOST_QUOTES = 3
SHORTEST_QUOTE = 3  # words
LONGEST_QUOTE = 200  # characters


def compute_facts(
    said: Iterable[tuple[Theme, Iterable[Comment]]],
    *,
    saying: int,
    shipped: Sequence[ShippedFact],
    outcome: str,
    computed_at: datetime,
) -> Facts:
    """The facts of the themes in `said`, each with a stream of its comments, read once.

    `saying` is how many of all comments say something. Filler that a person put into a theme is
    counted on both sides, so that the share stays one. A comment counts once, in whichever theme
    it comes first.
    """
    tally = _Tally()
    themes: list[Theme] = []
    for theme, comments in said:
        themes.append(theme)
        tally.add_theme(theme, comments)
    return Facts(
        themes=tuple(one_line(theme.name) for theme in themes),
        theme_languages=tuple(theme.language for theme in themes),
        comments=len(tally.seen),
        of_comments=saying + tally.filler,
        customers=len(tally.customers),
        with_customer=tally.with_customer,
        first_said=tally.first,
        last_said=tally.last,
        dated=tally.dated,
        channels=_commonest_first(tally.channels),
        languages=_commonest_first(tally.languages),
        rated=tally.rated,
        mean_rating=tally.rating_sum / tally.rated if tally.rated else None,
        shipped=tuple(shipped),
        outcome=outcome,
        quotes=tuple(tally.quotes[:MOST_QUOTES]),
        computed_at=computed_at,
    )


def count_people(comments: Iterable[Comment]) -> int:
    """How many different people stand behind `comments`.

    Where the writer is unknown each comment counts as one person.
    """
    return len({comment.customer or comment.id for comment in comments})


@dataclass
class _Tally:
    seen: set[int] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)
    with_customer: int = 0
    filler: int = 0
    dated: int = 0
    first: date | None = None
    last: date | None = None
    channels: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    rated: int = 0
    rating_sum: float = 0.0
    quotes: list[Quote] = field(default_factory=list)

    def add_theme(self, theme: Theme, comments: Iterable[Comment]) -> None:
        people: set[str | int] = set()
        quotable = _Quotable(theme.representatives)
        for comment in comments:
            if comment.id in self.seen:
                continue
            self.seen.add(comment.id)
            people.add(comment.customer or comment.id)
            quotable.offer(comment)
            self._count(comment)
        if len(people) >= SMALLEST_GROUP:
            self.quotes += quotable.best()

    def _count(self, comment: Comment) -> None:
        self.filler += comment.is_filler
        self.channels[str(comment.channel)] += 1
        if comment.language:
            self.languages[comment.language] += 1
        if comment.customer:
            self.with_customer += 1
            self.customers.add(comment.customer)
        if comment.rating is not None:
            self.rated += 1
            self.rating_sum += comment.rating
        if comment.created_at is not None:
            day = comment.created_at.date()
            self.dated += 1
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)


class _Quotable:
    """Keeps the few best quotes of one theme: representative ones first, one per person.

    Whoever said no in any comment of the theme is not quoted from another one either.
    """

    def __init__(self, representatives: Sequence[int]) -> None:
        self._representatives = frozenset(representatives)
        self._typical: list[Comment] = []
        self._others: list[Comment] = []
        self._unwilling: set[str] = set()

    def offer(self, comment: Comment) -> None:
        if comment.consent is False and comment.customer:
            self._unwilling.add(comment.customer)
        kept = self._typical if comment.id in self._representatives else self._others
        if len(kept) < 3 * MOST_QUOTES and may_be_quoted(comment) and _fits(comment.text):
            kept.append(comment)

    def best(self) -> list[Quote]:
        writers: set[str | int] = set()
        quotes: list[Quote] = []
        for comment in self._typical + self._others:
            writer = comment.customer or comment.id
            if writer not in writers and comment.customer not in self._unwilling:
                writers.add(writer)
                quotes.append(Quote(comment_id=comment.id, text=one_line(comment.text)))
        return quotes


def may_be_quoted(comment: Comment) -> bool:
    """Whether the customer agreed and nothing in the comment says who they are."""
    return (
        comment.consent is True
        and comment.redacted == 0
        and not comment.is_filler
        and not holds_personal_data(comment.text)
    )


def _fits(text: str) -> bool:
    return len(text.split()) >= SHORTEST_QUOTE and len(text) <= LONGEST_QUOTE


def _commonest_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
