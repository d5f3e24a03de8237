"""Which theme a new comment belongs to, by the model of the latest run and the edits since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from feedback.domain.comment import Comment
from feedback.domain.theme import Assignment
from feedback.themes.nearest import nearest_theme
from feedback.themes.replay import Standing
from feedback.themes.sentences import comments_in_words
from models import ThemeModel

ENOUGH = 50
"""So many comments without a theme are worth a look …"""

LARGE_SHARE = 0.2
"""… and from this share of all comments on, a new run pays."""


class Arrivals:
    """Places comments into themes.

    `families`: cluster of the model → themes it may mean: one as a rule, its parts where people
    split it, none where it ended. `samples`: texts of the themes among which to choose.
    """

    def __init__(
        self,
        model: ThemeModel,
        families: Mapping[int, Sequence[int]],
        samples: Mapping[int, Sequence[str]],
        standing: Standing,
    ) -> None:
        self._model = model
        self._families = families
        self._samples = samples
        self._standing = standing

    def place(self, comments: Sequence[Comment]) -> list[Assignment]:
        """Where these comments belong; those that fit nowhere are left out."""
        if not comments:
            return []
        placed = self._model.place(
            [comment.text for comment in comments], [comment.language for comment in comments]
        )
        by_family: dict[tuple[int, ...], list[tuple[Comment, float]]] = defaultdict(list)
        for comment, label, score in zip(
            comments, placed.labels.tolist(), placed.scores.tolist(), strict=True
        ):
            if label >= 0 and (family := tuple(self._families.get(label, ()))):
                by_family[family].append((comment, score))
        rows = []
        for family, members in by_family.items():
            for (comment, score), theme_id in zip(
                members, self._choose(family, members), strict=True
            ):
                if not self._standing.is_barred(comment.id, theme_id):
                    rows.append(Assignment(comment.id, theme_id, score))
        return rows

    def _choose(
        self, family: tuple[int, ...], members: Sequence[tuple[Comment, float]]
    ) -> list[int]:
        if len(family) == 1:
            return [family[0]] * len(members)
        samples = {theme_id: self._samples[theme_id] for theme_id in family}
        return nearest_theme(samples, [comment.text for comment, _ in members])


def not_yet(count: int, speaking: int, *, themes: int) -> tuple[bool, str]:
    """Whether a new run pays when `count` of `speaking` comments are in no theme; in words."""
    if not speaking:
        return False, "There are no comments yet."
    if not themes:
        return True, f"{comments_in_words(count)} and no theme yet. Find themes."
    if not count:
        return False, "Every comment that says something is in a theme."
    share = count / speaking
    said = f"{comments_in_words(count)} ({share:.0%} of all) are in no theme yet."
    if count >= ENOUGH and share >= LARGE_SHARE:
        return True, f"{said} Finding themes again pays: that is enough for themes of their own."
    if count >= ENOUGH:
        return False, f"{said} Have a look at them; a new run pays from {LARGE_SHARE:.0%} on."
    return False, f"{said} They are too few for a new run."
