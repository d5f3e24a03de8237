"""What parts a theme could be split into."""

from collections.abc import Sequence

import numpy as np

from feedback.domain.comment import Comment
from feedback.domain.theme import Theme
from feedback.domain.theme_event import SplitPart
from feedback.errors import InputError
from feedback.themes.names import LONGEST_NAME, clean_name
from models import ThemeModel
from models.errors import ThemeError


def suggest_parts(
    theme: Theme, comments: Sequence[Comment], *, parts: int, seed: int = 0
) -> list[SplitPart]:
    """`parts` parts of a theme's comments, largest first, found by the engine in them alone.

    Comments that fit nowhere stay with the largest part. Raises InputError when they are too few
    or too alike.
    """
    model = ThemeModel(n_themes=parts, language=theme.language or "auto", random_state=seed)
    try:
        model.fit([comment.text for comment in comments])
    except ThemeError as error:
        raise InputError(_too_alike(theme)) from error
    labels = np.asarray(model.labels_)
    sizes = np.bincount(labels[labels >= 0], minlength=len(model.themes_))
    order = [int(i) for i in np.argsort(-sizes, kind="stable") if sizes[i]]
    if len(order) < 2:
        raise InputError(_too_alike(theme))
    labels = np.where(labels < 0, order[0], labels)
    found = []
    for label in order:
        mine = np.flatnonzero(labels == label)
        best = mine[np.argsort(-model.scores_[mine], kind="stable")]
        found.append(
            SplitPart(
                name=clean_name(model.themes_[label].name[:LONGEST_NAME]),
                terms=model.themes_[label].terms,
                comment_ids=tuple(comments[i].id for i in best.tolist()),
            )
        )
    return found


def _too_alike(theme: Theme) -> str:
    return (
        f"“{theme.name}” cannot be split: its comments are too few or too much alike. Move single "
        "comments instead."
    )
