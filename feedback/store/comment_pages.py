"""One page of a million comments, without walking past all that come before it.

The tallies say how many comments each week has, so the weeks a page lies in are known beforehand,
and the database only looks into those: a page far down costs as much as the first one. Between
pages comments may come and go, as with any page number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter
from feedback.store.comment_filters import newest_ids
from feedback.store.placed import is_copied, placed_weeks
from feedback.store.tables import assignments, comments
from feedback.store.tallies import is_tallied, tallied_weeks

NEAR = 1000
"""As many comments are walked past sooner than the tally is asked."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The weeks a page lies in, newest first, and how many comments of the first come before."""

    weeks: tuple[int, ...]
    skipped: int


def page_ids(connection: sa.Connection, where: CommentFilter, offset: int, limit: int) -> list[int]:
    """Ids of one page, newest first, undated last."""
    wanted = newest_ids(where)
    # Few may be in no theme, and those far down: then the first page is far down too.
    is_far = offset > NEAR or where.unassigned or where.silent
    of_theme = where.theme_id is not None and is_copied(where)
    if not is_far or not (is_tallied(where) or of_theme):
        return list(connection.execute(wanted.offset(offset).limit(limit)).scalars())
    if is_tallied(where):
        counts = tallied_weeks(connection, where)
    else:
        counts = placed_weeks(connection, where)
    week = assignments.c.week if of_theme else comments.c.week
    ids: list[int] = []
    if stretch := stretch_of(counts, offset, limit):
        dated = wanted.where(week <= stretch.weeks[0], week >= stretch.weeks[-1])
        if where.unassigned or where.silent:  # between these weeks there are only others
            dated = dated.where(week.in_(stretch.weeks))
        dated = dated.offset(stretch.skipped).limit(limit)
        ids += connection.execute(dated).scalars()
    if len(ids) < limit:
        passed = max(0, offset - sum(counts.values()))
        undated = wanted.where(week.is_(None)).offset(passed).limit(limit - len(ids))
        ids += connection.execute(undated).scalars()
    return ids


def stretch_of(counts: Mapping[int, int], offset: int, limit: int) -> Stretch | None:
    """Where the comments number `offset` to `offset + limit` lie, counted from the newest week.

    None where there are no dated ones so far down.
    """
    passed, skipped = 0, 0
    weeks: list[int] = []
    for week in sorted(counts, reverse=True):
        if not weeks and passed + counts[week] > offset:
            skipped = offset - passed
            weeks.append(week)
        elif weeks and counts[week]:
            weeks.append(week)
        passed += counts[week]
        if weeks and passed >= offset + limit:
            break
    return Stretch(tuple(weeks), skipped) if weeks else None
