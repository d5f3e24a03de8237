"""What a terminal shows is data: never markup, never a colour code."""

import pytest

from feedback.cli.output import Format, print_rows, say


def test_brackets_and_colour_codes_are_shown_not_obeyed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_rows([{"name": "[bold]x[/bold] \x1b[31mred"}], Format.TABLE, columns=["name"])
    assert "[bold]x[/bold] �[31mred" in capsys.readouterr().out


def test_a_csv_holds_all_columns(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(
        [{"id": 1, "languages": {"en": 2, "kk": 1}}], Format.CSV, columns=["id", "languages"]
    )
    assert capsys.readouterr().out == 'id,languages\n1,"en 2, kk 1"\n'


def test_a_csv_of_nothing_has_its_header(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], Format.CSV, columns=["id", "name"])
    assert capsys.readouterr().out == "id,name\n"


def test_a_sentence_does_not_colour_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("no column \x1b[31mred")
    assert "\x1b" not in capsys.readouterr().err
