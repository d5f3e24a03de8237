"""Before and after a release: by hand, against slow sums, and what bad input gives."""

import math
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from benchmarks.impact import World, history
from feedback.domain.tracked import ThemeWeek
from feedback.tracking.impact import (
    CAVEAT,
    FEWEST_COMMENTS,
    MAY_BE_SEASON,
    NO_YEAR,
    Impact,
    ImpactVerdict,
    impact,
    sentence,
    touched_themes,
)
from feedback.tracking.rate_ratio import rate_ratio, slope, step
from feedback.tracking.windows import Windows, monday_of, windows

MONDAY = date(2024, 1, 1)
WEEK = timedelta(weeks=1)
RELEASED = MONDAY + 10 * WEEK + timedelta(days=3)


def weeks(theme: int | None, counts: Sequence[int], *, rating: float = 0) -> list[ThemeWeek]:
    return [
        ThemeWeek(theme, MONDAY + number * WEEK, count, count if rating else 0, count * rating)
        for number, count in enumerate(counts)
        if count
    ]


def compare(rows: list[ThemeWeek], *, released: date = RELEASED, number: int = 22) -> Impact:
    return impact(
        rows,
        theme_id=1,
        released=released,
        touched={3},
        first=MONDAY,
        last=MONDAY + number * WEEK - timedelta(days=1),
    )


def test_a_small_history_by_hand() -> None:
    rows = [
        *weeks(1, [20] * 10 + [99] * 2 + [10] * 10, rating=2.0),
        *weeks(2, [80] * 22),
        *weeks(3, [50] * 22),
        *weeks(None, [50] * 22),
    ]
    found = compare(rows)
    assert (found.before.weeks, found.after.weeks, len(found.windows.launch)) == (10, 10, 2)
    assert (found.before.comments, found.after.comments) == (200, 100)
    assert (found.before.untouched, found.before.of_comments) == (800, 2000)
    assert found.before.per_thousand == 100
    assert found.after.per_thousand == pytest.approx(1000 * 10 / 190)
    assert found.before.mean_rating == found.after.mean_rating == 2.0
    assert found.verdict is ImpactVerdict.FELL
    assert found.ratio is not None and found.compared is not None
    assert found.compared.ratio == pytest.approx(found.ratio.ratio) == pytest.approx(0.5)
    # Steady weeks scatter no more than chance: the interval is that of the four sums.
    error = math.sqrt(1 / 200 + 1 / 800 + 1 / 100 + 1 / 800)
    reach = stats.t.ppf(0.975, 18) * error
    assert found.compared.low == pytest.approx(0.5 * math.exp(-reach))
    assert found.compared.high == pytest.approx(0.5 * math.exp(reach))
    assert found.compared.scatter >= 1


def test_growing_volume_and_a_season_of_all_are_no_effect() -> None:
    volume = [1 + number / 10 for number in range(22)]
    rows = [
        *weeks(1, [round(20 * times) for times in volume]),
        *weeks(2, [round(80 * times) for times in volume]),
    ]
    found = compare(rows)
    assert found.before.comments < found.after.comments
    assert found.verdict is ImpactVerdict.UNCLEAR
    assert found.offers_reopening, "ten weeks after it nothing has changed"


def test_what_fell_before_the_release_did_not_fall_because_of_it() -> None:
    rows = [
        *weeks(1, [round(60 * 0.95**n * (1.15 if n % 2 else 0.85)) for n in range(22)]),
        *weeks(2, [300] * 22),
    ]
    found = compare(rows)
    assert found.verdict is ImpactVerdict.UNCLEAR
    assert "falling already" in found.reason


@pytest.mark.parametrize(("effect", "verdict"), [(1, "unclear"), (0.5, "fell")])
def test_what_falls_slowly_for_a_year_would_have_fallen_without_the_release(
    effect: float, verdict: str
) -> None:
    """By 1.5 % a week, which a quarter of a year before the release hardly shows."""
    counts = [
        round(90 * 0.985**n * (1.12 if n % 2 else 0.88) * (effect if n >= 52 else 1))
        for n in range(67)
    ]
    found = compare(
        [*weeks(1, counts), *weeks(2, [400] * 67)], released=MONDAY + 52 * WEEK, number=67
    )
    assert found.compared is not None and found.compared.high < 1
    assert found.verdict == verdict
    assert ("falling slowly" in found.reason) == (effect == 1)


def test_a_theme_that_rose_is_to_be_looked_at_again() -> None:
    found = compare([*weeks(1, [10] * 12 + [30] * 10), *weeks(2, [100] * 22)])
    assert found.verdict is ImpactVerdict.ROSE
    assert found.offers_reopening
    assert "“Late” came up more often" in sentence(found, theme="Late", change="Map")


