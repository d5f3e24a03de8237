"""What a theme may be called."""

import pytest

from feedback.errors import InputError
from feedback.themes.names import LONGEST_NAME, clean_name


def test_blanks_and_line_breaks_become_single_blanks() -> None:
    assert clean_name("  Login\n code \t late ") == "Login code late"


def test_control_characters_are_dropped() -> None:
    assert clean_name("Login\x00\x1b[31mcode") == "Login [31mcode"


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\u200b"])
def test_a_name_without_letters_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="empty"):
        clean_name(name)


def test_a_name_of_ten_thousand_letters_is_refused_with_the_limit() -> None:
    with pytest.raises(InputError, match=str(LONGEST_NAME)):
        clean_name("a" * 10_000)
