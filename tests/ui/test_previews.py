"""An announcement's page shows every format and hands it out."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.announcements import draft_announcement
from feedback.actions.exports import announcement_formats
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.ui.announcement_preview import POSTS, PREVIEWS
from tests.ui.conftest import LATER


@pytest.mark.parametrize("format_", PREVIEWS)
def test_every_format_has_a_preview_and_a_download(
    filled: Store, visit: Callable[..., AppTest], format_: str
) -> None:
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    page = visit("announcement", announcement=draft_announcement(filled, [1], now=LATER).id)
    page.pills(key="preview_format").set_value(format_).run()
    assert not page.exception
    assert not page.error
    shown = [code.value for code in page.code]
    assert len(shown) == {"html": 1, "email": 2, "poster": 0, "pdf": 0, "social": 3}.get(format_, 1)
    assert all("not approved" in text for text in shown)
    assert len(page.image) == (format_ in ("poster", "pdf"))
    downloads = {button.key for button in page.download_button}
    wanted = {each.name for each in announcement_formats()} - POSTS.keys()
    assert downloads == {f"download_{name}" for name in {*wanted, "zip"}}
