"""Find themes: propose what would become of those there are, apply that or discard it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from feedback.actions.ports import Store
from feedback.actions.run_start import RunStart, run_start
from feedback.actions.run_writing import write_run
from feedback.actions.standing import read_present
from feedback.domain.job import JobStatus
from feedback.domain.progress import Progress, no_progress
from feedback.domain.proposal import Proposal, ProposalItem, ProposalStatus
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import RunReport, Theme
from feedback.errors import InputError, NotFoundError, StateError
from feedback.themes.discovery import Discovery, Material, discover
from feedback.themes.model_files import drop_models, keeping_model
from feedback.themes.nearest import nearest_theme
from feedback.themes.places import Places, pack_run, unpack_run
from feedback.themes.planning import Plan, Present, plan_run
from feedback.themes.proposing import propose, report_of

READING_SHARE = 0.1
FITTING_SHARE = 0.85
ALIVE = timedelta(minutes=1)
SAMPLE = 200
"""Comments of each part that say which part a new comment is nearest to."""

OTHER_RUN = (
    "Themes were found by somebody else in the meantime. Nothing was changed; look at the list of "
    "themes, and find them again if you still want to."
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a run would do: the plan, its sentences, and what it was made against."""

    plan: Plan
    items: list[ProposalItem]
    present: Present
    report: RunReport


def find_themes(
    store: Store,
    *,
    sources: Sequence[str] = (),
    detail: str | None = None,
    number: int | None = None,
    seed: int = 0,
    fresh: bool = False,
    model_folder: Path,
    now: datetime,
    progress: Progress = no_progress,
) -> RunReport:
    """Group the comments (of some sources, or all) into themes, and keep those that were there.

    Where there are themes, the run goes on from them (`run_start` says when it does not). A
    cluster that holds the comments of an existing theme becomes that theme: its id, its name and
    everything decided about it stay, and every edit that holds is made again. Raises InputError
    when there are no comments, StateError when another run was faster.
    """
    started, latest = time.monotonic(), _latest_run(store)
    start = run_start(store, sources=sources, detail=detail, number=number, seed=seed, fresh=fresh)
    found = _discovered(store, start, progress)
    with keeping_model(found.model, model_folder) as keep, store.writing():
        if _latest_run(store) != latest:
            raise StateError(OTHER_RUN)
        outlook = look_ahead(store, found.places(), found.themes)
        report = replace(outlook.report, seconds=round(time.monotonic() - started, 2))
        run = store.themes.add_run(report, _kept_params(start, found), at=now)
        _write(store, outlook, run=run, clusters=len(found.themes), now=now)
        keep(run)
    return replace(report, run=run)


def propose_themes(
    store: Store,
    *,
    sources: Sequence[str] = (),
    detail: str | None = None,
    number: int | None = None,
    seed: int = 0,
    fresh: bool = False,
    model_folder: Path,
    now: datetime,
    progress: Progress = no_progress,
) -> Proposal:
    """As `find_themes`, but nothing is applied: what would happen is kept as a proposal.

    A proposal that waited is discarded. Apply it with `apply_run` or discard it.
    """
    started = time.monotonic()
    start = run_start(store, sources=sources, detail=detail, number=number, seed=seed, fresh=fresh)
    found = _discovered(store, start, progress)
    places = found.places()
    applied = store.theme_runs.latest()
    beside = () if applied is None else (applied[0],)
    with keeping_model(found.model, model_folder, beside=beside) as keep, store.writing():
        outlook = look_ahead(store, places, found.themes)
        report = replace(outlook.report, seconds=round(time.monotonic() - started, 2))
        packed = pack_run(places, found.themes)
        run = store.theme_runs.propose(
            report, _kept_params(start, found), outlook.items, packed, at=now
        )
        keep(run)
    return _proposal(store, run)


def waiting_proposal(store: Store) -> Proposal | None:
    """The proposal that waits to be applied or discarded."""
    return store.theme_runs.waiting()


def apply_run(
    store: Store, run: int, *, model_folder: Path, by: str = "", now: datetime
) -> RunReport:
    """Apply a proposal. Edits made since it was found are respected, so that its numbers may
    differ a little from what it said.

    Raises NotFoundError for an unknown proposal, StateError when it was decided already.
    """
    with store.writing():
        proposal = _undecided(store, run)
        places, themes = unpack_run(store.theme_runs.places(run))
        outlook = look_ahead(store, places, themes)
        report = replace(outlook.report, seconds=proposal.report.seconds)
        store.theme_runs.decide(run, ProposalStatus.APPLIED, report, by=by, at=now)
        _write(store, outlook, run=run, clusters=len(themes), now=now)
    drop_models(model_folder, but=(run,))
    return replace(report, run=run)


def discard_run(
    store: Store, run: int, *, model_folder: Path, by: str = "", now: datetime
) -> Proposal:
    """Forget what a proposal would have done; nothing else changes. Raises as `apply_run`."""
    with store.writing():
        proposal = _undecided(store, run)
        store.theme_runs.decide(run, ProposalStatus.DISCARDED, proposal.report, by=by, at=now)
    applied = store.theme_runs.latest()
    drop_models(model_folder, but=() if applied is None else (applied[0],))
    return _proposal(store, run)


