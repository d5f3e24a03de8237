"""What is known of a theme when changes are matched to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from feedback.domain.comment import Comment
from feedback.domain.theme import Theme

# Enough to know the words of a theme; its dates are all read.
SAMPLE = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTheme:
    """A theme with what was said: a sample of its texts, and the day of every dated comment.

    `days` is in ascending order and has the same day as often as there were comments.
    """

    theme_id: int
    name: str
    terms: tuple[str, ...] = ()
    language: str = ""
    comments: int = 0
    texts: tuple[str, ...] = ()
    days: tuple[date, ...] = field(default_factory=tuple)


def said_theme(theme: Theme, comments: Iterable[Comment]) -> SaidTheme:
    """Gather a theme's comments, holding no more texts than needed."""
    texts: list[str] = []
    days: list[date] = []
    languages: Counter[str] = Counter()
    step, count = 1, 0
    for comment in comments:
        if count % step == 0:
            texts.append(comment.text)
            if len(texts) >= 2 * SAMPLE:
                texts, step = texts[::2], step * 2
        count += 1
        languages[comment.language] += 1
        if comment.created_at is not None:
            days.append(comment.created_at.date())
    return SaidTheme(
        theme_id=theme.id,
        name=theme.name,
        terms=theme.terms,
        language=theme.language or _usual(languages),
        comments=count,
        texts=tuple(texts),
        days=tuple(sorted(days)),
    )


def _usual(languages: Counter[str]) -> str:
    return languages.most_common(1)[0][0] if languages else ""


def last_day(themes: Sequence[SaidTheme]) -> date | None:
    """The day of the latest comment of all: later days are unknown, not quiet."""
    return max((theme.days[-1] for theme in themes if theme.days), default=None)
