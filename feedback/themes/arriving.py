"""Which theme a new comment belongs to, by the model of the latest run and the edits since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.domain.comment import Comment
from feedback.domain.theme import Assignment
from feedback.themes.nearest import nearest_theme
from feedback.themes.replay import Standing
from feedback.themes.sentences import comments_in_words
from models import ThemeModel

ENOUGH = 50
"""So many comments that came since themes were found and fit none of them are worth a run …"""

LARGE_SHARE = 0.2
"""… where they are at least this share of all that came since."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts of comments that say something: `all` that are in no theme, those that are `speaking`
    at all; `since_run`, in no theme and came since themes were found; `came` since then at all."""

    all: int
    speaking: int
    since_run: int
    came: int


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


def not_yet(counts: Waiting, *, themes: int) -> tuple[bool, str]:
    """Whether a new run pays, and how large “not yet a theme” has become, in words."""
    if not counts.speaking:
        return False, "There are no comments yet."
    if not themes:
        return True, f"{comments_in_words(counts.all)} and no theme yet. Find themes."
    if not counts.all:
        return False, "Every comment that says something is in a theme."
    verb = "is" if counts.all == 1 else "are"
    said = (
        f"{comments_in_words(counts.all)} ({_percent(counts.all, counts.speaking)} of all) {verb} "
        "in no theme."
    )
    if not counts.since_run:
        return False, f"{said} Themes were found with them there: a new run would change little."
    share = _percent(counts.since_run, counts.came)
    said += (
        f" Of the {comments_in_words(counts.came)} that came since themes were found, "
        f"{counts.since_run:,} ({share}) fit no theme."
    )
    if counts.since_run >= ENOUGH and counts.since_run >= LARGE_SHARE * counts.came:
        return True, f"{said} Finding themes again pays: that is enough for themes of their own."
    return False, f"{said} A new run pays from {ENOUGH} and {100 * LARGE_SHARE:.0f} % of them on."


def _percent(part: int, whole: int) -> str:
    """Rounded, but never 0 % of something."""
    share = part / whole
    return "under 1 %" if 0 < share < 0.01 else f"{100 * share:.0f} %"
