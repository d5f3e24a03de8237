"""Comments and their sources in a database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import (
    CONTENT_KEY,
    Channel,
    Comment,
    CommentVersion,
    Source,
)
from feedback.domain.summaries import CommentFilter, CommentTotals, FoundComments, WeekCount
from feedback.errors import NotFoundError
from feedback.store.assignments import follow_edits
from feedback.store.batches import batches
from feedback.store.bulk import append_rows, keys_there, moment_form
from feedback.store.comment_filters import matching
from feedback.store.comment_keys import rekey
from feedback.store.comment_pages import page_ids
from feedback.store.comment_rows import COLUMNS, WRITTEN, comment_of, rows_of, unchanged, weeks_of
from feedback.store.comment_search import find_comments
from feedback.store.comment_totals import read_count, read_totals, read_weeks
from feedback.store.comment_versions import keep_versions, read_versions
from feedback.store.database import Database
from feedback.store.import_ids import start_of_import
from feedback.store.insertion import insert_missing
from feedback.store.kept import KEPT, merge_comments
from feedback.store.late_index import indexed_afterwards
from feedback.store.marks import COMMENTS, touch
from feedback.store.merging import Content, merge_new
from feedback.store.remembered import remembered
from feedback.store.storable import storable, storable_comments
from feedback.store.tables import comments, imports, sources
from feedback.store.tallies import count_new
from feedback.store.unquoted import with_consents_withdrawn

_Origin = tuple[int, datetime]
_MERGED = 20_000
"""Comments that are compared and tallied together: the more, the fewer rows of the tally."""
_REPLACING = tuple("new_" + name for name in WRITTEN)


class SqlComments:
    """feedback.actions.ports.Comments in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ensure_source(self, source: Source) -> Source:
        source = storable(source)
        if (stored := self._source(source.name)) is not None:
            return stored
        row = {
            "name": source.name,
            "channel": source.channel,
            "is_sample": source.is_sample,
            "timezone": source.timezone,
        }
        with self._database.writing() as connection:
            insert_missing(connection, sources, [row])
            made = self._source(source.name)
        assert made is not None  # noqa: S101  (for mypy: it was inserted, or was there)
        return made

    @remembered
    def sources(self) -> list[Source]:
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(sources)).all()
        # Sorted here: each database has an order of letters of its own.
        return sorted((_source(row) for row in rows), key=lambda source: source.name)

    def delete_source(self, name: str) -> int:
        name = storable(name)
        with self._database.writing() as connection:
            # Imports, then the source: in this order, as everybody who brings comments takes them.
            its = sa.select(imports.c.id).where(imports.c.source == name)
            connection.execute(its.order_by(imports.c.id).with_for_update())
            found = connection.execute(_locked(name)).scalar_one_or_none()
            connection.execute(sa.delete(imports).where(imports.c.source == name))
            gone = connection.execute(sa.delete(comments).where(comments.c.source_id == found))
            touch(connection, COMMENTS)
            connection.execute(sa.delete(sources).where(sources.c.id == found))
        return gone.rowcount

    def many(self, coming: int) -> AbstractContextManager[None]:
        return indexed_afterwards(self._database, coming)

    def upsert(
        self, comments: Sequence[Comment], *, import_id: int | None = None
    ) -> tuple[int, int, int]:
        names = {storable(name) for name in {comment.source for comment in comments}}
        if not names:
            return 0, 0, 0
        if len(names) > 1:
            raise ValueError(f"comments of {len(names)} sources in one call")
        (name,) = names
        counts = [(0, 0, 0)]
        with self._database.writing() as connection:
            origin = _origin(connection, import_id)
            source_id = connection.execute(_locked(name)).scalar_one_or_none()
            if source_id is None:
                raise NotFoundError(f"There is no source called {name!r}. Add it first.")
            for batch in batches(comments, _MERGED):
                # Not before the source is locked: whoever withdraws a consent waits for that.
                given = with_consents_withdrawn(connection, storable_comments(batch))
                counts.append(_upsert(connection, source_id, given, origin))
        imported, updated, duplicates = (sum(column) for column in zip(*counts, strict=True))
        return imported, updated, duplicates

    def compare(
        self, comments: Sequence[Comment], *, was: Mapping[str, str]
    ) -> tuple[int, int, int]:
        counts = [(0, 0, 0)]
        for batch in batches(storable_comments(comments)):
            with self._database.reading() as connection:
                query = sa.select(sources.c.id).where(sources.c.name == batch[0].source)
                source_id = connection.execute(query).scalar_one_or_none()
                stored = (
                    {}
                    if source_id is None
                    else _content_of(connection, source_id, [c.key for c in batch], was)
                )
            counts.append(merge_comments(stored, batch).counts)
        imported, updated, duplicates = (sum(column) for column in zip(*counts, strict=True))
        return imported, updated, duplicates

    def rekey(self, source: str, changed: Mapping[str, tuple[str, str]]) -> None:
        with self._database.writing() as connection:
            source_id = connection.execute(_locked(storable(source))).scalar_one_or_none()
            if source_id is not None:
                rekey(connection, source_id, changed)

    def get(self, ids: Sequence[int]) -> list[Comment]:
        with self._database.reading() as connection:
            return _by_ids(connection, ids)

    def page(self, where: CommentFilter, *, offset: int = 0, limit: int = 50) -> list[Comment]:
        with self._database.reading() as connection:
            # The ids first: an index alone answers that, the texts of skipped rows stay unread.
            return _by_ids(connection, page_ids(connection, where, offset, limit))

    def find(
        self, where: CommentFilter, *, among: int | None = None, most: int = 1000
    ) -> FoundComments:
        with self._database.reading() as connection:
            return find_comments(connection, where, among, most)

    def count(self, where: CommentFilter) -> int:
        with self._database.reading() as connection:
            return read_count(connection, where)

    def totals(self) -> CommentTotals:
        with self._database.reading() as connection:
            return read_totals(connection)

    @remembered
    def weekly(self, where: CommentFilter) -> list[WeekCount]:
        with self._database.reading() as connection:
            return read_weeks(connection, where)

    def iterate(self, where: CommentFilter, *, chunk: int = 5000) -> Iterator[Comment]:
        last = 0
        while True:
            query = matching(where, *COLUMNS).join(sources).where(comments.c.id > last)
            with self._database.reading() as connection:
                rows = connection.execute(query.order_by(comments.c.id).limit(chunk)).all()
            for row in rows:
                yield comment_of(row)
            if len(rows) < chunk:
                return
            last = rows[-1].id

    def versions(self, comment_id: int) -> list[CommentVersion]:
        return self.versions_of([comment_id]).get(comment_id, [])

    def versions_of(self, comment_ids: Sequence[int]) -> dict[int, list[CommentVersion]]:
        found: dict[int, list[CommentVersion]] = {}
        with self._database.reading() as connection:
            for batch in batches(comment_ids):
                found |= read_versions(connection, batch)
        return found

    def reused_ids(self, source: str) -> set[str]:
        # Keys first: as a rule no key is a digest, and the index of keys alone tells.
        by_content = sa.func.substr(comments.c.key, 1, len(CONTENT_KEY)) == CONTENT_KEY
        query = (
            sa.select(comments.c.external_id)
            .join(sources)
            .where(sources.c.name == storable(source), by_content, comments.c.external_id != "")
        )
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def with_keys(self, source: str, keys: Sequence[str]) -> list[Comment]:
        found: list[Comment] = []
        query = sa.select(*COLUMNS).join_from(comments, sources)
        query = query.where(sources.c.name == storable(source))
        with self._database.reading() as connection:
            for batch in batches(dict.fromkeys(map(storable, keys))):
                rows = connection.execute(query.where(comments.c.key.in_(batch)))
                found += map(comment_of, rows)
        return found

    def _source(self, name: str) -> Source | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(sources).where(sources.c.name == name)).one_or_none()
        return None if row is None else _source(row)


