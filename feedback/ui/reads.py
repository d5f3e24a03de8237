"""What the pages read, kept until somebody writes.

Every answer is kept under the store's revision, so nothing on a page is older than the database;
the number of answers kept is bounded, and the oldest go first.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from feedback.actions import announcements as announcement_actions
from feedback.actions import asked_for as asked_actions
from feedback.actions import changes as change_actions
from feedback.actions import decisions as decision_actions
from feedback.actions import exports
from feedback.actions import figures as figure_actions
from feedback.actions import flow as flow_actions
from feedback.actions import loop_comments as loop_place_actions
from feedback.actions import missing_loops as loop_actions
from feedback.actions.loop_comments import LoopFilter
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, Finding
from feedback.domain.change import Change, Link, Suggestion
from feedback.domain.comment import Comment, CommentVersion, ImportReport, Reject
from feedback.domain.decision import Decision
from feedback.domain.summaries import (
    ChangeSummary,
    CommentFilter,
    CommentTotals,
    FoundComments,
    ThemeSummary,
    WeekCount,
)
from feedback.domain.theme import Theme
from feedback.ui import resources
from feedback.ui.answers import kept

WEEK = timedelta(days=7)


@kept
def totals(store: Store) -> CommentTotals:
    """Counts over all comments."""
    return store.comments.totals()


@kept
def figures(store: Store, today: date) -> figure_actions.HomeFigures:
    """The front page's figures."""
    return figure_actions.home_figures(store, today=today, themes=theme_rows(today))


@kept
def theme_rows(store: Store, today: date) -> list[ThemeSummary]:
    """Themes that are not retired, most comments first; hidden ones too."""
    return store.themes.summaries(today=today)


@kept
def theme(store: Store, theme_id: int) -> Theme | None:
    """A theme, retired or not."""
    return store.themes.get(theme_id)


@kept
def summary(store: Store, theme_id: int, today: date) -> ThemeSummary:
    """The counts of a theme that is known to exist."""
    if (known := {row.id: row for row in theme_rows(today)}.get(theme_id)) is not None:
        return known
    return store.themes.summaries(today=today, theme_ids=[theme_id], include_retired=True)[0]


@kept
def comments(store: Store, ids: tuple[int, ...]) -> list[Comment]:
    """Comments by id."""
    return store.comments.get(ids)


@kept
def found(
    store: Store,
    where: CommentFilter,
    among: int | None,
    most: int,
    of: LoopFilter | None,
    today: date,
) -> FoundComments:
    """What a search finds, at a place in the loop where one is given."""
    if of is None:
        return store.comments.find(where, among=among, most=most)
    return loop_place_actions.search_loop(store, of, where, today=today, among=among, most=most)


@kept
def loop_comments(store: Store, of: LoopFilter, where: CommentFilter, today: date) -> Sequence[int]:
    """The ids of the comments at a place in the loop."""
    return loop_place_actions.loop_comments(store, of, where, today=today)


@kept
def comments_page(store: Store, where: CommentFilter, offset: int, limit: int) -> list[Comment]:
    """One page of comments, newest first."""
    return store.comments.page(where, offset=offset, limit=limit)


@kept
def comments_count(store: Store, where: CommentFilter) -> int:
    """How many comments the filter means."""
    return store.comments.count(where)


@kept
def latest_day(store: Store) -> date | None:
    """The day of the newest dated comment: where the data ends."""
    newest = store.comments.page(CommentFilter(), limit=1)
    created_at: datetime | None = newest[0].created_at if newest else None
    return created_at.date() if created_at else None


@kept
def span(store: Store) -> tuple[date, date] | None:
    """The days of the first and the last dated comment: where the data begins and ends."""
    return store.tracking.span()


@kept
def weekly(store: Store, where: CommentFilter) -> list[WeekCount]:
    """Comments per week up to the week in which all data ends, so that silence shows as zeros."""
    weeks = store.comments.weekly(where)
    if not weeks:
        return []
    last = store.comments.weekly(CommentFilter())[-1].week
    while weeks[-1].week < last:
        weeks.append(WeekCount(weeks[-1].week + WEEK, 0))
    return weeks


