"""Did it work: a theme before and after a release, in a sentence for people who decide."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.domain.tracked import ThemeWeek
from feedback.tracking.before_after import Side, WeekSums, WeekTable
from feedback.tracking.rate_ratio import Ratio
from feedback.tracking.windows import Windows, windows

FEWEST_WEEKS = 4
FEWEST_COMMENTS = 20
"""Of the theme, before and after together."""
FEWEST_EXPECTED = 5.0
"""Of the theme on either side, if nothing had changed."""
WEEKS_TO_JUDGE = 8
"""With so many whole weeks after it, an unclear result is a result."""
NO_YEAR = (
    "Whether the theme has a season of its own cannot be told from the comments before it: they "
    "do not reach back to the same weeks a year earlier."
)
MAY_BE_SEASON = (
    "There is no clear jump at the release: a season of the theme's own may explain it, and the "
    "comments do not reach back to the same weeks a year earlier to tell."
)
CAVEAT = "This is an association, not proof: other things may have changed at the same time."


class ImpactVerdict(StrEnum):
    """What became of a theme after a release."""

    FELL = "fell"
    UNCLEAR = "unclear"
    ROSE = "rose"
    TOO_LITTLE = "too little data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What can be said about one theme and one release.

    `ratio` compares with all other comments, `compared` with the themes that no release touched:
    what moves both alike (a season, more customers) cancels out there. The verdict is that of
    `compared`, or of `ratio` where there is nothing untouched to compare with. `year_earlier`
    compares the weeks after the release with the same weeks of the year before, where the comments
    and the theme reach back to them (interval at 90 %, since only one side of it is asked for): a
    season of the theme's own cancels out there. `reason` says
    why there is no clearer verdict.
    """

    theme_id: int
    released: date
    windows: Windows
    before: Side
    after: Side
    ratio: Ratio | None
    compared: Ratio | None
    verdict: ImpactVerdict
    year_earlier: Ratio | None = None
    reason: str = ""

    @property
    def judged_by(self) -> Ratio | None:
        """The ratio behind the verdict."""
        return self.compared or self.ratio

    @property
    def offers_reopening(self) -> bool:
        """Whether the theme should be looked at again: it rose, or weeks went by and it did not
        fall, for whatever reason."""
        if self.verdict is ImpactVerdict.ROSE:
            return True
        ratio = self.judged_by
        fell = ratio is not None and ratio.high < 1
        is_judged = self.after.weeks >= WEEKS_TO_JUDGE
        return self.verdict is ImpactVerdict.UNCLEAR and is_judged and not fell


def impact(
    rows: Iterable[ThemeWeek] | WeekSums,
    *,
    theme_id: int,
    released: date,
    touched: Collection[int],
    first: date | None,
    last: date | None,
) -> Impact:
    """Compare a theme before and after a release.

    `rows` are the weeks of all themes and of comments in none, or their sums; `touched` the themes
    that any release answered within these weeks, this one included; `first` and `last` the days of
    the first and the last comment of all. Bad input has a result: a release before the first
    comment, a theme with three comments, no dates at all are each too little data, with the reason.
    """
    if first is None or last is None:
        none = Side(0, 0, 0, 0, 0, None)
        return Impact(
            theme_id=theme_id, released=released, windows=Windows((), (), ()), before=none,
            after=none, ratio=None, compared=None, verdict=ImpactVerdict.TOO_LITTLE,
            reason="No comment has a date.",
        )  # fmt: skip
    sums = WeekSums.of(rows)
    span = sums.spoken(windows(released, first=first, last=last))
    table = WeekTable(sums, theme_id, set(touched), span, first)
    before, after = table.side(span.before), table.side(span.after)
    lacking = _lacking(before, after, released, first)
    ratio = None if lacking else table.ratio(span, table.others)
    compared = None if lacking else table.ratio(span, table.untouched)
    year_earlier = None if lacking else table.year_earlier(span, first, bool(compared))
    verdict, reason = ImpactVerdict.TOO_LITTLE, lacking
    if not lacking:
        moves = _Movements(trend=table.trend(span), drift=table.drift(span), jump=table.jump(span))
        verdict, reason = _verdict(compared or ratio, moves, year_earlier)
    return Impact(
        theme_id=theme_id, released=released, windows=span, before=before, after=after,
        ratio=ratio, compared=compared, year_earlier=year_earlier, verdict=verdict, reason=reason,
    )  # fmt: skip


def _lacking(before: Side, after: Side, released: date, first: date) -> str:
    """Why there is too little data; empty where there is enough."""
    if released <= first:
        return "The release came before the first comment."
    for side, word in ((before, "before"), (after, "after")):
        if side.weeks < FEWEST_WEEKS:
            return (
                f"There are {side.weeks} whole weeks of comments {word} the release; "
                f"{FEWEST_WEEKS} are needed."
            )
    comments = before.comments + after.comments
    if comments < FEWEST_COMMENTS:
        return f"The theme has {comments} comments in these weeks; {FEWEST_COMMENTS} are needed."
    of_comments = before.of_comments + after.of_comments
    for side, word in ((before, "before"), (after, "after")):
        if comments * side.of_comments / of_comments < FEWEST_EXPECTED:
            return f"Too few comments came in {word} the release to compare."
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Movements:
    """How the theme moved by itself: over the weeks before the release, over the months before, and
    by how much it jumped at the release beyond that."""

    trend: Ratio | None
    drift: Ratio | None
    jump: Ratio | None


