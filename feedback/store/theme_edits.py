"""Edits of themes, second themes, lineage and saved views, in a database."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.theme import AssignedBy, Assignment
from feedback.domain.theme_event import (
    CommentEdit,
    EditKind,
    Lineage,
    LineageKind,
    SavedView,
    ThemeEvent,
)
from feedback.store.batches import batches
from feedback.store.bulk import append_rows
from feedback.store.database import Database
from feedback.store.insertion import insert_new
from feedback.store.storable import storable
from feedback.store.tables import (
    further_themes,
    lineage,
    theme_event_comments,
    theme_event_themes,
    theme_events,
    views,
)
from feedback.store.versions import no_such, somebody_was_faster

_MOVED = ("event_id", "comment_id", "from_theme", "to_theme", "from_by", "from_score")
_BY = {kind.value: kind for kind in AssignedBy}


class SqlThemeEdits:
    """feedback.actions.ports.ThemeEdits in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: ThemeEvent, comments: Iterable[CommentEdit] = ()) -> int:
        event = storable(event)
        moved = list({row.comment_id: row for row in comments}.values())
        with self._database.writing() as connection:
            event_id = insert_new(connection, theme_events, _row(event, len(moved)))
            themes = [
                {"event_id": event_id, "theme_id": theme_id, "place": place}
                for place, theme_id in enumerate(dict.fromkeys(event.theme_ids))
            ]
            if themes:
                connection.execute(sa.insert(theme_event_themes), themes)
            for batch in batches(moved):
                rows = (
                    (event_id, row.comment_id, row.from_theme, row.to_theme, *_origin(row))
                    for row in batch
                )
                append_rows(connection, theme_event_comments, _MOVED, rows)
        return event_id

    def get(self, event_id: int) -> ThemeEvent | None:
        found = self._read(sa.select(theme_events).where(theme_events.c.id == event_id))
        return found[0] if found else None

    def live(self) -> list[ThemeEvent]:
        query = sa.select(theme_events).where(theme_events.c.undone_at.is_(None))
        return self._read(query.order_by(theme_events.c.id))

    def recent(
        self, *, theme_id: int | None = None, offset: int = 0, limit: int = 50
    ) -> list[ThemeEvent]:
        query = sa.select(theme_events)
        if theme_id is not None:
            query = query.join(theme_event_themes).where(theme_event_themes.c.theme_id == theme_id)
        return self._read(query.order_by(theme_events.c.id.desc()).offset(offset).limit(limit))

    def comments(self, event_id: int) -> list[CommentEdit]:
        columns = [theme_event_comments.c[name] for name in _MOVED[1:]]
        query = sa.select(*columns).where(theme_event_comments.c.event_id == event_id)
        with self._database.reading() as connection:
            return [
                CommentEdit(comment_id, came, went, _BY[by], score)
                for comment_id, came, went, by, score in connection.execute(
                    query.order_by(theme_event_comments.c.comment_id)
                )
            ]

    def mark_undone(self, event_id: int, *, by: str, at: datetime) -> None:
        same = theme_events.c.id == event_id
        update = sa.update(theme_events).where(same, theme_events.c.undone_at.is_(None))
        with self._database.writing() as connection:
            values = {"undone_at": at, "undone_by": storable(by)}
            if connection.execute(update.values(values)).rowcount == 1:
                return
            there = connection.execute(sa.select(theme_events.c.id).where(same)).first()
            raise no_such("edit") if there is None else somebody_was_faster("edit")

    def set_further(self, comment_id: int, further: Sequence[Assignment]) -> None:
        rows = [
            {
                "comment_id": comment_id,
                "theme_id": row.theme_id,
                "rank": row.rank,
                "score": row.score,
                "assigned_by": row.assigned_by,
            }
            for row in further
        ]
        with self._database.writing() as connection:
            connection.execute(
                sa.delete(further_themes).where(further_themes.c.comment_id == comment_id)
            )
            if rows:
                connection.execute(sa.insert(further_themes), rows)

    def further(self, comment_ids: Sequence[int]) -> list[Assignment]:
        found: list[Assignment] = []
        for batch in batches(comment_ids):
            found += self._further(further_themes.c.comment_id.in_(batch))
        return sorted(found, key=lambda row: (row.comment_id, row.rank))

    def further_of_theme(self, theme_id: int) -> list[Assignment]:
        return self._further(further_themes.c.theme_id == theme_id)

    def add_lineage(self, steps: Iterable[Lineage]) -> None:
        rows = [dataclasses.asdict(step) for step in steps]
        for row in rows:
            del row["id"]
        if rows:
            with self._database.writing() as connection:
                for row in rows:  # one by one: their ids say the order
                    insert_new(connection, lineage, row)

    def lineage(self, theme_id: int | None = None) -> list[Lineage]:
        query = sa.select(lineage).order_by(lineage.c.id)
        if theme_id is not None:
            query = query.where(
                sa.or_(lineage.c.from_theme == theme_id, lineage.c.to_theme == theme_id)
            )
        with self._database.reading() as connection:
            return [_step(row) for row in connection.execute(query)]

    def save_view(self, view: SavedView) -> SavedView:
        view = storable(view)
        row = {"name": view.name, "filter": view.filter, "by": view.by, "at": view.at}
        same = views.c.name == view.name
        with self._database.writing() as connection:
            found = connection.execute(sa.select(views.c.id).where(same)).scalar_one_or_none()
            if found is None:
                found = insert_new(connection, views, row)
            else:
                connection.execute(sa.update(views).where(views.c.id == found).values(row))
        return dataclasses.replace(view, id=found)

    def views(self) -> list[SavedView]:
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(views)).all()
        found = [
            SavedView(id=row.id, name=row.name, filter=row.filter, by=row.by, at=row.at)
            for row in rows
        ]
        return sorted(found, key=lambda view: view.name)

    def delete_view(self, view_id: int) -> None:
        with self._database.writing() as connection:
            connection.execute(sa.delete(views).where(views.c.id == view_id))

    def _further(self, condition: sa.ColumnElement[bool]) -> list[Assignment]:
        order = (further_themes.c.comment_id, further_themes.c.rank)
        query = sa.select(further_themes).where(condition).order_by(*order)
        with self._database.reading() as connection:
            return [
                Assignment(row.comment_id, row.theme_id, row.score, _BY[row.assigned_by], row.rank)
                for row in connection.execute(query)
            ]

    def _read(self, query: sa.Select[Any]) -> list[ThemeEvent]:
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            themes: dict[int, list[int]] = defaultdict(list)
            for batch in batches(row.id for row in rows):
                named = sa.select(theme_event_themes).where(
                    theme_event_themes.c.event_id.in_(batch)
                )
                named = named.order_by(theme_event_themes.c.event_id, theme_event_themes.c.place)
                for named_row in connection.execute(named):
                    themes[named_row.event_id].append(named_row.theme_id)
        return [_event(row, tuple(themes[row.id])) for row in rows]


def _origin(row: CommentEdit) -> tuple[str, float]:
    return row.from_by.value, row.from_score


def _row(event: ThemeEvent, comments: int) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "by": event.by,
        "at": event.at,
        "comments": comments,
        "undone_at": event.undone_at,
        "undone_by": event.undone_by,
        "before": event.before,
        "after": event.after,
    }


def _event(row: sa.Row[Any], theme_ids: tuple[int, ...]) -> ThemeEvent:
    return ThemeEvent(
        id=row.id,
        kind=EditKind(row.kind),
        theme_ids=theme_ids,
        by=row.by,
        at=row.at,
        before=row.before,
        after=row.after,
        comments=row.comments,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )


def _step(row: sa.Row[Any]) -> Lineage:
    return Lineage(
        id=row.id,
        kind=LineageKind(row.kind),
        from_theme=row.from_theme,
        to_theme=row.to_theme,
        at=row.at,
        comments=row.comments,
        run=row.run,
        event=row.event,
    )
