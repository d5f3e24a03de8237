"""JSON and JSON Lines: one record a line, an array of records, or an object that holds one."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import TextIOBase
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.reading.encoding import Encoding, choose_encoding
from feedback.intake.reading.json_shape import (
    named,
    names_of_rows,
    records_in,
    with_lists_named,
)
from feedback.intake.reading.plain_values import flattened
from feedback.intake.table import LONGEST_SHOWN, Row, Table, UnreadableRow

BLOCK = 1 << 16
LONGEST_RECORD = 20_000_000
LARGEST_OBJECT = 100_000_000
MOST_COLUMNS = 5_000
# Numbers stay as they are written: 1E5 and 9007199254740993 may be ids.
# NaN and its like, which are no JSON, say nothing.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None)
_BLANK = " \t\r\n\ufeff"

Record = tuple[int, dict[str, str] | UnreadableRow]


def looks_like_json(start: str, file_name: str) -> bool:
    """Whether a file that begins like this is JSON rather than CSV with odd cells."""
    begin = start.lstrip()
    if begin[:1] not in ("{", "["):
        return False
    if file_name.casefold().split(".")[-1] in ("json", "jsonl", "ndjson"):
        return True
    after = begin[1:].lstrip()[:1]
    return after in ('"', "}") if begin[0] == "{" else after in ("{", "]")


def open_json(path: Path, file_name: str, *, encoding: str = "") -> Table:
    """Open records as a table whose columns are all their keys, nested ones with dots.

    Raises InputError when the file is no JSON or holds no records.
    """
    chosen = choose_encoding(path, encoding)
    columns: dict[str, None] = {}
    for _, record in _records(path, file_name, chosen):
        if not isinstance(record, UnreadableRow):
            columns.update(dict.fromkeys(record))
            if len(columns) > MOST_COLUMNS:
                raise InputError(
                    f"The records of {file_name} have more than {MOST_COLUMNS:,} different keys. "
                    "Export the comments and what belongs to them only."
                )
    names = tuple(columns)
    if not names:
        raise InputError(f"{file_name} holds no records. Export it again with the comments.")
    return Table(
        file_name=file_name,
        columns=names,
        rows=lambda: _rows(path, file_name, chosen, names),
        reading={"format": "JSON", "encoding": chosen.name},
        notes=chosen.notes,
    )


def _rows(path: Path, file_name: str, encoding: Encoding, names: tuple[str, ...]) -> Iterator[Row]:
    for line, record in _records(path, file_name, encoding):
        if isinstance(record, UnreadableRow):
            yield line, record
        else:
            yield line, [record.get(name, "") for name in names]


def _records(path: Path, file_name: str, encoding: Encoding) -> Iterator[Record]:
    with path.open(encoding=encoding.name, errors=encoding.errors) as file:
        first = file.read(BLOCK).lstrip()
        file.seek(0)
        is_object = not first.startswith("[") and _is_one_object(file)
        file.seek(0)
        if first.startswith("["):
            yield from _of_array(file, file_name)
        elif is_object:
            yield from _of_object(file, path, file_name)
        else:
            yield from _of_lines(file)


def _is_one_object(file: TextIOBase) -> bool:
    """One object over several lines, or the only one in the file; else each line is a record."""
    lines = _filled_lines(file)
    line = next(lines, "")
    try:
        record = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return line.startswith("{")
    return isinstance(record, dict) and next(lines, None) is None


def _filled_lines(file: TextIOBase) -> Iterator[str]:
    """Lines that hold something; one that is longer than a record may be is cut."""
    while line := file.readline(LONGEST_RECORD):
        # Joined files have a byte order mark in their middle.
        if text := line.strip(_BLANK):
            yield text


def _of_lines(file: TextIOBase) -> Iterator[Record]:
    for number, line in enumerate(file, 1):
        # Joined files have a byte order mark in their middle.
        text = line.strip(_BLANK)
        if text:
            yield number, _parsed(text)


def _parsed(text: str) -> dict[str, str] | UnreadableRow:
    try:
        record = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return UnreadableRow(
            "The line is not valid JSON.",
            "Write one whole object a line, and import the file again.",
            text[:LONGEST_SHOWN],
        )
    return _as_row(record, text)


def _as_row(record: object, shown: str) -> dict[str, str] | UnreadableRow:
    row = _named_values(record)
    if row is not None and any(map(str.strip, row.values())):
        return row
    if row is not None or record is None:
        return UnreadableRow(
            "The record is empty.", "Nothing to do if the customer wrote nothing.", shown
        )
    return UnreadableRow(
        "The record is not an object with names and values.",
        'Write each comment as an object such as {"id": "1", "comment": "…"}.',
        shown[:LONGEST_SHOWN],
    )


def _named_values(record: object) -> dict[str, str] | None:
    if isinstance(record, dict):
        return flattened(with_lists_named(record))
    return {"text": record} if isinstance(record, str) else None


def _of_object(file: TextIOBase, path: Path, file_name: str) -> Iterator[Record]:
    """The records in an object, or objects and lists that follow one another."""
    if path.stat().st_size > LARGEST_OBJECT:
        raise InputError(
            f"{file_name} is one JSON object of more than {LARGEST_OBJECT // 1_000_000} MB. "
            "Export it as JSON Lines, one record a line."
        )
    values = list(_one_after_another(file.read(), file_name))
    if len(values) == 1:
        records = records_in(values[0])
    else:
        records = [
            one for value in values for one in (value if isinstance(value, list) else [value])
        ]
    for number, record in enumerate(records, 1):
        yield number, _as_row(record, str(record)[:LONGEST_SHOWN])


def _one_after_another(text: str, file_name: str) -> Iterator[object]:
    place = 0
    while rest := text[place : place + 1]:
        if rest in _BLANK:
            place += 1
            continue
        try:
            value, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            raise _not_json(file_name) from error
        yield value


def _of_array(file: TextIOBase, file_name: str) -> Iterator[Record]:
    """Records of an array, one after another, without holding them all; of lists, the first may
    hold the names of the values. Another array may follow it."""
    names: list[str] = []
    for line, record, shown in _elements(file, file_name):
        if isinstance(record, UnreadableRow):
            yield line, replace(record, excerpt=shown)
            continue
        if isinstance(record, list):
            if not names:
                names, is_header = names_of_rows(record)
                if is_header:
                    continue
            record = named(names, record)
        yield line, _as_row(record, shown)


def _elements(file: TextIOBase, file_name: str) -> Iterator[tuple[int, object, str]]:
    """Line, value and its beginning as it is written, of each element."""
    text, line, at_end = file.read(BLOCK).lstrip()[1:], 1, False
    while True:
        stripped = text.lstrip(" \t\r\n,")
        line += text.count("\n", 0, len(text) - len(stripped))
        text = stripped
        if text.startswith("]"):
            text, passed = _behind(file, text[1:])
            line += passed
            if text.startswith("["):
                text, at_end = text[1:], False
                continue
            if text:
                yield line, _TRAILING, text[:LONGEST_SHOWN]
            return
        try:
            record, end = _DECODER.raw_decode(text) if text else (None, 0)
        except RecursionError as error:
            raise _not_json(file_name, line) from error
        except ValueError as error:
            if at_end or len(text) > LONGEST_RECORD:
                raise _not_json(file_name, line) from error
            end = 0
        # A number may go on in the next block; everything else ends by itself.
        if not end or (end == len(text) and not at_end):
            block = file.read(max(BLOCK, len(text)))
            if not block and not text:
                raise _not_json(file_name, line)
            at_end = not block
            text += block
            continue
        yield line, record, text[:LONGEST_SHOWN]
        line += text.count("\n", 0, end)
        text = text[end:]


_TRAILING = UnreadableRow(
    "Behind the list of records stands something that is none.",
    "Write all records into one list, and import the file again.",
)


def _behind(file: TextIOBase, text: str) -> tuple[str, int]:
    """What follows the end of an array, and how many lines are between."""
    passed = 0
    while True:
        stripped = text.lstrip(_BLANK + ",")
        passed += text.count("\n", 0, len(text) - len(stripped))
        if stripped:
            return stripped, passed
        text = file.read(BLOCK)
        if not text:
            return "", passed


def _not_json(file_name: str, line: int = 0) -> InputError:
    where = f" (near line {line})" if line else ""
    return InputError(
        f"{file_name} is damaged or not JSON{where}. Export it again, as JSON Lines or as CSV."
    )
