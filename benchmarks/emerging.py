"""Rising themes: how many of those named are named by chance, and how many that rise are named.

Simulated weeks of 60 themes (Poisson, and with more spread than Poisson), in volumes that go up and
down, where in each of 400 rounds none or a tenth of the themes rise to the factor given. Beside
what everybody does: more than the mean and two standard deviations of the past. Wanted: a
false-discovery rate of 5 % at most.
"""

import numpy as np

from feedback.themes.emerging import FEWEST, emerging_themes

THEMES, WEEKS, ROUNDS = 60, 13, 400


def main() -> None:
    """Print the table."""
    print("| counts | rising | plain: false % | found % | Heard: false % | found % |")
    print("|---|---|---|---|---|---|")
    for spread in (1.0, 1.5, 2.5):
        for share, factor in ((0.0, 1.0), (0.1, 2.0), (0.1, 4.0)):
            _row(spread, share, factor)


def _row(spread: float, share: float, factor: float) -> None:
    random = np.random.default_rng(0)
    false: dict[str, list[float]] = {"plain": [], "heard": []}
    power: dict[str, list[float]] = {"plain": [], "heard": []}
    for _ in range(ROUNDS):
        volume = random.uniform(0.6, 1.6, WEEKS)
        rates = random.lognormal(2.0, 1.0, THEMES)
        means = np.outer(rates, volume)
        rising = random.random(THEMES) < share
        means[rising, -1] *= factor
        counts = _draw(random, means, spread)
        past, last = counts[:, :-1], counts[:, -1]
        bar = past.mean(axis=1) + 2 * past.std(axis=1)
        found = emerging_themes(
            {i: counts[i].tolist() for i in range(THEMES)}, counts.sum(axis=0).tolist()
        )
        named = {
            "plain": (last > bar) & (last >= FEWEST),
            "heard": np.isin(np.arange(THEMES), [theme.theme_id for theme in found]),
        }
        for who, mask in named.items():
            false[who].append((mask & ~rising).sum() / max(1, mask.sum()))
            if rising.any():
                power[who].append((mask & rising).sum() / rising.sum())
    cells = [
        f"{100 * np.mean(values):.1f}" if values else "–"
        for who in ("plain", "heard")
        for values in (false[who], power[who])
    ]
    kind = "Poisson" if spread == 1 else f"{spread} × Poisson's variance"
    told = "none" if not share else f"a tenth × {factor:.0f}"
    print(f"| {kind} | {told} | {' | '.join(cells)} |", flush=True)


def _draw(random: np.random.Generator, means: np.ndarray, spread: float) -> np.ndarray:
    if spread == 1.0:
        return random.poisson(means)
    return random.negative_binomial(means / (spread - 1), 1 / spread)
