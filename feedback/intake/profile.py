"""One reading of the whole file before anything is stored: what only all rows together tell."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from feedback.domain.comment import Channel
from feedback.intake.cells import clean, clean_column, read_channel
from feedback.intake.dates import DateOrder, decide_order
from feedback.intake.identity import is_destroyed
from feedback.intake.mapping import rating_fields, text_fields
from feedback.intake.markup import Escaping
from feedback.intake.privacy import handle
from feedback.intake.ratings import Scale, decide_scale
from feedback.intake.row_parts import source_name
from feedback.intake.table import Row, UnreadableRow, in_blocks
from languages import LanguageVote

BLOCK = 1000
MOST_VALUES = 50_000
MOST_TEXTS = 20_000
# Of a cell that is kept; a date or a name that is longer is none.
LONGEST_VALUE = 4000
LONGEST_LOOK = 2000
LONGEST_CHANNEL = 100
BLOCK_LETTERS = 4_000_000
# Above this share of ids that stand for several texts, none of the column's ids is believed.
BELIEVED = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What was decided about the columns of one file.

    `reused_ids` stand for more than one text each; with `ids_believed` false, the whole column is
    not used. `channels` counts by which ways the rows of each source came, as far as a column says;
    the source is "" where no column names one. `is_escaped` says that the texts hold `&amp;` for
    each `&`. `scales` are those of ratings that single questions have (`rating2` …).
    """

    rows: int
    created_order: DateOrder
    answered_order: DateOrder
    scale: Scale
    ids_believed: bool
    reused_ids: frozenset[str]
    destroyed_ids: int
    sources: frozenset[str]
    channels: Mapping[str, Mapping[Channel, int]]
    public_handles: frozenset[str]
    vote: LanguageVote
    is_escaped: bool = False
    scales: Mapping[str, Scale] = field(default_factory=dict)

    @property
    def believes_all_ids(self) -> bool:
        """Whether no id of the file stands for more than one text."""
        return self.ids_believed and not self.reused_ids

    def is_believed(self, external_id: str) -> bool:
        """Whether the id tells its row from all others."""
        return self.ids_believed and external_id not in self.reused_ids


class _Collector:
    """Values of some columns, thinned out evenly once there are too many."""

    def __init__(self, most: int) -> None:
        self.values: list[str] = []
        self._most = most
        self._step = 1
        self._seen = 0

    def add(self, values: Sequence[str]) -> None:
        """Keep each `step`-th of all values, counting on from those that were added before."""
        while values:
            first = -(self._seen + 1) % self._step
            room = self._most - len(self.values)
            self.values += values[first :: self._step][:room]
            if len(self.values) < self._most:
                self._seen += len(values)
                return
            used = first + (room - 1) * self._step + 1
            self._seen += used
            values = values[used:]
            self.values = self.values[::2]
            self._step *= 2


class _Ids:
    """Which ids stand for more than one text."""

    def __init__(self) -> None:
        self._content: dict[int, int] = {}
        self.reused: set[str] = set()
        self.rows_reused = 0
        self.rows = 0
        self.destroyed = 0

    def add(self, ids: Sequence[str], identities: Sequence[int], contents: Sequence[int]) -> None:
        """Some ids that are not empty; hashes of what each stands for and of what its row says."""
        self.rows += len(ids)
        self.destroyed += sum(map(is_destroyed, ids))
        new = dict(zip(identities, contents, strict=True))
        if len(new) == len(ids) and self._content.keys().isdisjoint(new):
            self._content.update(new)
            return
        for external_id, identity, content in zip(ids, identities, contents, strict=True):
            if self._content.setdefault(identity, content) != content:
                self.reused.add(external_id)
                self.rows_reused += 1

    @property
    def believed(self) -> bool:
        spoilt = max(self.rows_reused, self.destroyed)
        return spoilt <= BELIEVED * self.rows


