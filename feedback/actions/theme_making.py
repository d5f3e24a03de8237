"""Make a theme of comments that are in none."""

from collections.abc import Sequence
from datetime import datetime

from feedback.actions.ports import Store
from feedback.actions.theme_lookup import check_name_is_free, known_comments
from feedback.actions.theme_membership import move_comments
from feedback.domain.theme import Theme
from feedback.domain.theme_event import ThemeEvent
from feedback.themes.names import clean_name


def make_theme_of(
    store: Store, comment_ids: Sequence[int], name: str, *, by: str = "", now: datetime
) -> ThemeEvent:
    """A new theme of these comments, named by a person; the edit that moved them into it.

    Undoing the edit takes the comments out again and ends the theme, unless others have come into
    it since. Raises InputError for a name that cannot be used or is taken.
    """
    wanted = clean_name(name)
    with store.writing():
        check_name_is_free(store, wanted)
        comments = known_comments(store, comment_ids)
        made = Theme(
            name=wanted,
            language=comments[0].language,
            named_by_person=True,
            representatives=tuple(comment.id for comment in comments[:10]),
            created_at=now,
        )
        theme_id = store.themes.add(made)
        return move_comments(store, comment_ids, theme_id, by=by, now=now, is_made=True)
