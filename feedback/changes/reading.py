"""A file of changes, whatever its form, to changes."""

from pathlib import Path

from feedback.changes.change_file import ChangeFile
from feedback.changes.change_table import looks_like_table, read_table
from feedback.changes.changelog import read_changelog
from feedback.changes.releases_json import looks_like_json, read_releases
from feedback.changes.text_file import read_text

_TABLES = (".csv", ".tsv", ".tab")


def read_changes(path: Path, *, name: str = "", product: str = "") -> ChangeFile:
    """The changes of a changelog, a list of releases or a tracker's table.

    The form is told by the content; of the name only .csv, .tsv, .tab and .json are believed.
    `name` is what messages call the file, its own name by default. Raises InputError when the file
    is empty, binary or holds no changes in a form Heard reads.
    """
    name = name or path.name
    text = read_text(path, name)
    ending = Path(name).suffix.lower()
    if ending == ".json" or (ending not in _TABLES and looks_like_json(text)):
        return read_releases(text, name=name, product=product)
    if ending in _TABLES or (ending not in (".md", ".markdown") and looks_like_table(text)):
        return read_table(text, name=name, product=product)
    return read_changelog(text, name=name, product=product)
