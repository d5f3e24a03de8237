"""Reports of imports, with the rows they rejected."""

import dataclasses
from datetime import datetime, timedelta

from feedback.actions.ports import Store
from feedback.domain.comment import ImportReport, Reject

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
    source="app",
    notes=("the dates were read day first", "one column was empty"),
)


def test_every_field_of_a_report_comes_back(store: Store) -> None:
    import_id = store.imports.add(EVERYTHING, [], at=NOW)
    assert store.imports.get(import_id) == dataclasses.replace(EVERYTHING, id=import_id)
    for field in dataclasses.fields(ImportReport):
        if field.name != "id":
            assert getattr(EVERYTHING, field.name) not in (0, "", (), {}), field.name


def test_there_is_no_report_of_an_unknown_import(store: Store) -> None:
    assert store.imports.get(1) is None
    assert store.imports.rejects(1) == []
    assert store.imports.recent() == []


def test_recent_reports_come_newest_first_and_no_more_than_asked_for(store: Store) -> None:
    for days, name in ((0, "a"), (2, "b"), (1, "c"), (1, "d")):
        store.imports.add(ImportReport(file=name), [], at=NOW + timedelta(days=days))
    recent = store.imports.recent(3)
    assert [(at - NOW).days for at, _ in recent] == [2, 1, 1]
    assert [report.file for _, report in recent] == ["b", "d", "c"]
    assert all(store.imports.get(report.id) == report for _, report in recent)


def test_rejected_rows_come_back_by_line(store: Store) -> None:
    rejects = [
        Reject(12, "no text", "fill it in", "id;;5"),
        Reject(3, "too long", "split it"),
        Reject(3, "again", "in the order given"),
    ]
    import_id = store.imports.add(EVERYTHING, rejects, at=NOW)
    other = store.imports.add(EVERYTHING, [Reject(1, "other", "")], at=NOW)
    assert store.imports.rejects(import_id) == [rejects[1], rejects[2], rejects[0]]
    assert store.imports.rejects(other) == [Reject(1, "other", "")]


def test_the_id_of_an_import_is_never_used_again(store: Store) -> None:
    first = store.imports.add(EVERYTHING, [], at=NOW)
    store.comments.delete_source("app")
    assert store.imports.add(EVERYTHING, [], at=NOW) > first
