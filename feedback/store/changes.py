"""What shipped, in a database."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change, LinkState
from feedback.domain.summaries import ChangeSummary
from feedback.store.batches import batches
from feedback.store.database import Database
from feedback.store.merging import change_content, merge
from feedback.store.remembered import remembered
from feedback.store.storable import storable_change
from feedback.store.tables import (
    announcement_changes,
    announcements,
    changes,
    links,
    suggestions,
    themes,
)
from feedback.store.versions import no_such

_FIELDS = tuple(field.name for field in dataclasses.fields(Change))
_COLUMNS = tuple(changes.c[name] for name in _FIELDS)
_LATEST_FIRST = (changes.c.shipped_on.desc().nulls_first(), changes.c.id)


class SqlChanges:
    """feedback.actions.ports.Changes in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def upsert(self, changes: Sequence[Change]) -> tuple[int, int, int]:
        given = [storable_change(change) for change in changes]
        counts = [(0, 0, 0)]
        with self._database.writing() as connection:
            for batch in batches(given):
                counts.append(_upsert(connection, batch))
        imported, updated, duplicates = (sum(column) for column in zip(*counts, strict=True))
        return imported, updated, duplicates

    def get(self, change_id: int) -> Change | None:
        query = sa.select(*_COLUMNS).where(changes.c.id == change_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _change(row)

    @remembered
    def all(self, *, include_removed: bool = False) -> list[Change]:
        query = sa.select(*_COLUMNS).order_by(*_LATEST_FIRST)
        if not include_removed:
            query = query.where(changes.c.removed.is_(False))
        with self._database.reading() as connection:
            return [_change(row) for row in connection.execute(query)]

    @remembered
    def summaries(self) -> list[ChangeSummary]:
        with self._database.reading() as connection:
            answered = _accepted_themes(connection)
            announced = set(connection.execute(_ANNOUNCED).scalars())
            rows = connection.execute(_KEPT).all()
        return [
            ChangeSummary(
                change=_change(row),
                theme_ids=tuple(theme_id for theme_id, _ in answered[row.id]),
                theme_names=tuple(name for _, name in answered[row.id]),
                announced=row.id in announced,
            )
            for row in rows
        ]

    def save(self, change: Change) -> None:
        change = storable_change(change)
        with self._database.writing() as connection:
            update = sa.update(changes).where(changes.c.id == change.id).values(_row(change))
            if connection.execute(update).rowcount != 1:
                raise no_such("change")
            if change.removed:
                for table in (links, suggestions):
                    connection.execute(sa.delete(table).where(table.c.change_id == change.id))

    def delete_sample(self) -> int:
        with self._database.writing() as connection:
            gone = connection.execute(sa.delete(changes).where(changes.c.is_sample.is_(True)))
        return gone.rowcount


_KEPT = sa.select(*_COLUMNS).where(changes.c.removed.is_(False)).order_by(*_LATEST_FIRST)
_ANNOUNCED = (
    sa.select(announcement_changes.c.change_id)
    .join(announcements)
    .where(announcements.c.status == AnnouncementStatus.PUBLISHED)
    .distinct()
)


def _accepted_themes(connection: sa.Connection) -> dict[int, list[tuple[int, str]]]:
    query = (
        sa.select(links.c.change_id, themes.c.id, themes.c.name)
        .join_from(links, themes)
        .where(links.c.state == LinkState.ACCEPTED)
        .order_by(themes.c.id)
    )
    answered: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for change_id, theme_id, name in connection.execute(query):
        answered[change_id].append((theme_id, name))
    return answered


def _upsert(connection: sa.Connection, batch: Sequence[Change]) -> tuple[int, int, int]:
    keys = [change.key for change in batch]
    query = sa.select(*_COLUMNS).where(changes.c.key.in_(keys))
    stored = {(row.product, row.key): _change(row) for row in connection.execute(query)}
    merged = merge(
        {key: change_content(change) for key, change in stored.items()},
        (((item.product, item.key), change_content(item), item) for item in batch),
    )
    if merged.added:
        connection.execute(sa.insert(changes), [_row(item) for item in merged.added.values()])
    for key, change in merged.replaced.items():
        update = sa.update(changes).where(changes.c.id == stored[key].id)
        connection.execute(update.values(_row(change)))
    return merged.counts


def _row(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in _FIELDS if name != "id"}


def _change(row: sa.Row[Any]) -> Change:
    return Change(**dict(zip(_FIELDS, row, strict=True)))
