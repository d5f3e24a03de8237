"""Reading releases and tables of trackers."""

import json
from datetime import date
from pathlib import Path

import pytest

from feedback.changes.change_file import ChangeFile
from feedback.changes.dates import find_date
from feedback.changes.reading import read_changes
from feedback.errors import InputError


def read(folder: Path, name: str, text: str) -> ChangeFile:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_changes(path)


def releases(*entries: object) -> str:
    return json.dumps(list(entries))


GITHUB = {
    "tag_name": "v1.4.0",
    "name": "1.4.0: codes by e-mail",
    "html_url": "https://example.org/releases/v1.4.0",
    "published_at": "2026-03-12T09:41:00Z",
    "draft": False,
    "body": (
        "## What's Changed\r\n* Login codes arrive by e-mail by @ada in "
        "https://example.org/o/r/pull/7\r\n* Dark mode\r\n\r\n"
        "## New Contributors\r\n* @ada made their first contribution\r\n"
        "**Full Changelog**: https://example.org/compare/a...b"
    ),
}
GITLAB = {
    "tag_name": "app-2.0",
    "description": "### Fixed\n- The map opens\n",
    "released_at": "2026-04-01T00:00:00.000Z",
    "_links": {"self": "https://example.org/-/releases/2"},
}


def test_releases_of_github_give_the_lines_of_their_notes(tmp_path: Path) -> None:
    changes = read(tmp_path, "releases.json", releases(GITHUB)).changes
    assert [(c.title, c.version, c.shipped_on, c.component, c.url) for c in changes] == [
        (
            "Login codes arrive by e-mail",
            "1.4.0",
            date(2026, 3, 12),
            "",
            "https://example.org/o/r/pull/7",
        ),
        ("Dark mode", "1.4.0", date(2026, 3, 12), "", "https://example.org/releases/v1.4.0"),
    ]


def test_releases_of_gitlab_are_read_too(tmp_path: Path) -> None:
    (change,) = read(tmp_path, "releases.json", releases(GITLAB)).changes
    assert (change.title, change.version, change.kind) == ("The map opens", "2.0", "fixed")
    assert (change.shipped_on, change.url) == (
        date(2026, 4, 1),
        "https://example.org/-/releases/2",
    )


def test_a_draft_is_planned(tmp_path: Path) -> None:
    read_file = read(tmp_path, "releases.json", releases({**GITHUB, "draft": True}))
    assert {change.shipped_on for change in read_file.changes} == {None}


def test_a_release_without_notes_and_an_entry_that_is_none_are_rejected(tmp_path: Path) -> None:
    text = releases(GITHUB, {**GITHUB, "tag_name": "v1.3.0", "body": None}, 7)
    result = read(tmp_path, "releases.json", text)
    assert (len(result.changes), [reject.line for reject in result.rejects]) == (2, [2, 3])


@pytest.mark.parametrize(
    "text", ['{"a": 1}', "[1, 2]", '[{"title": "x"}]', '[{"tag_name": "v1"', "[" * 100_000, "3"]
)
def test_json_that_is_no_list_of_releases_gets_one_clear_message(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="JSON"):
        read(tmp_path, "releases.json", text)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "Issue Type,Issue key,Summary,Status,Fix Version/s,Fix Version/s,Resolved,Description",
            "Bug,HRD-7,Codes arrive,Done,,v1.4,12/Mar/26 9:41 AM,By e-mail",
            ("HRD-7", "Codes arrive", "1.4", date(2026, 3, 12), "fixed", "By e-mail"),
        ),
        (
            "ID,Team,Title,Description,Status,Labels,Completed",
            "HRD-7,Heard,Codes arrive,By e-mail,Done,,2026-03-12T09:41:00.000Z",
            ("HRD-7", "Codes arrive", "", date(2026, 3, 12), "", "By e-mail"),
        ),
        (
            "number;title;state;milestone;closedAt;url",
            "7;Add codes;CLOSED;v1.4.0;2026-03-12T09:41:00Z;https://example.org/7",
            ("7", "Add codes", "1.4.0", date(2026, 3, 12), "added", ""),
        ),
        (
            "ID,Work Item Type,Title,State,Area Path,Closed Date",
            "7,User Story,Codes arrive,Closed,Heard,3/25/2026 9:41:00 AM",
            ("7", "Codes arrive", "", date(2026, 3, 25), "added", ""),
        ),
        (
            "Card ID,Card Name,Card Description,List Name,Due Date",
            "abc,Codes arrive,,Done,2026-03-12",
            ("abc", "Codes arrive", "", date(2026, 3, 12), "", ""),
        ),
    ],
)
def test_tables_of_trackers_are_understood(
    tmp_path: Path, header: str, row: str, expected: tuple[object, ...]
) -> None:
    (change,) = read(tmp_path, "export.csv", f"\ufeff{header}\r\n{row}\r\n").changes
    assert expected == (
        change.external_id,
        change.title,
        change.version,
        change.shipped_on,
        change.kind,
        change.details,
    )
    assert change.key == change.external_id


