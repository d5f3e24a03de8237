"""Imports beside each other, and beside whoever deletes, in a database that locks rows."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from feedback.actions.importing import import_file
from feedback.actions.ports import Store
from feedback.domain.comment import Comment, Source
from feedback.store import open_database
from feedback.store.sql_store import SqlStore

NOW = datetime(2024, 6, 5)
KEY = b"a key of the tests"


def rows(*names: str) -> str:
    return "id,comment,source\n" + "".join(
        f"{name}{n},the app is slow today {n},{name}\n" for name in names for n in range(3)
    )


def both(*work: Callable[[], object]) -> list[BaseException]:
    failed: list[BaseException] = []

    def run(one: Callable[[], object]) -> None:
        try:
            one()
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def slow(store: Store, monkeypatch: Any, name: str) -> None:
    """Let the other one come in between after each call."""
    real = getattr(store.comments, name)

    def then_wait(*given: Any, **named: Any) -> Any:
        result = real(*given, **named)
        time.sleep(0.3)
        return result

    monkeypatch.setattr(store.comments, name, then_wait, raising=False)


def test_two_files_whose_sources_come_in_another_order_do_not_lock_each_other_out(
    empty_postgresql: str, tmp_path: Path, monkeypatch: Any
) -> None:
    stores = [open_database(empty_postgresql) for _ in range(2)]
    for number, (store, names) in enumerate(zip(stores, ("ab", "ba"), strict=True)):
        (tmp_path / f"{number}.csv").write_text(rows(*names))
        slow(store, monkeypatch, "upsert")
        slow(store, monkeypatch, "ensure_source")
    for _ in range(2):  # sources that are new, and sources that are there
        assert not both(
            *(
                lambda store=store, number=number: import_file(
                    store,
                    tmp_path / f"{number}.csv",
                    mapping={"source": "source"},
                    key=KEY,
                    now=NOW,
                )
                for number, store in enumerate(stores)
            )
        )
    assert stores[0].comments.totals().sources == {"a": 3, "b": 3}
    for store in stores:
        store.close()


def test_a_source_is_deleted_while_an_import_of_it_goes_on(
    empty_postgresql: str, monkeypatch: Any
) -> None:
    stores = [open_database(empty_postgresql) for _ in range(2)]
    bringing, deleting = stores
    bringing.comments.ensure_source(Source(name="a"))
    import_id = bringing.imports.begin("a.csv", source="a", at=NOW)
    is_there = threading.Event()

    def bring() -> None:
        with bringing.writing():
            # As an import of several sources holds its own row before it comes to this source.
            bringing.comments.ensure_source(Source(name="b"))
            bringing.comments.upsert(
                [Comment(source="b", key="1", text="slow")], import_id=import_id
            )
            is_there.set()
            time.sleep(0.5)
            bringing.comments.upsert(
                [Comment(source="a", key="1", text="slow")], import_id=import_id
            )

    def delete() -> None:
        is_there.wait(10)
        deleting.comments.delete_source("a")

    assert not both(bring, delete)
    for store in stores:
        store.close()


def test_an_import_of_more_sources_than_a_statement_takes_is_undone(tmp_path: Path) -> None:
    store = open_database(f"sqlite:///{tmp_path}/heard.db")
    assert isinstance(store, SqlStore)
    most = 32_766
    with store.writing():
        import_id = store.imports.begin("a.csv", source="s0", at=NOW)
        connection = store._database._transaction.connection  # type: ignore[union-attr]
        raw = connection.connection.driver_connection
        raw.executemany(
            "INSERT INTO sources (id, name, channel, is_sample) VALUES (?, ?, 'other', 0)",
            [(n + 10, f"s{n}") for n in range(most + 1)],
        )
        raw.execute(
            "INSERT INTO comments (source_id, language, is_filler, redacted, key, customer, "
            "external_id, rating_given, segment, question, answer, text, folded, import_id) "
            "SELECT id, 'en', 0, 0, 'k', '', '', '', '', '', '', 'slow', 'slow', ? FROM sources",
            (import_id,),
        )
        raw.setlimit(9, most)  # SQLITE_LIMIT_VARIABLE_NUMBER, as SQLite has it by itself
    assert store.imports.undo(import_id, NOW).deleted == most + 1
    assert store.comments.sources() == []
    store.close()
