"""Dates in all the ways exports write them, and ratings of all scales on one to five."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.errors import InputError
from feedback.intake.dates import date_reader, decide_order, read_date
from feedback.intake.ratings import decide_scale, read_rating, scale_named

MOMENT = datetime(2026, 2, 24, 11, 35, 52)
DAY = datetime(2026, 2, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-24T11:35:52Z", MOMENT),
        ("2026-02-24 11:35:52 -0800", MOMENT),
        ("2026-02-24T11:35:52.123+05:00", MOMENT.replace(microsecond=123000)),
        ("2026/2/24", DAY),
        ("2026.02.24", DAY),
        ("24.02.2026 11:35:52", MOMENT),
        ("24-02-2026 11.35.52", MOMENT),
        ("24-02-2026 11.35", datetime(2026, 2, 24, 11, 35)),
        ("24/02/26", DAY),
        ("24/02/2026 11:35:52 AM", MOMENT),
        ("20260224", DAY),
        ("Tue Feb 24 11:35:52 -0800 2026", MOMENT),
        ("February 24, 2026", DAY),
        ("24 Feb 2026, 11:35 PM", datetime(2026, 2, 24, 23, 35)),
        ("24 Februari 2026", DAY),
        ("24 de fevereiro de 2026", DAY),
        ("24-Feb-2026", DAY),
        ("24-fev-2026 11:35:52", MOMENT),
        ("24. Februar 2026 11.35 Uhr", datetime(2026, 2, 24, 11, 35)),
        ("24 fev. 2026 11:35", datetime(2026, 2, 24, 11, 35)),
        ("24 ақпан 2026", DAY),
        ("2026 ж. 24 ақпан", DAY),
        ("24 февраля 2026 г. 11:35", datetime(2026, 2, 24, 11, 35)),
        ("46077.4832407407", datetime(2026, 2, 24, 11, 35, 52)),
        ("46077", DAY),
        ("1771932952", MOMENT),
        ("1771932952000", MOMENT),
        ("Selasa, 24 Februari 2026 pukul 11.35", datetime(2026, 2, 24, 11, 35)),
        ("24 de fevereiro de 2026 às 11h35", datetime(2026, 2, 24, 11, 35)),
        ("2026 жылдың 24 ақпаны", DAY),
        ("24 ақпанда 2026", DAY),
        ("Tue Feb 24 2026 11:35:52 GMT+0700 (Western Indonesia Time)", MOMENT),
        ("24/02/2026 1 PM", datetime(2026, 2, 24, 13)),
        ("11:35 24/02/2026", datetime(2026, 2, 24, 11, 35)),
        ("11:35 PM, Feb 24, 2026", datetime(2026, 2, 24, 23, 35)),
        ("24/02/2569", DAY),
        ("24 Feb 2569", DAY),
        ("20260224113552", MOMENT),
        ("202602241135", datetime(2026, 2, 24, 11, 35)),
        ("'24/02/2026", DAY),
        ("\u200e24/02/2026\u200e 11:35", datetime(2026, 2, 24, 11, 35)),
        ("24/02/2026 11:35\u202fPM", datetime(2026, 2, 24, 23, 35)),
        ("2026-24-02", DAY),
        ("2 days ago", None),
        ("31.02.2026", None),
        ("yesterday", None),
        ("12", None),
        ("3.5", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_the_source_wrote_it(text, expected):
    assert read_date(text, day_first=True) == expected


def test_one_number_above_twelve_decides_for_the_whole_column():
    assert decide_order(["03/04/2026", "04/05/2026", "25/04/2026"]).day_first
    order = decide_order(["03/04/2026", "04/05/2026", "04/25/2026"])
    assert not order.day_first and order.sure


def test_dots_mean_the_day_comes_first():
    order = decide_order(["03.04.2026", "04.05.2026"])
    assert order.day_first and order.sure


@pytest.mark.parametrize("separator", "/-")
def test_a_column_that_tells_nothing_is_not_sure(separator):
    order = decide_order([one.replace("/", separator) for one in ("03/04/2026", "11/12/2026")])
    assert order.day_first and order.needed and not order.sure


@pytest.mark.parametrize("separator", "/-.")
def test_years_of_two_digits_that_come_first_are_told_by_the_days_after_them(separator):
    order = decide_order([f"26{separator}02{separator}{day}" for day in range(10, 20)])
    assert order.year_first and not order.needed
    assert date_reader(order)(f"26{separator}02{separator}10") == datetime(2026, 2, 10)
    assert not decide_order(
        [f"{day}{separator}02{separator}26" for day in range(10, 20)]
    ).year_first


def test_a_column_that_writes_year_day_month_is_read_so_row_by_row():
    read = date_reader(decide_order(["2026-24-02", "2026-25-02", "2026-03-02"]))
    assert [read("2026-24-02"), read("2026-03-02")] == [DAY, datetime(2026, 2, 3)]
    read = date_reader(decide_order(["2026-02-24", "2026-02-03"]))
    assert read("2026-02-03") == datetime(2026, 2, 3)


def test_a_column_that_contradicts_itself_is_not_sure():
    assert not decide_order(["25/04/2026", "04/25/2026", "26/04/2026"]).sure


def test_iso_dates_need_no_decision():
    assert not decide_order(["2026-02-03", "2026-03-02"]).needed


@settings()  # A busy machine is no wrong date.
@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2068, 12, 31)))
def test_any_moment_survives_every_order_of_writing(moment):
    moment = moment.replace(microsecond=0)
    assert read_date(moment.isoformat(), day_first=True) == moment
    assert read_date(moment.strftime("%d/%m/%Y %H:%M:%S"), day_first=True) == moment
    assert read_date(moment.strftime("%m/%d/%Y %I:%M:%S %p"), day_first=False) == moment


@pytest.mark.parametrize(
    ("values", "header", "name", "readings"),
    [
        (["1", "5", "3"], "stars", "1-5", {"1": 1, "3": 3, "5": 5, "6": None}),
        (["0", "10", "7"], "score", "0-10", {"0": 1, "5": 3, "10": 5}),
        (["9", "8"], "How likely are you to recommend us?", "0-10", {"10": 5, "0": 1}),
        (["9", "8", "1"], "grade", "1-10", {"1": 1, "10": 5}),
        (["20", "95", "60"], "score", "0-100", {"0": 1, "50": 3, "100": 5}),
        (["1", "5"], "Rating (1 = very good, 5 = very poor)", "5-1", {"1": 5, "5": 1}),
        (["1 - Very good", "5 - Very poor"], "fft", "5-1", {"1 - Very good": 5, "5": 1}),
        (["Sangat puas", "Tidak puas"], "kepuasan", "words", {"Sangat puas": 5, "tidak puas": 2}),
        (["ótimo", "ruim"], "nota", "words", {"Ótimo": 5, "péssimo": 1}),
        (["★★★★☆", "★★"], "stars", "words", {"★★★★☆": 4, "★★": 2}),
        (["4/5", "5/5"], "rating", "1-5", {"4/5": 4}),
        (["4,5", "3,0"], "nota", "1-5", {"4,5": 4.5}),
    ],
)
def test_a_scale_is_told_from_the_column(values, header, name, readings):
    scale = decide_scale(values, header)
    assert scale.name == name
    assert {value: read_rating(value, scale) for value in readings} == readings


def test_a_few_answers_off_the_scale_do_not_change_it():
    scale = decide_scale(["1", "2", "3", "4", "5"] * 50 + ["6", "7"])
    assert scale.name == "1-5"
    assert read_rating("7", scale) is None


def test_a_person_can_say_what_the_scale_is():
    assert read_rating("1", scale_named("5-1")) == 5
    with pytest.raises(InputError, match="0-10"):
        scale_named("A-F")


def test_what_the_file_said_is_kept_beside_the_rating(bring_in, stored):
    bring_in("comment,How likely are you to recommend us?\nIt is really nice,9\nIt is bad,0\n")
    assert [(c.rating, c.rating_given) for c in stored()] == [(4.6, "9"), (1.0, "0")]


NINES = "9" * 400


@pytest.mark.parametrize("cell", [f"{NINES}/{NINES}", f"5/{NINES}", NINES, f"-{NINES}"])
def test_a_number_too_long_for_any_scale_is_no_rating(cell: str) -> None:
    assert read_rating(cell, scale_named("1-5")) is None
    assert decide_scale(["1", "5", cell]).name == "1-5"
