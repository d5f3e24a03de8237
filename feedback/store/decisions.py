"""What was decided about themes, in a database."""

from typing import Any

import sqlalchemy as sa

from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome
from feedback.store.database import Database
from feedback.store.insertion import insert_new
from feedback.store.remembered import remembered
from feedback.store.storable import storable
from feedback.store.tables import decisions


class SqlDecisions:
    """feedback.actions.ports.Decisions in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, decision: Decision) -> int:
        with self._database.writing() as connection:
            return insert_new(connection, decisions, _row(storable(decision)))

    def of_theme(self, theme_id: int) -> list[Decision]:
        query = sa.select(decisions).where(decisions.c.theme_id == theme_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(decisions.c.id.desc()))
            return [_decision(row) for row in rows]

    def all(self) -> list[Decision]:
        query = sa.select(decisions).order_by(decisions.c.theme_id, decisions.c.id)
        with self._database.reading() as connection:
            return [_decision(row) for row in connection.execute(query)]

    @remembered
    def latest(self) -> list[Decision]:
        last = sa.select(sa.func.max(decisions.c.id)).group_by(decisions.c.theme_id)
        query = sa.select(decisions).where(decisions.c.id.in_(last))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(decisions.c.theme_id))
            return [_decision(row) for row in rows]


def outcomes(connection: sa.Connection, theme_id: int | None = None) -> dict[int, Outcome]:
    """The outcome of each theme that was decided about, or of one."""
    last = sa.select(sa.func.max(decisions.c.id)).group_by(decisions.c.theme_id)
    if theme_id is not None:
        last = last.where(decisions.c.theme_id == theme_id)
    query = sa.select(decisions.c.theme_id, decisions.c.outcome).where(decisions.c.id.in_(last))
    return {theme: Outcome(outcome) for theme, outcome in connection.execute(query)}


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "theme_id": decision.theme_id,
        "outcome": decision.outcome,
        "before": decision.before,
        "planned_for": decision.planned_for,
        "review_on": decision.review_on,
        "decided_at": decision.decided_at,
        "decided_by": decision.decided_by,
        "place": decision.where,
        "reason": decision.reason,
    }


def _decision(row: sa.Row[Any]) -> Decision:
    return Decision(
        id=row.id,
        theme_id=row.theme_id,
        outcome=Outcome(row.outcome),
        before=Outcome(row.before),
        reason=row.reason,
        planned_for=row.planned_for,
        review_on=row.review_on,
        where=row.place,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
    )
