"""Themes and which comments are in them, in a database."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.proposal import ProposalStatus
from feedback.domain.summaries import CommentFilter, ThemeCustomers, ThemeMakeup, ThemeSummary
from feedback.domain.theme import (
    AssignedBy,
    Assignment,
    Outcome,
    Priority,
    RunReport,
    Theme,
    ThemeStatus,
)
from feedback.store.assignments import assign, take_out
from feedback.store.batches import batches
from feedback.store.comment_columns import CommentColumns
from feedback.store.database import Database
from feedback.store.decisions import outcomes
from feedback.store.insertion import insert_new
from feedback.store.json_forms import run_report_from_json, run_report_to_json
from feedback.store.marks import IN_NONE, touch
from feedback.store.remembered import remembered
from feedback.store.storable import storable
from feedback.store.tables import (
    announcement_themes,
    announcements,
    assignments,
    comments,
    runs,
    sources,
    theme_event_themes,
    theme_events,
    theme_weeks,
    themes,
)
from feedback.store.theme_customers import read_customers
from feedback.store.theme_makeup import read_makeup
from feedback.store.theme_summaries import read_summaries
from feedback.store.tracked_people import people_behind
from feedback.store.versions import update_version


class SqlThemes:
    """feedback.actions.ports.Themes in a database."""

    def __init__(self, database: Database, columns: CommentColumns) -> None:
        self._database, self._columns = database, columns

    def add(self, theme: Theme) -> int:
        with self._database.writing() as connection:
            return insert_new(connection, themes, _row(storable(theme)))

    def get(self, theme_id: int) -> Theme | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(themes).where(themes.c.id == theme_id)).one_or_none()
            decided = outcomes(connection, theme_id)
        return None if row is None else _theme(row, decided)

    @remembered
    def all(self, *, include_retired: bool = False) -> list[Theme]:
        query = sa.select(themes).order_by(themes.c.id)
        if not include_retired:
            query = query.where(themes.c.retired.is_(False))
        with self._database.reading() as connection:
            decided = outcomes(connection)
            return [_theme(row, decided) for row in connection.execute(query)]

    def save(self, theme: Theme) -> Theme:
        theme = storable(theme)
        with self._database.writing() as connection:
            update_version(connection, themes, theme.id, theme.version, _row(theme), thing="theme")
            outcome = outcomes(connection, theme.id).get(theme.id, Outcome.UNDECIDED)
        return dataclasses.replace(theme, version=theme.version + 1, outcome=outcome)

    def delete(self, theme_ids: Sequence[int]) -> None:
        with self._database.writing() as connection:
            for batch in batches(theme_ids):
                named = sa.select(announcement_themes.c.announcement_id).where(
                    announcement_themes.c.theme_id.in_(batch)
                )
                connection.execute(sa.delete(announcements).where(announcements.c.id.in_(named)))
                edited = sa.select(theme_event_themes.c.event_id).where(
                    theme_event_themes.c.theme_id.in_(batch)
                )
                connection.execute(sa.delete(theme_events).where(theme_events.c.id.in_(edited)))
                connection.execute(sa.delete(themes).where(themes.c.id.in_(batch)))
                touch(connection, IN_NONE, *batch)

    def assign(self, assignments: Iterable[Assignment]) -> None:
        with self._database.writing() as connection:
            for batch in batches(assignments):
                assign(connection, batch)

    def unassign(self, comment_ids: Iterable[int]) -> None:
        with self._database.writing() as connection:
            for batch in batches(comment_ids):
                take_out(connection, batch)

    def assignments(self, theme_id: int | None = None) -> list[Assignment]:
        wanted = sa.true() if theme_id is None else assignments.c.theme_id == theme_id
        return self._places(wanted)

    def of_comments(self, comment_ids: Sequence[int]) -> list[Assignment]:
        found: list[Assignment] = []
        for batch in batches(sorted(set(comment_ids))):
            found += self._places(assignments.c.comment_id.in_(batch))
        return found

    def _places(self, wanted: sa.ColumnElement[bool]) -> list[Assignment]:
        columns = (
            assignments.c.comment_id,
            assignments.c.theme_id,
            assignments.c.score,
            assignments.c.assigned_by,
        )
        query = sa.select(*columns).where(wanted).order_by(assignments.c.comment_id)
        by = {kind.value: kind for kind in AssignedBy}
        with self._database.reading() as connection:
            return [
                Assignment(comment_id, in_theme, score, by[assigned_by])
                for comment_id, in_theme, score, assigned_by in connection.execute(query)
            ]

    def summaries(
        self,
        *,
        today: date,
        theme_ids: Sequence[int] | None = None,
        include_retired: bool = False,
        where: CommentFilter | None = None,
    ) -> list[ThemeSummary]:
        if theme_ids is None:
            rows = self._all_summaries(today, where)
        else:
            wanted = set(theme_ids)
            named = [theme for theme in self.all(include_retired=True) if theme.id in wanted]
            rows = self._summaries(named, today, where, all_themes=False)
        if include_retired:
            return rows
        return [row for row in rows if row.status is not ThemeStatus.RETIRED]

    @remembered
    def _all_summaries(self, today: date, where: CommentFilter | None) -> list[ThemeSummary]:
        every = self.all(include_retired=True)
        return self._summaries(every, today, where, all_themes=True)

    def _summaries(
        self,
        themes: Sequence[Theme],
        today: date,
        where: CommentFilter | None,
        *,
        all_themes: bool,
    ) -> list[ThemeSummary]:
        with self._database.reading() as connection:
            return read_summaries(
                connection, themes, today=today, all_themes=all_themes, where=where
            )

    def customers(self, theme_id: int, *, top: int = 10) -> ThemeCustomers:
        with self._database.reading() as connection:
            return read_customers(connection, theme_id, top)

    def makeup(self, theme_id: int) -> ThemeMakeup:
        with self._database.reading() as connection:
            return read_makeup(connection, theme_id)

    def people(self, groups: Sequence[Sequence[int]]) -> list[int]:
        return people_behind(self._columns.parts(), groups) if groups else []

    def by_source(self) -> list[tuple[str, int, int]]:
        pair = (sources.c.name, theme_weeks.c.theme_id)
        rows = sa.func.sum(theme_weeks.c.comments)
        query = (
            sa.select(*pair, rows)
            .join_from(theme_weeks, sources, theme_weeks.c.source_id == sources.c.id)
            .group_by(*pair)
            .having(rows > 0)
        )
        with self._database.reading() as connection:
            # Sorted here: databases order names by different rules.
            return sorted((name, theme, int(n)) for name, theme, n in connection.execute(query))

    def of_import(self, import_id: int) -> list[tuple[int, int]]:
        rows = sa.func.count()
        query = (
            sa.select(assignments.c.theme_id, rows)
            .join_from(assignments, comments, assignments.c.comment_id == comments.c.id)
            .where(comments.c.import_id == import_id, assignments.c.is_filler.is_(False))
            .group_by(assignments.c.theme_id)
            .order_by(rows.desc(), assignments.c.theme_id)
        )
        with self._database.reading() as connection:
            return [(theme, int(n)) for theme, n in connection.execute(query)]

    def add_run(self, report: RunReport, params: dict[str, Any], *, at: datetime) -> int:
        form = run_report_to_json(storable(report))
        with self._database.writing() as connection:
            return insert_new(
                connection, runs, {"at": at, "params": storable(params), "report": form}
            )

    def last_run(self) -> tuple[datetime, RunReport] | None:
        query = sa.select(runs).where(runs.c.status == ProposalStatus.APPLIED)
        query = query.order_by(runs.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.at, run_report_from_json(row.report, row.id))


def _row(theme: Theme) -> dict[str, Any]:
    return {
        "name": theme.name,
        "terms": list(theme.terms),
        "language": theme.language,
        "named_by_person": theme.named_by_person,
        "owner": theme.owner,
        "retired": theme.retired,
        "cohesion": theme.cohesion,
        "representatives": list(theme.representatives),
        "created_at": theme.created_at,
        "version": theme.version,
        "description": theme.description,
        "priority": theme.priority,
        "tags": list(theme.tags),
        "pinned": theme.pinned,
        "hidden": theme.hidden,
    }


def _theme(row: sa.Row[Any], decided: Mapping[int, Outcome]) -> Theme:
    return Theme(
        id=row.id,
        name=row.name,
        terms=tuple(row.terms),
        language=row.language,
        named_by_person=row.named_by_person,
        outcome=decided.get(row.id, Outcome.UNDECIDED),
        owner=row.owner,
        retired=row.retired,
        cohesion=row.cohesion,
        representatives=tuple(row.representatives),
        created_at=row.created_at,
        version=row.version,
        description=row.description,
        priority=Priority(row.priority),
        tags=tuple(row.tags),
        pinned=row.pinned,
        hidden=row.hidden,
    )
