"""A longer export under another name goes on where its comments are."""

from datetime import datetime, timedelta

import pytest

from feedback.actions.importing import preview_file
from feedback.store import open_database
from tests.unit.intake.conftest import KEY

WHERE = ("balcão", "jardim", "caixa", "salão", "terraço", "bar", "pátio", "corredor")
START = datetime(2026, 1, 1, 9, 30)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    if request.param == "memory":
        yield request.getfixturevalue("store")
        return
    opened = open_database(f"sqlite:///{tmp_path}/heard.db")
    yield opened
    opened.close()


def rows(numbers, *, ids, days=1):
    """One comment a day, or several, with or without ids of their own."""
    return [
        [
            *([f"T-{1000 + n}"] if ids else []),
            (START + timedelta(days=n // days)).strftime("%Y-%m-%d"),
            f"O café veio frio no {WHERE[n % 8]} pela vez {n}",
            str(1 + n % 5),
        ]
        for n in numbers
    ]


def export(numbers, *, ids=True, newest_first=False, days=1, head="data,comentário,nota"):
    listed = rows(numbers, ids=ids, days=days)
    head = f"id,{head}" if ids else head
    body = [",".join(row) for row in (reversed(listed) if newest_first else listed)]
    return "\n".join([head, *body]) + "\n"


@pytest.mark.parametrize("ids", [True, False])
@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("longer", [range(160), range(40, 400)])
def test_a_longer_export_under_another_name_doubles_nothing(
    bring_in, stored, ids, newest_first, longer
):
    bring_in(export(range(100), ids=ids), "cafe_outubro.csv")
    report = bring_in(export(longer, ids=ids, newest_first=newest_first), "cafe_novembro.csv")
    there = len(set(range(100)) & set(longer))
    assert (report.imported, report.duplicates) == (len(longer) - there, there)
    assert report.source == "cafe_outubro"
    assert any("the source “cafe_outubro” already" in note for note in report.notes)
    assert len({one.text for one in stored()}) == len(stored())


def test_the_end_of_a_file_is_looked_at_too(bring_in):
    """The latest first, and more of them than the thousand rows by which a file is understood."""
    bring_in(export(range(300), days=20), "cafe_outubro.csv")
    longer = export(range(2500), days=20, newest_first=True)
    report = bring_in(longer, "cafe_novembro.csv")
    assert (report.imported, report.duplicates, report.source) == (2200, 300, "cafe_outubro")


def test_a_file_that_reaches_further_back_goes_on_too(bring_in):
    bring_in(export(range(2200, 2500), days=20), "cafe_outubro.csv")
    report = bring_in(export(range(2500), days=20), "cafe_tudo.csv")
    assert (report.imported, report.duplicates, report.source) == (2200, 300, "cafe_outubro")


def test_a_column_more_makes_no_other_source(bring_in):
    bring_in(export(range(30)), "cafe_outubro.csv")
    longer = export(range(50)).replace("nota", "nota,loja").replace("\n", ",Centro\n")
    report = bring_in(longer.replace("loja,Centro", "loja"), "cafe_novembro.csv")
    assert (report.imported, report.duplicates) == (20, 30)


def test_whoever_names_a_source_has_it(bring_in):
    bring_in(export(range(30)), "cafe_outubro.csv")
    report = bring_in(export(range(50)), "cafe_novembro.csv", source="cafe_novembro")
    assert (report.imported, report.source) == (50, "cafe_novembro")


def test_what_a_source_was_called_by_somebody_is_found(bring_in):
    bring_in(export(range(30), ids=False), "export.csv", source="Café")
    report = bring_in(export(range(50), ids=False), "export.csv")
    assert (report.imported, report.duplicates, report.source) == (20, 30, "Café")


@pytest.mark.parametrize("ids", [True, False])
def test_the_next_month_alone_is_a_source_of_its_own(bring_in, ids):
    bring_in(export(range(30), ids=ids), "cafe_outubro.csv")
    report = bring_in(export(range(30, 60), ids=ids), "cafe_novembro.csv")
    assert (report.imported, report.source, report.notes) == (30, "cafe_novembro", ())


@pytest.mark.parametrize("name", ["survey.csv", "other.csv"])
def test_the_same_ids_with_other_words_are_another_survey(bring_in, stored, name):
    """Both rules at once: where comments are, and what ids stand for."""

    def survey(place):
        lines = (f"{n},{place} it was a {WHERE[n % 8]} of trouble {n}" for n in range(1, 31))
        return "\n".join(["id,comment", *lines]) + "\n"

    bring_in(survey("In January"), "survey.csv")
    before = stored()
    report = bring_in(survey("Last spring, honestly,").replace(", honestly,", ""), name)
    assert (report.imported, report.updated) == (30, 0)
    assert stored()[:30] == before
    own = report.source
    assert own != "survey"
    again = bring_in(survey("Last spring"), "third_name.csv")
    assert (again.duplicates, again.source) == (30, own)
    first = bring_in(survey("In January"), "fourth_name.csv")
    assert (first.duplicates, first.source) == (30, "survey")


def test_short_answers_alike_are_no_longer_export_but_are_said(bring_in):
    """“Good” and a day is what many write; that most of it is there may be chance."""
    words = ("Good", "Bad", "OK", "Slow", "Nice")
    text = "date,comment\n" + "".join(f"2026-01-0{1 + n},{words[n]}\n" for n in range(5))
    bring_in(text, "store_ios.csv")
    report = bring_in(text, "store_android.csv")
    assert (report.imported, report.source) == (5, "store_android")
    assert any("5 of 5 rows" in note and "may be chance" in note for note in report.notes)


@pytest.mark.parametrize("later", [("Chat", "E-mail", "Phone"), ("E-mail",)])
def test_rows_of_several_channels_are_looked_for_where_they_are(bring_in, stored, later):
    """Also where most come by another channel by now than by that of the source."""

    def text(count, ways):
        lines = [",".join([*row, ways(n)]) for n, row in enumerate(rows(range(count), ids=False))]
        return "\n".join(["data,comentário,nota,canal", *lines]) + "\n"

    def before(n):
        return ("Chat", "E-mail", "E-mail", "Chat", "Chat")[n % 5] if n < 30 else "E-mail"

    bring_in(text(30, before), "cafe_outubro.csv")
    bring_in(text(60, before), "cafe_outubro.csv")
    report = bring_in(
        text(90, lambda n: before(n) if n < 60 else later[n % len(later)]), "cafe_novembro.csv"
    )
    assert (report.imported, report.duplicates) == (30, 60)
    assert len({one.text for one in stored()}) == len(stored()) == 90


def test_dates_that_were_read_the_other_way_hide_nothing(bring_in):
    """The first file leaves day and month open; the longer one shows it is the month first."""

    def text(count):
        days = [START + timedelta(days=n) for n in range(count)]
        lines = [
            f"{day:%m/%d/%Y},O café veio frio no {WHERE[n % 8]} hoje" for n, day in enumerate(days)
        ]
        return "\n".join(["data,comentário", *lines]) + "\n"

    bring_in(text(12), "cafe_outubro.csv")
    report = bring_in(text(20), "cafe_novembro.csv")
    assert (report.imported, report.source) == (8, "cafe_outubro")


def test_the_sample_is_nobodys_source(bring_in):
    bring_in(export(range(30)), "sample.csv", is_sample=True)
    report = bring_in(export(range(50)), "mine.csv")
    assert (report.imported, report.source) == (50, "mine")


def test_what_is_there_is_shown_before_the_import_with_examples(bring_in, store, tmp_path):
    text = export(range(20)).replace("vez 3", "vez 3 escreva a ana@example.com")
    bring_in(text, "cafe_outubro.csv")
    path = tmp_path / "cafe_novembro.csv"
    path.write_text(text + ",".join(rows(range(20, 21), ids=True)[0]) + "\n", encoding="utf-8")
    overlap = preview_file(path, store=store, key=KEY).overlap
    assert (overlap.source, overlap.there, overlap.looked_at) == ("cafe_outubro", 20, 20)
    assert overlap.is_sure and len(overlap.examples) == 3
    assert not any("@" in one for one in overlap.examples)
    path = tmp_path / "cafe_outubro.csv"
    assert preview_file(path, store=store, key=KEY).overlap is None
