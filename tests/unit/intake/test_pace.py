"""Progress says how fast rows come in and when they will be in."""

import pytest

from feedback.actions.pace import Pace, duration


def _pace(total, *times):
    clock = iter(times)
    return Pace(total, lambda: next(clock))


def test_speed_and_time_left_are_those_of_the_rows_so_far():
    said = _pace(90_000, 100.0, 105.0).words(40_000)
    assert said == "40,000 of 90,000 rows, 8,000 a second, about 6 s left"


def test_nothing_is_promised_in_the_first_second():
    assert _pace(90_000, 100.0, 100.5).words(2_000) == "2,000 of 90,000 rows"


def test_at_the_end_no_time_is_left():
    assert _pace(90_000, 0.0, 10.0).words(90_000) == "90,000 of 90,000 rows, 9,000 a second"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (89, "89 s"), (170, "3 min"), (7_800, "2 h 10 min")]
)
def test_times_are_said_in_the_unit_a_person_would_use(seconds, words):
    assert duration(seconds) == words


def test_an_import_reports_its_pace(bring_in, monkeypatch):
    monkeypatch.setattr("feedback.actions.import_run.TOGETHER", 1000)
    seconds = iter(range(0, 10_000, 2))
    monkeypatch.setattr("feedback.actions.import_run.monotonic", lambda: float(next(seconds)))
    said = []
    rows = "".join(f"r{n},It is slow and loud {n}\n" for n in range(9_000))
    bring_in("id,comment\n" + rows, progress=lambda share, words: said.append((share, words)))
    assert any("a second, about" in words and "left" in words for _, words in said)
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
