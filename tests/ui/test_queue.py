"""The queue of comments that are in no theme."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from feedback.actions.ports import Store


def test_a_comment_is_put_into_a_theme_and_the_next_one_comes(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filled.themes.unassign([1, 2])
    page = visit("not-yet-a-theme")
    assert "2 comments left, 0 cleared." in [text.value for text in page.text]
    page.button(key="choose_1").click().run()
    assert not page.error
    assert "1 comment left, 1 cleared." in [text.value for text in page.text]
    page.button(key="undo").click().run()
    assert "2 comments left, 0 cleared." in [text.value for text in page.text]
    page.button(key="skip").click().run()
    assert "2 comments left, 0 cleared." in [text.value for text in page.text]
