"""Did it work: how often the verdict about a release is wrong, and how often it is right.

Histories are made up week by week: all comments follow a yearly season and grow, every theme's
share has ups and downs of its own (more than chance, and alike from week to week), and one theme's
rate is halved, doubled or left alone by a release. Verdicts are counted for many histories each.
The baseline is the usual test: a ratio of two Poisson counts with all comments as exposure and a
normal interval, which knows nothing of restless weeks.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from feedback.domain.tracked import ThemeWeek
from feedback.tracking.impact import Impact, ImpactVerdict, impact

HISTORIES = 1000
FIRST_SEED = 2_000_000
"""The method was chosen on seeds from 0 on; these were not looked at before."""
THEMES = 12
START = date(2023, 1, 2)
WEEKS = 78
RELEASE_WEEK = 50


@dataclass(frozen=True)
class World:
    """What is invented: comments a week of the theme, how they move, what the release does.

    `restless` is the standard deviation of a theme's log rate from week to week, `alike` its
    autocorrelation, `own_season` the height of a season that this theme alone has, `drift` by
    which factor the theme changes per week anyway. With `weeks_before` less than a year, nothing
    can be compared with the same weeks of the year before.
    """

    name: str
    theme: float = 30.0
    season: float = 0.4
    growth: float = 3.0
    restless: float = 0.1
    alike: float = 0.0
    effect: float = 1.0
    own_season: float = 0.0
    drift: float = 1.0
    weeks_before: int = RELEASE_WEEK
    weeks_after: int = 13


NOTHING = [
    World("steady volume", season=0, growth=1, restless=0),
    World("season and growth"),
    World("season and growth, restless weeks", restless=0.3),
    World("5 comments a week", theme=5),
    World("300 comments a week", theme=300),
    World("8 weeks after", weeks_after=8),
    World("13 weeks before", weeks_before=13),
]
HALVED = [
    World("halved, 30 a week", effect=0.5),
    World("halved, 30 a week, restless weeks", effect=0.5, restless=0.3),
    World("halved, 30 a week, weeks alike", effect=0.5, restless=0.2, alike=0.5),
    World("halved, 30 a week, 8 weeks after", effect=0.5, weeks_after=8),
    World("halved, 30 a week, 4 weeks after", effect=0.5, weeks_after=4),
    World("halved, 13 weeks before", effect=0.5, weeks_before=13),
    World("halved, restless weeks, 13 weeks before", effect=0.5, restless=0.3, weeks_before=13),
    World(
        "halved, weeks alike, 13 weeks before", effect=0.5, restless=0.2, alike=0.5, weeks_before=13
    ),
    World("halved, a season of its own, ± 30 %", effect=0.5, own_season=0.3),
    World("halved, 10 a week", effect=0.5, theme=10),
    World("halved, 10 a week, 13 weeks before", effect=0.5, theme=10, weeks_before=13),
    World("doubled, 13 weeks before", effect=2.0, weeks_before=13),
    World("doubled, 30 a week", effect=2.0),
]
HARDER = [
    World("weeks alike (autocorrelation 0.3)", restless=0.2, alike=0.3),
    World("weeks very alike (autocorrelation 0.5)", restless=0.2, alike=0.5),
    World("weeks alike (0.3), 13 weeks before", restless=0.2, alike=0.3, weeks_before=13),
    World("weeks very alike (0.5), 13 weeks before", restless=0.2, alike=0.5, weeks_before=13),
    World("a season of its own, ± 30 %", own_season=0.3),
    World("such a season, 13 weeks before", own_season=0.3, weeks_before=13),
    World("such a season, ± 40 %, 13 weeks before", own_season=0.4, weeks_before=13),
    World("falls by 2 % a week anyway", drift=0.98),
    World("the same, 13 weeks before", drift=0.98, weeks_before=13),
    World("rises by 2 % a week anyway", drift=1.02),
    World("falls by 5 % a week anyway", drift=0.95),
]


def main() -> None:
    """Print the tables."""
    for title, worlds in (
        ("Nothing changed: every verdict but unclear is wrong (at most 5 %)", NOTHING),
        ("Something changed: right verdicts (at least 80 % at 30 a week)", HALVED),
        ("What no comparison sees: nothing changed, the theme moves by itself", HARDER),
    ):
        print(f"\n{title}; {HISTORIES} histories each\n")
        print(
            f"{'history':40} {'fell':>7} {'unclear':>8} {'rose':>7} {'too little':>11}"
            f" {'baseline fell/rose':>19}"
        )
        for world in worlds:
            print(_line(world))


def verdicts(
    world: World, histories: int, *, first_seed: int = FIRST_SEED
) -> tuple[Counter[str], Counter[str]]:
    """How often each verdict was given, by Heard and by the baseline."""
    own: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for seed in range(first_seed, first_seed + histories):
        result = _judge(world, seed)
        own[result.verdict.value] += 1
        plain[_baseline(result)] += 1
    return own, plain


def _line(world: World) -> str:
    own, plain = verdicts(world, HISTORIES)
    shares = [
        own[verdict.value] / HISTORIES
        for verdict in (
            ImpactVerdict.FELL, ImpactVerdict.UNCLEAR, ImpactVerdict.ROSE, ImpactVerdict.TOO_LITTLE
        )
    ]  # fmt: skip
    baseline = f"{plain['fell'] / HISTORIES:.1%} / {plain['rose'] / HISTORIES:.1%}"
    return (
        f"{world.name:40} {shares[0]:7.1%} {shares[1]:8.1%} {shares[2]:7.1%} {shares[3]:11.1%}"
        f" {baseline:>19}"
    )


def _judge(world: World, seed: int) -> Impact:
    return impact(
        history(world, seed),
        theme_id=1,
        released=START + timedelta(weeks=RELEASE_WEEK, days=2),
        touched={1},
        first=START + timedelta(weeks=RELEASE_WEEK - world.weeks_before),
        last=START + timedelta(weeks=RELEASE_WEEK + 2 + world.weeks_after) - timedelta(days=1),
    )


def history(world: World, seed: int) -> Iterator[ThemeWeek]:
    """One invented history: theme 1 is the one the release is for."""
    random = np.random.default_rng(seed)
    weeks = np.arange(WEEKS)
    phase = random.uniform(0, 2 * np.pi)
    season = 1 + world.season * np.sin(2 * np.pi * weeks / 52 + phase)
    volume = season * world.growth ** (weeks / WEEKS) / math.sqrt(world.growth)
    for theme in range(1, THEMES + 1):
        base = world.theme if theme == 1 else random.uniform(0.3, 3) * 40
        rate = base * volume * np.exp(_restless(world, random))
        if theme == 1:
            rate = rate * np.where(weeks >= RELEASE_WEEK, world.effect, 1.0)
            rate = rate * (1 + world.own_season * np.sin(2 * np.pi * weeks / 52 + 3 * phase))
            rate = rate * world.drift ** (weeks - RELEASE_WEEK)
        for week, comments in enumerate(random.poisson(rate)):
            yield ThemeWeek(theme, START + timedelta(weeks=week), int(comments))


def _restless(world: World, random: np.random.Generator) -> np.ndarray:
    steps = random.normal(0, world.restless, WEEKS)
    values = np.empty(WEEKS)
    values[0] = steps[0]
    for week in range(1, WEEKS):
        values[week] = world.alike * values[week - 1] + math.sqrt(1 - world.alike**2) * steps[week]
    return values


def _baseline(result: Impact) -> str:
    """Two Poisson counts, all comments as exposure, a normal 95 % interval of the log ratio."""
    before, after = result.before, result.after
    if not before.comments or not after.comments:
        return "too little data"
    ratio = (after.comments / after.of_comments) / (before.comments / before.of_comments)
    reach = 1.96 * math.sqrt(1 / before.comments + 1 / after.comments)
    if math.log(ratio) + reach < 0:
        return "fell"
    return "rose" if math.log(ratio) - reach > 0 else "unclear"