def test_work_that_is_not_done_is_planned(tmp_path: Path) -> None:
    text = "title,status,date\nCodes arrive,In Progress,2026-03-12\n"
    assert read(tmp_path, "export.csv", text).changes[0].shipped_on is None


def test_rows_without_a_title_are_rejected_with_the_line_they_begin_on(tmp_path: Path) -> None:
    text = 'id,title,details\n1,Codes,"two\nlines"\n2,,x\n3,Map,\n'
    result = read(tmp_path, "export.csv", text)
    assert [change.title for change in result.changes] == ["Codes", "Map"]
    assert [reject.line for reject in result.rejects] == [4]


def test_a_date_that_cannot_be_is_told(tmp_path: Path) -> None:
    result = read(tmp_path, "export.csv", "id,title,date\n1,Codes,2026-13-45\n")
    assert result.changes[0].shipped_on is None
    assert result.notes == ("Line 2: the date “2026-13-45” cannot be.",)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "id,title\n"])
def test_tables_without_titles_or_rows_get_one_clear_message(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"title|no rows"):
        read(tmp_path, "export.csv", text)


def test_the_form_is_told_by_the_content_when_the_name_does_not(tmp_path: Path) -> None:
    assert len(read(tmp_path, "upload.bin", releases(GITHUB)).changes) == 2
    assert len(read(tmp_path, "upload.txt", "id,title\n1,Codes\n").changes) == 1
    assert len(read(tmp_path, "upload", "## 1.0 - 2026-01-02\n- Codes\n").changes) == 1


def test_every_damaged_file_is_read_or_refused_in_a_sentence(shared_data: Path) -> None:
    for path in sorted((shared_data / "torture").rglob("*")):
        if path.is_file():
            try:
                result = read_changes(path)
            except InputError as error:
                assert str(error).startswith(path.name)
                assert str(path.parent) not in str(error)
            else:
                assert result.changes or result.rejects


def test_a_title_with_markup_is_text(tmp_path: Path) -> None:
    text = 'id,title\n1,"<img src=x onerror=alert(1)> **bold** =1+1"\n'
    (change,) = read(tmp_path, "export.csv", text).changes
    assert change.title == "<img src=x onerror=alert(1)> bold =1+1"


def test_real_changes_keep_the_ids_of_their_file(shared_data: Path) -> None:
    changes = read_changes(shared_data / "restricted" / "signal_changes_dev.csv").changes
    assert len(changes) == len({change.external_id for change in changes}) == 1909
    assert all(change.shipped_on for change in changes)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thu Mar 12 2026 09:41:00 GMT+0000", date(2026, 3, 12)),
        ("12/Mar/26", date(2026, 3, 12)),
        ("2026/03/12", date(2026, 3, 12)),
        ("12. März 2026", date(2026, 3, 12)),
        ("1.2.3", None),
        ("May the app open faster", None),
    ],
)
def test_dates_are_found_where_there_are_any(text: str, day: date | None) -> None:
    found = find_date(text)
    assert (found.day if found else None) == day
