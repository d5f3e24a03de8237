"""Files whose names are alike and whose comments are not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from feedback.actions.ports import Store
from feedback.domain.comment import Comment
from feedback.intake.preview import Understood
from feedback.intake.profile import Profile
from feedback.intake.row_parts import Fixed
from feedback.intake.rows import RowMaker
from feedback.intake.source_names import nameless, whole_name

FEWEST_OTHERS = 3
"""Ids that have to stand for other comments, where the whole name speaks for the same source."""
ALIKE = 0.9
"""Texts that are more alike than this (0 to 1) are one text that was changed."""
MOST_LETTERS = 500


def kept_apart(
    store: Store, seen: Understood, found: Profile, fixed: Fixed
) -> tuple[Fixed, list[str]]:
    """Give the file a source of its own if its ids stand for other comments in the source that
    its name means: two surveys may both count their answers from 1, and both be `survey.csv`.

    Looks at the first rows. With what holds for the import come sentences for its report.
    """
    if "id" not in seen.mapping:
        return fixed, []
    stored = {source.name for source in store.comments.sources()}
    if fixed.source not in stored:
        return fixed, []
    whole = nameless(whole_name(seen.table.file_name), stored)
    is_whole = fixed.source_is_given or fixed.source == whole
    others, there = _others(store, seen, found, fixed)
    if others * 2 <= there or (is_whole and others < FEWEST_OTHERS):
        return fixed, []
    if fixed.source_is_given:
        return fixed, [
            f"{others} of the first {there} ids that the source “{fixed.source}” has already "
            "stand for other comments in this file. They were taken for changed texts, and what "
            "was there is kept as an earlier version. If this is another survey, undo the import "
            "and give it a source of another name."
        ]
    own = _own_source(store, seen, found, fixed, stored)
    note = (
        f"The ids stand for other comments than those of the source “{fixed.source}”, so these "
        f"have a source of their own, “{own.source}”."
    )
    return own, [note]


def _own_source(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, stored: set[str]
) -> Fixed:
    """The source in which the file's comments are already, else one that is not there yet."""
    for name in _names(nameless(whole_name(seen.table.file_name), stored)):
        own = replace(fixed, source=name)
        if name not in stored:
            return own
        if name != fixed.source:
            others, there = _others(store, seen, found, own)
            if there and others * 2 <= there:
                return own
    raise AssertionError  # there are more names than sources


def _names(whole: str) -> Iterator[str]:
    yield whole
    number = 2
    while True:
        # Not as browsers number copies of one file.
        yield f"{whole} #{number}"
        number += 1


def _others(store: Store, seen: Understood, found: Profile, fixed: Fixed) -> tuple[int, int]:
    """How many comments of the first rows have an id that stands for another comment in the
    source, and how many have one that is there."""
    maker = RowMaker(seen.table.columns, seen.mapping, found, fixed)
    comments, _ = maker.make(list(seen.sample))
    made = {one.key: one for one in comments if one.source == fixed.source}
    stored = store.comments.with_keys(fixed.source, list(made))
    return sum(_is_other(one, made) for one in stored), len(stored)


def _is_other(stored: Comment, made: Mapping[str, Comment]) -> bool:
    """Whether nothing speaks for the same comment: its words, its date or who wrote it."""
    new = made[stored.key]
    if new.text == stored.text:
        return False
    if stored.customer and new.customer:
        return stored.customer != new.customer
    if stored.created_at and new.created_at == stored.created_at:
        return False
    first, second = (one.text[:MOST_LETTERS].casefold().split() for one in (stored, new))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() <= ALIKE
