"""What each outcome of a theme needs before it can be decided, and when somebody has to look again.

Pure rules: the store and the clock are the caller's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from feedback.domain.change import Change, Link, LinkOutcome, LinkState
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome
from feedback.errors import InputError, StateError

DONE = frozenset({Outcome.DID, Outcome.PARTLY})
REFUSED = frozenset({Outcome.CANNOT, Outcome.WILL_NOT})
LONGEST_REASON = 2_000  # characters
_FARTHEST = timedelta(days=5 * 366)

Answer = tuple[Link, Change]
"""A decision about a change for the theme, and the change."""


def outcome_named(name: str) -> Outcome:
    """The outcome of that name, such as "will-not". Raises InputError when there is none."""
    try:
        return Outcome(name.strip().lower().replace("_", "-").replace(" ", "-"))
    except ValueError:
        known = ", ".join(Outcome)
        raise InputError(f"There is no outcome “{name}”. Choose one of: {known}.") from None


def checked(decision: Decision, answers: Iterable[Answer], *, today: date) -> Decision:
    """The decision with only what its outcome needs, once it has that.

    Did and partly need an accepted change that customers have; planned needs a day to come;
    cannot and will not need a reason and a day to look again; exists needs where to find it.
    Raises InputError for what is missing or cannot be, StateError for did and partly without such
    a change.
    """
    outcome = decision.outcome
    reason = _text(decision.reason, "reason")
    if outcome in DONE:
        _require_shipped(answers, outcome, today)
    if outcome in REFUSED and not reason:
        raise InputError(
            f"“{outcome}” needs a reason, in words that customers would use. Say why not."
        )
    planned_for, review_on = _days_to_come(decision, today)
    return Decision(
        id=decision.id,
        theme_id=decision.theme_id,
        outcome=outcome,
        before=decision.before,
        reason=reason,
        planned_for=planned_for,
        review_on=review_on,
        where=_place(decision) if outcome is Outcome.EXISTS else "",
        decided_at=decision.decided_at,
        decided_by=" ".join(decision.decided_by.split()),
    )


def shipped_answers(answers: Iterable[Answer], today: date) -> list[Answer]:
    """The accepted ones among them that customers have."""
    return [
        (link, change)
        for link, change in answers
        if link.state is LinkState.ACCEPTED and change.is_shipped(today) and not change.removed
    ]


def outcome_of_links(links: Iterable[Link]) -> Outcome:
    """Did when one accepted change answers it wholly, partly when all do so in part."""
    accepted = {link.outcome for link in links if link.state is LinkState.ACCEPTED}
    if not accepted:
        return Outcome.UNDECIDED
    return Outcome.DID if LinkOutcome.DID in accepted else Outcome.PARTLY


class DueKind(StrEnum):
    """Why somebody has to look at a theme again."""

    PLAN_PASSED = "plan-passed"
    REVIEW = "review"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Due:
    """A decision that waits for somebody since a day; None where no day was set."""

    decision: Decision
    kind: DueKind
    since: date | None


def due(decisions: Sequence[Decision], *, today: date, answered: Iterable[int]) -> list[Due]:
    """The decisions to look at again, the longest overdue first.

    `decisions` hold now, one for each theme. A plan is due when its day has passed, a "no" on its
    day; what counts as done is due when no theme of `answered` (those with an accepted, shipped
    change) carries it any more.
    """
    carried = set(answered)
    found = []
    for decision in decisions:
        day = decision.due_on
        if decision.outcome is Outcome.PLANNED and day is not None and day < today:
            found.append(Due(decision, DueKind.PLAN_PASSED, day))
        elif decision.outcome in REFUSED and day is not None and day <= today:
            found.append(Due(decision, DueKind.REVIEW, day))
        elif decision.outcome in DONE and decision.theme_id not in carried:
            found.append(Due(decision, DueKind.UNSUPPORTED, None))
    return sorted(found, key=lambda item: (item.since or date.min, item.decision.theme_id))


def _require_shipped(answers: Iterable[Answer], outcome: Outcome, today: date) -> None:
    known = list(answers)
    if shipped_answers(known, today):
        return
    accepted = [change for link, change in known if link.state is LinkState.ACCEPTED]
    if accepted:
        raise StateError(
            f"“{outcome}” needs a change that customers have; “{accepted[0].title}” is planned. "
            "Decide “planned”, or wait until it is out."
        )
    raise StateError(
        f"“{outcome}” needs an accepted change that has shipped. Link one to the theme first."
    )


def _days_to_come(decision: Decision, today: date) -> tuple[date | None, date | None]:
    """The day a plan is for, and the day on which a "no" is looked at again."""
    planned_for = review_on = None
    if decision.outcome is Outcome.PLANNED:
        missing = "A plan needs the day it is planned for."
        planned_for = _day_to_come(decision.planned_for, today, missing)
    if decision.outcome in REFUSED:
        missing = f"“{decision.outcome}” needs a day to look at it again."
        review_on = _day_to_come(decision.review_on, today, missing)
    return planned_for, review_on


def _place(decision: Decision) -> str:
    """Where to find what exists already."""
    where = _text(decision.where, "place")
    if not where:
        raise InputError("“exists” needs where to find it, such as “Settings → Addresses”.")
    return where


def _day_to_come(day: date | None, today: date, missing: str) -> date:
    if day is None:
        raise InputError(f"{missing} Give a date such as {_example(today)}.")
    if day <= today:
        raise InputError(f"{day.isoformat()} has passed already. Give a day after today.")
    if day - today > _FARTHEST:
        raise InputError(f"{day.isoformat()} is more than five years away. Give an earlier day.")
    return day


def _example(today: date) -> str:
    return (today + timedelta(days=90)).isoformat()


def _text(text: str, name: str) -> str:
    """Text with single blanks; "" where no letter or number is in it."""
    line = " ".join(text.split())
    if len(line) > LONGEST_REASON:
        raise InputError(
            f"The {name} has {len(line):,} characters. It can have {LONGEST_REASON:,} at most."
        )
    return line if any(character.isalnum() for character in line) else ""
