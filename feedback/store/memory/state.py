"""What the store in memory holds, and its transactions."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from feedback.domain.announcement import Announcement
from feedback.domain.announcement_history import AnnouncementStep, ExportedFile
from feedback.domain.change import Change, Link, Suggestion
from feedback.domain.comment import Comment, CommentVersion, ImportReport, Reject, Source
from feedback.domain.decision import Decision
from feedback.domain.job import Job
from feedback.domain.promise import Promise
from feedback.domain.proposal import Proposal, ProposalStatus
from feedback.domain.telling import Reply, Told
from feedback.domain.theme import AssignedBy, Assignment, Outcome, RunReport, Theme
from feedback.domain.theme_event import CommentEdit, EditKind, Lineage, SavedView, ThemeEvent

Pair = tuple[int, int]


@dataclass(slots=True)
class State:
    """Frozen values by id or key, so that a copy of the dicts is a copy of everything."""

    sources: dict[str, Source] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    comment_ids: dict[tuple[str, str], int] = field(default_factory=dict)  # by source and key
    brought_by: dict[int, int] = field(default_factory=dict)  # import by comment
    # By comment and import, in the order they were kept.
    versions: dict[Pair, CommentVersion] = field(default_factory=dict)
    imports: dict[int, tuple[datetime, ImportReport]] = field(default_factory=dict)
    rejects: dict[int, tuple[Reject, ...]] = field(default_factory=dict)
    mappings: dict[str, dict[str, str]] = field(default_factory=dict)
    themes: dict[int, Theme] = field(default_factory=dict)
    assignments: dict[int, Assignment] = field(default_factory=dict)  # by comment
    further: dict[Pair, Assignment] = field(default_factory=dict)  # by comment and theme
    events: dict[int, ThemeEvent] = field(default_factory=dict)
    event_comments: dict[int, dict[int, CommentEdit]] = field(default_factory=dict)
    lineage: dict[int, Lineage] = field(default_factory=dict)
    views: dict[int, SavedView] = field(default_factory=dict)
    runs: dict[int, tuple[datetime, RunReport]] = field(default_factory=dict)
    run_params: dict[int, dict[str, Any]] = field(default_factory=dict)
    run_status: dict[int, ProposalStatus] = field(default_factory=dict)
    proposals: dict[int, Proposal] = field(default_factory=dict)
    places: dict[int, bytes] = field(default_factory=dict)
    clusters: dict[int, list[int]] = field(default_factory=dict)  # by run
    changes: dict[int, Change] = field(default_factory=dict)
    links: dict[Pair, Link] = field(default_factory=dict)
    suggestions: dict[Pair, Suggestion] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    announcements: dict[int, Announcement] = field(default_factory=dict)
    announcement_steps: dict[int, AnnouncementStep] = field(default_factory=dict)
    exports: dict[tuple[int, str], ExportedFile] = field(default_factory=dict)
    told: dict[tuple[int, str], Told] = field(default_factory=dict)
    replies: dict[tuple[int, str], Reply] = field(default_factory=dict)
    refusals: dict[str, datetime] = field(default_factory=dict)
    unquoted: dict[str, datetime] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)
    expectations: dict[int, str] = field(default_factory=dict)  # by theme
    last_ids: dict[str, int] = field(default_factory=dict)
    revision: int = 0

    def copy(self) -> "State":
        """A state that can be changed without changing this one."""
        return State(**{part.name: copy(getattr(self, part.name)) for part in fields(self)})

    def delete_comment(self, comment_id: int) -> None:
        """Delete a comment with all that hangs on it."""
        comment = self.comments.pop(comment_id)
        del self.comment_ids[comment.source, comment.key]
        self.assignments.pop(comment_id, None)
        self.brought_by.pop(comment_id, None)
        self.further = {key: row for key, row in self.further.items() if key[0] != comment_id}
        self.event_comments = {
            event: {key: row for key, row in rows.items() if key != comment_id}
            for event, rows in self.event_comments.items()
        }
        for pair in [pair for pair in self.versions if pair[0] == comment_id]:
            del self.versions[pair]

    def delete_announcement(self, announcement_id: int) -> None:
        """Delete an announcement with its history and with who was told of it."""
        self.announcements.pop(announcement_id, None)
        for step_id in [
            id_
            for id_, step in self.announcement_steps.items()
            if step.announcement_id == announcement_id
        ]:
            del self.announcement_steps[step_id]
        for kept in (self.exports, self.told, self.replies):
            for key in [key for key in kept if key[0] == announcement_id]:
                del kept[key]

    def leave_silent(self, comment_id: int) -> None:
        """Take a comment that no longer says anything out of the theme the engine put it into."""
        placed = self.assignments.get(comment_id)
        silent = self.comments[comment_id].is_filler
        if silent and placed and placed.assigned_by is AssignedBy.ENGINE:
            del self.assignments[comment_id]

    def outcome_of(self, theme_id: int) -> Outcome:
        """What was last decided about a theme."""
        made = [id_ for id_, row in self.decisions.items() if row.theme_id == theme_id]
        return self.decisions[max(made)].outcome if made else Outcome.UNDECIDED

    def live_merges(self) -> list[tuple[int, ...]]:
        """The themes of each merge that holds, the one that is left first, in the order made."""
        return [
            event.theme_ids
            for _, event in sorted(self.events.items())
            if event.kind is EditKind.MERGE and event.live
        ]

    def new_id(self, kind: str) -> int:
        """A number that no other row of this kind has or had."""
        self.last_ids[kind] = self.last_ids.get(kind, 0) + 1
        return self.last_ids[kind]


class Memory:
    """The state as last stored, and for a thread that is writing the state it works on."""

    def __init__(self) -> None:
        self._stored = State()
        self._lock = threading.RLock()
        self._local = threading.local()

    @property
    def state(self) -> State:
        """What the present thread sees."""
        draft: State | None = getattr(self._local, "draft", None)
        return self._stored if draft is None else draft

    @contextmanager
    def writing(self, *, counts: bool = True) -> Iterator[State]:
        """A state to change, which takes the place of the stored one unless an exception comes."""
        with self._lock:
            before: State | None = getattr(self._local, "draft", None)
            self._local.draft = self.state.copy()
            try:
                yield self._local.draft
            except BaseException:
                self._local.draft = before
                raise
            # Not what was yielded: an inner transaction has put its own draft in that place.
            self._local.draft.revision += counts
            if before is None:
                self._stored, self._local.draft = self._local.draft, None
