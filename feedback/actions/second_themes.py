"""Second themes, kept as the edits that hold say."""

from collections.abc import Iterable, Mapping, Sequence

from feedback.actions.ports import Store
from feedback.actions.standing import read_standing
from feedback.domain.theme import AssignedBy, Assignment
from feedback.domain.theme_event import EditKind


def follow_second_themes(store: Store) -> None:
    """Bring second themes up to date after an edit: a merge renames one, a move may make one the
    main theme, where it no longer is the second as well."""
    if any(event.kind is EditKind.SECOND for event in store.theme_edits.live()):
        write_second_themes(store, read_standing(store).further)


def write_second_themes(
    store: Store, further: Mapping[int, Sequence[int]], *, and_of: Iterable[int] = ()
) -> None:
    """Second and third themes by comment, written where they differ; none for the others `and_of`.

    A main theme is not written as a second one.
    """
    there = [comment.id for comment in store.comments.get(sorted({*further, *and_of}))]
    earlier: dict[int, list[int]] = {}
    for row in store.theme_edits.further(there):
        earlier.setdefault(row.comment_id, []).append(row.theme_id)
    main = {row.comment_id: row.theme_id for row in store.themes.of_comments(there)}
    for number in there:
        wanted = [theme for theme in further.get(number, ()) if theme != main.get(number)]
        if wanted != earlier.get(number, []):
            rows = [
                Assignment(number, theme, 1.0, AssignedBy.PERSON, rank)
                for rank, theme in enumerate(wanted, 2)
            ]
            store.theme_edits.set_further(number, rows)
