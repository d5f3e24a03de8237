"""Which comments that say something a filter means, and what is asked about them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from feedback.domain.tracked import TrackedFilter
from feedback.store.columns import scanned
from feedback.store.moments import DayOf
from feedback.store.storable import storable
from feedback.store.tables import assignments, comments, sources


def matching(
    where: TrackedFilter, *columns: sa.ColumnElement[Any], themes: bool = False
) -> sa.Select[Any]:
    """Columns of the comments a filter means; with those of assignments where `themes`."""
    where = storable(where)
    query = sa.select(*columns).select_from(comments).where(comments.c.is_filler.is_(False))
    if themes:
        query = query.outerjoin(assignments, assignments.c.comment_id == comments.c.id)
    if where.source:
        its_id = sa.select(sources.c.id).where(sources.c.name == where.source).scalar_subquery()
        query = query.where(scanned(comments.c.source_id) == its_id)
    if where.segment:
        query = query.where(comments.c.segment == where.segment)
    day = DayOf(comments.c.created_at)
    if where.since:
        query = query.where(day >= where.since.isoformat())
    if where.until:
        query = query.where(day <= where.until.isoformat())
    if where.by_bot:
        query = query.where(comments.c.answered_by_bot.is_(True), is_answered())
    return query


def is_answered() -> sa.ColumnElement[bool]:
    """Whether a comment has an answer of its own, with or without the date of it."""
    return sa.or_(comments.c.answered_at.is_not(None), comments.c.answer != "")


def in_no_theme() -> sa.ColumnElement[bool]:
    """Whether a comment is in none."""
    its_theme = sa.select(assignments).where(assignments.c.comment_id == comments.c.id)
    return ~its_theme.correlate(comments).exists()


def people() -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    """Different known people, and comments of unknown ones."""
    known = sa.func.count(sa.distinct(sa.func.nullif(comments.c.customer, "")))
    return known, sa.func.count(sa.case((comments.c.customer == "", 1)))


def complains(words: Sequence[str], lowest: float, good: float) -> sa.ColumnElement[bool]:
    """Whether a comment complains: rated `lowest` or less, or in one of the words (folded) and not
    rated `good` or more."""
    rating = sa.func.coalesce(comments.c.rating, (lowest + good) / 2)
    said = sa.or_(sa.false(), *(sa.func.instr(comments.c.folded, word) > 0 for word in words))
    return sa.or_(rating <= lowest, sa.and_(rating < good, said))


def day_by_theme(days: Mapping[int, date], theme: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """The day of a theme as text; "" for one without, which every day comes after."""
    if not days:
        return sa.literal("")
    texts = {theme_id: day.isoformat() for theme_id, day in days.items()}
    return sa.case(texts, value=theme, else_="")
