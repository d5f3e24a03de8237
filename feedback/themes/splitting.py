"""What parts a theme could be split into."""

from collections.abc import Sequence

import numpy as np

from feedback.domain.comment import Comment
from feedback.domain.theme import Theme
from feedback.domain.theme_event import SplitPart
from feedback.errors import InputError
from feedback.themes.names import LONGEST_NAME, clean_name
from models import ThemeSplitter
from models.errors import ThemeError


def suggest_parts(
    theme: Theme, comments: Sequence[Comment], *, parts: int, seed: int = 0
) -> list[SplitPart]:
    """`parts` parts of a theme's comments, largest first, found by the engine in them alone.

    Raises InputError when the comments are too few or too alike.
    """
    splitter = ThemeSplitter(n_parts=parts, random_state=seed)
    try:
        splitter.fit(
            [comment.text for comment in comments], [comment.language for comment in comments]
        )
    except ThemeError as error:
        raise InputError(_too_alike(theme)) from error
    found = []
    for label, part in enumerate(splitter.themes_):
        typical = list(part.representatives)
        rest = np.setdiff1d(np.flatnonzero(splitter.labels_ == label), typical).tolist()
        found.append(
            SplitPart(
                name=clean_name(part.name[:LONGEST_NAME]),
                terms=part.terms,
                comment_ids=tuple(comments[i].id for i in [*typical, *rest]),
            )
        )
    return found


def _too_alike(theme: Theme) -> str:
    return (
        f"“{theme.name}” cannot be split: its comments are too few or too much alike. Move single "
        "comments instead."
    )
