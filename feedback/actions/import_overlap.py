"""How much of a file is in a source already, by a look at some of its rows."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from feedback.actions.import_earlier import ids_of_before, other_questions
from feedback.actions.import_minutes import same_minute
from feedback.actions.ports import Store
from feedback.domain.comment import CONTENT_KEY, Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.wording import plain_words
from feedback.intake.earlier import Earlier
from feedback.intake.preview import Understood
from feedback.intake.privacy.cutting import shown
from feedback.intake.profile import Profile
from feedback.intake.questions import Overlap
from feedback.intake.row_parts import Fixed
from feedback.intake.rows import RowMaker
from feedback.intake.table import Row, UnreadableRow

LOOKED_AT = 100
"""Rows of the beginning, and of the end, that are looked for."""
LONGEST_TEXT = 20_000
FEWEST_THERE = 3
SAYS_ENOUGH = 20
"""Letters of a text that two people hardly ever write alike."""
LONG_ID = 6
"""Letters of an id that is more than the number of a row."""
EXAMPLES = 3
EXAMPLE_LETTERS = 80


@dataclass(slots=True)
class Ends:
    """Rows by which a file is known again: some of its first thousand, spread over them, and its
    last. Exports have the latest first or last, and may be longer at either end. `place` is that of
    the comment."""

    first: list[tuple[int, list[str]]]
    last: deque[tuple[int, list[str]]]
    place: int

    @classmethod
    def of(cls, seen: Understood) -> "Ends":
        """The rows of the sample; `watch` adds the last."""
        step = max(1, len(seen.sample) // LOOKED_AT)
        first = seen.sample[::step][:LOOKED_AT]
        place = seen.table.columns.index(seen.mapping["text"])
        return cls(first, deque(maxlen=LOOKED_AT), place)

    def watch(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows, of which the last are kept unless their comments are very long."""
        place = self.place
        for row in rows:
            line, cells = row
            if not isinstance(cells, UnreadableRow) and len(cells[place]) < LONGEST_TEXT:
                self.last.append((line, cells))
            yield row


def overlap_with(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, source: Source, ends: Ends
) -> Overlap | None:
    """What the source holds of the beginning or of the end of the file; None unless that is most
    of what it could hold."""
    # A source keeps its channel, and what came by another one is in a source beside it.
    homes = {source.name: source.channel} if found.channels and not fixed.channel_is_given else {}
    one = replace(fixed, source=source.name, source_is_given=True, homes=homes)
    best = None
    for rows in filter(None, (ends.first, list(ends.last))):
        for home in (one, replace(one, homes={})) if homes else (one,):
            overlap = _look(store, seen, found, home, rows)
            if overlap is not None and (best is None or overlap.is_sure > best.is_sure):
                best = overlap
            if best is not None and best.is_sure:
                return best
    return best


def _look(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, rows: Sequence[Row]
) -> Overlap | None:
    """With keys as they are now, else as the source's earlier files would have made them."""
    for earlier in _forms(store, seen, found, fixed.source):
        maker = RowMaker(seen.table.columns, seen.mapping, found, fixed, earlier)
        # Keys cost little, and as a rule none is there.
        keys = {(source, key) for source, key, _ in maker.keys(rows)}
        if not _stored(store, keys | {(one.source, one.was) for one in maker.rekeyed}):
            continue
        comments, _ = RowMaker(*maker.parts).make(rows)
        made = {(one.source, one.key): one for one in comments if not one.is_filler}
        was = {(one.source, one.key): (one.source, one.was) for one in maker.rekeyed}
        stored = _stored(store, {*made, *was.values()})
        there = [
            one
            for key, one in made.items()
            if plain_words(one.text) in (stored.get(key), stored.get(was.get(key, key)))
        ]
        if there and (overlap := _overlap(store, fixed.source, list(made.values()), there)):
            return overlap
    return _look_to_the_minute(store, seen, found, fixed, rows)


def _look_to_the_minute(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, rows: Sequence[Row]
) -> Overlap | None:
    """What is there but for the seconds of its times, where no id says more."""
    if "created_at" not in seen.mapping or ("id" in seen.mapping and found.believes_all_ids):
        return None
    comments, _ = RowMaker(seen.table.columns, seen.mapping, found, fixed).make(rows)
    saying = [one for one in comments if not one.is_filler]
    minutes = same_minute(store, fixed.source, saying, whole=False)
    there = [one for one in saying if minutes and minutes.holds(one)]
    return _overlap(store, fixed.source, saying, there) if there else None


def _forms(store: Store, seen: Understood, found: Profile, source: str) -> Iterator[Earlier]:
    for ids in {None, ids_of_before(store, seen, source)}:
        yield Earlier(ids=ids)
        for questions in other_questions(seen):
            yield Earlier(ids=ids, questions=questions)
    if "created_at" in seen.mapping and found.created_order.needed:
        yield Earlier(dates_turned=True)


def _stored(store: Store, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The words of what is stored under the source and key of each."""
    keys: dict[str, list[str]] = defaultdict(list)
    for source, key in wanted:
        keys[source].append(key)
    return {
        (source, one.key): plain_words(one.text)
        for source, own in keys.items()
        for one in store.comments.with_keys(source, own)
    }


def _overlap(
    store: Store, source: str, made: Sequence[Comment], there: Sequence[Comment]
) -> Overlap | None:
    """None unless most of what could be there is."""
    latest = next(
        (one.created_at for one in store.comments.page(CommentFilter(source=source), limit=1)), None
    )
    # What was written after the source's last comment cannot be there yet.
    known = [one for one in made if _is_until(one, latest)]
    if len(there) * 2 <= len(known):
        return None
    telling = sum(map(_tells, there))
    return Overlap(
        source=source,
        there=len(there),
        looked_at=len(known),
        is_sure=telling >= FEWEST_THERE and telling * 2 > sum(map(_tells, known)),
        examples=tuple(
            shown(one.text, EXAMPLE_LETTERS)
            for one in sorted(there, key=_tells, reverse=True)[:EXAMPLES]
        ),
    )


def _is_until(comment: Comment, latest: datetime | None) -> bool:
    return latest is None or comment.created_at is None or comment.created_at <= latest


def _tells(comment: Comment) -> bool:
    """Whether another comment would hardly have the same words under the same key."""
    if comment.key.startswith(CONTENT_KEY):
        moment = comment.created_at
        is_somebodys = bool(comment.customer) or bool(moment and moment.time() != time.min)
    else:
        is_somebodys = len(comment.external_id) >= LONG_ID
    return is_somebodys or len(comment.text) >= SAYS_ENOUGH
