"""The tables of the present schema. The migrations make them; a test compares the two.

Short columns come before long ones, so that reading the former does not mean reading the latter.
"""

from feedback.store.tables.announcements import (
    announcement_changes,
    announcement_exports,
    announcement_steps,
    announcement_themes,
    announcements,
)
from feedback.store.tables.changes import changes, links, suggestions
from feedback.store.tables.comments import (
    comment_versions,
    comments,
    imports,
    mappings,
    rejects,
    sources,
)
from feedback.store.tables.decisions import decisions
from feedback.store.tables.jobs import jobs, marks, revisions
from feedback.store.tables.parts import metadata
from feedback.store.tables.promises import expectation_overrides, promises
from feedback.store.tables.tallies import comment_weeks, theme_weeks
from feedback.store.tables.tellings import refusals, replies, told, unquoted
from feedback.store.tables.theme_edits import (
    further_themes,
    lineage,
    proposals,
    theme_event_comments,
    theme_event_themes,
    theme_events,
    views,
)
from feedback.store.tables.themes import assignments, runs, themes

__all__ = [
    "announcement_changes",
    "announcement_exports",
    "announcement_steps",
    "announcement_themes",
    "announcements",
    "assignments",
    "changes",
    "comment_versions",
    "comment_weeks",
    "comments",
    "decisions",
    "expectation_overrides",
    "further_themes",
    "imports",
    "jobs",
    "lineage",
    "links",
    "mappings",
    "marks",
    "metadata",
    "promises",
    "proposals",
    "refusals",
    "rejects",
    "replies",
    "revisions",
    "runs",
    "sources",
    "suggestions",
    "theme_event_comments",
    "theme_event_themes",
    "theme_events",
    "theme_weeks",
    "themes",
    "told",
    "unquoted",
    "views",
]
