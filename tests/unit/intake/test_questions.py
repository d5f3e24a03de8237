"""What a file leaves open is asked, with the answers that `import_file` takes."""

from datetime import datetime

from feedback.actions.importing import preview_file


def _asked(tmp_path, text, **given):
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    return {one.kind: one for one in preview_file(path, **given).questions}


def test_a_file_that_says_everything_leaves_no_question(tmp_path):
    assert not _asked(
        tmp_path, "comment,date,stars\nIt is slow,2026-02-24,5\nIt is fine,24/02/2026,1\n"
    )


def test_dates_that_can_be_read_two_ways_are_asked_about(tmp_path):
    asked = _asked(tmp_path, "comment,date\nIt is slow,03/04/2026\n")["dates"]
    assert asked.options == ("day-first", "month-first")
    assert asked.guess == "day-first"
    assert asked.column == "date"
    assert "day first or the month first" in asked.sentence


def test_a_scale_that_could_be_another_is_asked_about_and_its_answers_are_taken(
    tmp_path, bring_in, stored
):
    text = "comment,rating\nIt is slow,7\nIt is fine,6\n"
    asked = _asked(tmp_path, text)["scale"]
    assert asked.guess == "1-7"
    assert asked.guess in asked.options
    for number, option in enumerate(asked.options):
        bring_in(text, source=f"s{number}", rating_scale=option)
    assert len({comment.rating for comment in stored()}) > 2


def test_a_second_column_of_dates_is_offered(tmp_path):
    text = "comment,created on,created at\n" + "It is slow,2026-01-02,2026-01-03\n" * 3
    asked = _asked(tmp_path, text)["column"]
    assert asked.field == "created_at"
    assert set(asked.options) == {"created on", "created at"}
    assert asked.guess == asked.options[0]


def test_what_a_person_said_is_not_asked_again(tmp_path):
    text = "comment,created on,created at\n" + "It is slow,2026-01-02,2026-01-03\n" * 3
    assert not _asked(tmp_path, text, mapping={"created_at": "created at"})


def test_the_answers_about_dates_are_what_an_import_takes(bring_in, stored):
    text = "comment,date\nIt is slow,03/04/2026\n"
    bring_in(text, source="a", day_first=True)
    bring_in(text, source="b", day_first=False)
    assert {comment.created_at for comment in stored()} == {
        datetime(2026, 4, 3),
        datetime(2026, 3, 4),
    }
