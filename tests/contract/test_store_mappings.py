"""Which column holds what is remembered by what the header looks like."""

from feedback.actions.ports import Store


def test_a_header_nobody_has_mapped_has_no_mapping(store: Store) -> None:
    assert store.mappings.get("id,comment") is None


def test_a_mapping_comes_back_as_it_was_kept(store: Store) -> None:
    mapping = {"text": "отзыв", "rating": ""}
    store.mappings.keep("id,comment", mapping)
    assert store.mappings.get("id,comment") == mapping
    assert store.mappings.get("id,comment,stars") is None


def test_the_latest_mapping_takes_the_place_of_the_earlier_one(store: Store) -> None:
    store.mappings.keep("a", {"text": "comment", "id": "no"})
    store.mappings.keep("b", {"text": "remark"})
    store.mappings.keep("a", {"text": "words"})
    assert store.mappings.get("a") == {"text": "words"}
    assert store.mappings.get("b") == {"text": "remark"}


def test_changing_what_was_given_or_got_changes_nothing_stored(store: Store) -> None:
    mapping = {"text": "comment"}
    store.mappings.keep("a", mapping)
    mapping["text"] = "other"
    (store.mappings.get("a") or {})["text"] = "other"
    assert store.mappings.get("a") == {"text": "comment"}


def test_what_no_database_holds_is_replaced(store: Store) -> None:
    store.mappings.keep("a\x00", {"text": "b\x00"})
    assert store.mappings.get("a\x00") == {"text": "b\ufffd"}


def test_a_mapping_that_was_forgotten_is_gone_and_the_others_stay(store: Store) -> None:
    store.mappings.keep("a", {"text": "comment"})
    store.mappings.keep("b", {"text": "remark"})
    store.mappings.forget("a")
    store.mappings.forget("nobody kept this")
    assert store.mappings.get("a") is None
    assert store.mappings.get("b") == {"text": "remark"}
