"""The edits that hold, folded."""

from feedback.actions.ports import Store
from feedback.themes.replay import WITH_COMMENTS, Standing, fold


def read_standing(store: Store) -> Standing:
    """What all live edits say together about comments and clusters."""
    return fold(
        (event, store.theme_edits.comments(event.id))
        for event in store.theme_edits.live()
        if event.kind in WITH_COMMENTS
    )