def test_unclear_after_a_few_weeks_is_not_yet_a_reason_to_reopen() -> None:
    found = compare([*weeks(1, [20] * 17), *weeks(2, [100] * 17)], number=17)
    assert (found.verdict, found.after.weeks) == (ImpactVerdict.UNCLEAR, 5)
    assert not found.offers_reopening


@pytest.mark.parametrize(
    ("rows", "released", "reason"),
    [
        (weeks(1, [20] * 22), MONDAY - WEEK, "before the first comment"),
        (weeks(1, [20] * 22), MONDAY + 2 * WEEK, "2 whole weeks of comments before"),
        (weeks(1, [20] * 22), MONDAY + 18 * WEEK, "2 whole weeks of comments after"),
        (weeks(2, [20] * 22) + weeks(1, [0, 0, 1, 1, 1]), RELEASED, "has 3 comments"),
        (
            weeks(2, [20] * 10 + [1] * 12) + weeks(1, [9] * 10),
            RELEASED,
            "Too few comments came in after",
        ),
        (weeks(2, [20] * 10) + weeks(1, [9] * 10), RELEASED, "0 whole weeks of comments after"),
        (weeks(1, [20] * 22), RELEASED, "nothing to compare"),
    ],
)
def test_bad_input_is_too_little_data_and_says_why(
    rows: list[ThemeWeek], released: date, reason: str
) -> None:
    found = compare(rows, released=released)
    assert found.verdict is ImpactVerdict.TOO_LITTLE
    assert reason in found.reason
    assert not found.offers_reopening
    assert sentence(found, theme="Late", change="Map").startswith("Too little data")


def test_comments_without_dates_are_too_little_data() -> None:
    found = impact([], theme_id=1, released=RELEASED, touched=(), first=None, last=None)
    assert (found.verdict, found.reason) == (ImpactVerdict.TOO_LITTLE, "No comment has a date.")


def test_the_sentence_names_rates_the_interval_and_its_limits() -> None:
    rows = [*weeks(1, [20] * 12 + [10] * 10), *weeks(2, [180] * 22)]
    said = sentence(compare(rows), theme="Late parcels", change="Live map")
    assert said == (
        "After “Live map”, “Late parcels” came up less often: 100 of 1,000 comments before, "
        "53 after. Compared with themes that no release touched that is 0.50 times as many "
        f"(between 0.38 and 0.65 times as many, at 95 % confidence). {NO_YEAR} {CAVEAT}"
    )


@pytest.mark.parametrize(
    ("year_before", "verdict"), [(10, ImpactVerdict.UNCLEAR), (20, ImpactVerdict.FELL)]
)
def test_what_was_as_rare_a_year_earlier_may_be_a_season(
    year_before: int, verdict: ImpactVerdict
) -> None:
    """Thirteen weeks, 39 others, and the same thirteen weeks a year later; released before them."""
    rows = [*weeks(1, [year_before] * 13 + [20] * 39 + [10] * 13), *weeks(2, [100] * 65)]
    found = compare(rows, released=MONDAY + 50 * WEEK, number=65)
    assert found.compared is not None and found.year_earlier is not None
    assert found.compared.ratio == pytest.approx(0.5)
    assert found.year_earlier.ratio == pytest.approx(10 / year_before)
    assert found.verdict is verdict
    said = sentence(found, theme="Late", change="Map")
    assert ("a season of its own may explain it" in said) == (verdict is ImpactVerdict.UNCLEAR)
    assert NO_YEAR not in said


@pytest.mark.parametrize(
    ("after", "verdict"),
    [(10, ImpactVerdict.FELL), (15, ImpactVerdict.UNCLEAR), (27, ImpactVerdict.UNCLEAR),
     (40, ImpactVerdict.ROSE)],
)  # fmt: skip
def test_without_a_year_before_only_what_no_season_makes_is_a_verdict(
    after: int, verdict: ImpactVerdict
) -> None:
    found = compare([*weeks(1, [20] * 12 + [after] * 10), *weeks(2, [400] * 22)])
    assert found.compared is not None
    assert not found.compared.low <= 1 <= found.compared.high, "each differs clearly"
    assert found.verdict is verdict
    said = sentence(found, theme="Late", change="Map")
    assert (MAY_BE_SEASON in said) == (verdict is ImpactVerdict.UNCLEAR)
    assert found.offers_reopening == (after > 20), "what fell is not looked at again"


@pytest.mark.parametrize("turn", [0, 13, 26, 39])
def test_a_season_of_the_themes_own_is_no_effect_without_a_year_before(turn: int) -> None:
    """± 40 % over 52 weeks, the release at four places of it: a slow movement does not jump."""
    season = [round(60 * (1 + 0.4 * math.sin(math.tau * (n - 13 + turn) / 52))) for n in range(28)]
    rows = [*weeks(1, season), *weeks(2, [600] * 28)]
    found = compare(rows, released=MONDAY + 13 * WEEK, number=28)
    assert found.verdict is ImpactVerdict.UNCLEAR
    halved = [round(count * (0.5 if n >= 13 else 1)) for n, count in enumerate(season)]
    rows = [*weeks(1, halved), *weeks(2, [600] * 28)]
    found = compare(rows, released=MONDAY + 13 * WEEK, number=28)
    assert found.verdict is not ImpactVerdict.ROSE


