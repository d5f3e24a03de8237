"""Themes and which comments are in them, in memory."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from statistics import fmean
from typing import Any

from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change, LinkState
from feedback.domain.comment import Comment
from feedback.domain.proposal import ProposalStatus
from feedback.domain.summaries import CommentFilter, ThemeCustomers, ThemeMakeup, ThemeSummary
from feedback.domain.theme import Assignment, Outcome, RunReport, Theme
from feedback.errors import NotFoundError
from feedback.store.failures import GONE
from feedback.store.memory.comments import MemoryComments
from feedback.store.memory.state import Memory, State
from feedback.store.storable import storable
from feedback.store.theme_figures import WEEKS
from feedback.store.theme_makeup import makeup_of
from feedback.store.theme_status import announced_with_merged, theme_status
from feedback.store.versions import no_such, somebody_was_faster
from feedback.store.weeks import week_number


class MemoryThemes:
    """feedback.actions.ports.Themes in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, theme: Theme) -> int:
        with self._memory.writing() as state:
            theme_id = state.new_id("theme")
            kept = dataclasses.replace(storable(theme), id=theme_id, outcome=Outcome.UNDECIDED)
            state.themes[theme_id] = kept
        return theme_id

    def get(self, theme_id: int) -> Theme | None:
        state = self._memory.state
        theme = state.themes.get(theme_id)
        return None if theme is None else _decided(state, theme)

    def all(self, *, include_retired: bool = False) -> list[Theme]:
        state = self._memory.state
        stored = sorted(state.themes.values(), key=lambda theme: theme.id)
        return [_decided(state, row) for row in stored if include_retired or not row.retired]

    def save(self, theme: Theme) -> Theme:
        with self._memory.writing() as state:
            stored = state.themes.get(theme.id)
            if stored is None:
                raise no_such("theme")
            if stored.version != theme.version:
                raise somebody_was_faster("theme")
            saved = dataclasses.replace(storable(theme), version=theme.version + 1)
            state.themes[theme.id] = saved
            return _decided(state, saved)

    def delete(self, theme_ids: Sequence[int]) -> None:
        gone = set(theme_ids)
        with self._memory.writing() as state:
            state.themes = {key: row for key, row in state.themes.items() if key not in gone}
            state.assignments = {
                key: row for key, row in state.assignments.items() if row.theme_id not in gone
            }
            state.links = {key: row for key, row in state.links.items() if key[0] not in gone}
            state.suggestions = {
                key: row for key, row in state.suggestions.items() if key[0] not in gone
            }
            state.decisions = {
                key: row for key, row in state.decisions.items() if row.theme_id not in gone
            }
            state.expectations = {
                key: row for key, row in state.expectations.items() if key not in gone
            }
            state.further = {key: row for key, row in state.further.items() if key[1] not in gone}
            state.lineage = {
                key: step
                for key, step in state.lineage.items()
                if gone.isdisjoint((step.from_theme, step.to_theme))
            }
            for event in list(state.events.values()):
                if not gone.isdisjoint(event.theme_ids):
                    del state.events[event.id]
                    state.event_comments.pop(event.id, None)
            named = [row.id for row in state.announcements.values() if gone & set(row.theme_ids)]
            for announcement_id in named:
                state.delete_announcement(announcement_id)

    def assign(self, assignments: Iterable[Assignment]) -> None:
        with self._memory.writing() as state:
            for assignment in assignments:
                if (
                    assignment.comment_id not in state.comments
                    or assignment.theme_id not in state.themes
                ):
                    raise NotFoundError(GONE)
                state.assignments[assignment.comment_id] = assignment

    def unassign(self, comment_ids: Iterable[int]) -> None:
        with self._memory.writing() as state:
            for comment_id in comment_ids:
                state.assignments.pop(comment_id, None)

    def assignments(self, theme_id: int | None = None) -> list[Assignment]:
        stored = self._memory.state.assignments
        return [
            stored[comment_id]
            for comment_id in sorted(stored)
            if theme_id in (None, stored[comment_id].theme_id)
        ]

    def of_comments(self, comment_ids: Sequence[int]) -> list[Assignment]:
        stored = self._memory.state.assignments
        return [stored[number] for number in sorted(set(comment_ids)) if number in stored]

    def summaries(
        self,
        *,
        today: date,
        theme_ids: Sequence[int] | None = None,
        include_retired: bool = False,
        where: CommentFilter | None = None,
    ) -> list[ThemeSummary]:
        counted = _counted(self._memory, where)
        summaries = [
            _summary(self._memory.state, theme, today, counted)
            for theme in self.all(include_retired=include_retired)
            if theme_ids is None or theme.id in theme_ids
        ]
        return sorted(summaries, key=lambda summary: (-summary.comments, summary.id))

    def customers(self, theme_id: int, *, top: int = 10) -> ThemeCustomers:
        state = self._memory.state
        writers = Counter(
            state.comments[row.comment_id].customer
            for row in state.assignments.values()
            if row.theme_id == theme_id and state.comments[row.comment_id].customer
        )
        loudest = sorted(writers.items(), key=lambda item: (-item[1], item[0]))
        return ThemeCustomers(
            different=len(writers), with_customer=writers.total(), loudest=tuple(loudest[:top])
        )

    def makeup(self, theme_id: int) -> ThemeMakeup:
        state = self._memory.state
        its = [
            state.comments[row.comment_id]
            for row in state.assignments.values()
            if row.theme_id == theme_id
        ]
        ratings = Counter(comment.rating for comment in its if comment.rating is not None)
        return makeup_of(Counter(comment.source for comment in its), ratings.items())

    def people(self, groups: Sequence[Sequence[int]]) -> list[int]:
        return [self._people(set(theme_ids)) for theme_ids in groups]

    def _people(self, wanted: set[int]) -> int:
        state = self._memory.state
        written = [id_ for id_, row in state.assignments.items() if row.theme_id in wanted]
        return len({state.comments[id_].customer or id_ for id_ in written})

    def by_source(self) -> list[tuple[str, int, int]]:
        state = self._memory.state
        counts = Counter(
            (state.comments[id_].source, row.theme_id) for id_, row in state.assignments.items()
        )
        return [(*pair, counts[pair]) for pair in sorted(counts)]

    def of_import(self, import_id: int) -> list[tuple[int, int]]:
        state = self._memory.state
        counts = Counter(
            row.theme_id
            for id_, row in state.assignments.items()
            if state.brought_by.get(id_) == import_id and not state.comments[id_].is_filler
        )
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def add_run(self, report: RunReport, params: dict[str, Any], *, at: datetime) -> int:
        with self._memory.writing() as state:
            run = state.new_id("run")
            state.runs[run] = (at, dataclasses.replace(report, run=run))
            state.run_params[run] = storable(dict(params))
            state.run_status[run] = ProposalStatus.APPLIED
        return run

    def last_run(self) -> tuple[datetime, RunReport] | None:
        state = self._memory.state
        applied = [
            run for run, status in state.run_status.items() if status is ProposalStatus.APPLIED
        ]
        return state.runs[max(applied)] if applied else None


