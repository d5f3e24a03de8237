"""How long comments waited for their answers, counted from the columns kept of every comment."""

import numpy as np

from feedback.domain.tracked import TrackedFilter
from feedback.domain.tracked_columns import Numbers, WaitCounts
from feedback.store.comment_columns import NO_WAIT, Parts
from feedback.store.marks import IN_NONE


def read_waits(parts: Parts, where: TrackedFilter, *, themes: bool) -> WaitCounts:
    """The counts, in the order that `Tracking.answer_waits` promises."""
    names = parts.source_names()
    place = np.zeros(max(names, default=0) + 1, np.int64)
    in_order = sorted(names, key=names.__getitem__)
    place[in_order] = np.arange(len(in_order))
    rows = [np.zeros((0, 3), np.int64)]
    for theme_id, part in parts.items():
        meant = parts.matching(part, where) & (part.waited != NO_WAIT)
        sources, minutes = place[part.source[meant]], part.waited[meant].astype(np.int64)
        # In no theme comes last.
        theme = np.full(len(minutes), _LAST if theme_id == IN_NONE or not themes else theme_id)
        rows.append(np.stack([sources, minutes, theme], axis=1))
    columns, comments = _counted(np.concatenate(rows))
    sources, minutes, theme_ids = columns.T
    return WaitCounts(
        [names[number] for number in in_order],
        sources,
        minutes,
        comments,
        np.where(theme_ids == _LAST, 0, theme_ids),
    )


_LAST = 2**62


def _counted(rows: Numbers) -> tuple[Numbers, Numbers]:
    """The different rows in order, and how often each is there."""
    rows = rows[np.lexsort(rows.T[::-1])]
    is_first = np.ones(len(rows), bool)
    is_first[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    begins = np.flatnonzero(is_first)
    return rows[begins], np.diff(np.append(begins, len(rows)))
