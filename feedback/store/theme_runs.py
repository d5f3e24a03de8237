"""Runs that found themes, applied or waiting, in a database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.proposal import Proposal, ProposalItem, ProposalStatus
from feedback.domain.theme import RunReport
from feedback.errors import StateError
from feedback.store.database import Database
from feedback.store.insertion import insert_new
from feedback.store.json_forms import (
    proposal_item_from_json,
    proposal_item_to_json,
    run_report_from_json,
    run_report_to_json,
)
from feedback.store.storable import storable
from feedback.store.tables import proposals, runs
from feedback.store.versions import no_such

DECIDED = "This proposal was applied or discarded already. Find themes again for a new one."


class SqlThemeRuns:
    """feedback.actions.ports.ThemeRuns in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self,
        report: RunReport,
        params: dict[str, Any],
        items: Sequence[ProposalItem],
        places: bytes,
        *,
        at: datetime,
    ) -> int:
        run = {
            "at": at,
            "params": storable(params),
            "report": run_report_to_json(storable(report)),
            "status": ProposalStatus.PROPOSED,
        }
        with self._database.writing() as connection:
            waiting = runs.c.status == ProposalStatus.PROPOSED
            earlier = sa.select(runs.c.id).where(waiting)
            connection.execute(
                sa.update(proposals)
                .where(proposals.c.run_id.in_(earlier))
                .values(places=b"", decided_at=at)
            )
            connection.execute(
                sa.update(runs).where(waiting).values(status=ProposalStatus.DISCARDED)
            )
            run_id = insert_new(connection, runs, run)
            row = {
                "run_id": run_id,
                "items": [proposal_item_to_json(storable(item)) for item in items],
                "places": places,
                "decided_by": "",
            }
            connection.execute(sa.insert(proposals).values(row))
        return run_id

    def waiting(self) -> Proposal | None:
        return self._read(runs.c.status == ProposalStatus.PROPOSED)

    def get(self, run: int) -> Proposal | None:
        return self._read(runs.c.id == run)

    def places(self, run: int) -> bytes:
        query = sa.select(proposals.c.places).where(proposals.c.run_id == run)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none() or b""

    def decide(
        self, run: int, status: ProposalStatus, report: RunReport, *, by: str, at: datetime
    ) -> None:
        same = (runs.c.id == run, runs.c.status == ProposalStatus.PROPOSED)
        values = {"status": status, "report": run_report_to_json(storable(report))}
        with self._database.writing() as connection:
            if connection.execute(sa.update(runs).where(*same).values(values)).rowcount != 1:
                there = connection.execute(
                    sa.select(proposals.c.run_id).where(proposals.c.run_id == run)
                ).first()
                raise no_such("proposal") if there is None else StateError(DECIDED)
            decided = {"places": b"", "decided_at": at, "decided_by": storable(by)}
            connection.execute(
                sa.update(proposals).where(proposals.c.run_id == run).values(decided)
            )

    def keep_clusters(self, run: int, clusters: Sequence[int]) -> None:
        with self._database.writing() as connection:
            update = sa.update(runs).where(runs.c.id == run).values(clusters=list(clusters))
            if connection.execute(update).rowcount != 1:
                raise no_such("run")

    def params(self, run: int) -> dict[str, Any]:
        query = sa.select(runs.c.params).where(runs.c.id == run)
        with self._database.reading() as connection:
            return dict(connection.execute(query).scalar_one_or_none() or {})

    def keep_params(self, run: int, params: dict[str, Any]) -> None:
        with self._database.writing() as connection:
            update = sa.update(runs).where(runs.c.id == run).values(params=storable(params))
            if connection.execute(update).rowcount != 1:
                raise no_such("run")

    def latest(self) -> tuple[int, list[int]] | None:
        query = (
            sa.select(runs.c.id, runs.c.clusters)
            .where(runs.c.status == ProposalStatus.APPLIED, runs.c.clusters.is_not(None))
            .order_by(runs.c.id.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.id, list(row.clusters))

    def _read(self, condition: sa.ColumnElement[bool]) -> Proposal | None:
        columns = (proposals.c["items"], proposals.c.decided_at, proposals.c.decided_by)
        query = sa.select(runs.c.id, runs.c.at, runs.c.report, runs.c.status, *columns)
        query = query.join_from(runs, proposals).where(condition).order_by(runs.c.id.desc())
        with self._database.reading() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
        if row is None:
            return None
        run, at, report, status, items, decided_at, decided_by = row
        return Proposal(
            run=run,
            at=at,
            report=run_report_from_json(report, run),
            items=tuple(proposal_item_from_json(item) for item in items),
            status=ProposalStatus(status),
            decided_at=decided_at,
            decided_by=decided_by,
        )
