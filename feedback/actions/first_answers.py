"""How long people waited for the first answer, and for whose: a person's, or a bot's."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np

from feedback.actions.ports import Store
from feedback.domain.tracked import TrackedFilter
from feedback.domain.tracked_columns import DAY_ONLY, Numbers, WaitCounts
from feedback.tracking.day_columns import spreads
from feedback.tracking.spread import Spread

__all__ = ["FirstAnswers", "Spread", "first_answers"]

NONE = Spread(0, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswers:
    """Minutes to the first answer of the answered comments: of all of them, whoever answered
    (`together`), of those a bot answered, of those it is not known to have, and by theme.

    In none of them are `early` ones, which came before their comment as the source has it, and
    `day_only` ones, of which the source gives the day of the comment or of the answer without a
    time.
    """

    by_theme: dict[int | None, Spread] = field(default_factory=dict)
    together: Spread = NONE
    of_bots: Spread = NONE
    of_people: Spread = NONE
    early: int = 0
    day_only: int = 0

    def of_theme(self, theme_id: int | None) -> Spread:
        """How those of one theme lie."""
        return self.by_theme.get(theme_id, NONE)


def first_answers(
    store: Store, where: TrackedFilter, *, themes: Collection[int | None] | None = None
) -> FirstAnswers:
    """The first answers of the comments meant, of some themes where given."""
    if not is_answered(store, where):
        return FirstAnswers()
    waits = _meant(store.tracking.answer_waits(where), themes)
    theme_ids, minutes, comments = _timed(waits)
    ids, group = np.unique(theme_ids, return_inverse=True)
    each = spreads(group, minutes, comments, len(ids))
    bots = np.zeros((2, 0), np.int64)
    if has_bots(store, where):
        by_bots = store.tracking.answer_waits(replace(where, by_bot=True))
        bots = _timed(_meant(by_bots, themes))[1:]
    return FirstAnswers(
        by_theme={int(id_) or None: lie for id_, lie in zip(ids, each, strict=True)},
        together=_spread(minutes, comments),
        of_bots=_spread(*bots),
        of_people=_spread(np.append(minutes, bots[0]), np.append(comments, -bots[1])),
        early=int(waits.comments[waits.minutes < 0].sum()),
        day_only=int(waits.comments[waits.minutes == DAY_ONLY].sum()),
    )


def _meant(waits: WaitCounts, themes: Collection[int | None] | None) -> WaitCounts:
    """The rows in one of `themes`; all where None."""
    if themes is None:
        return waits
    return waits.where(np.isin(waits.theme_ids, [theme_id or 0 for theme_id in themes]))


def _timed(waits: WaitCounts) -> Numbers:
    """Theme (0: none), minutes and comments of the rows that say how long it took: (3, rows)."""
    timed = waits.where((waits.minutes >= 0) & (waits.minutes != DAY_ONLY))
    return np.stack([timed.theme_ids, timed.minutes, timed.comments])


def _spread(minutes: Numbers, comments: Numbers) -> Spread:
    """How minutes that come with counts lie; the same minutes may come again."""
    values, group = np.unique(minutes, return_inverse=True)
    counts = np.bincount(group, weights=comments, minlength=len(values)).astype(np.int64)
    return spreads(np.zeros(len(values), np.int64), values, counts, 1)[0]


def is_answered(store: Store, where: TrackedFilter) -> bool:
    """Whether any of the comments meant has an answer of its own: many sources tell of none, and
    then nobody has to look for them after each edit."""
    return any(row.people or row.bots or row.unsaid for row in store.tracking.answers(where))


def has_bots(store: Store, where: TrackedFilter) -> bool:
    """Whether a bot answered any of the comments meant."""
    return any(row.bots for row in store.tracking.answers(where))
