"""Announcements with their facts, in a database."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from feedback.domain.announcement import Announcement, AnnouncementStatus, Tone
from feedback.domain.announcement_history import AnnouncementStep, ExportedFile
from feedback.store.database import Database
from feedback.store.insertion import insert_new, insert_or_replace
from feedback.store.json_forms import facts_from_json, facts_to_json
from feedback.store.remembered import remembered
from feedback.store.storable import storable, storable_announcement
from feedback.store.tables import (
    announcement_changes,
    announcement_exports,
    announcement_steps,
    announcement_themes,
    announcements,
    changes,
)
from feedback.store.versions import update_version


class SqlAnnouncements:
    """feedback.actions.ports.Announcements in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, announcement: Announcement) -> int:
        announcement = storable_announcement(announcement)
        with self._database.writing() as connection:
            announcement_id = insert_new(connection, announcements, _row(announcement))
            _keep_names(connection, announcement_id, announcement)
        return announcement_id

    def get(self, announcement_id: int) -> Announcement | None:
        found = self._read(announcements.c.id == announcement_id)
        return found[0] if found else None

    @remembered
    def all(self) -> list[Announcement]:
        return self._read()

    def save(self, announcement: Announcement) -> Announcement:
        announcement = storable_announcement(announcement)
        values, version = _row(announcement), announcement.version
        with self._database.writing() as connection:
            update_version(
                connection, announcements, announcement.id, version, values, thing="announcement"
            )
            _keep_names(connection, announcement.id, announcement)
        return dataclasses.replace(announcement, version=version + 1)

    def delete(self, announcement_id: int) -> None:
        with self._database.writing() as connection:
            connection.execute(
                sa.delete(announcements).where(announcements.c.id == announcement_id)
            )

    def add_step(self, step: AnnouncementStep) -> int:
        values = dataclasses.asdict(storable(step))
        del values["id"]
        with self._database.writing() as connection:
            return insert_new(connection, announcement_steps, values)

    def steps(self, announcement_id: int) -> list[AnnouncementStep]:
        of_it = announcement_steps.c.announcement_id == announcement_id
        query = sa.select(announcement_steps).where(of_it)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(announcement_steps.c.id.desc())).mappings()
            return [
                AnnouncementStep(**row | {"status": AnnouncementStatus(row["status"])})
                for row in map(dict, rows)
            ]

    def add_export(self, exported: ExportedFile) -> None:
        row = {
            "announcement_id": exported.announcement_id,
            "format": exported.as_,
            "at": exported.at,
            "version": exported.version,
        }
        with self._database.writing() as connection:
            insert_or_replace(connection, announcement_exports, [row])

    def exports(self, announcement_ids: Sequence[int] = ()) -> list[ExportedFile]:
        query = sa.select(announcement_exports).order_by(
            announcement_exports.c.announcement_id, announcement_exports.c.format
        )
        if announcement_ids:
            query = query.where(announcement_exports.c.announcement_id.in_(announcement_ids))
        with self._database.reading() as connection:
            return [
                ExportedFile(
                    announcement_id=row.announcement_id,
                    as_=row.format,
                    at=row.at,
                    version=row.version,
                )
                for row in connection.execute(query)
            ]

    def remove_export(self, announcement_id: int, as_: str) -> bool:
        its = sa.and_(
            announcement_exports.c.announcement_id == announcement_id,
            announcement_exports.c.format == as_,
        )
        with self._database.writing() as connection:
            return connection.execute(sa.delete(announcement_exports).where(its)).rowcount > 0

    def _read(self, *conditions: sa.ColumnElement[bool]) -> list[Announcement]:
        query = sa.select(announcements).where(*conditions).order_by(announcements.c.id.desc())
        named = sa.select(announcement_themes).order_by(announcement_themes.c.position)
        theme_ids: dict[int, list[int]] = defaultdict(list)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            named = named.where(announcement_themes.c.announcement_id.in_(row.id for row in rows))
            for name in connection.execute(named):
                theme_ids[name.announcement_id].append(name.theme_id)
        return [_announcement(row, tuple(theme_ids[row.id])) for row in rows]


def _keep_names(
    connection: sa.Connection, announcement_id: int, announcement: Announcement
) -> None:
    """Note which themes and changes are named, so that they can be asked for."""
    for table in (announcement_themes, announcement_changes):
        connection.execute(sa.delete(table).where(table.c.announcement_id == announcement_id))
    rows = [
        {"announcement_id": announcement_id, "theme_id": theme_id, "position": position}
        for position, theme_id in enumerate(announcement.theme_ids)
    ]
    if rows:
        connection.execute(sa.insert(announcement_themes), rows)
    named = {shipped.change_id for shipped in announcement.facts.shipped}
    # Only what is still there: facts outlive a change that is deleted with the sample.
    found = sa.select(sa.literal(announcement_id), changes.c.id).where(changes.c.id.in_(named))
    connection.execute(
        sa.insert(announcement_changes).from_select(["announcement_id", "change_id"], found)
    )


def _row(announcement: Announcement) -> dict[str, Any]:
    return {
        "language": announcement.language,
        "tone": announcement.tone,
        "headline": announcement.headline,
        "you_said": announcement.you_said,
        "we_did": announcement.we_did,
        "facts": facts_to_json(announcement.facts),
        "status": announcement.status,
        "created_at": announcement.created_at,
        "approved_at": announcement.approved_at,
        "published_at": announcement.published_at,
        "scheduled_for": announcement.scheduled_for,
        "withdrawn_at": announcement.withdrawn_at,
        "version": announcement.version,
    }


def _announcement(row: sa.Row[Any], theme_ids: tuple[int, ...]) -> Announcement:
    return Announcement(
        id=row.id,
        theme_ids=theme_ids,
        language=row.language,
        tone=Tone(row.tone),
        headline=row.headline,
        you_said=row.you_said,
        we_did=row.we_did,
        facts=facts_from_json(row.facts),
        status=AnnouncementStatus(row.status),
        created_at=row.created_at,
        approved_at=row.approved_at,
        published_at=row.published_at,
        scheduled_for=row.scheduled_for,
        withdrawn_at=row.withdrawn_at,
        version=row.version,
    )
