"""One customer's story: everything they wrote, and what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.actions.ports import Store
from feedback.actions.theme_steps import theme_steps
from feedback.domain.comment import Comment
from feedback.domain.theme import Theme
from feedback.errors import NotFoundError
from feedback.intake.identity import customer_digest
from feedback.tracking.steps import is_closed, is_decided, reached_on

COLUMNS = (
    "comment_id", "wrote_on", "source", "channel", "text", "rating", "answered_on", "answer",
    "theme_id", "theme", "decided", "announced_on", "waits",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """One comment of the story. `waits` is whether its loop is still open."""

    comment: Comment
    theme: Theme | None
    is_decided: bool
    announced_on: date | None
    waits: bool


def customer_story(store: Store, customer_id: str, *, key: bytes, today: date) -> list[Chapter]:
    """All comments of a person over all channels, oldest first, undated ones last.

    The id is that of the files the comments came from; it is digested with `key` and kept nowhere.
    Raises NotFoundError where nobody by that id wrote.
    """
    comments = store.tracking.of_customer(customer_digest(key, customer_id))
    if not comments:
        raise NotFoundError(
            "Nobody with this id has written. Ids are the ones in your files, letter case counts."
        )
    places = store.tracking.theme_of([comment.id for comment in comments])
    themes = {theme.id: theme for theme in store.themes.all(include_retired=True)}
    steps = theme_steps(store, today=today)
    story = []
    for comment in comments:
        theme_id = places.get(comment.id)
        its_steps = None if theme_id is None else steps[theme_id]
        wrote = comment.created_at.date() if comment.created_at else date.min
        announced = None
        if its_steps is not None:
            announced = reached_on(its_steps.announced, wrote, stands=its_steps.stands)
        story.append(
            Chapter(
                comment,
                None if theme_id is None else themes[theme_id],
                is_decided(its_steps, wrote),
                announced,
                not is_closed(its_steps, wrote) and not comment.is_filler,
            )
        )
    return story


def story_rows(story: list[Chapter]) -> list[dict[str, Any]]:
    """The story as a table with the columns COLUMNS."""
    return [
        {
            "comment_id": chapter.comment.id,
            "wrote_on": chapter.comment.created_at,
            "source": chapter.comment.source,
            "channel": chapter.comment.channel.value,
            "text": chapter.comment.text,
            "rating": chapter.comment.rating,
            "answered_on": chapter.comment.answered_at,
            "answer": chapter.comment.answer,
            "theme_id": chapter.theme.id if chapter.theme else None,
            "theme": chapter.theme.name if chapter.theme else "",
            "decided": chapter.theme.outcome.value if chapter.theme and chapter.is_decided else "",
            "announced_on": chapter.announced_on,
            "waits": chapter.waits,
        }
        for chapter in story
    ]