def _locked(name: str) -> sa.Select[Any]:
    """The source's id, with imports of the same source waiting for each other."""
    return sa.select(sources.c.id).where(sources.c.name == name).with_for_update()


def _origin(connection: sa.Connection, import_id: int | None) -> _Origin | None:
    """The import that comments come from, and when it began."""
    if import_id is None:
        return None
    return import_id, start_of_import(connection, import_id)


def _upsert(
    connection: sa.Connection, source_id: int, batch: Sequence[Comment], origin: _Origin | None
) -> tuple[int, int, int]:
    by_key = {comment.key: comment for comment in batch}
    stored = _content(connection, source_id, list(by_key))
    merged = (
        merge_new(by_key)
        if not stored and len(by_key) == len(batch)
        else merge_comments(stored, batch)
    )
    if merged.added or merged.replaced:
        touch(connection, COMMENTS)
    if merged.added:
        added = merged.added.values()
        import_id = origin[0] if origin else None
        weeks = weeks_of(added)
        rows = rows_of(added, weeks, source_id, moment_form(connection), first=(import_id,))
        append_rows(connection, comments, ("import_id", *WRITTEN), rows)
        count_new(connection, source_id, added, weeks)
    if merged.replaced:
        keys = list(merged.replaced)
        # Once more, now that it is known whose they are: a file may not have named the customer.
        replaced = with_consents_withdrawn(connection, list(merged.replaced.values()))
        if origin:
            keep_versions(connection, source_id, keys, *origin)
        replacing = [
            dict(zip(_REPLACING, row, strict=True))
            for row in rows_of(replaced, weeks_of(replaced), source_id, unchanged)
        ]
        connection.execute(_REPLACE, replacing)
        follow_edits(connection, comments.c.source_id == source_id, comments.c.key.in_(keys))
    return merged.counts