def test_weeks_in_which_nobody_wrote_are_none() -> None:
    """One comment with a wrong date must not make a year of weeks before it."""
    rows = [*weeks(2, [1] + [0] * 7 + [90] * 14), *weeks(1, [0] * 8 + [30] * 14)]
    found = compare(rows)
    assert found.before.weeks == 3
    assert found.reason == "There are 3 whole weeks of comments before the release; 4 are needed."


def test_a_theme_that_was_not_there_a_year_earlier_has_no_season_to_compare_with() -> None:
    rows = [*weeks(1, [0] * 13 + [20] * 39 + [10] * 13), *weeks(2, [100] * 65)]
    found = compare(rows, released=MONDAY + 50 * WEEK, number=65)
    assert (found.verdict, found.year_earlier) == (ImpactVerdict.FELL, None)
    assert NO_YEAR in sentence(found, theme="Late", change="Map")


def test_weeks_cut_short_are_dropped_and_the_launch_is_left_out() -> None:
    first, last = date(2024, 1, 3), date(2024, 4, 13)  # a Wednesday, a Saturday
    span = windows(date(2024, 2, 14), first=first, last=last)
    assert span == Windows(
        before=tuple(date(2024, 1, 8) + WEEK * n for n in range(5)),
        launch=(date(2024, 2, 12), date(2024, 2, 19)),
        after=tuple(date(2024, 2, 26) + WEEK * n for n in range(6)),
    )
    assert windows(date(2024, 2, 14), first=date(2024, 1, 1), last=date(2024, 4, 14)) == Windows(
        (MONDAY, *span.before), span.launch, (*span.after, date(2024, 4, 8))
    )


def test_themes_are_touched_by_releases_within_the_weeks() -> None:
    span = windows(RELEASED, first=MONDAY, last=MONDAY + 22 * WEEK - timedelta(days=1))
    end = MONDAY + 22 * WEEK
    shipped = {
        1: [MONDAY],
        2: [end - timedelta(days=1)],
        3: [end],
        4: [MONDAY - timedelta(days=1)],
        5: [],
    }
    assert touched_themes(shipped, span) == {1, 2}
    assert touched_themes(shipped, Windows((), (), ())) == set()


counts = st.lists(st.integers(0, 60), min_size=4, max_size=13)


@settings(max_examples=100)
@given(counts, counts, st.randoms(use_true_random=False))
def test_any_ratio_is_that_of_the_sums_and_its_interval_is_no_narrower_than_chance(
    before: list[int], after: list[int], chance: random.Random
) -> None:
    rest_before = [chance.randrange(1, 200) for _ in before]
    rest_after = [chance.randrange(1, 200) for _ in after]
    found = rate_ratio(before, rest_before, after, rest_after)
    if not sum(before) and not sum(after):
        assert found is None
        return
    assert found is not None
    cells = [sum(after), sum(rest_after), sum(before), sum(rest_before)]
    if not all(cells):
        cells = [value + 0.5 for value in cells]
    assert found.ratio == pytest.approx(cells[0] / cells[1] / (cells[2] / cells[3]))
    chance_alone = 1.96 * math.sqrt(sum(1 / value for value in cells))
    assert math.log(found.high / found.ratio) >= chance_alone * 0.999
    assert found.low * found.high == pytest.approx(found.ratio**2)
    assert found.scatter >= max(1.0, _pearson(before, rest_before, after, rest_after)) * 0.999


def _pearson(*sides: Sequence[int]) -> float:
    """Dispersion, week by week."""
    total = 0.0
    for theme, rest in (sides[:2], sides[2:]):
        share = sum(theme) / (sum(theme) + sum(rest))
        for own, other in zip(theme, rest, strict=True):
            variance = (own + other) * share * (1 - share)
            if variance:
                total += (own - (own + other) * share) ** 2 / variance
    return total / (len(sides[0]) + len(sides[2]) - 2)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 40), min_size=5, max_size=13), st.randoms(use_true_random=False))
