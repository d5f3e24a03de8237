"""Reports of imports, with the rows they rejected."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import ImportReport, ImportStatus, Reject
from feedback.errors import NotFoundError

NOW = datetime(2024, 6, 5, 12, 30)
EVERYTHING = ImportReport(
    file="отзывы.csv",
    rows=10,
    imported=4,
    updated=3,
    duplicates=2,
    rejected=1,
    filler=5,
    redacted=6,
    languages={"kk": 3, "en": 1},
    ratings={"5": 2, "1": 1},
    first_day=date(2024, 1, 31),
    last_day=date(2024, 6, 1),
    source="app",
    notes=("the dates were read day first", "one column was empty"),
)


def test_every_field_of_a_report_comes_back(store: Store, given: Any) -> None:
    import_id = given.report(EVERYTHING, [])
    assert store.imports.get(import_id) == dataclasses.replace(EVERYTHING, id=import_id)
    for field in dataclasses.fields(ImportReport):
        if field.name not in ("id", "undone_at"):
            assert getattr(EVERYTHING, field.name) not in (0, "", (), {}), field.name


def test_there_is_no_report_of_an_unknown_import(store: Store) -> None:
    assert store.imports.get(1) is None
    assert store.imports.rejects(1) == []
    assert store.imports.recent() == []


def test_recent_reports_come_newest_first_and_no_more_than_asked_for(
    store: Store, given: Any
) -> None:
    for days, name in ((0, "a"), (2, "b"), (1, "c"), (1, "d")):
        given.report(ImportReport(file=name), at=NOW + timedelta(days=days))
    recent = store.imports.recent(3)
    assert [(at - NOW).days for at, _ in recent] == [2, 1, 1]
    assert [report.file for _, report in recent] == ["b", "d", "c"]
    assert all(store.imports.get(report.id) == report for _, report in recent)


def test_rejected_rows_come_back_by_line(store: Store, given: Any) -> None:
    rejects = [
        Reject(12, "no text", "fill it in", "id;;5"),
        Reject(3, "too long", "split it"),
        Reject(3, "again", "in the order given"),
    ]
    import_id = given.report(EVERYTHING, rejects)
    other = given.report(EVERYTHING, [Reject(1, "other", "")])
    assert store.imports.rejects(import_id) == [rejects[1], rejects[2], rejects[0]]
    assert store.imports.rejects(other) == [Reject(1, "other", "")]


def test_it_is_told_into_which_themes_the_comments_of_an_import_came(
    store: Store, given: Any
) -> None:
    first, other = given.report(EVERYTHING), given.report(EVERYTHING)
    its = [given.comment(import_id=None) for _ in range(2)]
    its += [given.comment(f"It is slow {n}", import_id=first) for n in range(5)]
    its.append(given.comment("none", import_id=first, is_filler=True))
    its.append(given.comment("It is loud", import_id=other))
    small = given.theme("Small", comments=its[:3])
    large = given.theme("Large", comments=its[3:])
    assert store.themes.of_import(first) == [(large.id, 4), (small.id, 1)]
    assert store.themes.of_import(other) == [(large.id, 1)]
    assert store.themes.of_import(0) == []


def test_rejects_are_added_while_an_import_goes_on(store: Store) -> None:
    import_id = store.imports.begin("a.csv", at=NOW)
    rejects = [
        Reject(7, "no text", "nul \x00 here"),
        Reject(5, "no text", ""),
        Reject(9, "last", ""),
    ]
    store.imports.add_rejects(import_id, rejects[:1])
    store.imports.add_rejects(import_id, rejects[1:2])
    assert [one.line for one in store.imports.rejects(import_id)] == [5, 7]
    store.imports.finish(dataclasses.replace(EVERYTHING, id=import_id), rejects[2:])
    assert [one.line for one in store.imports.rejects(import_id)] == [5, 7, 9]
    assert store.imports.rejects(import_id)[1].advice == "nul \N{REPLACEMENT CHARACTER} here"
    with pytest.raises(NotFoundError, match="no import 99"):
        store.imports.add_rejects(99, rejects)


def test_the_id_of_an_import_is_never_used_again(store: Store, given: Any) -> None:
    first = given.report(EVERYTHING, [])
    store.comments.delete_source("app")
    assert given.report(EVERYTHING, []) > first


def test_an_import_that_began_is_listed_as_unfinished_with_its_file(store: Store) -> None:
    import_id = store.imports.begin("a.csv", source="app", at=NOW)
    begun = ImportReport(id=import_id, file="a.csv", source="app", finished=False)
    assert store.imports.recent() == [(NOW, begun)]
    assert begun.status is ImportStatus.UNFINISHED


def test_a_finished_import_has_the_time_it_began_at_and_all_of_its_report(store: Store) -> None:
    import_id = store.imports.begin("a.csv", at=NOW)
    report = dataclasses.replace(EVERYTHING, id=import_id)
    store.imports.finish(report, [Reject(1, "no text", "")])
    assert store.imports.recent() == [(NOW, report)]
    assert report.status is ImportStatus.DONE


def test_an_import_nobody_began_cannot_be_finished(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no import 99"):
        store.imports.finish(dataclasses.replace(EVERYTHING, id=99), [])
    assert store.imports.recent() == []