def _content(connection: sa.Connection, source_id: int, keys: Sequence[str]) -> dict[str, Content]:
    # As a rule all of a batch are there or none is, and the keys alone are had for half the time.
    keys = keys_there(connection, source_id, keys)
    if not keys:
        return {}
    columns = sa.select(comments.c.key, *(comments.c[name] for name in KEPT))
    query = columns.where(comments.c.source_id == source_id, comments.c.key.in_(keys))
    return {row[0]: tuple(row[1:]) for row in connection.execute(query)}


def _content_of(
    connection: sa.Connection, source_id: int, keys: Sequence[str], was: Mapping[str, str]
) -> dict[str, Content]:
    """As `_content`, of what is stored under an earlier key too."""
    earlier = {was[key]: key for key in keys if key in was}
    before = _content(connection, source_id, list(earlier))
    moved = {earlier[key]: content for key, content in before.items()}
    return moved | _content(connection, source_id, keys)


def _by_ids(connection: sa.Connection, ids: Sequence[int]) -> list[Comment]:
    found: dict[int, Comment] = {}
    for batch in batches(ids):
        query = sa.select(*COLUMNS).join_from(comments, sources).where(comments.c.id.in_(batch))
        found.update((row.id, comment_of(row)) for row in connection.execute(query))
    return [found[comment_id] for comment_id in ids if comment_id in found]


_REPLACE = (
    sa.update(comments)
    .where(
        comments.c.source_id == sa.bindparam("new_source_id"),
        comments.c.key == sa.bindparam("new_key"),
    )
    .values({name: sa.bindparam("new_" + name) for name in WRITTEN})
)


def _source(row: sa.Row[Any]) -> Source:
    return Source(
        id=row.id,
        name=row.name,
        channel=Channel(row.channel),
        is_sample=row.is_sample,
        timezone=row.timezone,
    )