@kept
def links(store: Store, theme_id: int) -> list[Link]:
    """What was decided about changes for a theme."""
    return store.links.of_theme(theme_id)


@kept
def suggestions(store: Store, theme_id: int) -> list[Suggestion]:
    """Suggested changes nobody has decided, best first."""
    return store.links.suggestions(theme_id)


@kept
def changes(store: Store, today: date) -> list[ChangeSummary]:
    """All changes, latest first."""
    return change_actions.list_changes(store, today=today)


@kept
def change(store: Store, change_id: int) -> Change | None:
    """A change, removed or not."""
    return store.changes.get(change_id)


@kept
def links_of_change(store: Store, change_id: int) -> list[Link]:
    """What was decided about themes for a change."""
    return [link for link in store.links.all() if link.change_id == change_id]


@kept
def suggestions_of_change(store: Store, change_id: int) -> list[Suggestion]:
    """Suggested themes nobody has decided, best first."""
    mine = [row for row in store.links.suggestions() if row.change_id == change_id]
    return sorted(mine, key=lambda row: -row.score)


@kept
def asked_for(store: Store, change_id: int) -> list[asked_actions.Asked]:
    """Comments that speak of what a change is about, closest first."""
    return asked_actions.comments_that_asked(store, change_id)


@kept
def missing_loops(store: Store, today: date) -> loop_actions.MissingLoops:
    """Shipped changes that likely answer an open theme and that nobody announced."""
    return loop_actions.find_missing_loops(store, today=today, themes=theme_rows(today))


@kept
def comment_flow(store: Store, today: date) -> list[flow_actions.Stream]:
    """Where comments get to, from source to announcement."""
    return flow_actions.comment_flow(store, today=today)


@kept
def decisions(store: Store) -> list[Decision]:
    """The decision that holds for each theme that has one."""
    return store.decisions.latest()


@kept
def decisions_of(store: Store, theme_id: int) -> list[Decision]:
    """The history of a theme's decisions, latest first."""
    return store.decisions.of_theme(theme_id)


@kept
def decisions_due(store: Store, today: date) -> list[decision_actions.Due]:
    """Decisions somebody has to look at again."""
    return decision_actions.decisions_due(store, today=today)


@kept
def announcements(store: Store) -> list[Announcement]:
    """All announcements, newest first."""
    return store.announcements.all()


@kept
def announcement(store: Store, announcement_id: int) -> Announcement | None:
    """An announcement."""
    return store.announcements.get(announcement_id)


@kept
def findings(store: Store, announcement_id: int, today: date) -> list[Finding]:
    """What the check finds in an announcement."""
    return announcement_actions.check_announcement(
        store, announcement_id, today=today, words_folder=resources.words()
    )


@kept
def exported(store: Store, announcement_id: int, as_: str) -> str | bytes:
    """An announcement in one format."""
    return exports.export_announcement(
        store,
        announcement_id,
        as_=as_,
        words_folder=resources.words(),
        site=resources.settings().site_address,
    )


@kept
def recent_imports(store: Store) -> list[tuple[datetime, ImportReport]]:
    """The latest imports, newest first."""
    return store.imports.recent()


@kept
def import_report(store: Store, import_id: int) -> ImportReport | None:
    """What an import did."""
    return store.imports.get(import_id)


@kept
def themes_of_import(store: Store, import_id: int) -> list[tuple[int, int]]:
    """Themes into which the comments of an import came, and how many, most first."""
    return store.themes.of_import(import_id)


@kept
def rejects(store: Store, import_id: int) -> list[Reject]:
    """The rows an import could not use, by line."""
    return store.imports.rejects(import_id)


@kept
def earlier_versions(store: Store, ids: tuple[int, ...]) -> dict[int, list[CommentVersion]]:
    """What comments said before imports updated them, latest first; without those never updated."""
    return store.comments.versions_of(ids)


@kept
def source_names(store: Store) -> list[str]:
    """The sources by name."""
    return [source.name for source in store.comments.sources()]


@kept
def segments(store: Store) -> list[str]:
    """The customers' segments."""
    return store.tracking.segments()