def test_any_slope_makes_the_counts_most_likely(theme: list[int], chance: random.Random) -> None:
    rest = [chance.randrange(1, 100) for _ in theme]
    found = slope(theme, rest)
    if found is None:
        return
    place = np.arange(len(theme)) - (len(theme) - 1) / 2

    def likelihood(level: float, rise: float) -> float:
        odds = level + rise * place
        own, size = np.array(theme), np.array(theme) + np.array(rest)
        return float((own * odds - size * np.log1p(np.exp(odds))).sum())

    rise = math.log(found.ratio)
    levels = np.linspace(-9, 9, 3601)
    best = max(likelihood(level, rise) for level in levels)
    for other in (rise - 0.05, rise + 0.05):
        assert max(likelihood(level, other) for level in levels) <= best + 1e-3


def test_a_jump_by_hand_is_what_lies_beyond_the_line() -> None:
    flat = step(([20] * 10, [80] * 10), ([10] * 10, [80] * 10), apart=2)
    assert flat is not None
    assert flat.ratio == pytest.approx(0.5)
    assert flat.scatter == 1
    # The odds grow by 2 % a week over all 22 weeks and halve at the release.
    rest = 1_000_000
    moving = [round(1000 * 1.02**n * (0.5 if n >= 12 else 1)) for n in (*range(10), *range(12, 22))]
    found = step((moving[:10], [rest] * 10), (moving[10:], [rest] * 10), apart=2)
    assert found is not None and found.ratio == pytest.approx(0.5, rel=0.01)
    gone = step(([20] * 10, [80] * 10), ([0] * 10, [80] * 10), apart=2)
    assert gone is not None and gone.high < 1, "what nobody speaks of any more fell"
    slow = step(([30] * 3, [9] * 3), ([10] * 9, [9] * 9), apart=2)
    assert slow is None, "three weeks are no stretch"


@settings(max_examples=40)
@given(st.lists(st.integers(0, 40), min_size=10, max_size=20), st.randoms(use_true_random=False))
def test_any_jump_makes_the_counts_most_likely(theme: list[int], chance: random.Random) -> None:
    rest = [chance.randrange(1, 100) for _ in theme]
    half = len(theme) // 2
    found = step((theme[:half], rest[:half]), (theme[half:], rest[half:]), apart=2)
    if found is None or not sum(theme[:half]) or not sum(theme[half:]):
        return
    place = np.array([*range(half), *range(half + 2, len(theme) + 2)])
    design = np.column_stack([np.ones(len(theme)), place, np.arange(len(theme)) >= half])

    def unlikely(coefficients: Any) -> float:
        odds = design @ coefficients
        own, size = np.array(theme), np.array(theme) + np.array(rest)
        return float((size * np.logaddexp(0, odds) - own * odds).sum())

    best = optimize.minimize(unlikely, np.zeros(3), method="BFGS")
    jump = math.log(found.ratio)
    fixed = optimize.minimize(lambda two: unlikely(np.array([*two, jump])), best.x[:2])
    assert fixed.fun <= best.fun + 1e-3


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_any_history_is_added_up_week_by_week(seed: int) -> None:
    rows = list(history(World("some", effect=0.7), seed))
    released = MONDAY.replace(year=2023, day=2) + 40 * WEEK + timedelta(days=seed % 7)
    first, last = rows[0].week, rows[77].week + timedelta(days=6)
    found = impact(rows, theme_id=1, released=released, touched={1, 4}, first=first, last=last)
    start = monday_of(released)
    for side, begin, end in (
        (found.before, start - 13 * WEEK, start),
        (found.after, start + 2 * WEEK, start + 15 * WEEK),
    ):
        inside = [row for row in rows if begin <= row.week < end]
        assert side.of_comments == sum(row.comments for row in inside)
        assert side.comments == sum(row.comments for row in inside if row.theme_id == 1)
        assert side.untouched == sum(
            row.comments for row in inside if row.theme_id not in (None, 1, 4)
        )
    assert found.before.comments + found.after.comments >= FEWEST_COMMENTS
    assert found.year_earlier is None, "the comments begin forty weeks before the release"


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_any_year_earlier_is_added_up_week_by_week(seed: int) -> None:
    rows = list(history(World("some", theme=8, effect=0.7), seed))
    first, last = rows[0].week, rows[77].week + timedelta(days=6)
    start = first + (50 + seed % 16) * WEEK
    found = impact(rows, theme_id=1, released=start, touched={1, 4}, first=first, last=last)
    after = start + 2 * WEEK
    until = min(after + 13 * WEEK, first + 78 * WEEK)
    sums = {}
    for shift in (0, 52):
        inside = [row for row in rows if after <= row.week + shift * WEEK < until]
        own = sum(row.comments for row in inside if row.theme_id == 1)
        rest = sum(row.comments for row in inside if row.theme_id not in (1, 4))
        sums[shift] = own, rest
    if sums[52][0] < 5:
        assert found.year_earlier is None
    elif sums[0][0]:
        assert found.year_earlier is not None
        expected = sums[0][0] / sums[0][1] / (sums[52][0] / sums[52][1])
        assert found.year_earlier.ratio == pytest.approx(expected)
