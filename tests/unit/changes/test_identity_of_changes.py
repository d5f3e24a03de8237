"""Knowing a change again."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from feedback.changes.identity import change_key, recognise, without_duplicates
from feedback.domain.change import Change


def change(version: str, title: str, shipped_on: date | None = date(2026, 1, 2)) -> Change:
    return Change(
        title=title, key=change_key(version, title), version=version, shipped_on=shipped_on
    )


def test_the_same_line_twice_in_a_version_counts_once() -> None:
    kept, duplicates = without_duplicates([change("1", "A"), change("1", "a"), change("2", "A")])
    assert (len(kept), duplicates) == (2, 1)


def test_an_unreleased_line_keeps_its_key_when_it_gets_a_version() -> None:
    planned = change("Unreleased", "Dark mode", None)
    (shipped,) = recognise([change("1.2", "Dark mode")], [planned])
    assert shipped.key == planned.key
    assert recognise([change("1.2", "Dark mode")], [shipped])[0].key == planned.key


def test_an_edited_line_keeps_its_key() -> None:
    old = change("1.2", "Login codes arive by e-mail")
    (new,) = recognise([change("1.2", "Login codes arrive by e-mail")], [old])
    assert new.key == old.key


def test_another_line_with_the_same_address_is_another_change() -> None:
    address = "https://example.org/releases/1.2"
    old = replace(change("1.2", "Login codes arrive by e-mail"), url=address)
    new = replace(change("1.2", "Gift cards"), url=address)
    assert recognise([new], [old])[0].key == new.key
    reworded = replace(change("1.2", "Codes for the login come by e-mail"), url=address)
    assert recognise([reworded], [old])[0].key == old.key


def test_a_new_line_of_a_known_version_is_new() -> None:
    old = change("1.2", "Login codes arrive by e-mail")
    new = recognise([old, change("1.2", "Gift cards")], [old])
    assert new[1].key == change_key("1.2", "Gift cards")


def test_changes_with_an_id_of_their_own_are_not_guessed_at() -> None:
    old = change("1.2", "Dark mode")
    new = replace(change("1.2", "Dark mode!"), key="HRD-1", external_id="HRD-1")
    assert recognise([new], [old])[0].key == "HRD-1"


@given(st.lists(st.tuples(st.sampled_from(["1", "2"]), st.text(min_size=1, max_size=8))))
def test_keys_stay_different_and_known_changes_stay_themselves(
    lines: list[tuple[str, str]],
) -> None:
    changes, _ = without_duplicates(change(version, title) for version, title in lines)
    again = recognise(changes, changes)
    assert again == changes
    assert len({c.key for c in recognise(changes, changes[::2])}) == len(changes)
