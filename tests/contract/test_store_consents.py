"""A consent that was withdrawn is not given back by a file, nor by undoing one."""

import dataclasses
from datetime import datetime, timedelta

from feedback.actions.ports import Store
from feedback.domain.comment import Comment, ImportReport, Source
from feedback.domain.summaries import CommentFilter

NOW = datetime(2024, 6, 5, 12, 30)
YES = Comment(source="app", key="1", text="Too slow", customer="ana", consent=True)
OTHER = Comment(source="app", key="2", text="Too dear", customer="ben", consent=True)
UNKNOWN = Comment(source="app", key="3", text="Too loud", consent=True)


def stored(store: Store, *comments: Comment) -> None:
    store.comments.ensure_source(Source(name="app"))
    store.comments.upsert(comments)


def consents(store: Store) -> dict[str, bool | None]:
    rows = store.comments.iterate(CommentFilter(include_filler=True))
    return {row.key: row.consent for row in rows}


def texts(store: Store) -> dict[str, str]:
    return {row.key: row.text for row in store.comments.iterate(CommentFilter())}


def withdraw(store: Store) -> None:
    assert store.tellings.unquote(["ana", "ana"], at=NOW) == 1
    store.comments.upsert([dataclasses.replace(YES, consent=False)])


def test_whoever_is_not_to_be_quoted_is_remembered_until_they_agree_again(store: Store) -> None:
    assert store.tellings.unquoted() == set()
    assert store.tellings.unquote(["ana", "ben"], at=NOW) == 2
    assert store.tellings.unquote(["ben", "c\x00"], at=NOW + timedelta(days=1)) == 1
    assert store.tellings.unquoted() == {"ana", "ben", "c\ufffd"}
    assert store.tellings.quote_again(["ana", "ana", "c\x00", "nobody"]) == 2
    assert store.tellings.unquoted() == {"ben"}
    assert store.tellings.unquote([], at=NOW) == store.tellings.quote_again([]) == 0


def test_the_file_that_said_yes_brings_nothing_but_duplicates_again(store: Store) -> None:
    stored(store, YES, OTHER, UNKNOWN)
    withdraw(store)
    assert store.comments.upsert([YES, OTHER, UNKNOWN]) == (0, 0, 3)
    unasked = dataclasses.replace(YES, consent=None)
    assert store.comments.upsert([unasked]) == (0, 0, 1)
    assert consents(store) == {"1": False, "2": True, "3": True}


def test_what_they_change_and_write_later_is_not_to_be_quoted_either(store: Store) -> None:
    stored(store, YES, OTHER)
    withdraw(store)
    later = dataclasses.replace(YES, key="4", text="Still too slow")
    changed = dataclasses.replace(YES, text="Much too slow")
    assert store.comments.upsert([later, changed, later]) == (1, 1, 1)
    assert consents(store) == {"1": False, "2": True, "4": False}
    assert texts(store)["1"] == "Much too slow"


def test_a_file_that_does_not_name_who_withdrew_brings_no_yes_either(store: Store) -> None:
    stored(store, YES, OTHER)
    withdraw(store)
    unnamed = [dataclasses.replace(row, text="Fast now", customer="") for row in (YES, OTHER)]
    assert store.comments.upsert(unnamed) == (0, 2, 0)
    assert consents(store) == {"1": False, "2": True}


def test_after_they_agreed_again_a_file_counts_again(store: Store) -> None:
    stored(store, YES)
    withdraw(store)
    store.tellings.quote_again(["ana"])
    assert consents(store) == {"1": False}
    assert store.comments.upsert([YES]) == (0, 1, 0)
    assert consents(store) == {"1": True}


def test_undoing_an_import_does_not_go_back_before_the_withdrawal(store: Store) -> None:
    stored(store, YES, OTHER)
    import_id = store.imports.begin("later.csv", source="app", at=NOW)
    news = [dataclasses.replace(row, text=row.text + "!") for row in (YES, OTHER)]
    store.comments.upsert(news, import_id=import_id)
    store.imports.finish(ImportReport(id=import_id, file="later.csv", rows=2, updated=2), [])
    store.tellings.unquote(["ana"], at=NOW)
    assert store.imports.undo(import_id, NOW).restored == 2
    assert texts(store) == {"1": "Too slow", "2": "Too dear"}
    assert consents(store) == {"1": False, "2": True}


def test_more_withdrew_than_one_statement_takes(store: Store) -> None:
    many = [dataclasses.replace(YES, key=str(n), customer=f"c{n}") for n in range(6000)]
    store.comments.ensure_source(Source(name="app"))
    store.tellings.unquote([row.customer for row in many[::2]], at=NOW)
    assert store.comments.upsert(many) == (6000, 0, 0)
    assert sum(consent is True for consent in consents(store).values()) == 3000
