"""Bringing changes in: workbooks and any table, by hand, again and again, and damaged."""

import gzip
import json
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from feedback.actions.announcements import draft_announcement
from feedback.actions.changes import import_changes, list_changes, read_change_file
from feedback.actions.changes_by_hand import (
    Written,
    add_change,
    edit_change,
    remove_change,
    restore_change,
)
from feedback.actions.links import accept_link, suggest_links
from feedback.actions.ports import Store
from feedback.changes.column_contents import guess_by_content
from feedback.domain.change import ChangeReport
from feedback.domain.theme import Outcome
from feedback.errors import HeardError, InputError, NotFoundError, StateError
from tests.unit.changes.deciding import CODES, NOW, TODAY, change_id, fill

HEADER = ("Ref", "What", "Notes", "App", "Release", "Out on")
ROWS = (
    ("HRD-7", "Login codes also arrive by e-mail", "Within a minute, we hope", "Shop", "1.4",
     date(2026, 3, 12)),
    ("HRD-8", "=1+1 The map opens again", "", "Shop", "1.5", date(2026, 4, 1)),
    ("HRD-9", "Letters are a thing of the future", "", "Shop", "2.0", date(2026, 12, 24)),
)  # fmt: skip


def workbook(path: Path, header: tuple[str, ...] = HEADER) -> Path:
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate((header, *ROWS)):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, datetime(*cell.timetuple()[:3]), day)
            else:
                sheet.write_string(row, column, cell)
    book.close()
    return path


def text(folder: Path, content: str | bytes, name: str = "CHANGELOG.md") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def adds_up(report: ChangeReport) -> bool:
    return report.changes == (
        report.imported + report.updated + report.duplicates + report.rejected
    )


def test_a_workbook_is_read_by_its_contents_and_keeps_its_own_ids(
    store: Store, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "changes.xlsx")
    report = import_changes(store, path, today=TODAY)
    assert (report.changes, report.imported) == (3, 3)
    assert any("1 change is planned" in note for note in report.notes)
    found = {c.external_id: c for c in store.changes.all()}
    codes = found["HRD-7"]
    assert (codes.title, codes.version, codes.shipped_on, codes.details) == (
        "Login codes also arrive by e-mail",
        "1.4",
        date(2026, 3, 12),
        "Within a minute, we hope",
    )
    assert found["HRD-8"].title == "=1+1 The map opens again"
    again = import_changes(store, path, today=TODAY)
    assert (again.imported, again.duplicates) == (0, 3)


def test_a_future_date_ships_by_itself_when_its_day_comes(store: Store, tmp_path: Path) -> None:
    import_changes(store, workbook(tmp_path / "changes.xlsx"), today=TODAY)
    letters = next(c for c in store.changes.all() if c.external_id == "HRD-9")
    assert not letters.is_shipped(TODAY)
    assert letters.is_shipped(date(2026, 12, 24))


def test_a_table_with_headers_nobody_knows_is_guessed_from_what_lies_below() -> None:
    rows = [
        ["A-1", "Codes by mail", "https://example.org/1", "v1.2", "12.03.2026", "Ada"],
        ["A-2", "The map opens", "https://example.org/2", "v1.3", "01.04.2026", "Ada"],
    ]
    headers = [""] * 6
    found = guess_by_content(headers, rows, {})
    assert found == {"url": [2], "date": [4], "version": [3], "id": [0], "title": [1]}
    assert "title" not in guess_by_content(["", ""], [["1", "2"], ["3", "4"]], {})


@pytest.mark.parametrize("header", ["Created", "Updated at", "Dibuat", "Criado em", "Құрылған"])
def test_the_day_something_was_written_down_is_not_taken_for_the_day_it_shipped(
    tmp_path: Path, header: str
) -> None:
    path = text(tmp_path, f"id,title,{header}\n1,Codes by mail,2026-01-02\n", "changes.csv")
    (change,) = read_change_file(path, name="changes.csv").changes
    assert change.shipped_on is None


def test_a_zipped_or_packed_table_is_read_too(store: Store, tmp_path: Path) -> None:
    path = text(tmp_path, gzip.compress(b"id,title\n1,Codes by mail\n"), "changes.csv.gz")
    assert import_changes(store, path, today=TODAY).imported == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.md", "- Codes\n- Maps\n", "names no version"),
        ("a.md", "## 1.0 - 2026-01-02\n## 1.1 - 2026-02-02\n", "lists no change"),
        ("a.md", "", "is empty"),
        ("a.json", '{"a": 1}', "not a list of releases"),
        ("a.json", '[{"title": "x"}]', "not a list of releases"),
        ("a.json", '[{"tag_name": "v1"', "not complete JSON"),
        ("a.csv", "a,b\n1,2\n", "no column that looks like a title"),
        ("a.csv", "id,title\n", "no rows"),
        ("a.xlsx", b"PK\x03\x04 this is no workbook", "damaged|cannot|not"),
        ("a.md", b"\x00\x01\x02\x03" * 400, "not a text file"),
    ],
)
def test_a_file_that_is_of_no_use_gets_a_sentence_and_leaves_nothing(
    store: Store, tmp_path: Path, name: str, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        import_changes(store, text(tmp_path, content, name), today=TODAY)
    assert str(caught.value).startswith("a.")
    assert str(tmp_path) not in str(caught.value)
    assert store.changes.all() == []


def test_a_version_twice_gives_each_line_once(store: Store, tmp_path: Path) -> None:
    twice = "## 1.0 - 2026-01-02\n- Codes\n- Maps\n\n## 1.0 - 2026-01-02\n- Codes\n- Lists\n"
    report = import_changes(store, text(tmp_path, twice), today=TODAY)
    assert (report.changes, report.imported, report.duplicates) == (4, 3, 1)
    assert adds_up(report)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "99/99/2026", "February 31, 2026"])
