"""New comments go into the themes there are, as they arrive and without a run."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from feedback.actions.ports import Store
from feedback.actions.standing import read_standing
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.themes.arriving import Arrivals, Waiting
from feedback.themes.arriving import not_yet as not_yet_sentence
from feedback.themes.model_files import load_model

SAMPLE = 200
BATCH = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """Comments that say something and are in no theme: how many, which share, how many of them
    came since themes were found, and in words whether a new run pays."""

    comments: int
    share: float
    since_run: int
    run_pays: bool
    sentence: str


class Placing:
    """The latest run's model, ready to place comments; says nothing where there is none."""

    def __init__(self, store: Store, model_folder: Path) -> None:
        self._store = store
        self._arrivals = _arrivals(store, model_folder)

    @property
    def ready(self) -> bool:
        """Whether there is a model to place by."""
        return self._arrivals is not None

    def place(self, comments: Sequence[Comment]) -> int:
        """Put stored comments that are in no theme into those they fit; how many.

        Comments that say nothing, or fit nowhere, stay out. Joins the caller's transaction.
        """
        if self._arrivals is None:
            return 0
        rows = [comment for comment in comments if comment.id and not comment.is_filler]
        places = self._arrivals.place(rows)
        self._store.themes.assign(places)
        return len(places)


def place_arrivals(store: Store, *, model_folder: Path) -> int:
    """Put comments that are in no theme into the themes they fit; how many.

    Nothing happens before themes were found. Each comment is tried once by the model of a run:
    those that came after the last one tried, whichever import brought them, since an import that
    was stopped stored comments which, when it is run again, are no longer new. Batch by batch,
    each a transaction of its own.
    """
    latest = store.theme_runs.latest()
    if latest is None:
        return 0
    tried = _tried(store.theme_runs.params(latest[0]))
    fresh = store.comments.iterate(CommentFilter(unassigned=True, after_id=tried))
    first = list(islice(fresh, BATCH))
    if not first:
        return 0
    placing = Placing(store, model_folder)
    if not placing.ready:
        return 0
    placed = 0
    for batch in chain([first], iter(lambda: list(islice(fresh, BATCH)), [])):
        with store.writing():
            placed += placing.place(batch)
            params = store.theme_runs.params(latest[0])
            store.theme_runs.keep_params(latest[0], params | {"tried": batch[-1].id})
    return placed


def not_yet_a_theme(store: Store) -> NotYet:
    """How large “not yet a theme” has become, and whether to find themes again."""
    totals = store.comments.totals()
    latest = store.theme_runs.latest()
    until = 0 if latest is None else int(store.theme_runs.params(latest[0]).get("until", 0))
    came = CommentFilter(include_filler=False, after_id=until)
    counts = Waiting(
        all=totals.unassigned,
        speaking=totals.comments - totals.filler,
        since_run=store.comments.count(replace(came, unassigned=True)),
        came=store.comments.count(came),
    )
    pays, sentence = not_yet_sentence(counts, themes=len(store.themes.all()))
    return NotYet(
        comments=counts.all,
        share=counts.all / counts.speaking if counts.speaking else 0.0,
        since_run=counts.since_run,
        run_pays=pays,
        sentence=sentence,
    )


def _tried(params: Mapping[str, Any]) -> int:
    """Highest id of the comments that a run has read, or its model tried to place."""
    return max(int(params.get("until", 0)), int(params.get("tried", 0)))


def _arrivals(store: Store, model_folder: Path) -> Arrivals | None:
    latest = store.theme_runs.latest()
    model = None if latest is None else load_model(model_folder, latest[0])
    if latest is None or model is None:
        return None
    standing = read_standing(store)
    open_now = {theme.id for theme in store.themes.all()}
    families = {
        cluster: tuple(part for part in standing.family(theme_id) if part in open_now)
        for cluster, theme_id in enumerate(latest[1])
    }
    samples: dict[int, list[str]] = defaultdict(list)
    for family in families.values():
        if len(family) > 1:
            for theme_id in family:
                samples[theme_id] = _sample(store, theme_id)
    return Arrivals(model, families, samples, standing)


def _sample(store: Store, theme_id: int) -> list[str]:
    page = store.comments.page(CommentFilter(theme_id=theme_id), limit=SAMPLE)
    return [comment.text for comment in page]
