"""Does the ranking of changes hold where its weights were not chosen?

The weights of letters and time, and the days after which nearness is halved, are chosen on one half
of the known links and measured on the other, both ways, by chance and by time. Then a second
product, whose links nobody knows, is shown as it is: how many comments get an answer, and the
surest of them to be read by a person.
"""

import csv
import gzip
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import numpy as np
from numpy.typing import NDArray

from benchmarks.links import DATA, _gold, _heard, _measure, _rows, _said
from feedback.changes import ranking
from feedback.changes.ranking import Said, rank_changes
from feedback.changes.reading import read_changes

Floats = NDArray[np.float64]
Setting = tuple[float, float, float]
GRID: list[Setting] = list(itertools.product((0.0, 0.3, 0.6), (0.25, 0.5, 1.0), (15.0, 30.0, 60.0)))
SHOWN = 12
OTHERS = 3_000


def main() -> None:
    """Print both tables, or say that the data is not here."""
    if not DATA.is_dir():
        print("skipped: ../shared/data/restricted is not here")
        return
    _halves()
    _another_product()


def _halves() -> None:
    changes = list(read_changes(DATA / "signal_changes_dev.csv").changes)
    gold = _gold(changes)
    asked = [row for row in _rows("signal_feedback_dev.csv") if row["id"] in gold]
    said = [_said(row) for row in asked]
    right = [gold[row["id"]] for row in asked]
    scores = {setting: _scores(setting, said, changes) for setting in GRID}
    order = np.argsort([comment.day.toordinal() if comment.day else 0 for comment in said])
    middle = len(said) // 2
    halves = {
        "every other comment": (np.arange(0, len(said), 2), np.arange(1, len(said), 2)),
        "the earlier half, the later half": (order[:middle], order[middle:]),
    }
    own = (ranking.LETTERS, ranking.TIME, ranking.HALF_DAYS)
    print(
        f"{'chosen on':34} {'letters, time, days':>20} {'held: MRR':>10} {'rec@5':>6}   own weights"
    )
    for name, (one, other) in halves.items():
        for chosen_on, held in ((one, other), (other, one)):
            best = max(GRID, key=lambda s: _mrr(scores[s], right, chosen_on))
            mrr, recall, _ = _measure(scores[best][held], [right[place] for place in held])
            mine = _mrr(scores[own], right, held)
            print(f"{name:34} {best!s:>20} {mrr:10.3f} {recall:6.3f}   {mine:.3f}")
    all_of_them = np.arange(len(said))
    spread = [_mrr(scores[setting], right, all_of_them) for setting in GRID]
    print(f"\n{len(GRID)} settings: MRR {min(spread):.3f} to {max(spread):.3f} on all comments")


def _scores(setting: Setting, said: Sequence[Said], changes: Sequence[ranking.Change]) -> Floats:
    with _weights(setting):
        return _heard(said, changes)


def _mrr(scores: Floats, right: Sequence[Sequence[int]], rows: NDArray[np.intp]) -> float:
    return _measure(scores[rows], [right[place] for place in rows])[0]


@contextmanager
def _weights(setting: Setting) -> Iterator[None]:
    before = (ranking.LETTERS, ranking.TIME, ranking.HALF_DAYS)
    ranking.LETTERS, ranking.TIME, ranking.HALF_DAYS = setting
    try:
        yield
    finally:
        ranking.LETTERS, ranking.TIME, ranking.HALF_DAYS = before


def _another_product() -> None:
    releases = DATA / "appstore_chrome_releases.csv"
    reviews = DATA / "appstore_chrome_reviews.csv.gz"
    if not (releases.is_file() and reviews.is_file()):
        print("\nskipped: the second product is not here")
        return
    read = list(read_changes(releases).changes)
    changes = [change for change in read if not change.generic]
    with gzip.open(reviews, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["text"]) > 80]
    step = max(1, len(rows) // OTHERS)
    said = [Said(row["text"], date.fromisoformat(row["created_at"][:10])) for row in rows[::step]]
    last = max(change.shipped_on for change in changes if change.shipped_on)
    open_ones = [comment for comment in said if comment.day and comment.day <= last]
    best = list(rank_changes(open_ones, changes, language="en", top=1))
    print(
        f"\nA second product: {len(read)} release lines, {len(read) - len(changes)} of them say "
        f"nothing in particular; {len(open_ones)} reviews from before the last release, "
        f"{len(best)} with a suggestion"
    )
    levels = [sum(found.score >= level for found in best) for level in (0.2, 0.3, 0.4, 0.5)]
    print(f"first suggestion with a score of 0.2, 0.3, 0.4, 0.5 or more: {levels}")
    for found in sorted(best, key=lambda ranked: -ranked.score)[:SHOWN]:
        comment, change = open_ones[found.comment], changes[found.change]
        print(f"{found.score:.2f}  {' '.join(comment.text.split())[:110]}")
        print(f"      → {change.shipped_on} {change.title[:100]}")
