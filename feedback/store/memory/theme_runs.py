"""Runs that found themes, applied or waiting, in memory."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedback.domain.proposal import Proposal, ProposalItem, ProposalStatus
from feedback.domain.theme import RunReport
from feedback.errors import StateError
from feedback.store.memory.state import Memory, State
from feedback.store.storable import storable
from feedback.store.theme_runs import DECIDED
from feedback.store.versions import no_such


class MemoryThemeRuns:
    """feedback.actions.ports.ThemeRuns in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def propose(
        self,
        report: RunReport,
        params: dict[str, Any],
        items: Sequence[ProposalItem],
        places: bytes,
        *,
        at: datetime,
    ) -> int:
        with self._memory.writing() as state:
            for run, status in list(state.run_status.items()):
                if status is ProposalStatus.PROPOSED:
                    _decide(state, run, ProposalStatus.DISCARDED, by="", at=at)
            run = state.new_id("run")
            report = dataclasses.replace(storable(report), run=run)
            state.runs[run] = (at, report)
            state.run_params[run] = storable(dict(params))
            state.run_status[run] = ProposalStatus.PROPOSED
            kept = tuple(storable(item) for item in items)
            state.proposals[run] = Proposal(run=run, at=at, report=report, items=kept)
            state.places[run] = places
        return run

    def waiting(self) -> Proposal | None:
        found = self._memory.state.proposals.values()
        waiting = [row for row in found if row.status is ProposalStatus.PROPOSED]
        return waiting[0] if waiting else None

    def get(self, run: int) -> Proposal | None:
        return self._memory.state.proposals.get(run)

    def places(self, run: int) -> bytes:
        return self._memory.state.places.get(run, b"")

    def decide(
        self, run: int, status: ProposalStatus, report: RunReport, *, by: str, at: datetime
    ) -> None:
        with self._memory.writing() as state:
            proposal = state.proposals.get(run)
            if proposal is None:
                raise no_such("proposal")
            if proposal.status is not ProposalStatus.PROPOSED:
                raise StateError(DECIDED)
            kept = dataclasses.replace(storable(report), run=run)
            state.proposals[run] = dataclasses.replace(proposal, report=kept)
            state.runs[run] = (state.runs[run][0], kept)
            _decide(state, run, status, by=storable(by), at=at)

    def keep_clusters(self, run: int, clusters: Sequence[int]) -> None:
        with self._memory.writing() as state:
            if run not in state.runs:
                raise no_such("run")
            state.clusters[run] = list(clusters)

    def params(self, run: int) -> dict[str, Any]:
        return dict(self._memory.state.run_params.get(run, {}))

    def keep_params(self, run: int, params: dict[str, Any]) -> None:
        with self._memory.writing() as state:
            if run not in state.runs:
                raise no_such("run")
            state.run_params[run] = storable(dict(params))

    def latest(self) -> tuple[int, list[int]] | None:
        state = self._memory.state
        known = [run for run in state.clusters if state.run_status[run] is ProposalStatus.APPLIED]
        return (max(known), state.clusters[max(known)]) if known else None


def _decide(state: State, run: int, status: ProposalStatus, *, by: str, at: datetime) -> None:
    state.run_status[run] = status
    state.places[run] = b""
    state.proposals[run] = dataclasses.replace(
        state.proposals[run], status=status, decided_at=at, decided_by=by
    )
