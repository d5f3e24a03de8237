"""What there is to tell: themes decided in any way, and those nobody has begun to tell of."""

from datetime import date

from feedback.actions.ports import Store
from feedback.actions.themes import list_themes
from feedback.changes.outcomes import DONE
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import Outcome, ThemeStatus


def can_be_announced(store: Store, theme_id: int, *, today: date) -> bool:
    """Whether a draft can be made of a theme: something shipped, or a decision needs no deed."""
    rows = store.themes.summaries(today=today, theme_ids=[theme_id], include_retired=True)
    return bool(rows) and _has_an_answer(rows[0], _reopened(store))


def waiting_to_be_announced(store: Store, *, today: date) -> list[ThemeSummary]:
    """Themes with an answer that no announcement gives yet, most comments first.

    A theme that was announced as planned and is done since waits again; one that was opened again
    waits for a decision first.
    """
    reopened = _reopened(store)
    told: dict[int, set[str]] = {}
    for announcement in store.announcements.all():
        if announcement.status is not AnnouncementStatus.WITHDRAWN:
            for theme_id in announcement.theme_ids:
                told.setdefault(theme_id, set()).add(announcement.facts.outcome)
    return [
        row
        for row in list_themes(store, today=today)
        if _has_an_answer(row, reopened) and not _answers_of(row) & told.get(row.id, set())
    ]


def _has_an_answer(row: ThemeSummary, reopened: set[int]) -> bool:
    if row.status is ThemeStatus.RETIRED or row.id in reopened:
        return False
    if row.outcome in DONE or row.outcome is Outcome.UNDECIDED:
        return bool(row.change_ids) and row.status is not ThemeStatus.OPEN
    return True


def _reopened(store: Store) -> set[int]:
    """Themes somebody decided about that are undecided again."""
    latest = store.decisions.latest()
    return {each.theme_id for each in latest if each.outcome is Outcome.UNDECIDED}


def _answers_of(row: ThemeSummary) -> set[str]:
    """The outcomes under which an announcement tells what holds for the theme."""
    if row.outcome in DONE or row.outcome is Outcome.UNDECIDED:
        return {done.value for done in DONE}
    return {row.outcome.value}
