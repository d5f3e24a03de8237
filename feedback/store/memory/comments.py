"""Comments and their sources in memory."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any

from feedback.domain.comment import CONTENT_KEY, Comment, CommentVersion, Source
from feedback.domain.summaries import CommentFilter, CommentTotals, FoundComments, WeekCount
from feedback.errors import NotFoundError
from feedback.store.kept import kept_fields, merge_comments
from feedback.store.memory.imports import start_of_import
from feedback.store.memory.state import Memory, State
from feedback.store.storable import storable, storable_comment
from feedback.store.unquoted import consents_withdrawn
from feedback.store.weeks import week_number, without_gaps


class MemoryComments:
    """feedback.actions.ports.Comments in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def ensure_source(self, source: Source) -> Source:
        source = storable(source)
        if source.name in self._memory.state.sources:
            return self._memory.state.sources[source.name]
        with self._memory.writing() as state:
            made = dataclasses.replace(source, id=state.new_id("source"))
            return state.sources.setdefault(source.name, made)

    def sources(self) -> list[Source]:
        return sorted(self._memory.state.sources.values(), key=lambda source: source.name)

    def delete_source(self, name: str) -> int:
        name = storable(name)
        with self._memory.writing() as state:
            gone = [row.id for row in state.comments.values() if row.source == name]
            for comment_id in gone:
                state.delete_comment(comment_id)
            for import_id, (_, report) in list(state.imports.items()):
                if report.source == name:
                    del state.imports[import_id]
                    state.rejects.pop(import_id, None)
            state.sources.pop(name, None)
        return len(gone)

    def many(self, coming: int) -> AbstractContextManager[None]:
        return nullcontext()

    def upsert(
        self, comments: Sequence[Comment], *, import_id: int | None = None
    ) -> tuple[int, int, int]:
        given = [storable_comment(comment) for comment in comments]
        if not given:
            return 0, 0, 0
        if len(names := {comment.source for comment in given}) > 1:
            raise ValueError(f"comments of {len(names)} sources in one call")
        with self._memory.writing() as state:
            began = None if import_id is None else start_of_import(state, import_id)
            source = state.sources.get(given[0].source)
            if source is None:
                raise NotFoundError(f"There is no source called {given[0].source!r}. Add it first.")
            given = list(consents_withdrawn(given, state.unquoted))
            ids = {row.key: state.comment_ids.get((source.name, row.key)) for row in given}
            stored = {
                key: kept_fields(state.comments[number]) for key, number in ids.items() if number
            }
            merged = merge_comments(stored, given)
            for key in sorted(merged.replaced, key=lambda key: ids[key] or 0):
                _keep_version(state, ids[key] or 0, import_id, began)
            # Once more, now that it is known whose they are: a file may not name the customer.
            changed = [*merged.added.values(), *merged.replaced.values()]
            for row in consents_withdrawn(changed, state.unquoted):
                key = row.key
                number = ids[key] or state.new_id("comment")
                if import_id is not None and key in merged.added:
                    state.brought_by[number] = import_id
                state.comment_ids[source.name, key] = number
                state.comments[number] = dataclasses.replace(row, id=number, channel=source.channel)
                state.leave_silent(number)
        return merged.counts

    def compare(
        self, comments: Sequence[Comment], *, was: Mapping[str, str]
    ) -> tuple[int, int, int]:
        state = self._memory.state
        stored = {}
        given = [storable_comment(comment) for comment in comments]
        for row in given:
            number = state.comment_ids.get((row.source, row.key))
            if number is None and row.key in was:
                number = state.comment_ids.get((row.source, was[row.key]))
            if number is not None:
                stored[row.key] = kept_fields(state.comments[number])
        return merge_comments(stored, given).counts

    def rekey(self, source: str, changed: Mapping[str, tuple[str, str]]) -> None:
        name = storable(source)
        with self._memory.writing() as state:
            for was, (key, external_id) in changed.items():
                if (name, was) not in state.comment_ids or (name, key) in state.comment_ids:
                    continue
                number = state.comment_ids.pop((name, was))
                state.comment_ids[name, key] = number
                state.comments[number] = dataclasses.replace(
                    state.comments[number], key=key, external_id=external_id
                )
                for pair in [pair for pair in state.versions if pair[0] == number]:
                    version = state.versions[pair]
                    comment = dataclasses.replace(version.comment, key=key, external_id=external_id)
                    state.versions[pair] = dataclasses.replace(version, comment=comment)

    def get(self, ids: Sequence[int]) -> list[Comment]:
        stored = self._memory.state.comments
        return [stored[comment_id] for comment_id in ids if comment_id in stored]

    def page(self, where: CommentFilter, *, offset: int = 0, limit: int = 50) -> list[Comment]:
        found = sorted(self._matching(where), key=_age, reverse=True)
        return found[offset : offset + limit]

    def find(
        self, where: CommentFilter, *, among: int | None = None, most: int = 1000
    ) -> FoundComments:
        last = max(self._memory.state.comments, default=0)
        bound = 0 if among is None else max(0, last - among)
        ids = [row.id for row in self.page(where, limit=2**63) if row.id > bound]
        more = len(ids) > most
        return FoundComments(ids=tuple(ids[:most]), more=more, all_searched=not bound)

    def count(self, where: CommentFilter) -> int:
        return sum(1 for _ in self._matching(where))

    def totals(self) -> CommentTotals:
        state = self._memory.state
        rows = list(state.comments.values())
        return CommentTotals(
            comments=len(rows),
            filler=sum(row.is_filler for row in rows),
            assigned=sum(not row.is_filler and row.id in state.assignments for row in rows),
            sample=sum(state.sources[row.source].is_sample for row in rows),
            languages=dict(Counter(row.language for row in rows).most_common()),
            sources=dict(Counter(row.source for row in rows).most_common()),
        )

    def weekly(self, where: CommentFilter) -> list[WeekCount]:
        found = self._matching(where)
        return without_gaps(Counter(week_number(row.created_at) for row in found if row.created_at))

    def iterate(self, where: CommentFilter, *, chunk: int = 5000) -> Iterator[Comment]:
        # Ids only ever grow, and dicts keep the order in which rows came.
        yield from self._matching(where)

    def versions(self, comment_id: int) -> list[CommentVersion]:
        return self.versions_of([comment_id]).get(comment_id, [])

    def versions_of(self, comment_ids: Sequence[int]) -> dict[int, list[CommentVersion]]:
        found: dict[int, list[CommentVersion]] = {}
        for (comment_id, _), version in self._memory.state.versions.items():
            if comment_id in comment_ids:
                found.setdefault(comment_id, []).insert(0, version)
        return found

    def reused_ids(self, source: str) -> set[str]:
        rows = self._matching(CommentFilter(source=source))
        return {row.external_id for row in rows if row.key.startswith(CONTENT_KEY)} - {""}

    def with_keys(self, source: str, keys: Sequence[str]) -> list[Comment]:
        state, source = self._memory.state, storable(source)
        ids = [state.comment_ids.get((source, key)) for key in dict.fromkeys(map(storable, keys))]
        return [state.comments[number] for number in ids if number]

    def _matching(self, where: CommentFilter) -> Iterator[Comment]:
        state = self._memory.state
        matches = _condition(state, storable(where))
        return (row for row in list(state.comments.values()) if matches(row))