class _Looking:
    """What is gathered from the rows while they go by."""

    def __init__(self, columns: Sequence[str], mapping: Mapping[str, str]) -> None:
        self.places = {field: columns.index(column) for field, column in mapping.items()}
        self.values = {
            field: _Collector(MOST_VALUES)
            for field in ("created_at", "answered_at", *rating_fields(mapping))
            if field in mapping
        }
        self.texts = _Collector(MOST_TEXTS)
        self.ids = _Ids()
        self.sources: set[str] = set()
        self.channels: Counter[tuple[str, str]] = Counter()
        self.handles: Counter[str] = Counter()
        self.escaping = Escaping()
        self.rows = 0
        self._collected = [(self.places[field], values) for field, values in self.values.items()]
        self._text_places = [self.places[field] for field in text_fields(mapping)]
        self._about = [
            self.places[field] for field in ("created_at", "customer") if field in mapping
        ]

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Some rows that could be read, column by column: there may be millions of them."""
        for place, collector in self._collected:
            collector.add([cells[place][:LONGEST_VALUE] for cells in rows if cells[place]])
        if "source" in self.places:
            place = self.places["source"]
            self.sources.update([cells[place][:LONGEST_VALUE] for cells in rows])
        if "channel" in self.places:
            place, other = self.places["channel"], self.places.get("source")
            self.channels.update(
                (
                    "" if other is None else cells[other][:LONGEST_VALUE],
                    cells[place][:LONGEST_CHANNEL],
                )
                for cells in rows
            )
        said = self._said(rows)
        self.texts.add([text[:LONGEST_LOOK] for text in said if text.strip("\x1f")])
        for text in said:
            self.escaping.add(text)
            if "@" in text:
                found = handle.find(text)
                self.handles.update({text[start:end].casefold() for start, end in found})
        if "id" in self.places:
            self._add_ids(said, rows)

    def _said(self, rows: Sequence[Sequence[str]]) -> Sequence[str]:
        columns = [[cells[place].strip() for cells in rows] for place in self._text_places]
        return (
            columns[0] if len(columns) == 1 else list(map("\x1f".join, zip(*columns, strict=True)))
        )

    def _add_ids(self, said: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        place, asked = self.places["id"], self.places.get("question")
        ids = clean_column([cells[place] for cells in rows])
        about = [[cells[other] for cells in rows] for other in self._about]
        contents = list(map(hash, zip(said, *about, strict=True)))
        identities = (
            list(map(hash, ids))
            if asked is None
            else [hash((one, cells[asked])) for one, cells in zip(ids, rows, strict=True)]
        )
        chosen = [bool(one and text.strip("\x1f")) for one, text in zip(ids, said, strict=True)]
        if not all(chosen):
            ids = list(compress(ids, chosen))
            identities = list(compress(identities, chosen))
            contents = list(compress(contents, chosen))
        self.ids.add(ids, identities, contents)

    def found(self, field: str) -> Sequence[str]:
        """The values of one of the collected columns."""
        return self.values[field].values if field in self.values else ()


def profile(
    rows: Iterable[Row],
    columns: Sequence[str],
    mapping: Mapping[str, str],
    *,
    day_first: bool | None = None,
    scale: Scale | None = None,
) -> Profile:
    """Read all rows once and decide dates, scale, ids and the file's languages."""
    seen = _Looking(columns, mapping)
    for block in in_blocks(rows, BLOCK, BLOCK_LETTERS):
        seen.rows += len(block)
        seen.add([cells for _, cells in block if not isinstance(cells, UnreadableRow)])
    return Profile(
        rows=seen.rows,
        created_order=decide_order(seen.found("created_at"), day_first),
        answered_order=decide_order(seen.found("answered_at"), day_first),
        scale=scale or decide_scale(seen.found("rating"), mapping.get("rating", "")),
        scales={
            field: scale or decide_scale(seen.found(field), mapping[field])
            for field in rating_fields(mapping)
            if field != "rating"
        },
        ids_believed=seen.ids.believed,
        reused_ids=frozenset(seen.ids.reused if seen.ids.believed else ()),
        destroyed_ids=seen.ids.destroyed,
        sources=frozenset(filter(None, map(source_name, seen.sources))),
        channels=_by_source(seen.channels),
        public_handles=handle.public_handles(seen.handles, seen.rows),
        vote=LanguageVote().fit([clean(text) for text in seen.texts.values]),
        is_escaped=seen.escaping.is_found,
    )


def _by_source(cells: Mapping[tuple[str, str], int]) -> dict[str, Counter[Channel]]:
    """The channels of rows, unless no cell of the column names one that is known."""
    found: dict[str, Counter[Channel]] = {}
    is_known = False
    for (source, cell), count in cells.items():
        if words := clean(cell):
            channel = read_channel(words)
            is_known = is_known or channel is not None
            found.setdefault(source_name(source), Counter())[channel or Channel.OTHER] += count
    return found if is_known else {}
