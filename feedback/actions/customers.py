"""One customer's story: everything they wrote, and what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.actions.merged_comments import live_merges
from feedback.actions.ports import Store
from feedback.actions.theme_steps import theme_steps
from feedback.domain.comment import Comment
from feedback.domain.theme import Theme
from feedback.domain.theme_event import survivors
from feedback.errors import NotFoundError
from feedback.intake.identity import customer_digest
from feedback.tracking.steps import ThemeSteps, is_closed, is_decided, reached_on

COLUMNS = (
    "comment_id", "wrote_on", "source", "channel", "text", "rating", "answered_on", "answer",
    "theme_id", "theme", "decided", "announced_on", "told_on", "helped", "waits",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """One comment of the story. `told_on` is when the customer was told in person of an
    announcement about its theme, `helped` what they answered to that, `waits` whether its loop is
    still open."""

    comment: Comment
    theme: Theme | None
    is_decided: bool
    announced_on: date | None
    told_on: date | None
    helped: bool | None
    waits: bool


@dataclass(frozen=True, slots=True)
class _Telling:
    on: date
    theme_ids: frozenset[int]
    helped: bool | None


def customer_story(store: Store, customer_id: str, *, key: bytes, today: date) -> list[Chapter]:
    """All comments of a person over all channels, oldest first, undated ones last.

    The id is that of the files the comments came from; it is digested with `key` and kept nowhere.
    Raises NotFoundError where nobody by that id wrote.
    """
    customer = customer_digest(key, customer_id)
    comments = store.tracking.of_customer(customer)
    if not comments:
        raise NotFoundError(
            "Nobody with this id has written. Ids are the ones in your files, letter case counts."
        )
    places = store.tracking.theme_of([comment.id for comment in comments])
    themes = {theme.id: theme for theme in store.themes.all(include_retired=True)}
    steps = theme_steps(store, today=today)
    tellings = _tellings(store, customer)
    story = []
    for comment in comments:
        theme_id = places.get(comment.id)
        theme = None if theme_id is None else themes[theme_id]
        its_steps = None if theme_id is None else steps[theme_id]
        story.append(_chapter(comment, theme, its_steps, tellings))
    return story


def _chapter(
    comment: Comment, theme: Theme | None, steps: ThemeSteps | None, tellings: list[_Telling]
) -> Chapter:
    wrote = comment.created_at.date() if comment.created_at else date.min
    about = [row for row in tellings if theme and theme.id in row.theme_ids and row.on >= wrote]
    told_on = min((row.on for row in about), default=None)
    answers = [row.helped for row in about if row.helped is not None]
    announced = None
    if steps is not None:
        announced = reached_on(steps.announced, wrote, stands=steps.stands)
    return Chapter(
        comment=comment,
        theme=theme,
        is_decided=is_decided(steps, wrote),
        announced_on=announced,
        told_on=told_on,
        helped=answers[-1] if answers else None,
        waits=not is_closed(steps, wrote, told_on) and not comment.is_filler,
    )


def _tellings(store: Store, customer: str) -> list[_Telling]:
    found = []
    merged = survivors(event.theme_ids for event in live_merges(store))
    for told in store.tellings.of_customer(customer):
        announcement = store.announcements.get(told.announcement_id)
        replies = store.tellings.replies(told.announcement_id)
        helped = next((reply.helped for reply in replies if reply.customer == customer), None)
        named = announcement.theme_ids if announcement else ()
        about = frozenset(merged.get(theme_id, theme_id) for theme_id in named)
        found.append(_Telling(told.at.date(), about, helped))
    return found


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
            "told_on": chapter.told_on,
            "helped": chapter.helped,
            "waits": chapter.waits,
        }
        for chapter in story
    ]
