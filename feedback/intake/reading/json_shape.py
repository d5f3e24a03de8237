"""Where the records are inside a JSON value, and what the lists inside a record are called."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from feedback.intake.header_evidence import looks_like_names
from feedback.intake.reading.plain_values import as_text
from feedback.intake.words import fields_of, plain_header

DEEPEST = 4
LOOKED_AT = 50
MOST_NUMBERED = 10
"""Objects of a list inside a record that get columns of their own; the others stay JSON."""
_NAMES = ("columns", "header", "headers", "fields")
_ROWS = ("data", "rows", "values")
_QUESTIONS = ("title", "question", "label", "name", "text", "ref", "id")
_ASKED = ("question", "field", "question_text", "questiontext", "prompt", "label", "title", "name")
_ANSWERED = ("answer", "value", "text", "response", "comment", "number", "email", "date",
             "boolean", "choice", "choices", "rating", "url", "phone_number")  # fmt: skip


@cache
def _texts() -> frozenset[str]:
    words = fields_of("headers")
    return frozenset((*words["text"], *words["title"]))


def records_in(whole: object) -> Sequence[object]:
    """The records of a value: a list of objects wherever it lies near the top, the rows of a table
    with names beside it, the objects of an object, or the value itself, if it is a record.

    Of several lists, the one whose objects have a name for comments, then the one that says most.
    """
    found = [records for value in _values(whole, 0) if (records := _as_records(value))]
    if found:
        return _unwrapped(max(found, key=_worth))
    if isinstance(whole, dict) and not any(_is_text(*pair) for pair in whole.items()):
        lists = [one for one in _values(whole, 0) if isinstance(one, list) and _is_of(one, str)]
        if lists:
            return max(lists, key=len)
    return [whole]


def _values(value: object, depth: int) -> Iterator[object]:
    yield value
    if isinstance(value, dict) and depth < DEEPEST:
        for inner in value.values():
            yield from _values(inner, depth + 1)


def _as_records(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        return _of_table(value) or _of_columns(value) or _of_objects(value)
    return value if isinstance(value, list) and any(isinstance(v, dict) for v in value) else ()


def _of_table(value: Mapping[str, object]) -> Sequence[object]:
    """{"columns": ["id", "comment"], "data": [[1, "…"]]}"""
    names = next((value[key] for key in _NAMES if _is_of(value.get(key), str)), None)
    rows = next((value[key] for key in _ROWS if _is_of(value.get(key), list)), None)
    if not isinstance(names, list) or not isinstance(rows, list):
        return ()
    return [named(names, row) for row in rows]


def _of_columns(value: Mapping[str, object]) -> Sequence[object]:
    """{"id": {"0": 1, "1": 2}, "comment": {"0": "…", "1": "…"}}"""
    columns = list(value.values())
    if len(columns) < 2 or not all(isinstance(column, dict) and column for column in columns):
        return ()
    places = dict.fromkeys(place for column in columns for place in column)  # type: ignore[attr-defined]
    if not all(place.isdecimal() for place in places):
        return ()
    return [
        {name: column.get(place) for name, column in value.items() if isinstance(column, dict)}
        for place in places
    ]


def _of_objects(value: Mapping[str, object]) -> Sequence[object]:
    """{"r1": {"comment": "…"}, "r2": {"comment": "…"}}"""
    objects = [one for one in value.values() if isinstance(one, dict)]
    if len(objects) < 2 or len(objects) < len(value):
        return ()
    common = set(objects[0]).intersection(*objects[1:])
    has_comments = any(_is_text(name, one.get(name)) for one in objects for name in common)
    return objects if has_comments else ()


def _is_text(name: str, value: object) -> bool:
    return isinstance(value, str) and plain_header(name) in _texts()


def _is_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, kind) for v in value)


def _worth(records: Sequence[object]) -> tuple[bool, int]:
    objects = [one for one in _unwrapped(records[:LOOKED_AT]) if isinstance(one, dict)]
    has_comments = any(plain_header(name) in _texts() for one in objects for name in one)
    return has_comments, sum(len(as_text(one)) for one in objects)


def _unwrapped(records: Sequence[object]) -> Sequence[object]:
    """[{"node": {…}}, {"node": {…}}] without what each is wrapped in."""
    first = records[0] if records else None
    if not isinstance(first, dict) or len(first) != 1:
        return records
    (name,) = first
    inner = [one.get(name) if isinstance(one, dict) and len(one) == 1 else None for one in records]
    return inner if all(isinstance(one, dict) for one in inner) else records


def names_of_rows(first: Sequence[object]) -> tuple[list[str], bool]:
    """What the columns of a list of lists are called, and whether its first list says so."""
    cells = list(map(as_text, first))
    if any(cells) and all(isinstance(cell, str) for cell in first) and looks_like_names(cells, []):
        return cells, True
    return [f"column {place}" for place in range(1, len(cells) + 1)], False


def named(names: Sequence[str], row: object) -> object:
    """A list of values as an object; as it is where it has more values than there are names."""
    if not isinstance(row, list) or len(row) > len(names):
        return row
    return dict(zip(names, row, strict=False))


def with_lists_named(record: Mapping[str, object]) -> Mapping[str, object]:
    """A record whose lists of objects are objects: answers by their questions, parts of different
    names by those, all others by number."""
    if not any(isinstance(value, dict | list) for value in record.values()):
        return record
    return dict(_renamed(record))


def _renamed(record: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield name, with_lists_named(value)
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield from _spread(name, value)
        else:
            yield name, value


def _spread(name: str, values: Sequence[object]) -> Iterator[tuple[str, object]]:
    objects = [with_lists_named(one) for one in values if isinstance(one, dict)]
    asked = [_question_and_answer(one) for one in objects]
    keys = [key for one in objects for key in one]
    if len(objects) == len(values) and all(asked) and len(dict(filter(None, asked))) == len(asked):
        yield from filter(None, asked)
    elif len(objects) == len(values) and len(set(keys)) == len(keys):
        yield name, {key: value for one in objects for key, value in one.items()}
    else:
        for number, value in enumerate(values[:MOST_NUMBERED], 1):
            yield f"{name}.{number}", with_lists_named(value) if isinstance(value, dict) else value
        if len(values) > MOST_NUMBERED:
            yield name, values[MOST_NUMBERED:]


def _question_and_answer(one: Mapping[str, object]) -> tuple[str, object] | None:
    """What was asked and what was answered: {"question": "Why?", "answer": "…"}."""
    by_name = {key.casefold(): value for key, value in one.items()}
    asked_as = next((key for key in _ASKED if key in by_name), "")
    asked = by_name.get(asked_as)
    if isinstance(asked, dict):
        asked = next((asked[key] for key in _QUESTIONS if asked.get(key)), None)
    kind = by_name.get("type")
    kinds = (kind, *_ANSWERED) if isinstance(kind, str) else _ANSWERED
    answered_as = next((key for key in kinds if key in by_name and key != asked_as), "")
    if not isinstance(asked, str) or not asked.strip() or not answered_as:
        return None
    return asked, _plain_answer(by_name[answered_as])


def _plain_answer(answer: object) -> object:
    """The words of a choice: {"label": "Yes"}, {"labels": ["Red", "Blue"]}."""
    if isinstance(answer, dict):
        return next((answer[key] for key in ("label", "labels", "text", "value") if key in answer),
                    answer)  # fmt: skip
    return answer
