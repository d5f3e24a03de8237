"""How many different people wrote what."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np
import sqlalchemy as sa

from feedback.domain.tracked import TrackedFilter
from feedback.store.comment_columns import UNDATED, Parts, different, people_of
from feedback.store.marks import IN_NONE
from feedback.store.tables import comments
from feedback.store.told_comments import told_comments
from feedback.store.tracked_comments import complains, day_by_theme, matching, people

_UNDATED_IS = date.min.toordinal()


def people_waiting(
    connection: sa.Connection,
    parts: Parts,
    where: TrackedFilter,
    covered: Mapping[int, date],
    reopened: Mapping[int, date],
    themes: Collection[int | None] | None,
) -> tuple[int, dict[int | None, int]]:
    """As feedback.actions.ports.Tracking.people_waiting."""
    told = told_comments(connection)
    closed = sa.select(told.c.id).where(told.c.told_on > day_by_theme(reopened, told.c.theme_id))
    were_told = np.array(connection.execute(closed).scalars().all(), np.int64)
    known = [np.empty(0, np.int32)]
    unknown, by_theme = 0, {}
    for part_id, part in parts.items():
        theme_id = None if part_id == IN_NONE else part_id
        until = covered.get(part_id)
        if until == date.max or (themes is not None and theme_id not in themes):
            continue
        waits = parts.matching(part, where)
        if until is not None:
            wrote = np.where(part.day == UNDATED, _UNDATED_IS, part.day)
            waits = waits & (wrote > until.toordinal())
        if len(were_told):
            waits = waits & ~np.isin(part.ids, were_told)
        its, others = people_of(part.customer[waits])
        if len(its) + others:
            by_theme[theme_id] = len(its) + others
            known.append(its)
            unknown += others
    return len(different(np.concatenate(known))) + unknown, by_theme


def people_behind(parts: Parts, groups: Sequence[Collection[int]]) -> list[int]:
    """How many different people wrote comments of each of these groups of themes."""
    found = []
    for group in groups:
        its = [parts[theme_id].people for theme_id in set(group) if theme_id in parts]
        known = np.concatenate([np.empty(0, np.int32), *(known for known, _ in its)])
        found.append(len(different(known)) + sum(unknown for _, unknown in its))
    return found


def people_complaining(
    connection: sa.Connection, words: Sequence[str], lowest: float, good: float
) -> int:
    """As feedback.actions.ports.Tracking.people_complaining."""
    # Words are looked for where no rating of the same person says it already; a CASE, or they
    # are looked for first.
    is_complaint = complains(words, lowest, good)
    by_rating = (
        # Not in the order of the index of customers, which would look up each comment.
        sa.select(sa.cast(comments.c.customer + "", sa.Text).label("customer"))
        .where(
            comments.c.is_filler.is_(False),
            comments.c.customer != "",
            comments.c.rating <= lowest,
        )
        .distinct()
        .subquery()
    )
    said = (
        matching(TrackedFilter(), *people())
        .outerjoin(by_rating, by_rating.c.customer == comments.c.customer)
        .where(sa.case((by_rating.c.customer.is_(None), is_complaint), else_=sa.false()))
    )
    rated = connection.execute(sa.select(sa.func.count()).select_from(by_rating))
    return int(rated.scalar_one()) + sum(connection.execute(said).one())