def _verdict(
    ratio: Ratio | None, moves: _Movements, year_earlier: Ratio | None
) -> tuple[ImpactVerdict, str]:
    if ratio is None:
        return ImpactVerdict.TOO_LITTLE, "There is nothing to compare the theme with."
    if _is_below(ratio):
        reason = _doubt(moves, year_earlier, _is_below, "falling", "more frequent")
        return (ImpactVerdict.UNCLEAR if reason else ImpactVerdict.FELL), reason
    if _is_above(ratio):
        reason = _doubt(moves, year_earlier, _is_above, "rising", "rarer")
        return (ImpactVerdict.UNCLEAR if reason else ImpactVerdict.ROSE), reason
    return ImpactVerdict.UNCLEAR, "The difference is no larger than the usual ups and downs."


def _doubt(
    moves: _Movements,
    year_earlier: Ratio | None,
    is_clear: Callable[[Ratio | None], bool],
    moving: str,
    otherwise: str,
) -> str:
    """What else may explain a difference that `is_clear`; empty for nothing.

    What moves slowly, by itself or with a season of its own, does not jump. So a jump at the
    release is asked for where the theme moved for months before, and where no year before tells
    whether it has a season.
    """
    if is_clear(moves.trend):
        return f"It was {moving} already before the release."
    if is_clear(moves.drift) and not is_clear(moves.jump):
        return f"It was {moving} slowly, for months before the release."
    if year_earlier is None:
        return "" if is_clear(moves.jump) else MAY_BE_SEASON
    return "" if is_clear(year_earlier) else _season(otherwise)


def _is_below(ratio: Ratio | None) -> bool:
    return ratio is not None and ratio.high < 1


def _is_above(ratio: Ratio | None) -> bool:
    return ratio is not None and ratio.low > 1


def _season(word: str) -> str:
    return (
        f"In the same weeks a year earlier it was not clearly {word}: a season of its own may "
        "explain it."
    )


def sentence(result: Impact, *, theme: str, change: str) -> str:
    """The result in words that a board member understands. Names are given as they are."""
    if result.verdict is ImpactVerdict.TOO_LITTLE:
        return f"Too little data to say whether “{change}” helped with “{theme}”. {result.reason}"
    ratio = result.judged_by
    assert ratio is not None  # noqa: S101  (for mypy: any other verdict has one)
    rates = f"{_rate(result.before)} of 1,000 comments before, {_rate(result.after)} after"
    range_ = f"between {ratio.low:.2f} and {ratio.high:.2f} times as many, at 95 % confidence"
    beside = (
        "Compared with themes that no release touched"
        if result.compared
        else "Compared with all other comments"
    )
    opening = {
        ImpactVerdict.FELL: f"After “{change}”, “{theme}” came up less often",
        ImpactVerdict.ROSE: f"After “{change}”, “{theme}” came up more often",
        ImpactVerdict.UNCLEAR: f"Whether “{change}” changed anything about “{theme}” is unclear",
    }[result.verdict]
    reason = f" {result.reason}" if result.reason else ""
    if result.verdict is not ImpactVerdict.UNCLEAR and result.year_earlier is None:
        reason = f" {NO_YEAR}"
    return (
        f"{opening}: {rates}. {beside} that is {ratio.ratio:.2f} times as many ({range_}).{reason} "
        f"{CAVEAT}"
    )


def figures(result: Impact) -> str:
    """What came before and after the release, in the words every page uses for it. Of too little
    data there are counts and no rates, which would look exact."""
    before, after = result.before, result.after
    if not before.weeks and not after.weeks:
        return "Too little data to compare before and after the release."
    said = (
        f"{_counted(before.comments, 'comment')} in the {_counted(before.weeks, 'whole week')} "
        f"before the release, {after.comments:,} in the {_counted(after.weeks, 'week')} after it"
    )
    if result.verdict is ImpactVerdict.TOO_LITTLE:
        return f"{said}: too little data to compare."
    verdict = {
        ImpactVerdict.FELL: "it fell",
        ImpactVerdict.ROSE: "it rose",
        ImpactVerdict.UNCLEAR: "whether that is a change is unclear",
    }[result.verdict]
    return f"{said} ({_rate(before)} and {_rate(after)} of 1,000 comments): {verdict}."


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _rate(side: Side) -> str:
    rate = side.per_thousand or 0.0
    return f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"


def touched_themes(shipped: Mapping[int, Iterable[date]], span: Windows) -> set[int]:
    """Themes that some release answered within the weeks of `span`; `shipped` by theme."""
    return {
        theme_id for theme_id, days in shipped.items() if any(is_within(day, span) for day in days)
    }


def is_within(day: date | None, span: Windows) -> bool:
    """Whether a day lies in the weeks of `span`, its launch included."""
    weeks = [*span.before, *span.launch, *span.after]
    if day is None or not weeks:
        return False
    return weeks[0].toordinal() <= day.toordinal() <= weeks[-1].toordinal() + 6
