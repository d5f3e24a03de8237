"""Why a comment is in its theme, and which themes one that is in none may belong to."""

from dataclasses import dataclass

from feedback.domain.comment import Comment
from models import ThemeModel

MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Engine:
    """The model of the latest run that was applied, and which theme each of its clusters is."""

    model: ThemeModel
    themes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyHere:
    """What speaks for a comment's theme: words as the comment has them, with their weight, the
    heaviest first. Negative ones speak for `second_theme`, which came second (None: no other)."""

    words: tuple[tuple[str, float], ...] = ()
    second_theme: int | None = None


def explain_place(engine: Engine, comment: Comment, theme_id: int) -> WhyHere | None:
    """Which words speak for `comment` being in the theme; None where the engine does not know the
    theme, because a person made it."""
    if theme_id not in engine.themes:
        return None
    label = engine.themes.index(theme_id)
    found = engine.model.explain(comment.text, comment.language or None, label)
    words = tuple((word, weight) for word, weight in found.words if weight)[:MOST_WORDS]
    return WhyHere(words=words, second_theme=_theme(engine, found.runner_up))


def suggest_themes(engine: Engine | None, comment: Comment) -> list[int]:
    """Themes the comment may belong to, nearest first: at most two, none where nothing is near."""
    if engine is None:
        return []
    found = engine.model.explain(comment.text, comment.language or None)
    places = (_theme(engine, found.label), _theme(engine, found.runner_up))
    return list(dict.fromkeys(place for place in places if place is not None))


def _theme(engine: Engine, label: int) -> int | None:
    theme_id = engine.themes[label] if 0 <= label < len(engine.themes) else -1
    return theme_id if theme_id > 0 else None
