"""What an import would do, shown before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.columns import Guess, guess_columns
from feedback.intake.mapping import ENCODING, header_key, listed, text_fields, with_wishes
from feedback.intake.markup import unescaped
from feedback.intake.privacy import redact
from feedback.intake.profile import Profile
from feedback.intake.questions import Overlap, Question, Redaction, questions_of
from feedback.intake.reading import open_table
from feedback.intake.reading.encoding_guess import LOOK_ALIKE
from feedback.intake.shapes import Shape, apply_shape, read_as, recognise
from feedback.intake.table import Row, Table, UnreadableRow, in_blocks

Recall = Callable[[str], Mapping[str, str] | None]

SAMPLE_ROWS = 1000
SAMPLE_LETTERS = 10_000_000
SHOWN_REDACTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was recognised in a file, and its first rows as they stand there.

    `mapping` is field → column; `unsure` says in sentences what was guessed with doubt, `reading`
    how the file was read. `rating_scale` is such as "1-5". `date_order` is "day first", "month
    first" or "" where no date needs it. `shape` names the tool that wrote the file, if known.
    `redactions` are the first texts that hold personal data, before and after it was replaced;
    texts of `rows` that are not among them stay as they are. `questions` are the doubts that a
    person can settle. `remembered` is true where the mapping is the one a person gave last time
    for such a header; `reading` says so too. `overlap` is the source of another name that holds
    rows of the file already, if there is one and the file names no sources itself. `encoding` is
    the one that a person named, for this file or for the last with such a header.
    """

    file_name: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    unsure: tuple[str, ...] = ()
    rows: list[dict[str, str]] = field(default_factory=list)
    rating_scale: str = ""
    date_order: str = ""
    reading: dict[str, str] = field(default_factory=dict)
    shape: str = ""
    date_order_is_sure: bool = True
    rating_scale_is_sure: bool = True
    redactions: tuple[Redaction, ...] = ()
    questions: tuple[Question, ...] = ()
    remembered: bool = False
    overlap: Overlap | None = None
    encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A table with its mapping and the doubts about both; `remembered` and `encoding` as in
    Preview."""

    table: Table
    mapping: dict[str, str]
    unsure: tuple[str, ...]
    sample: list[tuple[int, list[str]]]
    doubts: Guess
    shape: Shape | None = None
    remembered: bool = False
    encoding: str = ""


def understand(
    path: Path,
    file_name: str = "",
    wishes: Mapping[str, str] | None = None,
    encoding: str = "",
    recall: Recall | None = None,
    table_name: str = "",
) -> Understood:
    """Open a file and say what its columns hold. Raises InputError when it has no comments.

    `recall` gives the mapping that a person gave for such a header, if anyone did; it takes the
    place of the guess. `table_name` is one of `tables_of`.
    """
    table = open_table(path, file_name, encoding=encoding, table=table_name)
    key = header_key(table.columns)
    kept = dict(recall(key) or {}) if recall and key else {}
    named = kept.pop(ENCODING, "")
    if named and not encoding and table.reading.get("encoding", "") in LOOK_ALIKE:
        # UTF-8 tells itself; of the others, what a person said holds for the next such file.
        encoding = named
        table = open_table(path, file_name, encoding=encoding, table=table_name)
    shape = recognise(table.columns)
    if shape:
        table = read_as(shape, table)
    sample = _sample(table)
    guess = _guess(table, [cells for _, cells in sample], shape, kept)
    mapping = with_wishes(guess.mapping, wishes or {}, table.columns, table.file_name)
    if "text" not in mapping:
        raise InputError(
            f"No column of {table.file_name} looks like comments. Its columns are: "
            f"{listed(table.columns)}. Say which one holds them with --map text=COLUMN."
        )
    doubts = {name: doubt for name, doubt in guess.doubts.items() if name not in (wishes or ())}
    return Understood(
        table=table,
        mapping=mapping,
        unsure=(*table.notes, *doubts.values()),
        sample=sample,
        doubts=replace(guess, doubts=doubts),
        shape=shape,
        remembered=bool(kept),
        encoding=encoding,
    )


def _sample(table: Table) -> list[tuple[int, list[str]]]:
    """The first rows that can be read. Raises InputError where there are no rows at all."""
    first = next(in_blocks(table.rows(), SAMPLE_ROWS, SAMPLE_LETTERS), [])
    if len(first) < SAMPLE_ROWS and not any(map(_says_something, first)):
        raise InputError(
            f"{table.file_name} has a header but no rows. Export it again with the comments."
        )
    return [(line, cells) for line, cells in first if not isinstance(cells, UnreadableRow)]


def _says_something(row: Row) -> bool:
    cells = row[1]
    return isinstance(cells, UnreadableRow) or any(map(str.strip, cells))


def _guess(
    table: Table,
    sample: list[list[str]],
    shape: Shape | None,
    kept: Mapping[str, str],
) -> Guess:
    """What a person said last time, else what is known of the tool, else what the columns say."""
    if kept:
        return Guess(with_wishes({}, kept, table.columns, table.file_name), {})
    guess = guess_columns(table.columns, sample)
    if shape is None:
        return guess
    doubts = {name: doubt for name, doubt in guess.doubts.items() if name not in shape.mapping}
    return replace(guess, mapping=apply_shape(shape, table.columns, guess.mapping), doubts=doubts)


def shown_of(seen: Understood, found: Profile, rows: int) -> Preview:
    """What there is to show of a file, with `rows` of its rows. `found` is the profile of its
    sample."""
    table = seen.table
    return Preview(
        file_name=table.file_name,
        columns=table.columns,
        mapping=seen.mapping,
        unsure=seen.unsure + doubts_of(found, seen.mapping),
        rows=[dict(zip(table.columns, cells, strict=True)) for _, cells in seen.sample[:rows]],
        rating_scale=found.scale.name if "rating" in seen.mapping else "",
        date_order=_order(found, seen.mapping),
        reading=table.reading | ({"columns": "as last time"} if seen.remembered else {}),
        encoding=seen.encoding,
        shape=seen.shape.name if seen.shape else "",
        date_order_is_sure=found.created_order.sure or not found.created_order.needed,
        rating_scale_is_sure=found.scale.sure,
        redactions=_redactions(seen, found, rows),
        questions=questions_of(found, seen.mapping, seen.doubts),
        remembered=seen.remembered,
    )


def _redactions(seen: Understood, found: Profile, rows: int) -> tuple[Redaction, ...]:
    """All of the rows that are shown, and further ones until there are a few."""
    columns = [seen.mapping[name] for name in (*text_fields(seen.mapping), "title", "answer")
               if name in seen.mapping]  # fmt: skip
    places = [(column, seen.table.columns.index(column)) for column in columns]
    changed: list[Redaction] = []
    for number, (line, cells) in enumerate(seen.sample):
        if number >= rows and len(changed) >= SHOWN_REDACTIONS:
            break
        for column, place in places:
            text = unescaped(cells[place]) if found.is_escaped else cells[place]
            result = redact(text, found.public_handles)
            if result.found:
                changed.append(Redaction(text, result.text, line, column, dict(result.found)))
    return tuple(changed)


def _order(found: Profile, mapping: Mapping[str, str]) -> str:
    if "created_at" not in mapping or not found.created_order.needed:
        return ""
    return "day first" if found.created_order.day_first else "month first"


def doubts_of(found: Profile, mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Sentences about dates, ratings and ids that could be meant another way."""
    doubts = []
    for name, order in (
        ("created_at", found.created_order),
        ("answered_at", found.answered_order),
    ):
        read = "day first" if order.day_first else "month first"
        other = "month-first" if order.day_first else "day-first"
        if name in mapping and order.overruled:
            doubts.append(
                f"The dates in “{mapping[name]}” were read {read}, against what was asked for: "
                f"{order.reason}."
            )
        elif name in mapping and order.needed and not order.sure:
            doubts.append(
                f"The dates in “{mapping[name]}” were read {read}, but {order.reason}. "
                "If that is wrong, import again and say so: answer the question on the page, or "
                f"give --dates {other}."
            )
    if "rating" in mapping and not found.scale.sure:
        doubts.append(
            f"The ratings in “{mapping['rating']}” were taken to be on {found.scale.name}; "
            "no other value says otherwise."
        )
    if "id" in mapping and not found.ids_believed:
        doubts.append(
            f"The ids in “{mapping['id']}” are not unique"
            + (" (a spreadsheet shortened them)" if found.destroyed_ids else "")
            + ", so comments are told apart by what they say."
        )
    return tuple(doubts)
