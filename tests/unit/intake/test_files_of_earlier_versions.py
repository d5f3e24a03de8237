"""Files that an earlier version brought in come in no second time.

imports-0002.sql is a database that Heard of schema 0002 wrote when it imported the files of
tests/golden/imports; since then keys take blanks, accents, marks of questions, nobody's names and
personal ids another way.
"""

import sqlite3
from pathlib import Path

import pytest

from feedback.domain.summaries import CommentFilter
from feedback.store import open_database

GOLDEN = Path(__file__).parents[2] / "golden"
FILES = sorted((GOLDEN / "imports").glob("*.csv"))
# Equal words of one day were one comment; the others come now, and are said.
LOST_THEN = {"equal": 3}
# By so few or so short comments a file is not known again under another name.
KNOWN_BY_NAME = {"equal", "anon", "filler", "quoted", "phoneids"}
KEY = b"k" * 32


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "heard.db"
    connection = sqlite3.connect(path)
    # As bytes: reading it as text would change line ends within comments.
    connection.executescript((GOLDEN / "imports-0002.sql").read_bytes().decode())
    connection.close()
    opened = open_database(f"sqlite:///{path}")
    yield opened
    opened.close()


def test_every_file_has_its_source(store):
    assert {path.stem for path in FILES} == {one.name for one in store.comments.sources()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("renamed", [False, True])
def test_a_file_of_an_earlier_version_doubles_nothing(store, bring_in, path, renamed):
    where = CommentFilter(source=path.stem)
    before = {one.id: one for one in store.comments.iterate(where)}
    total = store.comments.totals().comments
    name = "another name.csv" if renamed and path.stem not in KNOWN_BY_NAME else path.name
    report = bring_in(path, file_name=name, key=KEY)
    new = LOST_THEN.get(path.stem, 0)
    assert (report.imported, report.updated, report.source) == (new, 0, path.stem)
    assert store.comments.totals().comments == total + new
    after = {one.id: one for one in store.comments.iterate(where) if one.id in before}
    assert {number: one.text for number, one in after.items()} == {
        number: one.text for number, one in before.items()
    }
    assert bring_in(path, key=KEY).duplicates == report.rows


def test_a_longer_export_adds_its_new_rows_only(store, bring_in, tmp_path):
    longer = tmp_path / "ids.csv"
    text = (GOLDEN / "imports" / "ids.csv").read_text(encoding="utf-8")
    longer.write_text(text + "30,The app is wonderful since update 30,5\n", encoding="utf-8")
    assert bring_in(longer, key=KEY).imported == 1
