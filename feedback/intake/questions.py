"""What a file leaves open, as questions a person can answer before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.intake.columns import Guess
from feedback.intake.dates import DateOrder
from feedback.intake.profile import Profile
from feedback.intake.ratings import Scale

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
_SCALES = {"1-7": ("1-7", "7-1", "1-10", "0-10"), "1-10": ("1-10", "0-10", "10-1"),
           "0-100": ("0-100", "0-10", "1-5"), "0-1": ("0-1", "0-5", "0-10"),
           "1-5": ("1-5", "0-10"), "0-5": ("0-5", "0-10")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text of the file before and after its personal data was replaced, entities read as they are
    on import.

    `line` is where its row begins (rows from 1 where the format has no lines), `kinds` how many
    markers of which kind are in it now.
    """

    before: str
    after: str
    line: int = 0
    column: str = ""
    kinds: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What a source holds already of a file that is not called like it.

    Of `looked_at` comments from the file that could be there, `there` are, with the same words
    under the same key; `examples` are some of those texts, without personal data. `is_sure` is
    false where there are too few, or too few words in them, to be no coincidence.
    """

    source: str
    there: int
    looked_at: int
    is_sure: bool
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the file does not say.

    `kind` is "dates" or "scale", whose options `import_file` takes as day_first and rating_scale,
    or "column", whose options are columns for `field`. `guess` is the option that is taken where
    nobody answers; it is one of the options.
    """

    kind: str
    column: str
    options: tuple[str, ...]
    guess: str
    sentence: str
    field: str = ""


def questions_of(found: Profile, mapping: Mapping[str, str], guess: Guess) -> tuple[Question, ...]:
    """All that is open about columns, dates and ratings."""
    asked = [
        Question(
            kind="column",
            field=field,
            column=mapping[field],
            options=(mapping[field], *guess.rivals.get(field, ())),
            guess=mapping[field],
            sentence=guess.doubts[field],
        )
        for field in guess.doubts
        if field in mapping
    ]
    orders = (("created_at", found.created_order), ("answered_at", found.answered_order))
    asked += [
        _about_dates(field, mapping[field], order)
        for field, order in orders
        if field in mapping and order.needed and not order.sure
    ]
    if "rating" in mapping and not found.scale.sure:
        asked.append(_about_scale(mapping["rating"], found.scale))
    return tuple(asked)


def _about_dates(field: str, column: str, order: DateOrder) -> Question:
    return Question(
        kind="dates",
        field=field,
        column=column,
        options=(DAY_FIRST, MONTH_FIRST),
        guess=DAY_FIRST if order.day_first else MONTH_FIRST,
        sentence=f"Does “{column}” write the day first or the month first? In doubt because "
        f"{order.reason}.",
    )


def _about_scale(column: str, scale: Scale) -> Question:
    return Question(
        kind="scale",
        field="rating",
        column=column,
        options=_SCALES.get(scale.name, (scale.name,)),
        guess=scale.name,
        sentence=f"On which scale are the ratings in “{column}”? No value says more than that "
        f"{scale.name} would hold them.",
    )
