"""Which numbers the facts support, by what they count."""

from dataclasses import dataclass
from datetime import date

from feedback.announcements.claims.calendar_dates import FoundDate, read_dates
from feedback.announcements.claims.numerals import read_numbers
from feedback.announcements.plain import one_line
from feedback.domain.announcement import Facts

HIGHEST_RATING = 5
_ROUNDING = 0.5  # percentage points
_MEAN_ROUNDING = 0.05 + 1e-9


@dataclass(frozen=True, slots=True)
class Supported:
    """Numbers that may stand in a text about some facts.

    `parts` are counts of comments inside the themes; `pairs` are part and whole; `own` are numbers
    that belong to the names of themes and changes.
    """

    people: frozenset[float]
    parts: frozenset[float]
    of_comments: float
    others: frozenset[float]
    years: frozenset[float]
    pairs: tuple[tuple[float, float], ...]
    own: frozenset[float]
    own_percents: frozenset[float]
    own_dates: tuple[FoundDate, ...]
    mean: float | None

    def is_mean(self, value: float) -> bool:
        """Whether `value` is the mean rating, rounded at most to a tenth."""
        return self.mean is not None and abs(value - self.mean) <= _MEAN_ROUNDING

    def has_pair(self, part: float, whole: float) -> bool:
        """Whether `part` of `whole` is a share the facts hold."""
        return (part, whole) in self.pairs or (self.is_mean(part) and whole == HIGHEST_RATING)

    def bases_of(self, percent: float, rounding: float = _ROUNDING) -> list[float]:
        """The wholes of which some supported part is `percent`."""
        return [
            whole
            for part, whole in self.pairs
            if whole and abs(100 * part / whole - percent) <= rounding + 1e-9
        ]


def supported_by(facts: Facts, decimal: str) -> Supported:
    """What `facts` support; `decimal` is the language's decimal sign."""
    inside = [facts.rated, *facts.channels.values(), *facts.languages.values()]
    inside += [count for count in (facts.dated, facts.with_customer) if count]
    names = [*facts.themes, *(shipped.title for shipped in facts.shipped)]
    names += [facts.decided.reason, facts.decided.where]
    own = [number for name in names for number in read_numbers(one_line(name), decimal)]
    sizes = (facts.themes, facts.shipped, facts.channels, facts.languages)
    years = [day.year for day in known_days(facts)]
    return Supported(
        people=frozenset({float(facts.customers)} if facts.customers else ()),
        parts=frozenset(float(count) for count in (facts.comments, *inside)),
        of_comments=float(facts.of_comments),
        others=frozenset(float(len(each)) for each in sizes),
        years=frozenset(map(float, range(min(years), max(years) + 1))) if years else frozenset(),
        pairs=(
            (facts.comments, facts.of_comments),
            *((count, facts.comments) for count in inside),
        ),
        own=frozenset(number.value for number in own if not number.percent),
        own_percents=frozenset(number.value for number in own if number.percent),
        own_dates=tuple(found for name in names for found in read_dates(one_line(name))),
        mean=facts.mean_rating,
    )


def known_days(facts: Facts) -> list[date]:
    """The days of the comments, of the changes and of the decision."""
    decided = facts.decided
    days = [facts.first_said, facts.last_said, *(each.shipped_on for each in facts.shipped)]
    days += [decided.decided_on, decided.review_on, decided.planned_for]
    return [day for day in days if day is not None]
