"""When each theme got its owner, was decided, shipped, announced: from what the store keeps."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from feedback.actions.ports import Store
from feedback.changes.outcomes import DONE
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome
from feedback.domain.theme_event import EditKind, ThemeEvent
from feedback.tracking.steps import STANDING, ThemeSteps


def theme_steps(store: Store, *, today: date) -> dict[int, ThemeSteps]:
    """The steps of all themes, retired ones too, by theme."""
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in store.decisions.all():
        decisions[decision.theme_id].append(decision)
    edits = store.theme_edits.live()
    owned = _owned_since(edits)
    shipped = _shipped(store, today)
    themes = store.themes.all(include_retired=True)
    retired = {theme.id for theme in themes if theme.retired}
    unsaid = {theme.id: _unsaid(decisions[theme.id]) for theme in themes}
    announced = _with_merged(_announced(store), edits, retired, unsaid)
    found = {}
    for theme in themes:
        reopened = _reopened(decisions[theme.id])
        since = unsaid[theme.id]
        found[theme.id] = ThemeSteps(
            theme_id=theme.id,
            outcome=theme.outcome,
            is_owned=bool(theme.owner),
            owned=(owned[theme.id],) if theme.owner and theme.id in owned else (),
            decided=_days(
                (row.decided_at for row in decisions[theme.id] if _says_something(row)), reopened
            ),
            shipped=tuple(sorted(shipped[theme.id])),
            announced=_days(announced[theme.id], since),
            reopened=None if since is None else since.date(),
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


def _with_merged(
    announced: Mapping[int, list[datetime]],
    edits: Iterable[ThemeEvent],
    retired: Collection[int],
    unsaid: Mapping[int, datetime | None],
) -> dict[int, list[datetime]]:
    """Announcements of a theme that was merged into another are about the other as well: whoever
    heard the answer does not wait again because two themes turned out to be one."""
    found = defaultdict(list, {theme_id: list(moments) for theme_id, moments in announced.items()})
    merges = [event for event in edits if event.kind is EditKind.MERGE]
    for event in sorted(merges, key=lambda event: event.id):
        into, *sources = event.theme_ids
        for source in sources:
            since = unsaid.get(source)
            if source in retired:
                found[into] += [
                    moment for moment in found[source] if since is None or _clock(moment) > since
                ]
    return found


def _unsaid(decisions: list[Decision]) -> datetime | None:
    """Until when what was said about a theme answers nobody any more: when it was reopened, or when
    a "no" or a plan gave way to something done, of which those who heard the other wait to hear."""
    done_after_all = [
        _clock(decision.decided_at)
        for decision in decisions
        if decision.decided_at is not None
        and decision.outcome in DONE
        and decision.before in STANDING
    ]
    moments = [*done_after_all, *filter(None, [_reopened(decisions)])]
    return max(moments, default=None)


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
