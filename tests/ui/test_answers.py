"""Answers that pages keep are those of one moment, and each reader has its own list."""

import pytest

from feedback.ui.answers import Answers

NOW = ("sqlite:///heard.db", 1)


def test_a_question_is_read_once_until_somebody_writes() -> None:
    answers, read = Answers(9), []

    def ask(moment: tuple[str, int], asked: object) -> int:
        return answers.answer(moment, asked, lambda: read.append(asked) or len(read))

    assert [ask(NOW, "a"), ask(NOW, "a"), ask(NOW, "b")] == [1, 1, 2]
    assert ask(("sqlite:///heard.db", 2), "a") == 3
    assert ask(("sqlite:///other.db", 2), "a") == 4


def test_the_answer_asked_for_longest_ago_goes_first() -> None:
    answers, read = Answers(2), []
    for asked in ("a", "b", "a", "c", "a", "b"):
        answers.answer(NOW, asked, lambda asked=asked: read.append(asked))
    assert read == ["a", "b", "c", "b"]


def test_whoever_asks_may_change_the_list_of_answers() -> None:
    answers = Answers(2)
    for _ in range(3):
        found = answers.answer(NOW, "themes", lambda: ["Speed"])
        assert found == ["Speed"]
        found.clear()


def test_what_was_read_before_a_write_is_not_kept_after_it() -> None:
    answers = Answers(9)

    def slow() -> str:
        answers.answer(("sqlite:///heard.db", 2), "another", lambda: "")
        return "old"

    assert answers.answer(NOW, "theme", slow) == "old"
    assert answers.answer(("sqlite:///heard.db", 2), "theme", lambda: "new") == "new"


def test_a_failure_is_not_kept() -> None:
    answers = Answers(9)
    with pytest.raises(ZeroDivisionError):
        answers.answer(NOW, "share", lambda: 1 / 0)
    assert answers.answer(NOW, "share", lambda: 0.5) == 0.5
