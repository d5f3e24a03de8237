"""Solid and loose: is a solid theme found again by somebody who reads other comments?

Per set: themes are found in all rows and called solid or loose; then a second model, of another
seed, reads a random half of the rows and places all of them. Found again: the best Jaccard
similarity (percent) of a theme with one of the second model, in the mean of the solid and of the
loose ones. Purity: the share (percent) of a theme's comments that have its commonest label.
A second table tells the same by stability, over all themes. Themes too small to tell are left out.
`python -m benchmarks themes_solid`
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from benchmarks.theme_data import DATA, SETS, LabelledSet
from models import Solidity, ThemeModel

BINS = (-0.01, 0.3, 0.4, 0.5, 0.6, 0.75, 1.0)
COLUMNS = ("themes", "solid", "again: solid", "loose", "purity: solid", "loose", "correlation")


def main(arguments: list[str] | None = None) -> None:
    """Print the table, or say that the data is not here."""
    if not DATA.is_dir():
        print("skipped: the development data is not here")
        return
    print("| set | " + " | ".join(COLUMNS) + " |\n|---|" + "---:|" * len(COLUMNS))
    every: list[tuple[bool, float, float, float]] = []
    for data in SETS:
        rows = list(_themes(data))
        every.extend(rows)
        _print(data.name, rows)
    _print("**all themes**", every)
    print("\n| stability | themes | found again | purity |\n|---|---:|---:|---:|")
    stability, again, pure = (np.array(column) for column in list(zip(*every, strict=True))[1:])
    for low, high in pairwise(BINS):
        here = (stability > low) & (stability <= high)
        means = f"{100 * again[here].mean():.0f} | {100 * pure[here].mean():.0f}"
        print(f"| {max(low, 0):g}–{high:g} | {here.sum()} | {means} |", flush=True)


def _themes(data: LabelledSet) -> Iterator[tuple[bool, float, float, float]]:
    """(solid, stability, found again, purity) of each theme."""
    texts, truth, _ = data.read()
    k = len(set(truth.tolist()))
    model = ThemeModel(k, language=data.language).fit(texts)
    half = np.random.default_rng(0).permutation(len(texts))[: len(texts) // 2].tolist()
    second = ThemeModel(k, language=data.language, random_state=1)
    other = second.fit([texts[i] for i in half]).predict(texts)
    for label, verdict in enumerate(model.solidity_):
        mine = model.labels_ == label
        if verdict is Solidity.UNTESTED or not mine.any():
            continue
        shared = np.bincount(other[mine & (other >= 0)], minlength=k)
        union = mine.sum() + np.bincount(other[other >= 0], minlength=k) - shared
        pure = np.bincount(truth[mine]).max() / mine.sum()
        stability = float(model.stability_[label])
        yield verdict is Solidity.SOLID, stability, float((shared / union).max()), float(pure)


def _print(name: str, rows: list[tuple[bool, float, float, float]]) -> None:
    solid, stability, again, pure = (np.array(column) for column in zip(*rows, strict=True))
    cells = [f"{len(rows)}", f"{int(solid.sum())}"]
    for figures in (again, pure):
        for which in (solid, ~solid):
            cells.append(f"{100 * figures[which].mean():.0f}" if which.any() else "–")
    cells.append(f"{np.corrcoef(stability, again)[0, 1]:.2f}")
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
