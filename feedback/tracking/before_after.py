"""The weeks before and after a release, and a year earlier, added up and compared."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from feedback.domain.tracked import ThemeWeek
from feedback.tracking.rate_ratio import CONFIDENCE, Ratio, rate_ratio, slope, step
from feedback.tracking.windows import Windows, stretches_before

FEWEST_A_YEAR_EARLIER = 5
"""Comments of the theme in the same weeks of the year before, or it hardly was there."""
YEAR = timedelta(weeks=52)
SEASON_CONFIDENCE = 0.9
"""The comparison with the year before asks for one direction only: wrong in 5 % of seasons."""
Rest = Callable[[Sequence[date]], list[int]]
"""Comments per week of what a theme is compared with."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a release: whole weeks, comments of the theme, of the untouched themes, and of
    all; ratings of the theme's comments (1–5), where there are any."""

    weeks: int
    comments: int
    untouched: int
    of_comments: int
    rated: int
    mean_rating: float | None

    @property
    def per_thousand(self) -> float | None:
        """Comments of the theme per 1,000 comments; None without any comments."""
        return 1000 * self.comments / self.of_comments if self.of_comments else None

    @property
    def untouched_per_thousand(self) -> float | None:
        """The same of the untouched themes together."""
        return 1000 * self.untouched / self.of_comments if self.of_comments else None


class WeekSums:
    """Counts by week of each theme, of all themes, and of all comments: added up once for all
    releases that are looked at."""

    def __init__(self, rows: Iterable[ThemeWeek]) -> None:
        self.by_theme: dict[int | None, dict[date, ThemeWeek]] = defaultdict(dict)
        self.placed: dict[date, int] = defaultdict(int)
        self.all: dict[date, int] = defaultdict(int)
        for row in rows:
            self.all[row.week] += row.comments
            self.by_theme[row.theme_id][row.week] = row
            if row.theme_id is not None:
                self.placed[row.week] += row.comments

    def spoken(self, span: Windows) -> Windows:
        """The weeks of `span` in which anybody wrote: the others say nothing about any theme, and
        one comment with a wrong date would have a year of them counted."""
        before, launch, after = (
            tuple(week for week in weeks if self.all.get(week))
            for weeks in (span.before, span.launch, span.after)
        )
        return Windows(before, launch, after)

    @classmethod
    def of(cls, rows: "Iterable[ThemeWeek] | WeekSums") -> "WeekSums":
        """The sums of these rows, where they are not yet added up."""
        return rows if isinstance(rows, cls) else cls(cast("Iterable[ThemeWeek]", rows))


class WeekTable:
    """Counts by week of the theme, of the untouched ones, of all."""

    def __init__(
        self,
        sums: WeekSums,
        theme_id: int,
        touched: set[int],
        span: Windows,
        first: date,
    ) -> None:
        self._before = span.before
        self._own: dict[date, ThemeWeek] = sums.by_theme.get(theme_id, {})
        self._touched = [sums.by_theme.get(touched_id, {}) for touched_id in touched | {theme_id}]
        self._sums = sums
        self._all = sums.all
        self._untouched_of: dict[date, int] = {}
        # Before its first comment a theme was not quiet, it was not there.
        begin = max(first, min(self._own, default=first))
        self._earlier = stretches_before(span, first=begin)

    def own(self, weeks: Sequence[date]) -> list[int]:
        """Comments of the theme, week by week."""
        return [self._own[week].comments if week in self._own else 0 for week in weeks]

    def untouched(self, weeks: Sequence[date]) -> list[int]:
        """Comments of the themes that no release touched, week by week."""
        return [self._untouched(week) for week in weeks]

    def _untouched(self, week: date) -> int:
        """Kept: one release asks for the same weeks in several comparisons."""
        if week not in self._untouched_of:
            touched = sum(rows[week].comments for rows in self._touched if week in rows)
            self._untouched_of[week] = self._sums.placed.get(week, 0) - touched
        return self._untouched_of[week]

    def others(self, weeks: Sequence[date]) -> list[int]:
        """All other comments, week by week."""
        own = self.own(weeks)
        return [self._all.get(week, 0) - own[place] for place, week in enumerate(weeks)]

    def side(self, weeks: Sequence[date]) -> Side:
        """These weeks added up."""
        own = [self._own[week] for week in weeks if week in self._own]
        rated = sum(row.rated for row in own)
        return Side(
            weeks=len(weeks),
            comments=sum(row.comments for row in own),
            untouched=sum(self.untouched(weeks)),
            of_comments=sum(self._all.get(week, 0) for week in weeks),
            rated=rated,
            mean_rating=sum(row.ratings for row in own) / rated if rated else None,
        )

    def ratio(self, span: Windows, rest: Rest) -> Ratio | None:
        """The weeks after the release against those before it."""
        return self._compared(span.before, span.after, rest)

    def year_earlier(self, span: Windows, first: date, is_untouched: bool) -> Ratio | None:
        """The weeks after the release against the same weeks a year earlier; None where comments or
        the theme do not reach back so far."""
        weeks = [week - YEAR for week in span.after]
        if weeks[0] < first or sum(self.own(weeks)) < FEWEST_A_YEAR_EARLIER:
            return None
        rest = self.untouched if is_untouched else self.others
        return self._compared(weeks, span.after, rest, confidence=SEASON_CONFIDENCE)

    def _compared(
        self,
        before: Sequence[date],
        after: Sequence[date],
        rest: Rest,
        confidence: float = CONFIDENCE,
    ) -> Ratio | None:
        return rate_ratio(
            self.own(before), rest(before), self.own(after), rest(after),
            earlier=[
                (self.own(weeks), rest(weeks))
                for weeks in (*self._earlier, self._before)
                if not set(weeks) & set(before)
            ],
            confidence=confidence,
        )  # fmt: skip

    def drift(self, span: Windows) -> Ratio | None:
        """By which factor per week the theme was changing over up to a year before the release;
        None where nothing but the weeks that are compared is there."""
        weeks = [week for stretch in reversed(self._earlier) for week in stretch] + [*span.before]
        if not self._earlier:
            return None
        rest = self.untouched if sum(self.untouched(weeks)) else self.others
        return slope(self.own(weeks), rest(weeks))

    def jump(self, span: Windows) -> Ratio | None:
        """By which factor the theme jumped at the release, beyond the straight line on which it
        moved over the weeks before and after."""
        before, after = span.before, span.after
        if not before or not after:
            return None
        both = [*before, *after]
        rest = self.untouched if sum(self.untouched(both)) else self.others
        between = (after[0] - before[-1]).days // 7 - 1
        sides = ((self.own(weeks), rest(weeks)) for weeks in (before, after))
        return step(*sides, apart=between)

    def trend(self, span: Windows) -> Ratio | None:
        """By which factor per week the theme was changing before the release."""
        rest = self.untouched if sum(self.untouched(span.before)) else self.others
        return slope(self.own(span.before), rest(span.before))
