"""When each theme got an owner, was decided, shipped, announced: from what the store keeps."""

from collections import defaultdict
from datetime import date

from feedback.actions.ports import Store
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.tracking.steps import ThemeSteps


def theme_steps(store: Store, *, today: date) -> dict[int, ThemeSteps]:
    """The steps of all themes, retired ones too, by theme.

    A theme is decided on the day a change was linked to it. Since when it has its owner, who was
    told in person and who confirmed is not kept, so those days are None.
    """
    shipped_on = {change.id: change.shipped_on for change in store.changes.all()}
    decided: dict[int, list[date]] = defaultdict(list)
    shipped: dict[int, list[date]] = defaultdict(list)
    for link in store.links.all():
        if link.state is not LinkState.ACCEPTED:
            continue
        if link.decided_at is not None:
            decided[link.theme_id].append(link.decided_at.date())
        day = shipped_on.get(link.change_id)
        if day is not None and day <= today:
            shipped[link.theme_id].append(day)
    announced: dict[int, list[date]] = defaultdict(list)
    for announcement in store.announcements.all():
        if announcement.status is AnnouncementStatus.PUBLISHED and announcement.published_at:
            for theme_id in announcement.theme_ids:
                announced[theme_id].append(announcement.published_at.date())
    return {
        theme.id: ThemeSteps(
            theme_id=theme.id,
            outcome=theme.outcome,
            is_owned=bool(theme.owner),
            decided=tuple(sorted(decided[theme.id])),
            shipped=tuple(sorted(shipped[theme.id])),
            announced=tuple(sorted(announced[theme.id])),
        )
        for theme in store.themes.all(include_retired=True)
    }