def test_a_date_that_cannot_be_is_told_and_the_change_is_only_planned(
    store: Store, tmp_path: Path, day: str
) -> None:
    report = import_changes(store, text(tmp_path, f"## 1.0 - {day}\n- Codes\n"), today=TODAY)
    assert any("cannot be" in note for note in report.notes)
    assert [change.shipped_on for change in store.changes.all()] == [None]


def test_a_line_of_five_megabytes_is_refused_or_cut_within_seconds(
    store: Store, tmp_path: Path
) -> None:
    long = "word " * 1_000_000
    started = time.process_time()
    report = import_changes(
        store, text(tmp_path, f"## 1.0 - 2026-01-02\n- Codes\n- {long}\n- Maps\n"), today=TODAY
    )
    assert time.process_time() - started < 20
    assert adds_up(report)
    assert {"Codes", "Maps"} <= {change.title for change in store.changes.all()}
    assert max(len(change.title) for change in store.changes.all()) < 1_000


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script> Codes arrive",
        '<img src=x onerror="alert(1)"> Codes arrive',
        "[Codes](javascript:alert(1)) arrive",
        "=HYPERLINK(1) Codes arrive",
        "{{7*7}} Codes arrive",
    ],
)
def test_markup_inside_a_line_stays_text_and_no_address(
    store: Store, tmp_path: Path, hostile: str
) -> None:
    import_changes(store, text(tmp_path, f"## 1.0 - 2026-01-02\n- {hostile}\n"), today=TODAY)
    (change,) = store.changes.all()
    assert "Codes" in change.title
    assert change.url == ""


def test_a_changed_line_is_an_update_and_a_new_one_is_added(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "changes.xlsx")
    import_changes(store, path, today=TODAY)
    header = "id,title,version,date\n"
    rows = "HRD-7,Login codes arrive by e-mail and post,1.4,2026-03-12\nHRD-99,New,1.6,2026-05-05\n"
    report = import_changes(store, text(tmp_path, header + rows, "more.csv"), today=TODAY)
    assert (report.imported + report.updated, report.duplicates) == (2, 0)
    assert adds_up(report)


def test_an_edit_by_hand_outlasts_the_file_until_its_line_changes(
    store: Store, tmp_path: Path
) -> None:
    path = text(tmp_path, "## 1.0 - 2026-01-02\n- Codes arrive\n")
    import_changes(store, path, today=TODAY)
    (change,) = store.changes.all()
    mine = Written(title="Codes arrive by mail", version="1.0", shipped_on=date(2026, 1, 2))
    edit_change(store, change.id, mine, now=NOW)
    report = import_changes(store, path, today=TODAY)
    assert (report.updated, report.duplicates) == (0, 1)
    assert [c.title for c in store.changes.all()] == ["Codes arrive by mail"]
    changed = text(tmp_path, "## 1.0 - 2026-01-03\n- Codes arrive\n")
    report = import_changes(store, changed, today=TODAY)
    assert (report.updated, report.imported) == (1, 0)
    (after,) = store.changes.all()
    assert (after.id, after.title, after.edited_from) == (change.id, "Codes arrive", "")


def test_a_removed_change_does_not_come_back_with_its_file(store: Store, tmp_path: Path) -> None:
    path = text(tmp_path, "## 1.0 - 2026-01-02\n- Codes arrive\n- Maps open\n")
    import_changes(store, path, today=TODAY)
    codes = next(c for c in store.changes.all() if c.title == "Codes arrive")
    remove_change(store, codes.id, now=NOW)
    report = import_changes(store, path, today=TODAY)
    assert (report.imported, report.updated, report.duplicates) == (0, 0, 2)
    assert "1 line was removed by hand before and stays out." in report.notes
    assert [c.title for c in list_titles(store)] == ["Maps open"]
    restore_change(store, codes.id)
    assert len(list_titles(store)) == 2
    with pytest.raises(StateError, match="was not removed"):
        restore_change(store, codes.id)
    with pytest.raises(NotFoundError, match="no change 99"):
        restore_change(store, 99)


def list_titles(store: Store):  # type: ignore[no-untyped-def]
    return [row.change for row in list_changes(store, today=TODAY)]


