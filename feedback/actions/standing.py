"""What a run has to respect: themes, who is in them, and the edits that hold."""

from feedback.actions.ports import Store
from feedback.domain.change import LinkState
from feedback.domain.theme import Outcome, Priority, Theme
from feedback.domain.theme_event import EditKind, ThemeEvent
from feedback.themes.planning import Present
from feedback.themes.replay import WITH_COMMENTS, Standing, fold


def read_standing(store: Store) -> Standing:
    """What all live edits say together about comments and clusters."""
    return _folded(store, store.theme_edits.live())


def read_present(store: Store) -> Present:
    """Everything a run has to respect."""
    events = store.theme_edits.live()
    themes = {theme.id: theme for theme in store.themes.all()}
    steady = {theme_id for event in events for theme_id in _made_on(event)}
    steady |= {theme.id for theme in themes.values() if _is_owned(theme)}
    steady |= {link.theme_id for link in store.links.all() if link.state is LinkState.ACCEPTED}
    for announcement in store.announcements.all():
        steady |= set(announcement.theme_ids)
    return Present(
        places={place.comment_id: place for place in store.themes.assignments()},
        themes=themes,
        standing=_folded(store, events),
        steady=frozenset(steady & set(themes)),
    )


def _folded(store: Store, events: list[ThemeEvent]) -> Standing:
    return fold(
        (event, store.theme_edits.comments(event.id))
        for event in events
        if event.kind in WITH_COMMENTS
    )


def _made_on(event: ThemeEvent) -> tuple[int, ...]:
    """The themes an edit gave something to; not those it took comments from."""
    return event.theme_ids if event.kind is EditKind.SPLIT else event.theme_ids[:1]


def _is_owned(theme: Theme) -> bool:
    return bool(
        theme.named_by_person
        or theme.owner
        or theme.description
        or theme.tags
        or theme.pinned
        or theme.hidden
        or theme.priority is not Priority.NONE
        or theme.outcome is not Outcome.UNDECIDED
    )
