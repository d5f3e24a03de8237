"""The queue of comments that are in no theme."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.leaving_alone import leave_alone, left_alone
from feedback.actions.ports import Store
from feedback.actions.theme_history import recent_edits
from feedback.actions.theme_membership import move_comments
from feedback.actions.theme_undo import preview_undo, undo_edit
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme
from feedback.errors import InputError, NotFoundError
from tests.ui.conftest import LATER


def test_a_comment_is_put_into_a_theme_and_the_next_one_comes(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filled.themes.unassign([1, 2])
    page = visit("not-yet-a-theme")
    assert "2 comments left, 0 cleared today." in [text.value for text in page.text]
    page.button(key="choose_1").click().run()
    assert not page.error
    assert "1 comment left, 1 cleared today." in [text.value for text in page.text]
    page.button(key="undo").click().run()
    assert "2 comments left, 0 cleared today." in [text.value for text in page.text]
    page.button(key="skip").click().run()
    assert "2 comments left, 0 cleared today." in [text.value for text in page.text]


def test_what_was_cleared_today_outlives_a_reload_and_can_be_undone_then(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filled.themes.unassign([1, 2])
    visit("not-yet-a-theme").button(key="choose_1").click().run()
    reloaded = visit("not-yet-a-theme")
    assert "1 comment left, 1 cleared today." in [text.value for text in reloaded.text]
    reloaded.button(key="undo").click().run()
    assert "2 comments left, 0 cleared today." in [text.value for text in reloaded.text]


def _labels(page: AppTest) -> dict[str, str]:
    return {button.key: button.label for button in page.button if "choose" in str(button.key)}


def test_a_number_keeps_its_theme_while_a_person_works(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filled.themes.unassign([1, 2, 3, 4, 5])
    page = visit("not-yet-a-theme")
    before = _labels(page)
    assert before == {"choose_1": "Late parcels", "choose_2": "Friendly staff"}
    # Now the second theme is the largest.
    moved = [row.comment_id for row in filled.themes.assignments(1)]
    move_comments(filled, moved, 2, now=LATER)
    page.button(key="choose_2").click().run()
    assert _labels(page) == before
    page.button(key="renumber").click().run()
    assert _labels(page) == {"choose_1": "Friendly staff", "choose_2": "Late parcels"}


def test_a_press_that_comes_before_the_page_has_changed_files_the_next_comment(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filled.themes.unassign([1, 2, 3])
    page = visit("not-yet-a-theme")
    (newest,) = filled.comments.page(CommentFilter(unassigned=True), limit=1)
    move_comments(filled, [newest.id], 1, now=LATER)
    page.button(key="choose_2").click().run()
    assert {row.theme_id for row in filled.themes.of_comments([newest.id])} == {1}
    assert filled.comments.count(CommentFilter(unassigned=True)) == 1
    assert "1 comment left, 1 cleared today." in [text.value for text in page.text]


def test_every_theme_can_be_reached_by_its_name(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    for number in range(12):
        filled.themes.add(Theme(name=f"Topic {number}"))
    last = filled.themes.add(Theme(name="The last"))
    filled.themes.unassign([1])
    page = visit("not-yet-a-theme")
    assert len(_labels(page)) == 9
    page.selectbox(key="other_1").set_value(last).run()
    assert not page.exception
    assert {row.theme_id for row in filled.themes.of_comments([1])} == {last}
    page.button(key="undo").click().run()
    assert filled.themes.of_comments([1]) == []


def test_a_comment_that_says_nothing_is_left_alone_for_good(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filled.themes.unassign([1, 2])
    page = visit("not-yet-a-theme")
    page.button(key="says_nothing").click().run()
    left = "1 comment left, 1 cleared today. 1 more left alone for good."
    assert left in [text.value for text in page.text]
    again = visit("not-yet-a-theme")
    again.button(key="choose_1").click().run()
    assert not again.exception
    assert filled.comments.count(CommentFilter(unassigned=True)) == 1
    assert not [button for button in again.button if button.key == "choose_1"]
    page.button(key="undo").click().run()
    page.button(key="undo").click().run()
    assert left_alone(filled) == frozenset()
    assert [button.label for button in page.button if button.key == "says_nothing"]


def test_only_comments_in_no_theme_are_left_alone_and_only_once(filled: Store) -> None:
    with pytest.raises(InputError, match="in a theme by now"):
        leave_alone(filled, 1, now=LATER)
    with pytest.raises(NotFoundError):
        leave_alone(filled, 999, now=LATER)
    filled.themes.unassign([1])
    event = leave_alone(filled, 1, by="Ana", now=LATER)
    with pytest.raises(InputError, match="left alone already"):
        leave_alone(filled, 1, now=LATER)
    (entry,) = recent_edits(filled)
    assert entry.sentence == "Ana left a comment alone: it speaks of no theme."
    find_out = preview_undo(filled, event.id)
    assert find_out.sentence == "The comment is shown in “not yet a theme” again."
    undo_edit(filled, by="Ana", now=LATER)
    assert left_alone(filled) == frozenset()
    assert filled.themes.of_comments([1]) == []
