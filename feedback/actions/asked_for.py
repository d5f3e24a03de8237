"""From a change back to what it answers: its themes, and the comments that asked for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from feedback.actions.changes_by_hand import get_change
from feedback.actions.links import said_themes
from feedback.actions.ports import Store
from feedback.changes.matching import suggest_changes
from feedback.changes.ranking import Said, rank_changes
from feedback.domain.change import LinkState, Suggestion
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme

_READ = 2_000
"""Comments of one theme that are compared with a change: the newest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A comment that speaks of what a change is about; `score` is 0 to 1."""

    comment: Comment
    theme_id: int
    score: float


def suggest_themes(store: Store, change_id: int, *, today: date) -> list[Suggestion]:
    """The themes a shipped change may answer, best first, and keep them as suggestions.

    All themes in use are looked at, also those that another change answers. Pairs somebody decided
    about do not come back. Raises NotFoundError, StateError for a removed change.
    """
    get_change(store, change_id)
    links = store.links.all()
    changes = store.changes.all()
    themes = {theme.id for theme in store.themes.all()}
    found = suggest_changes(
        said_themes(store, themes),
        changes,
        decided={(link.theme_id, link.change_id) for link in links},
        accepted=[(k.theme_id, k.change_id) for k in links if k.state is LinkState.ACCEPTED],
        today=today,
        top=len(changes),
    )
    mine = [suggestion for suggestion in found if suggestion.change_id == change_id]
    with store.writing():
        for suggestion in mine:
            others = store.links.suggestions(suggestion.theme_id)
            kept = [other for other in others if other.change_id != change_id]
            store.links.keep_suggestions([suggestion.theme_id], [*kept, suggestion])
    return sorted(mine, key=lambda s: (-s.score, s.theme_id))


def comments_that_asked(store: Store, change_id: int, *, top: int = 20) -> list[Asked]:
    """Comments of the themes linked to a change, or suggested for it, that share words with it
    and came no later than it shipped; closest first. Each language is compared on its own."""
    change = get_change(store, change_id)
    together: dict[str, list[tuple[Comment, int]]] = defaultdict(list)
    for theme in _themes_of(store, change_id):
        where = CommentFilter(theme_id=theme.id, include_filler=False)
        for comment in store.comments.page(where, limit=_READ):
            together[comment.language].append((comment, theme.id))
    found: list[Asked] = []
    for language, comments in together.items():
        said = [Said(c.text, c.created_at.date() if c.created_at else None) for c, _ in comments]
        for ranked in rank_changes(said, [change], language=language, top=1):
            comment, theme_id = comments[ranked.comment]
            found.append(Asked(comment, theme_id, ranked.score))
    return sorted(found, key=lambda asked: (-asked.score, asked.comment.id))[:top]


def _themes_of(store: Store, change_id: int) -> list[Theme]:
    linked = {
        link.theme_id: link.state for link in store.links.all() if link.change_id == change_id
    }
    wanted = {theme_id for theme_id, state in linked.items() if state is LinkState.ACCEPTED}
    wanted |= {s.theme_id for s in store.links.suggestions() if s.change_id == change_id}
    return [theme for theme in store.themes.all() if theme.id in wanted]
