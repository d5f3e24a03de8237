"""Whether earlier imports of a source took the days of its dates for months, or the other way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from feedback.domain.comment import Comment
from feedback.intake.making import chunks_of
from feedback.intake.rows import Keyed, RowMaker
from feedback.intake.table import Row

ENOUGH = 200
"""Comments found again that decide."""

WithKeys = Callable[[str, Sequence[str]], list[Comment]]
"""From a source and keys to the comments that are there."""


@dataclass(frozen=True, slots=True)
class OrderBefore:
    """What was read in the other order: the dates in the keys, and the dates as they are now.

    The two differ where dates were put right after they had become part of a key.
    """

    keys_turned: bool = False
    dates_turned: bool = False


def order_before(
    rows: Iterable[Row], maker: RowMaker, turned: RowMaker, with_keys: WithKeys
) -> OrderBefore:
    """Look up comments of the file by both readings of their dates; the more matches are right.

    `turned` makes keys of dates in the other order. The file as a whole decides: of one row, the
    other reading may be the date of another comment that says the same.
    """
    found = keys_turned = dates_turned = 0
    for chunk in chunks_of(rows):
        both = [
            pair
            for pair in zip(maker.keys(chunk), turned.keys(chunk), strict=True)
            if pair[0] != pair[1]
        ]
        there = _there(both, with_keys)
        for now, other in both:
            by_now, by_other = there.get(now[:2]), there.get(other[:2])
            stored = by_now or by_other
            if stored is None or (by_now and by_other):
                continue
            found += 1
            keys_turned += by_now is None
            dates_turned += stored.created_at == other[2]
        if found >= ENOUGH:
            break
    return OrderBefore(keys_turned * 2 > found, dates_turned * 2 > found)


def _there(
    both: Iterable[tuple[Keyed, Keyed]], with_keys: WithKeys
) -> dict[tuple[str, str], Comment]:
    by_source: dict[str, set[str]] = {}
    for pair in both:
        for source, key, _ in pair:
            by_source.setdefault(source, set()).add(key)
    return {
        (source, comment.key): comment
        for source, keys in by_source.items()
        for comment in with_keys(source, sorted(keys))
    }
