"""Decisions about themes and changes, and what is suggested, in a database."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from feedback.domain.change import Link, LinkOutcome, LinkState, Suggestion
from feedback.store.batches import batches
from feedback.store.database import Database
from feedback.store.insertion import insert_or_replace
from feedback.store.json_forms import reasons_from_json, reasons_to_json
from feedback.store.remembered import remembered
from feedback.store.storable import storable
from feedback.store.tables import links, suggestions


class SqlLinks:
    """feedback.actions.ports.Links in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(self, link: Link) -> None:
        link = storable(link)
        row = {
            "theme_id": link.theme_id,
            "change_id": link.change_id,
            "state": link.state,
            "outcome": link.outcome,
            "score": link.score,
            "reasons": reasons_to_json(link.reasons),
            "decided_at": link.decided_at,
            "decided_by": link.decided_by,
        }
        with self._database.writing() as connection:
            insert_or_replace(connection, links, [row])

    def forget(self, theme_id: int, change_id: int) -> None:
        of = (links.c.theme_id == theme_id, links.c.change_id == change_id)
        with self._database.writing() as connection:
            connection.execute(sa.delete(links).where(*of))

    def get(self, theme_id: int, change_id: int) -> Link | None:
        found = self._read(links.c.theme_id == theme_id, links.c.change_id == change_id)
        return found[0] if found else None

    def of_theme(self, theme_id: int) -> list[Link]:
        return self._read(links.c.theme_id == theme_id)

    @remembered
    def all(self) -> list[Link]:
        return self._read()

    def keep_suggestions(self, theme_ids: Sequence[int], suggestions: Sequence[Suggestion]) -> None:
        with self._database.writing() as connection:
            _replace_suggestions(connection, theme_ids, storable(list(suggestions)))

    @remembered
    def suggestions(self, theme_id: int | None = None) -> list[Suggestion]:
        with self._database.reading() as connection:
            return _undecided(connection, theme_id)

    def _read(self, *conditions: sa.ColumnElement[bool]) -> list[Link]:
        query = sa.select(links).where(*conditions).order_by(links.c.theme_id, links.c.change_id)
        with self._database.reading() as connection:
            return [_link(row) for row in connection.execute(query)]


def _replace_suggestions(
    connection: sa.Connection, theme_ids: Sequence[int], given: Sequence[Suggestion]
) -> None:
    for batch in batches(theme_ids):
        connection.execute(sa.delete(suggestions).where(suggestions.c.theme_id.in_(batch)))
    latest = {(item.theme_id, item.change_id): item for item in given}
    rows = [
        {
            "theme_id": item.theme_id,
            "change_id": item.change_id,
            "score": item.score,
            "reasons": reasons_to_json(item.reasons),
        }
        for item in latest.values()
    ]
    insert_or_replace(connection, suggestions, rows)


def _undecided(connection: sa.Connection, theme_id: int | None) -> list[Suggestion]:
    decided = sa.exists().where(
        links.c.theme_id == suggestions.c.theme_id, links.c.change_id == suggestions.c.change_id
    )
    query = sa.select(suggestions).where(~decided)
    if theme_id is not None:
        query = query.where(suggestions.c.theme_id == theme_id)
    ordered = query.order_by(
        suggestions.c.theme_id, suggestions.c.score.desc(), suggestions.c.change_id
    )
    return [
        Suggestion(
            theme_id=row.theme_id,
            change_id=row.change_id,
            score=row.score,
            reasons=reasons_from_json(row.reasons),
        )
        for row in connection.execute(ordered)
    ]


def _link(row: sa.Row[Any]) -> Link:
    return Link(
        theme_id=row.theme_id,
        change_id=row.change_id,
        state=LinkState(row.state),
        outcome=LinkOutcome(row.outcome),
        score=row.score,
        reasons=reasons_from_json(row.reasons),
        decided_at=row.decided_at,
        decided_by=row.decided_by,
    )
