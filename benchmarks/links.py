"""Comments to the changes that answered them: how good, how fast.

Gold links of one product (issues closed by commits) are ranked among all changes released on the
day of the comment or later. MRR is the mean reciprocal rank of the first right change; recall@5
is the share of right changes among the first five, per comment, then averaged.
"""

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from feedback.changes.ranking import Said, rank_changes
from feedback.changes.reading import read_changes
from feedback.domain.change import Change

DATA = Path(__file__).parents[2] / "shared" / "data" / "restricted"
SIZE = 4_000

Floats = NDArray[np.float64]


def main() -> None:
    """Print the table, or say that the data is not here."""
    if not DATA.is_dir():
        print("skipped: ../shared/data/restricted is not here")
        return
    changes = list(read_changes(DATA / "signal_changes_dev.csv").changes)
    comments = _rows("signal_feedback_dev.csv")
    gold = _gold(changes)
    asked = [row for row in comments if row["id"] in gold]
    said = [_said(row) for row in asked]
    right = [gold[row["id"]] for row in asked]
    print(f"{len(asked)} comments with a known answer among {len(changes)} changes\n")
    print(f"{'ranking':44} {'MRR':>6} {'rec@5':>6} {'rec@10':>6} {'seconds':>8}")
    rankings: dict[str, Callable[[], Floats]] = {
        "plain TF-IDF, cosine": lambda: _words(said, changes),
        "letter 3-5-grams, sublinear": lambda: _letters(said, changes),
        "plain TF-IDF + soon after": lambda: _words(said, changes) * _soon(said, changes),
        "letter 3-5-grams + soon after": lambda: _letters(said, changes) * _soon(said, changes),
        "Heard": lambda: _heard(said, changes),
    }
    possible = _gap(said, changes) >= 0
    for name, scores_of in rankings.items():
        started = time.monotonic()
        scores = np.where(possible, scores_of(), -1.0)
        seconds = time.monotonic() - started
        figures = " ".join(f"{value:6.3f}" for value in _measure(scores, right))
        print(f"{name:44} {figures} {seconds:8.1f}")
    _speed(comments, changes)


def _speed(comments: Sequence[dict[str, str]], changes: Sequence[Change]) -> None:
    many = [_said(row) for row in (*comments, *comments)][:SIZE]
    later = [replace(c, shipped_on=c.shipped_on + timedelta(1)) for c in changes if c.shipped_on]
    started, spent = time.monotonic(), time.process_time()
    found = sum(1 for _ in rank_changes(many, [*changes, *later, *later][:SIZE], language="en"))
    seconds = time.monotonic() - started
    spent = time.process_time() - spent
    print(
        f"\n{SIZE} comments against {SIZE} changes: {found} suggestions in {seconds:.1f} s "
        f"({spent:.1f} s of processor time)"
    )


def _measure(scores: Floats, right: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    order = np.argsort(-scores, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(scores.shape[1])[None, :], axis=1)
    places = [ranks[row, list(gold)] for row, gold in enumerate(right)]
    return (
        float(np.mean([1 / (place.min() + 1) for place in places])),
        float(np.mean([np.mean(place < 5) for place in places])),
        float(np.mean([np.mean(place < 10) for place in places])),
    )


def _heard(said: Sequence[Said], changes: Sequence[Change]) -> Floats:
    scores = np.zeros((len(said), len(changes)))
    for ranked in rank_changes(said, changes, language="en", top=len(changes)):
        scores[ranked.comment, ranked.change] = ranked.score
    return scores


def _words(said: Sequence[Said], changes: Sequence[Change]) -> Floats:
    return _cosine(TfidfVectorizer(), said, changes)


def _letters(said: Sequence[Said], changes: Sequence[Change]) -> Floats:
    return _cosine(
        TfidfVectorizer(analyzer="char", ngram_range=(3, 5), sublinear_tf=True), said, changes
    )


def _cosine(model: TfidfVectorizer, said: Sequence[Said], changes: Sequence[Change]) -> Floats:
    left = [comment.text for comment in said]
    texts = [f"{change.title} {change.details}" for change in changes]
    model.fit([*left, *texts])
    return (model.transform(left) @ model.transform(texts).T).toarray()


def _soon(said: Sequence[Said], changes: Sequence[Change]) -> Floats:
    """Halfway between no prior and one that decays over sixty days."""
    return 0.5 + 0.5 * np.exp(-np.maximum(_gap(said, changes), 0) / 60)


def _gap(said: Sequence[Said], changes: Sequence[Change]) -> Floats:
    released = np.array([c.shipped_on.toordinal() if c.shipped_on else 0 for c in changes], float)
    asked = np.array([s.day.toordinal() if s.day else 0 for s in said], float)
    return released[None, :] - asked[:, None]


def _gold(changes: Sequence[Change]) -> dict[str, list[int]]:
    position = {change.external_id: place for place, change in enumerate(changes)}
    gold: dict[str, list[int]] = {}
    for row in _rows("signal_links_dev.csv"):
        gold.setdefault(row["feedback_id"], []).append(position[row["change_id"]])
    return gold


def _said(row: dict[str, str]) -> Said:
    return Said(row["text"], date.fromisoformat(row["created_at"][:10]))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