def check_no_run(store: Store, *, now: datetime) -> None:
    """Raise StateError while a job finds themes."""
    for job in store.jobs.recent(kind="find_themes", status=JobStatus.RUNNING):
        if job.heartbeat_at is not None and job.heartbeat_at > now - ALIVE:
            raise StateError(
                "Themes are being found right now. Wait until that is done, or cancel it on the "
                "page Themes. Nothing was changed."
            )


def look_ahead(store: Store, places: Places, found: Sequence[Theme]) -> Outlook:
    """What clusters would do to the themes there are. Nothing is written."""
    present = read_present(store)
    places = _still_there(store, places)

    def nearest(family: Sequence[int], comment_ids: Sequence[int]) -> Mapping[int, int]:
        samples = {theme_id: _sample(store, theme_id) for theme_id in family}
        comments = store.comments.get(comment_ids)
        chosen = nearest_theme(samples, [comment.text for comment in comments])
        return dict(zip((comment.id for comment in comments), chosen, strict=True))

    plan = plan_run(places, found, present, nearest)
    also = frozenset(
        theme_id for theme_id in present.themes if store.theme_edits.further_of_theme(theme_id)
    )
    items = propose(plan, found, present, also=also)
    return Outlook(plan, items, present, report_of(items, plan, found, seconds=0.0))


def write_outlook(store: Store, outlook: Outlook, *, clusters: int, now: datetime) -> RunReport:
    """Apply what was looked at, as a run of its own without a model."""
    with store.writing():
        run = store.themes.add_run(outlook.report, {}, at=now)
        _write(store, outlook, run=run, clusters=clusters, now=now)
    return replace(outlook.report, run=run)


def _write(store: Store, outlook: Outlook, *, run: int, clusters: int, now: datetime) -> None:
    write_run(
        store,
        outlook.plan,
        outlook.items,
        outlook.present,
        run=run,
        clusters=clusters,
        now=now,
    )


def _discovered(store: Store, start: RunStart, progress: Progress) -> Discovery:
    material = _read(store, start, progress)
    found = discover(
        material,
        detail=start.params["detail"],
        number=start.params["number"],
        seed=start.params["seed"],
        progress=lambda share, message: progress(READING_SHARE + FITTING_SHARE * share, message),
    )
    progress(READING_SHARE + FITTING_SHARE, "Matching with the themes you have")
    return found


def _kept_params(start: RunStart, found: Discovery) -> dict[str, Any]:
    """What a run was asked for, what it went on from, and up to which comment it read."""
    until = max(found.ids, default=0)
    return start.params | {"afresh": not start.theme_of, "until": max(until, start.until)}


def _read(store: Store, start: RunStart, progress: Progress) -> Material:
    sources = start.params["sources"]
    known = {source.name for source in store.comments.sources()}
    for source in sources:
        if source not in known:
            raise NotFoundError(
                f"There is no source {source!r}. Known are: {', '.join(sorted(known)) or 'none'}."
            )
    filters = [CommentFilter(source=source, include_filler=False) for source in sources or ("",)]
    total = sum(store.comments.count(where) for where in filters)
    if not total:
        raise InputError(
            "There are no comments to find themes in. Import a file of comments first."
        )
    material = Material()
    for comment in chain.from_iterable(store.comments.iterate(where) for where in filters):
        material.add(comment, start.theme(comment), is_new=start.is_new(comment))
        if len(material.ids) % 5000 == 0:
            progress(READING_SHARE * len(material.ids) / total, "Reading comments")
    return material


def _still_there(store: Store, places: Places) -> Places:
    """Without comments that were erased since, or say nothing any more."""
    there = {row.id for row in store.comments.iterate(CommentFilter(include_filler=False))}
    kept = [number in there for number in places.ids.tolist()]
    if all(kept):
        return places
    return Places(places.ids[kept], places.labels[kept], places.scores[kept])


def _sample(store: Store, theme_id: int) -> list[str]:
    rows = store.themes.assignments(theme_id)
    step = max(1, len(rows) // SAMPLE)
    chosen = [row.comment_id for row in rows[::step][:SAMPLE]]
    return [comment.text for comment in store.comments.get(chosen)]


def _latest_run(store: Store) -> int:
    latest = store.themes.last_run()
    return 0 if latest is None else latest[1].run


def _undecided(store: Store, run: int) -> Proposal:
    proposal = store.theme_runs.get(run)
    if proposal is None:
        raise NotFoundError(f"There is no proposal {run}. Find themes again for a new one.")
    if proposal.status is not ProposalStatus.PROPOSED:
        raise StateError(
            f"Proposal {run} was {proposal.status.value} already. Find themes again for a new one."
        )
    return proposal


def _proposal(store: Store, run: int) -> Proposal:
    proposal = store.theme_runs.get(run)
    if proposal is None:
        raise NotFoundError(f"There is no proposal {run}. Find themes again for a new one.")
    return proposal
