"""Text from people on its way to a label or a chart. Chromium's word on it: tests/browser."""

import re
import string

from hypothesis import given
from hypothesis import strategies as st

from feedback.ui.plain_text import JOINER, chart_text, plain, visible


@given(st.text())
def test_nothing_is_lost_but_line_breaks_and_runs_of_blanks(text: str) -> None:
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text))
    assert unescaped.replace(JOINER, "") == " ".join(visible(text).replace(JOINER, "").split())


@given(st.text(alphabet=st.sampled_from(string.punctuation + "ab \n")))
def test_every_sign_markdown_could_read_is_escaped(text: str) -> None:
    without_escapes = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain(text))
    assert not set(without_escapes) & set(string.punctuation)


@given(st.text())
def test_chart_labels_hold_no_tag_and_keep_to_their_length(text: str) -> None:
    label = chart_text(text, limit=20)
    assert "<" not in label
    assert ">" not in label
    plain_label = label.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert len(plain_label) <= 20


def test_control_and_direction_characters_become_visible() -> None:
    assert visible("a\x00b\u202ec\ud800") == "a\ufffdb\ufffdc?"


def test_line_breaks_stay_where_text_is_shown_as_it_is() -> None:
    assert visible("first\nsecond\tthird") == "first\nsecond\tthird"