def test_a_change_by_hand_is_the_line_that_is_imported_later(store: Store, tmp_path: Path) -> None:
    added = add_change(store, Written(title="Codes arrive", version="1.0"), now=NOW)
    assert added.shipped_on is None
    path = text(tmp_path, "## 1.0 - 2026-01-02\n- Codes arrive\n")
    report = import_changes(store, path, today=TODAY)
    assert (report.imported, report.updated) == (0, 1)
    assert store.changes.get(added.id).shipped_on == date(2026, 1, 2)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"title": " … "}, "needs a title"),
        ({"title": "x" * 600}, "can have 500"),
        ({"url": "javascript:alert(1)"}, "no address of a web page"),
        ({"url": "https://a b"}, "has a blank"),
        ({"shipped_on": date(1066, 1, 1)}, "cannot be the day"),
        ({"shipped_on": date(9999, 1, 1)}, "cannot be the day"),
        ({"details": "x" * 30_000}, "can have 20,000"),
        ({"version": "1" * 300}, "can have 200"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    store: Store, written: dict[str, object], sentence: str
) -> None:
    given = {"title": "Codes", **written}
    with pytest.raises(InputError, match=sentence):
        add_change(store, Written(**given), now=NOW)  # type: ignore[arg-type]
    assert store.changes.all() == []


def test_a_change_is_added_once_and_edited_within_its_product(store: Store) -> None:
    added = add_change(store, Written(title="Codes"), now=NOW)
    with pytest.raises(StateError, match="is there already"):
        add_change(store, Written(title=" codes "), now=NOW)
    with pytest.raises(InputError, match="product of a change stays"):
        edit_change(store, added.id, Written(title="Codes", product="Shop"), now=NOW)
    remove_change(store, added.id, now=NOW)
    with pytest.raises(StateError, match="was removed before"):
        add_change(store, Written(title="Codes"), now=NOW)
    for act in (lambda: remove_change(store, added.id, now=NOW),
                lambda: edit_change(store, added.id, Written(title="X"), now=NOW)):  # fmt: skip
        with pytest.raises(StateError, match="was removed"):
            act()


def test_links_to_retired_themes_and_removed_changes_get_a_sentence(store: Store) -> None:
    login, fee = fill(store)
    codes = change_id(store, CODES)
    accept_link(store, login, codes, now=NOW)
    draft_announcement(store, [login], now=NOW)
    remove_change(store, codes, now=NOW, who="Ada")
    assert store.links.of_theme(login) == []
    theme = store.themes.get(login)
    assert theme is not None and theme.outcome is Outcome.UNDECIDED
    assert store.decisions.of_theme(login)[0].decided_by == "Ada"
    with pytest.raises(StateError, match="was removed"):
        accept_link(store, login, codes, now=NOW)
    assert codes not in {s.change_id for s in suggest_links(store, today=TODAY)}
    retired = store.themes.get(fee)
    assert retired is not None
    store.themes.save(replace(retired, retired=True))
    with pytest.raises(HeardError, match="retired"):
        accept_link(store, fee, codes, now=NOW)


def test_generic_lines_are_kept_and_never_suggested(store: Store, tmp_path: Path) -> None:
    fill(store)
    path = text(
        tmp_path, "## 9.0 - 2026-03-20\n- Bug fixes and performance improvements\n- Perbaikan bug\n"
    )
    import_changes(store, path, today=TODAY)
    generic = {change.id for change in store.changes.all() if change.generic}
    assert len(generic) == 3
    found = suggest_links(store, top=50, today=TODAY)
    assert generic.isdisjoint(suggestion.change_id for suggestion in found)


def test_releases_come_in_again_without_doubling(store: Store, tmp_path: Path) -> None:
    releases = [
        {"tag_name": "v1", "published_at": "2026-01-02T00:00:00Z", "body": "- Codes\n- Maps"},
        {"tag_name": "v2", "published_at": "2026-99-02T00:00:00Z", "body": "- Lists"},
        {"tag_name": "v3", "published_at": "2027-01-02T00:00:00Z", "body": "- Later"},
        7,
    ]
    path = text(tmp_path, json.dumps(releases), "releases.json")
    report = import_changes(store, path, today=TODAY)
    assert (report.changes, report.imported, report.rejected) == (5, 4, 1)
    again = import_changes(store, path, today=TODAY)
    assert (again.imported, again.updated, again.duplicates) == (0, 0, 4)
    assert adds_up(report) and adds_up(again)
    planned = {c.title for c in store.changes.all() if not c.is_shipped(TODAY)}
    assert planned == {"Lists", "Later"}


def test_the_real_changelogs_come_in_whole_and_only_once(store: Store, shared_data: Path) -> None:
    for path in sorted((shared_data / "changelogs").glob("*.md")):
        report = import_changes(store, path, product=path.stem, today=TODAY)
        again = import_changes(store, path, product=path.stem, today=TODAY)
        assert adds_up(report) and adds_up(again)
        assert report.imported + report.duplicates == report.changes
        assert (again.imported, again.updated) == (0, 0)
