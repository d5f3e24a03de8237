"""JSON and JSON Lines: one record a line, an array of records, or an object that holds one."""

import json
from collections.abc import Iterator
from io import TextIOBase
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.reading.encoding import Encoding, choose_encoding
from feedback.intake.reading.plain_values import flattened
from feedback.intake.table import LONGEST_SHOWN, Row, Table, UnreadableRow

BLOCK = 1 << 16
LONGEST_RECORD = 20_000_000
LARGEST_OBJECT = 100_000_000
MOST_COLUMNS = 5_000
# Numbers stay as they are written: 1E5 and 9007199254740993 may be ids.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)

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
    """An object over several lines, or the only one, which holds a list of records.

    Where a whole record stands in the first line and anything follows it, each line is one.
    """
    lines = _filled_lines(file)
    line = next(lines, "")
    try:
        record = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return line.startswith("{")
    if not isinstance(record, dict) or not any(isinstance(one, list) for one in record.values()):
        return False
    return next(lines, None) is None


def _filled_lines(file: TextIOBase) -> Iterator[str]:
    """Lines that hold something; one that is longer than a record may be is cut."""
    while line := file.readline(LONGEST_RECORD):
        # Joined files have a byte order mark in their middle.
        if text := line.strip(" \t\r\n\ufeff"):
            yield text


def _of_lines(file: TextIOBase) -> Iterator[Record]:
    for number, line in enumerate(file, 1):
        # Joined files have a byte order mark in their middle.
        text = line.strip(" \t\r\n\ufeff")
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
        return flattened(record)
    return {"text": record} if isinstance(record, str) else None


def _of_object(file: TextIOBase, path: Path, file_name: str) -> Iterator[Record]:
    """The longest list of objects in an object, wherever it lies near the top."""
    if path.stat().st_size > LARGEST_OBJECT:
        raise InputError(
            f"{file_name} is one JSON object of more than {LARGEST_OBJECT // 1_000_000} MB. "
            "Export it as JSON Lines, one record a line."
        )
    try:
        whole = _DECODER.decode(file.read().strip())
    except (ValueError, RecursionError) as error:
        raise _not_json(file_name) from error
    lists = [value for value in _values(whole, 0) if isinstance(value, list)]
    records = max(lists, key=len, default=[whole])
    for number, record in enumerate(records, 1):
        yield number, _as_row(record, str(record))


def _values(value: object, depth: int) -> Iterator[object]:
    if isinstance(value, dict) and depth < 3:
        for inner in value.values():
            yield inner
            yield from _values(inner, depth + 1)


def _of_array(file: TextIOBase, file_name: str) -> Iterator[Record]:
    """Records of an array, one after another, without holding them all."""
    text, line, at_end = file.read(BLOCK).lstrip()[1:], 1, False
    while True:
        stripped = text.lstrip(" \t\r\n,")
        line += text.count("\n", 0, len(text) - len(stripped))
        text = stripped
        if text.startswith("]"):
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
        yield line, _as_row(record, text[:LONGEST_SHOWN])
        line += text.count("\n", 0, end)
        text = text[end:]


def _not_json(file_name: str, line: int = 0) -> InputError:
    where = f" (near line {line})" if line else ""
    return InputError(
        f"{file_name} is damaged or not JSON{where}. Export it again, as JSON Lines or as CSV."
    )