def _counted(memory: Memory, where: CommentFilter | None) -> dict[int, Comment]:
    """The comments that count, by id."""
    wanted = dataclasses.replace(where or CommentFilter(), theme_id=None, unassigned=False)
    return {row.id: row for row in MemoryComments(memory).iterate(wanted)}


def _decided(state: State, theme: Theme) -> Theme:
    return dataclasses.replace(theme, outcome=state.outcome_of(theme.id))


def _summary(
    state: State, theme: Theme, today: date, counted: Mapping[int, Comment]
) -> ThemeSummary:
    comments = _among(state, theme, counted)
    speaking = sum(not row.is_filler for row in counted.values())
    announced = _is_announced(state, theme)
    moments = [comment.created_at for comment in comments if comment.created_at]
    ratings = [comment.rating for comment in comments if comment.rating is not None]
    changes = _answering(state, theme)
    return ThemeSummary(
        id=theme.id,
        name=theme.name,
        terms=theme.terms,
        comments=len(comments),
        languages=dict(Counter(comment.language for comment in comments).most_common()),
        status=theme_status(
            retired=theme.retired,
            announced=announced,
            shipped=any(change.is_shipped(today) for change in changes),
        ),
        outcome=theme.outcome,
        owner=theme.owner,
        first_seen=min(moments, default=None),
        last_seen=max(moments, default=None),
        mean_rating=fmean(ratings) if ratings else None,
        weekly=_weekly(state, moments),
        change_ids=tuple(change.id for change in changes),
        change_titles=tuple(change.title for change in changes),
        cohesion=theme.cohesion,
        share=len(comments) / speaking if speaking else 0.0,
        description=theme.description,
        priority=theme.priority,
        tags=theme.tags,
        pinned=theme.pinned,
        hidden=theme.hidden,
        waiting_since=None if announced else min(moments, default=None),
        also=sum(key[1] == theme.id and key[0] in counted for key in state.further),
        version=theme.version,
    )


def _among(state: State, theme: Theme, counted: Mapping[int, Comment]) -> list[Comment]:
    """The comments of a theme that are counted."""
    return [
        counted[row.comment_id]
        for row in state.assignments.values()
        if row.theme_id == theme.id and row.comment_id in counted
    ]


def _answering(state: State, theme: Theme) -> list[Change]:
    """The changes with an accepted link, by id."""
    return [
        state.changes[change_id]
        for (theme_id, change_id), link in sorted(state.links.items())
        if theme_id == theme.id and link.state is LinkState.ACCEPTED
    ]


def _is_announced(state: State, theme: Theme) -> bool:
    named = {
        theme_id
        for announcement in state.announcements.values()
        if announcement.status is AnnouncementStatus.PUBLISHED
        for theme_id in announcement.theme_ids
    }
    return theme.id in announced_with_merged(named, state.live_merges())


def _weekly(state: State, moments: Sequence[datetime]) -> tuple[int, ...]:
    """Counts of the weeks up to the latest comment of all."""
    dated = [row.created_at for row in state.comments.values() if row.created_at]
    if not dated:
        return ()
    latest = week_number(max(dated))
    counts = Counter(week_number(moment) for moment in moments)
    return tuple(counts[week] for week in range(latest - WEEKS + 1, latest + 1))