def _keep_version(
    state: State, comment_id: int, import_id: int | None, began: datetime | None
) -> None:
    if import_id is not None and began is not None:
        present = state.comments[comment_id]
        version = CommentVersion(comment=present, replaced_at=began, import_id=import_id)
        state.versions.setdefault((comment_id, import_id), version)


def _condition(state: State, where: CommentFilter) -> Callable[[Comment], bool]:
    needle = where.search.casefold()

    def matches(row: Comment) -> bool:
        assigned = state.assignments.get(row.id)
        return (
            (
                where.theme_id is None
                or (assigned is not None and assigned.theme_id == where.theme_id)
            )
            and not (where.unassigned and (assigned is not None or row.is_filler))
            and (not where.source or row.source == where.source)
            and row.source not in where.without
            and not (where.placed and (assigned is None or row.is_filler))
            and not (where.silent and not row.is_filler)
            and (not where.language or row.language == where.stored_language)
            and needle in row.text.casefold()
            and (where.include_filler or not row.is_filler)
            and (not where.channel or row.channel == where.channel)
            and (where.also_theme is None or (row.id, where.also_theme) in state.further)
            and row.id > where.after_id
            and where.import_id in (None, state.brought_by.get(row.id))
            and _columns_match(row, where)
        )

    return matches


def _columns_match(row: Comment, where: CommentFilter) -> bool:
    day = row.created_at.date() if row.created_at else None
    return (
        (not where.segment or row.segment == where.segment)
        and (not where.customer or row.customer == where.customer)
        and not (where.unrated and row.rating is not None)
        and _within(row.rating, where.rating_from, where.rating_to)
        and _within(day, where.since, where.until)
    )


def _within(value: Any, lowest: Any, highest: Any) -> bool:
    """Whether it lies between the limits there are; what is missing lies within none."""
    if lowest is None and highest is None:
        return True
    if value is None:
        return False
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


def _age(row: Comment) -> tuple[bool, datetime, int]:
    return row.created_at is not None, row.created_at or datetime.min, row.id
