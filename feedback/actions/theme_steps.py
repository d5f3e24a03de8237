"""When each theme got its owner, was decided, shipped, announced: from what the store keeps."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from feedback.actions.ports import Store
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome
from feedback.domain.theme_event import EditKind, ThemeEvent
from feedback.tracking.steps import ThemeSteps


def theme_steps(store: Store, *, today: date) -> dict[int, ThemeSteps]:
    """The steps of all themes, retired ones too, by theme."""
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in store.decisions.all():
        decisions[decision.theme_id].append(decision)
    owned = _owned_since(store.theme_edits.live())
    shipped = _shipped(store, today)
    announced = _announced(store)
    found = {}
    for theme in store.themes.all(include_retired=True):
        reopened = _reopened(decisions[theme.id])
        found[theme.id] = ThemeSteps(
            theme_id=theme.id,
            outcome=theme.outcome,
            is_owned=bool(theme.owner),
            owned=(owned[theme.id],) if theme.owner and theme.id in owned else (),
            decided=_days(
                (row.decided_at for row in decisions[theme.id] if _says_something(row)), reopened
            ),
            shipped=tuple(sorted(shipped[theme.id])),
            announced=_days(announced[theme.id], reopened),
            reopened=None if reopened is None else reopened.date(),
        )
    return found


def _says_something(decision: Decision) -> bool:
    return decision.outcome is not Outcome.UNDECIDED


def _owned_since(events: Iterable[ThemeEvent]) -> dict[int, date]:
    """Since when somebody looks after each theme; handing it on does not start anew."""
    since: dict[int, date] = {}
    for event in events:
        if event.kind is EditKind.OWNER and event.theme_ids:
            theme_id = event.theme_ids[0]
            if not event.after.get("owner"):
                since.pop(theme_id, None)
            else:
                since.setdefault(theme_id, event.at.date())
    return since


def _shipped(store: Store, today: date) -> dict[int, set[date]]:
    shipped_on = {change.id: change.shipped_on for change in store.changes.all()}
    shipped: dict[int, set[date]] = defaultdict(set)
    for link in store.links.all():
        day = shipped_on.get(link.change_id)
        if link.state is LinkState.ACCEPTED and day is not None and day <= today:
            shipped[link.theme_id].add(day)
    return shipped


def _announced(store: Store) -> dict[int, list[datetime]]:
    announced: dict[int, list[datetime]] = defaultdict(list)
    for announcement in store.announcements.all():
        if announcement.status is AnnouncementStatus.PUBLISHED and announcement.published_at:
            for theme_id in announcement.theme_ids:
                announced[theme_id].append(announcement.published_at)
    return announced


def _reopened(decisions: list[Decision]) -> datetime | None:
    """When a decision was taken back for the last time; None where none was."""
    taken_back = [
        decision.decided_at
        for decision in decisions
        if decision.decided_at is not None
        and decision.outcome is Outcome.UNDECIDED
        and decision.before is not Outcome.UNDECIDED
    ]
    return max(map(_clock, taken_back), default=None)


def _days(moments: Iterable[datetime | None], since: datetime | None) -> tuple[date, ...]:
    known = (_clock(moment) for moment in moments if moment is not None)
    return tuple(sorted({moment.date() for moment in known if since is None or moment > since}))


def _clock(moment: datetime) -> datetime:
    """As the clock on the wall showed it: only some moments come with an offset."""
    return moment.replace(tzinfo=None)
