"""The source of a file that nobody named one for: where its comments are, not what it is called."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from feedback.actions.import_overlap import Ends, overlap_with
from feedback.actions.ports import Store
from feedback.domain.comment import Channel, Comment
from feedback.intake.preview import Understood
from feedback.intake.profile import Profile
from feedback.intake.questions import Overlap
from feedback.intake.row_parts import Fixed, name_of_channel
from feedback.intake.rows import RowMaker
from feedback.intake.source_names import nameless, whole_name

FEWEST_OTHERS = 3
"""Ids that have to stand for other comments, where the whole name speaks for the same source."""
ALIKE = 0.9
"""Texts that are more alike than this (0 to 1) are one text that was changed."""
MOST_LETTERS = 500
MOST_SOURCES = 50
"""Sources that are looked through for the rows of a file, the newest ones."""


def source_of(
    store: Store,
    seen: Understood,
    found: Profile,
    fixed: Fixed,
    ends: Ends,
    *,
    is_sample: bool = False,
) -> tuple[Fixed, list[str]]:
    """The source that a file goes on in, or begins.

    The one that was given; else the one in which most of the file's rows are already, first of all
    the one that its name means; else that one, unless the file's ids stand for other comments
    there. With what holds for the import come sentences for its report.
    """
    stored = {one.name for one in store.comments.sources()}
    if fixed.source_is_given or _names_sources(seen, found):
        return _kept_apart(store, seen, found, fixed, stored)
    overlap = _overlap(store, seen, found, fixed, ends, is_sample=is_sample)
    if overlap is None or overlap.source == fixed.source:
        return _kept_apart(store, seen, found, fixed, stored)
    if overlap.is_sure:
        return replace(fixed, source=overlap.source), [
            f"{_there(overlap)} in the source “{overlap.source}” already, so the file goes on in "
            "it and only what is new comes in. If these are other comments, undo the import and "
            "give it a source of its own: --source NAME, or the name of the source on the page."
        ]
    if fixed.source in stored:
        return _kept_apart(store, seen, found, fixed, stored)
    return fixed, [
        f"{_there(overlap)} in the source “{overlap.source}” already, but that may be chance. If "
        f"the file is a later export of it, undo the import and give it “{overlap.source}” as its "
        "source: --source NAME, or the name of the source on the page."
    ]


def overlap_elsewhere(
    store: Store, seen: Understood, found: Profile, fixed: Fixed
) -> Overlap | None:
    """What `source_of` would see by the first rows of a file, if it is not where the file would
    go by its name anyway."""
    if _names_sources(seen, found):
        return None
    overlap = _overlap(store, seen, found, fixed, Ends.of(seen), is_sample=False)
    if overlap is None or overlap.source == fixed.source:
        return None
    stored = {one.name for one in store.comments.sources()}
    return overlap if overlap.is_sure or fixed.source not in stored else None


def free_name(file_name: str, source: str, stored: set[str]) -> str:
    """A name for a source of the file's own: `source`, which its name means, or the next one that
    is not `stored`."""
    if source not in stored:
        return source
    names = _names(nameless(whole_name(file_name), stored))
    return next(name for name in names if name not in stored)


def _names_sources(seen: Understood, found: Profile) -> bool:
    """Whether each row names its source."""
    return "source" in seen.mapping and bool(found.sources)


def _there(overlap: Overlap) -> str:
    rows = "row that was looked at is" if overlap.looked_at == 1 else "rows that were looked at are"
    return f"{overlap.there} of {overlap.looked_at} {rows}"


def _overlap(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, ends: Ends, *, is_sample: bool
) -> Overlap | None:
    """The first source that surely holds most of the rows, else the one that holds most of most."""
    own = [one for one in store.comments.sources() if one.is_sample == is_sample]
    if found.channels and not fixed.channel_is_given:
        # Beside the source they are parts of, which is looked through with all of its parts.
        parts = {name_of_channel(one.name, channel) for one in own for channel in Channel}
        own = [one for one in own if one.name not in parts]
    own.sort(key=lambda one: (one.name != fixed.source, -one.id))
    best = None
    for source in own[:MOST_SOURCES]:
        overlap = overlap_with(store, seen, found, fixed, source, ends)
        if overlap is not None and overlap.is_sure:
            return overlap
        if overlap is not None and (best is None or overlap.there > best.there):
            best = overlap
    return best


def _kept_apart(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, stored: set[str]
) -> tuple[Fixed, list[str]]:
    """Give the file a source of its own if its ids stand for other comments in the source that
    its name means: two surveys may both count their answers from 1, and both be `survey.csv`."""
    if "id" not in seen.mapping:
        return fixed, []
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
