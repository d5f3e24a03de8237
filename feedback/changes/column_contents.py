"""Which column of a table is what, judged by what lies in it where the headers do not say."""

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from feedback.changes.dates import find_date
from feedback.changes.versions import version_name

SAMPLE = 200
_MOST = 0.8
_TITLE_WORDS = (2.0, 25.0)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]{0,10}[-_#]?\d{1,12}")


# Days and versions of a tracker that are not those of shipping, in the languages of the headers.
_OTHER = re.compile(
    r"creat|updat|modif|chang|open|report|start|begin|due|target|plan|affect|found|parent|epic|"
    r"estimat|view|dibuat|diperbarui|mulai|tenggat|cri(?:ado|ação)|atualiz|inicio|início|prazo|"
    r"құрылған|жаңартылған|басталған|мерзім",
    re.IGNORECASE,
)


def guess_by_content(
    headers: Sequence[str], rows: Sequence[Sequence[str]], known: Mapping[str, Sequence[int]]
) -> dict[str, list[int]]:
    """The fields of `known`, and those a look at the first rows adds.

    A title is a column of different short sentences; ids are codes that all differ, a date, a
    version or an address is what nearly all filled cells of a column are. A column whose header
    says that it is another day or version, such as “Created”, is not taken for that of shipping.
    """
    found = {field: list(places) for field, places in known.items()}
    taken = {place for places in found.values() for place in places}
    columns = {
        place: [row[place].strip() for row in rows[:SAMPLE] if place < len(row)]
        for place in range(len(headers))
        if place not in taken
    }
    filled = {place: [cell for cell in cells if cell] for place, cells in columns.items()}
    for field, test in _TESTS.items():
        likely_places = (
            place
            for place, cells in filled.items()
            if cells and not _OTHER.search(headers[place]) and test(cells) >= _MOST
        )
        place = next(likely_places, None)
        if field not in found and place is not None:
            found[field] = [place]
            del filled[place]
    return found if "title" in found else _with_sentences(found, filled)


def _with_sentences(
    found: Mapping[str, list[int]], filled: Mapping[int, Sequence[str]]
) -> dict[str, list[int]]:
    """Of several columns of sentences the shorter ones are titles, the longer ones details."""
    likely = [(_wordiness(cells), place) for place, cells in filled.items() if _is_title(cells)]
    if not likely:
        return dict(found)
    named = {"title": [min(likely)[1]]}
    if len(likely) > 1:
        named["details"] = [max(likely)[1]]
    return named | dict(found)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(test(cell) for cell in cells) / len(cells)


def _is_day(cell: str) -> bool:
    found = find_date(cell)
    return found is not None and found.end - found.start >= len(cell) / 3 and len(cell) < 60


def _is_version(cell: str) -> bool:
    return len(cell) < 30 and bool(version_name(cell))


def _is_code(cell: str) -> bool:
    return bool(_CODE.fullmatch(cell))


def _wordiness(cells: Sequence[str]) -> float:
    return fmean(len(cell.split()) for cell in cells)


def _is_title(cells: Sequence[str]) -> bool:
    if not cells or len(set(cells)) < 0.7 * len(cells):
        return False
    letters = _share(cells, lambda cell: sum(c.isalpha() for c in cell) > len(cell) / 2)
    return letters >= _MOST and _TITLE_WORDS[0] <= _wordiness(cells) <= _TITLE_WORDS[1]


_TESTS: Mapping[str, Callable[[Sequence[str]], float]] = {
    "url": lambda cells: _share(cells, lambda cell: bool(_ADDRESS.fullmatch(cell))),
    "date": lambda cells: _share(cells, _is_day),
    "version": lambda cells: _share(cells, _is_version),
    "id": lambda cells: _share(cells, _is_code) if len(set(cells)) == len(cells) else 0.0,
}
"""How much of a column looks like each field, 0 to 1."""
