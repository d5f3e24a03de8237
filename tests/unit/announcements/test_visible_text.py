"""Text without a shape does not get past a reader or the check."""

import pytest

from feedback.announcements.plain import shaped


@pytest.mark.parametrize(
    "text",
    ["Ev\u200beryone", "Every\u00adone", "\u2060Everyone", "Every\ufeffone", "Everyone\u3164"],
)
def test_shapeless_characters_are_dropped(text: str) -> None:
    assert shaped(text) == "Everyone"


def test_joined_emoji_stay_joined() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert shaped(family) == family
