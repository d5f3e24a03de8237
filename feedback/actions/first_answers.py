"""How long people waited for the first answer, and for whose: a person's, or a bot's."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from feedback.actions.ports import Store
from feedback.domain.tracked import TrackedFilter
from feedback.tracking.spread import Spread, spread

__all__ = ["FirstAnswers", "Spread", "first_answers"]

Minutes = Counter[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswers:
    """Minutes to the first answer of the answered comments, by theme (None: in none).

    `by_bot` are those among them that a bot gave. In none of them are `early` ones, which came
    before their comment as the source has it, and `day_only` ones, of which the source gives the
    day of the comment or of the answer without a time.
    """

    by_theme: dict[int | None, Minutes] = field(default_factory=dict)
    by_bot: Minutes = field(default_factory=Counter)
    early: int = 0
    day_only: int = 0

    def of_theme(self, theme_id: int | None) -> Spread:
        """How those of one theme lie."""
        return spread(self.by_theme.get(theme_id, {}))

    @property
    def together(self) -> Spread:
        """How all lie, whoever answered."""
        return spread(sum(self.by_theme.values(), Counter()))

    @property
    def of_bots(self) -> Spread:
        """How those of bots lie."""
        return spread(self.by_bot)

    @property
    def of_people(self) -> Spread:
        """How those lie that are not known to be a bot's."""
        return spread(sum(self.by_theme.values(), Counter()) - self.by_bot)


def first_answers(
    store: Store, where: TrackedFilter, *, themes: Collection[int | None] | None = None
) -> FirstAnswers:
    """The first answers of the comments meant, of some themes where given."""
    if not is_answered(store, where):
        return FirstAnswers()
    minutes: dict[int | None, Minutes] = defaultdict(Counter)
    by_bot: Minutes = Counter()
    early = day_only = 0
    for row in store.tracking.answer_waits(where):
        if themes is not None and row.theme_id not in themes:
            continue
        if row.minutes is None:
            day_only += row.comments
        elif row.minutes < 0:
            early += row.comments
        else:
            minutes[row.theme_id][row.minutes] += row.comments
    by_bots = replace(where, by_bot=True)
    for row in store.tracking.answer_waits(by_bots) if has_bots(store, where) else ():
        is_meant = themes is None or row.theme_id in themes
        if is_meant and row.minutes is not None and row.minutes >= 0:
            by_bot[row.minutes] += row.comments
    return FirstAnswers(by_theme=dict(minutes), by_bot=by_bot, early=early, day_only=day_only)


def is_answered(store: Store, where: TrackedFilter) -> bool:
    """Whether any of the comments meant has an answer of its own: many sources tell of none, and
    then nobody has to look for them after each edit."""
    return any(row.people or row.bots or row.unsaid for row in store.tracking.answers(where))


def has_bots(store: Store, where: TrackedFilter) -> bool:
    """Whether a bot answered any of the comments meant."""
    return any(row.bots for row in store.tracking.answers(where))
