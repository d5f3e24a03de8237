"""What the pages of themes read, kept as in reads.py."""

import hashlib
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from feedback.actions import explaining
from feedback.actions.emerging import Emerging, rising_themes
from feedback.actions.leaving_alone import cleared_on as _cleared_on
from feedback.actions.leaving_alone import left_alone as _left_alone
from feedback.actions.placing import NotYet, not_yet_a_theme
from feedback.actions.ports import Store
from feedback.actions.run_start import latest_detail as _latest_detail
from feedback.actions.solidity import HoldsTogether, how_solid
from feedback.actions.theme_history import HistoryEntry, theme_history
from feedback.actions.theme_merging import suggest_split
from feedback.actions.theme_runs import waiting_proposal
from feedback.actions.theme_views import saved_views
from feedback.actions.themes import list_themes, theme_map
from feedback.domain.proposal import Proposal
from feedback.domain.summaries import (
    CommentFilter,
    ThemeCustomers,
    ThemeFilter,
    ThemeMakeup,
    ThemeSummary,
)
from feedback.domain.theme import Theme
from feedback.domain.theme_event import EditKind, SavedView, SplitPart, ThemeEvent
from feedback.ui import reads, resources
from feedback.ui.answers import kept

MOST_EDITS = 200
MOVING = (EditKind.MERGE, EditKind.SPLIT, EditKind.MOVE, EditKind.REMOVE)


@kept
def theme_rows(store: Store, today: date) -> list[ThemeSummary]:
    """Themes that are neither retired nor hidden, most comments first."""
    return [row for row in reads.theme_rows(today) if not row.hidden]


@kept
def selection(
    store: Store, today: date, which: ThemeFilter, where: CommentFilter
) -> list[ThemeSummary]:
    """The themes that the filters mean; retired ones where their status is asked for."""
    return list_themes(store, today=today, which=which, where=where)


@kept
def retired_count(store: Store) -> int:
    """How many themes are retired."""
    return sum(theme.retired for theme in store.themes.all(include_retired=True))


@kept
def open_themes(store: Store) -> list[Theme]:
    """Themes that are not retired, without counts."""
    return store.themes.all()


@kept
def latest_detail(store: Store) -> str:
    """How finely the latest run told themes apart."""
    return _latest_detail(store)


@kept
def rising(store: Store, today: date) -> list[Emerging]:
    """Themes that rise against their own past, surest first."""
    return rising_themes(store, today=today, themes=theme_rows(today))


@kept
def makeup(store: Store, theme_id: int) -> ThemeMakeup:
    """Where the comments of a theme come from, and how they are rated."""
    return store.themes.makeup(theme_id)


@kept
def not_yet(store: Store) -> NotYet:
    """How many comments are in no theme, and whether a new run pays."""
    return not_yet_a_theme(store)


def positions() -> list[tuple[int, float, float]]:
    """Where each theme lies on the map: id, x, y. Only other themes or other terms change it."""
    said = repr([(theme.id, theme.terms, theme.representatives) for theme in open_themes()])
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    return _positions(resources.settings().database_url, digest, resources.store())


@st.cache_data(max_entries=8, show_spinner=False)
def _positions(url: str, digest: str, _store: Store) -> list[tuple[int, float, float]]:
    """`digest` is that of what the themes say."""
    return theme_map(_store)


@kept
def customers(store: Store, theme_id: int) -> ThemeCustomers:
    """Who wrote the comments of a theme."""
    return store.themes.customers(theme_id, top=5)


@kept
def split_parts(store: Store, theme_id: int, parts: int) -> list[SplitPart]:
    """Parts a theme could be split into, largest first. Raises as `suggest_split`."""
    return suggest_split(store, theme_id, parts=parts)


@kept
def history(store: Store, theme_id: int, reader: str) -> list[HistoryEntry]:
    """What happened to a theme, latest first; what `reader` did is told as “You”."""
    return theme_history(store, theme_id, reader=reader)


@kept
def latest_edit(store: Store) -> ThemeEvent | None:
    """The edit that undo takes back first."""
    return next((event for event in store.theme_edits.recent(limit=20) if event.live), None)


@kept
def views(store: Store) -> list[SavedView]:
    """Saved views by name."""
    return saved_views(store)


@kept
def proposal(store: Store) -> Proposal | None:
    """The proposal that waits."""
    return waiting_proposal(store)


@kept
def theme_of(store: Store, comment_ids: tuple[int, ...]) -> dict[int, int]:
    """The theme each comment is in."""
    return {row.comment_id: row.theme_id for row in store.themes.of_comments(comment_ids)}


@kept
def moved_since_run(store: Store, theme_id: int) -> tuple[datetime, int] | None:
    """When themes were last found, and how many edits that hold moved comments into the theme or
    out of it since; None where none did."""
    last = store.themes.last_run()
    if last is None:
        return None
    events = store.theme_edits.recent(theme_id=theme_id, limit=MOST_EDITS)
    moves = sum(event.live and event.kind in MOVING and event.at > last[0] for event in events)
    return (last[0], moves) if moves else None


@kept
def left_alone(store: Store) -> frozenset[int]:
    """Comments in no theme of which a person said that they speak of none."""
    return _left_alone(store)


@kept
def cleared_on(store: Store, day: date, who: str) -> list[int]:
    """The edits by which a person cleared comments that were in no theme on a day, latest last."""
    return _cleared_on(store, day, who=who)


def engine() -> explaining.Engine | None:
    """The engine of the latest run that was applied."""
    latest = resources.store().theme_runs.latest()
    if latest is None:
        return None
    return _engine(latest[0], tuple(latest[1]), resources.settings().model_folder)


@st.cache_resource(max_entries=1, show_spinner=False)
def _engine(run: int, themes: tuple[int, ...], folder: Path) -> explaining.Engine | None:
    """`run` and `themes` tell one engine from the next."""
    return explaining.load_engine(resources.store(), folder)


def solidity() -> dict[int, HoldsTogether]:
    """How well each theme of the latest run holds together, by theme id."""
    latest = resources.store().theme_runs.latest()
    if latest is None:
        return {}
    return _solidity(latest[0], tuple(latest[1]), resources.settings().model_folder)


@st.cache_data(max_entries=4, show_spinner=False)
def _solidity(run: int, themes: tuple[int, ...], folder: Path) -> dict[int, HoldsTogether]:
    """`run` and `themes` tell one answer from the next."""
    return how_solid(resources.store(), folder)
