"""Placing on arrival: what an import of a thousand comments costs beside many that fit nowhere.

Two hundred thousand comments of mostly unknown words are imported, of which about half fit nowhere
and wait; then a thousand ordinary ones come. "only the new" is what Heard does, "all that wait"
tries every comment in no theme again.
"""

import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from benchmarks.theme_data import SETS
from feedback.actions.placing import place_arrivals
from feedback.actions.theme_runs import find_themes
from feedback.domain.comment import Comment, Source
from feedback.store import open_database
from feedback.store.sql_store import SqlStore

ODD, COME = 200_000, 1_000
NOW = datetime(2024, 6, 5)


def main() -> None:
    """Print the table."""
    texts = SETS[0].read()[0]
    fitted, come = texts[: -2 * COME], [texts[-2 * COME : -COME], texts[-COME:]]
    with tempfile.TemporaryDirectory() as folder:
        models = Path(folder) / "models"
        store = open_database(f"sqlite:///{folder}/heard.db")
        store.comments.ensure_source(Source(name="s"))
        _import(store, fitted)
        find_themes(store, model_folder=models, now=NOW)
        _import(store, _odd(fitted))
        print("| tried | comments tried | placed | processor s | s |")
        print("|---|---:|---:|---:|---:|")
        _row(store, models, "the first time, all")
        for name, again in (("only the new", False), ("all that wait", True)):
            _import(store, come.pop())
            if again:
                _forget(store)
            _row(store, models, name)
        store.close()


def _import(store: SqlStore, texts: Sequence[str]) -> None:
    first = store.comments.totals().comments
    for start in range(0, len(texts), 5_000):
        store.comments.upsert(
            [
                Comment(source="s", key=str(first + start + i), text=text, language="en")
                for i, text in enumerate(texts[start : start + 5_000])
            ]
        )


def _odd(texts: Sequence[str]) -> list[str]:
    """Words of the texts in no order, most of them spoilt: they fit nowhere, and are read."""
    random = np.random.default_rng(0)
    words = np.array(sorted({word for text in texts for word in text.lower().split()}))
    chosen = random.choice(words, (ODD, 10))
    return [" ".join([*row[:2], *(f"{word}qx" for word in row[2:])]) for row in chosen.tolist()]


def _forget(store: SqlStore) -> None:
    """As if no comment had been tried since the run."""
    latest = store.theme_runs.latest()
    if latest is not None:
        params = store.theme_runs.params(latest[0])
        store.theme_runs.keep_params(latest[0], params | {"tried": 0})


def _row(store: SqlStore, models: Path, name: str) -> None:
    before = store.comments.totals()
    latest = store.theme_runs.latest()
    params = {} if latest is None else store.theme_runs.params(latest[0])
    after = max(params.get("tried", 0), params.get("until", 0))
    tried = before.comments - after
    began, cpu = time.monotonic(), time.process_time()
    placed = place_arrivals(store, model_folder=models)
    cpu, seconds = time.process_time() - cpu, time.monotonic() - began
    print(
        f"| {name} | {min(tried, before.unassigned):,} | {placed:,} | {cpu:.2f} | {seconds:.2f} |"
    )
