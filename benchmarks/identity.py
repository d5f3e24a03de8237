"""Themes that keep their ids: how many old comments stay with their theme after another run.

What a user does: import nine tenths of a file, find themes, import the rest (placed on arrival),
find themes again; and find them again with another seed. "afresh" is the same run with `--fresh`:
clustered anew, clusters matched to themes one-to-one. Wanted are 95 % and 90 %. ARI to the labels
of all comments after the run stands beside it, so that nothing is bought by standing still. Then
the last tenth holds a subject not seen before: it should come out as a new theme.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_rand_score

from benchmarks.theme_data import SETS, UNSEEN, LabelledSet
from feedback.actions.placing import place_arrivals
from feedback.actions.theme_runs import find_themes
from feedback.domain.comment import Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.store.memory import MemoryStore

NAMES = ("Banking77", "NHS survey", "Google Play (id)", "hotels (pt)")
SUBJECTS = ("Banking77", "NHS survey", "airline tweets", "CFPB complaints")
SUBJECTS_NOT_LOOKED_AT = ("hotels (id)", "messenger issues")
SUBJECTS_EACH = 3
NOW = datetime(2024, 6, 5)


class _TakenBackError(Exception):
    """Undoes what was tried."""


@dataclass(frozen=True)
class After:
    """After a run: comment → theme; comment → label; themes that are new."""

    themes: dict[int, int]
    labels: dict[int, int]
    new: frozenset[int]

    def kept(self, before: dict[int, int]) -> float:
        """Share of the comments of `before` that are in their theme, in percent."""
        return 100 * float(np.mean([self.themes.get(c) == theme for c, theme in before.items()]))

    def ari(self) -> float:
        """Of all comments in a theme with their labels, in percent."""
        pairs = [(self.labels[comment], theme) for comment, theme in self.themes.items()]
        return 100 * adjusted_rand_score(*zip(*pairs, strict=True))

    def found(self, label: int) -> tuple[float, float, float]:
        """Of a subject: share of its comments in new themes; share of theirs that is its own; the
        best Jaccard overlap of one theme with it. In percent."""
        its = {comment for comment, said in self.labels.items() if said == label}
        inside = {comment for comment, theme in self.themes.items() if theme in self.new}
        sizes = Counter(self.themes.values())
        shared = Counter(self.themes[comment] for comment in its if comment in self.themes)
        best = max((n / (len(its) + sizes[theme] - n) for theme, n in shared.items()), default=0.0)
        both = len(its & inside)
        own = 100 * both / len(inside) if inside else float("nan")
        return 100 * both / len(its), own, 100 * best


class Case:
    """A store with a file's first part imported and themes found in it."""

    def __init__(self, data: LabelledSet, texts: Sequence[str], labels: Sequence[int]) -> None:
        self.data = data
        self.store = MemoryStore()
        self.store.comments.ensure_source(Source(name="s"))
        self.folder = Path(tempfile.mkdtemp())
        self.label_of: dict[int, int] = {}
        self.rows = 0
        self.imports(texts, labels)
        find_themes(self.store, model_folder=self.folder, now=NOW)
        self.before = self.themes()

    def imports(self, texts: Sequence[str], labels: Sequence[int]) -> None:
        """Import rows, and place them where there are themes."""
        known = set(self.label_of)
        self.store.comments.upsert(
            [
                Comment(source="s", key=str(self.rows + i), text=t, language=self.data.language)
                for i, t in enumerate(texts)
            ]
        )
        self.rows += len(texts)
        every = {int(row.key): row.id for row in self.store.comments.iterate(CommentFilter())}
        first = self.rows - len(texts)
        for i, label in enumerate(labels):
            if (comment_id := every[first + i]) not in known:
                self.label_of[comment_id] = int(label)
        place_arrivals(self.store, model_folder=self.folder)

    def themes(self) -> dict[int, int]:
        """Comment → theme, now."""
        return {row.comment_id: row.theme_id for row in self.store.themes.assignments()}

    def after(self, *, seed: int = 0, fresh: bool = False) -> After:
        """What another run would leave; it is taken back."""
        known = {theme.id for theme in self.store.themes.all()}
        with tempfile.TemporaryDirectory() as folder:
            try:
                with self.store.writing():
                    find_themes(
                        self.store, seed=seed, fresh=fresh, model_folder=Path(folder), now=NOW
                    )
                    themes = self.themes()
                    raise _TakenBackError
            except _TakenBackError:
                pass
        return After(themes, self.label_of, frozenset(set(themes.values()) - known))


def main() -> None:
    """Print the tables."""
    print("| set | run | kept: afresh | Heard | ARI: afresh | Heard | new themes | s |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for data in SETS:
        if data.name in NAMES:
            _rows(data)
    print()
    print("| subject | in new themes | of them its own | best overlap: afresh | Heard |")
    print("|---|---:|---:|---:|---:|")
    for data in (*SETS, *UNSEEN):
        if data.name in SUBJECTS + SUBJECTS_NOT_LOOKED_AT:
            _subjects(data)


def _rows(data: LabelledSet) -> None:
    texts, labels, _ = data.read()
    order = np.random.default_rng(0).permutation(len(texts)).tolist()
    cut = len(order) * 9 // 10
    first, rest = order[:cut], order[cut:]
    case = Case(data, [texts[i] for i in first], labels[first].tolist())
    for run, seed in (("another seed", 1), ("10 % new rows", 0)):
        began = time.process_time()
        if not seed:
            case.imports([texts[i] for i in rest], labels[rest].tolist())
        fresh, heard = case.after(seed=seed, fresh=True), case.after(seed=seed)
        kept = f"{fresh.kept(case.before):.1f} | {heard.kept(case.before):.1f}"
        ari = f"{fresh.ari():.1f} | {heard.ari():.1f}"
        seconds = time.process_time() - began
        print(
            f"| {data.name} | {run} | {kept} | {ari} | {len(heard.new)} | {seconds:.0f} |",
            flush=True,
        )


def _subjects(data: LabelledSet) -> None:
    """The largest, third and fifth label among those that are no more than a tenth of the rows."""
    texts, labels, _ = data.read()
    common = [label for label, n in Counter(labels.tolist()).most_common() if n <= len(texts) / 10]
    for label in common[: 2 * SUBJECTS_EACH : 2]:
        random = np.random.default_rng(0)
        others = random.permutation(np.flatnonzero(labels != label))
        its = random.permutation(np.flatnonzero(labels == label))[: len(texts) // 20]
        cut = len(others) - (len(texts) // 10 - len(its))
        first = others[:cut]
        rest = random.permutation(np.concatenate([others[cut:], its]))
        case = Case(data, [texts[i] for i in first], labels[first].tolist())
        case.imports([texts[i] for i in rest], labels[rest].tolist())
        inside, own, best = case.after().found(label)
        afresh = case.after(fresh=True).found(label)[2]
        name = f"{data.name}, {len(its)} of {len(first) + len(rest):,}"
        print(f"| {name} | {inside:.0f} | {own:.0f} | {afresh:.0f} | {best:.0f} |", flush=True)
