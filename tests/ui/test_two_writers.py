"""One person's own edits on a theme's page, and somebody else's."""

from collections.abc import Callable
from datetime import UTC, datetime

from streamlit.testing.v1 import AppTest

from feedback.actions.ports import Store
from feedback.actions.theme_edits import rename_theme, set_owner, set_tags
from feedback.domain.theme import Priority, Theme

NOW = datetime(2025, 9, 1, 12, tzinfo=UTC).replace(tzinfo=None)


def save(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def stored(store: Store) -> Theme:
    theme = store.themes.get(1)
    assert theme is not None
    return theme


def test_ones_own_edits_are_not_taken_for_somebody_elses(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    page = visit("theme", theme=1)
    for step in ("first", "second"):
        page.text_input(key="name_1").set_value(f"Parcels, {step}")
        save(page, "Rename")
        assert not page.error
        page.text_input(key="owner_1").set_value(f"Ana {step}")
        page.text_input(key="tags_1").set_value(f"dm, {step}")
        save(page, "Save")
        assert not page.error
        page.button(key="pin").click().run()
        assert stored(filled).name == f"Parcels, {step}"
        assert stored(filled).owner == f"Ana {step}"
        assert stored(filled).tags == ("dm", step)


def test_what_was_taken_back_stands_in_the_field_again(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    page = visit("theme", theme=1)
    page.text_input(key="name_1").set_value("Parcels")
    save(page, "Rename")
    page.button(key="undo_event_0").click().run()
    assert next(one for one in page.text_input if one.label == "Name").value == "Late parcels"


def test_only_fields_that_both_changed_are_asked_about(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    page = visit("theme", theme=1)
    set_tags(filled, 1, ["theirs"], by="Bo", now=NOW)
    set_owner(filled, 1, "Bo", by="Bo", now=NOW)
    page.text_input(key="owner_1").set_value("Ana")
    page.selectbox(key="priority_1").set_value("high")
    save(page, "Save")
    words = " ".join(element.value for element in page.markdown)
    assert "Changed by Bo" in words
    assert "**Owner** – theirs: “Bo”; yours: “Ana”" in words
    assert "**Tags**" not in words
    assert "**Priority**" not in words
    assert stored(filled).owner == "Bo"
    page.button(key="keep_mine").click().run()
    theme = stored(filled)
    assert (theme.owner, theme.priority, theme.tags) == ("Ana", Priority.HIGH, ("theirs",))
    shown = {one.label: one.value for one in page.text_input}
    assert shown["Tags, separated by commas"] == "theirs"


def test_changes_in_other_fields_stand_side_by_side(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    page = visit("theme", theme=1)
    set_tags(filled, 1, ["theirs"], by="Bo", now=NOW)
    page.text_input(key="name_1").set_value("Parcels")
    save(page, "Rename")
    assert not page.error
    assert (stored(filled).name, stored(filled).tags) == ("Parcels", ("theirs",))
    page.text_input(key=next(o.key for o in page.text_input if o.label == "Owner")).set_value("Ana")
    save(page, "Save")
    assert (stored(filled).owner, stored(filled).tags) == ("Ana", ("theirs",))


def test_the_name_that_somebody_else_gave_can_be_kept(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    page = visit("theme", theme=1)
    rename_theme(filled, 1, "Theirs", by="Bo", now=NOW)
    page.text_input(key="name_1").set_value("Mine")
    save(page, "Rename")
    assert stored(filled).name == "Theirs"
    page.button(key="keep_theirs").click().run()
    assert stored(filled).name == "Theirs"
    assert next(one for one in page.text_input if one.label == "Name").value == "Theirs"
