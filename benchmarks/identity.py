"""Themes that keep their ids: how many old comments stay with their theme after another run.

On four development sets: a run on 90 % of the rows, then one on all of them ("10 % new rows"), and
one on the same rows with another seed. Beside what everybody does: the engine run afresh, clusters
and themes matched one-to-one by shared comments alone (Hungarian). Wanted: 95 % and 90 %.
"""

import time
from datetime import datetime

import numpy as np

from benchmarks.theme_data import SETS, LabelledSet
from feedback.actions import theme_runs
from feedback.domain.comment import Comment, Source
from feedback.domain.progress import no_progress
from feedback.domain.summaries import CommentFilter
from feedback.store.memory import MemoryStore
from feedback.themes.discovery import Discovery, Material, discover
from feedback.themes.identity import match_clusters

NAMES = ("Banking77", "NHS survey", "Google Play (id)", "hotels (pt)")
NOW = datetime(2024, 6, 5)


def main() -> None:
    """Print the table."""
    print("| set | 10 % new rows: plain | Heard | another seed: plain | Heard | s |")
    print("|---|---|---|---|---|---|")
    for data in SETS:
        if data.name in NAMES:
            _row(data)


def _row(data: LabelledSet) -> None:
    began = time.process_time()
    texts = data.read()[0]
    order = np.random.default_rng(0).permutation(len(texts)).tolist()
    cut = len(order) * 9 // 10
    first = [texts[i] for i in order[:cut]]
    everything = [texts[i] for i in order]
    cells = []
    for again, seed in ((everything, 0), (first, 1)):
        store = MemoryStore()
        store.comments.ensure_source(Source(name="s"))
        _import(store, first, data.language)
        old = _found(store, 0)
        _apply(store, old)
        before = _main(store)
        _import(store, again, data.language)
        new = _found(store, seed)
        cells.append(_plain(old, new))
        _apply(store, new)
        after = _main(store)
        cells.append(np.mean([after.get(c) == theme for c, theme in before.items()]))
    shown = " | ".join(f"{100 * cell:.1f}" for cell in cells)
    print(f"| {data.name} | {shown} | {time.process_time() - began:.0f} |", flush=True)


def _import(store: MemoryStore, texts: list[str], language: str) -> None:
    store.comments.upsert(
        [
            Comment(source="s", key=str(i), text=text, language=language)
            for i, text in enumerate(texts)
        ]
    )


def _found(store: MemoryStore, seed: int) -> Discovery:
    material = Material()
    for comment in store.comments.iterate(CommentFilter()):
        material.add(comment)
    return discover(material, detail="medium", number=None, seed=seed, progress=no_progress)


def _apply(store: MemoryStore, found: Discovery) -> None:
    outlook = theme_runs.look_ahead(store, found.places(), found.themes)
    theme_runs.write_outlook(store, outlook, clusters=len(found.themes), now=NOW)


def _main(store: MemoryStore) -> dict[int, int]:
    return {row.comment_id: row.theme_id for row in store.themes.assignments()}


def _plain(old: Discovery, new: Discovery) -> float:
    """Share of old comments in the same theme when clusters are matched by comments alone."""
    before, after = old.places().clusters(), new.places().clusters()
    theme_of = match_clusters(before, after, min_overlap=0.0)
    return float(
        np.mean([theme_of.get(after.get(c, -1), -1) == theme for c, theme in before.items()])
    )
