"""Files as people really have them: no tool's export, not English, saved by Excel, with a title."""

from datetime import datetime

import pytest

from feedback.intake.header import name_columns
from feedback.intake.reading import open_table
from feedback.intake.table import UnreadableRow

MESSY = {
    "German, semicolons, decimal commas, Windows-1252": (
        "Bewertung;Datum;Kundennummer;Kommentar;Region\n"
        "4,5;03.02.2026;K-77;Die App ist schön, aber viel zu langsam;Süd\n"
        "1,0;25.02.2026;K-78;Der Bericht lässt sich nicht öffnen;Nord\n",
        "cp1252",
        [("Die App ist schön, aber viel zu langsam", 4.5, datetime(2026, 2, 3)),
         ("Der Bericht lässt sich nicht öffnen", 1.0, datetime(2026, 2, 25))],
    ),
    "Portuguese headers with accents, NPS and a title above": (
        "Pesquisa de satisfação – 1º trimestre\n\n"
        "Código;Data da resposta;Nota NPS;O que podemos melhorar?\n"
        "1;03/02/2026 10:11;10;O boleto demora demais para chegar\n"
        "2;25/02/2026 09:00;0;Não consigo falar com ninguém no telefone\n",
        "utf-8-sig",
        [("O boleto demora demais para chegar", 5.0, datetime(2026, 2, 3, 10, 11)),
         ("Não consigo falar com ninguém no telefone", 1.0, datetime(2026, 2, 25, 9, 0))],
    ),
    "Kazakh headers, month names": (
        "№,Күні,Баға,Пікір\n"
        "1,3 ақпан 2026,5,Қосымша өте ыңғайлы және тез жұмыс істейді\n"
        "2,25 ақпан 2026,2,Тіркелу кезінде код келмейді\n",
        "utf-8",
        [("Қосымша өте ыңғайлы және тез жұмыс істейді", 5.0, datetime(2026, 2, 3)),
         ("Тіркелу кезінде код келмейді", 2.0, datetime(2026, 2, 25))],
    ),
    "Indonesian headers, month names, UTF-16 with tabs as Excel saves Unicode text": (
        "Tanggal\tNilai\tUlasan\tPelanggan\n"
        "3 Agustus 2026\t5\tPengirimannya cepat sekali\tBudi\n"
        "25 Agt 2026\t1\tAplikasinya sering keluar sendiri\tSari\n",
        "utf-16",
        [("Pengirimannya cepat sekali", 5.0, datetime(2026, 8, 3)),
         ("Aplikasinya sering keluar sendiri", 1.0, datetime(2026, 8, 25))],
    ),
    "Three lines of title, Excel serial days, an empty column at the end": (
        "Customer survey,,,,\nExported by Ann,,,,\n,,,,\n"
        "ID,Date,Score (1 = very good),Comment,\n"
        "a1,46056,1,The search finds everything at once,\n"
        "a2,46078.5,5,The export never finishes at all,\n",
        "utf-8",
        [("The search finds everything at once", 5.0, datetime(2026, 2, 3)),
         ("The export never finishes at all", 1.0, datetime(2026, 2, 25, 12, 0))],
    ),
    "Portuguese month names and times": (
        "data,estrelas,comentário\n"
        "3 de fevereiro de 2026 às 10:11,4,Gostei bastante da nova tela\n"
        "25 fev. 2026,2,Ficou muito mais lento agora\n",
        "utf-8",
        [("Gostei bastante da nova tela", 4.0, datetime(2026, 2, 3, 10, 11)),
         ("Ficou muito mais lento agora", 2.0, datetime(2026, 2, 25))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MESSY)
def test_it_comes_in_without_a_word_from_anybody(bring_in, stored, kind):
    text, encoding, expected = MESSY[kind]
    report = bring_in(text.encode(encoding))
    assert (report.imported, report.rejected) == (len(expected), 0)
    assert [(c.text, c.rating, c.created_at) for c in stored()] == expected


def test_offsets_keep_the_clock_time_of_the_source(bring_in, stored):
    bring_in("date,comment\n2026-02-03T23:30:00+05:00,It is too slow\n")
    assert stored()[0].created_at == datetime(2026, 2, 3, 23, 30)


def test_an_id_that_looks_like_a_number_in_short_stays_as_it_is(bring_in, stored):
    rows = "".join(f"1E{n},2026-02-03,It is too slow {n}\n" for n in range(3, 9))
    bring_in("id,date,comment\n" + rows)
    assert [c.external_id for c in stored()] == [f"1E{n}" for n in range(3, 9)]


@pytest.mark.parametrize("digits", ["²³", "①②", "５", "٥", "५"])
def test_letters_that_only_look_like_digits_stop_nothing(bring_in, stored, digits):
    row = f"{digits},{digits}.02.2026,{digits},It is {digits} times too slow\n"
    report = bring_in(f"id,date,rating,comment\n{row}2,25.02.2026,5,It is too slow\n")
    assert report.imported == 2
    first = stored()[0]
    assert (first.external_id, first.text) == (digits, f"It is {digits} times too slow")
    assert first.rating in (None, 5.0)


def test_blank_entries_of_a_list_are_rows_like_all_others(bring_in, stored):
    entries = '{"comment": "Too slow"}, {}, null, {"comment": ""}, "", {"comment": "Ok so"}'
    report = bring_in(f"[{entries}]", name="x.json")
    assert report.imported == 2
    assert report.rows == report.imported + report.rejected == 6


def test_half_a_comment_below_an_unnamed_column_is_not_cut_off(bring_in, store):
    rows = "".join(f"{n},a fine app number {n},\n" for n in range(500))
    report = bring_in("id,comment,\n" + rows + "501,Great, but slow\n")
    assert (report.imported, report.rejected) == (500, 1)
    (reject,) = store.imports.rejects(report.id)
    assert (reject.line, reject.excerpt) == (502, "501 | Great |  but slow")
    assert reject.reason == "The row has 3 cells where the header names 2."


@pytest.mark.parametrize("ending", ["", ",en"])
def test_a_quotation_mark_closed_by_the_one_that_opens_another_cell_glues_no_rows(
    bring_in, stored, ending
):
    rows = [
        '1,"5 inch screen broke', "2,it works so far", "3,it is fine here", "4,it is bad there",
        '5,"great" app for me', "6,nice and quick",
    ]  # fmt: skip
    head = "id,comment" + (",lang" if ending else "")
    report = bring_in("\n".join([head, *[row + ending for row in rows]]) + "\n")
    assert (report.rows, report.imported, report.rejected) == (6, 5, 1)
    assert [comment.external_id for comment in stored()] == ["2", "3", "4", "5", "6"]


def test_a_quotation_mark_closed_by_one_in_the_words_of_a_row_below_glues_no_rows(bring_in, stored):
    report = bring_in(
        'id,comment\n1,"5 inch screen broke\n2,it works so far\n'
        '3,my 6" tablet is fine\n4,it is bad\n'
    )
    assert (report.rows, report.imported, report.rejected) == (4, 3, 1)
    assert [one.text for one in stored()][1] == 'my 6" tablet is fine'


def test_a_comment_that_quotes_without_doubling_stays_one(bring_in, stored):
    bring_in('id,comment\n1,"the first line\nand he said, "hi" there"\n2,and another one\n')
    assert len(stored()) == 2


def test_quoted_lines_that_end_in_a_delimiter_stay_one_comment(bring_in, stored):
    bring_in(
        'id,comment,lang\n1,"He said,\nyes,",en\n2,"It says ""no"",\n""never"", ""ever""",en\n'
    )
    assert [one.text for one in stored()] == ["He said,\nyes,", 'It says "no",\n"never", "ever"']


def test_a_quotation_mark_left_open_costs_its_line_in_a_large_file_too(tmp_path):
    path = tmp_path / "open.csv"
    rows = "".join(f"{n},plain words in a row of feedback {n}\n" for n in range(250_000))
    path.write_text('id,comment\n1,fine words\n2,"a bad quotation mark\n' + rows)
    read = [cells for _, cells in open_table(path).rows()]
    assert len(read) == 250_002
    assert [cells for cells in read if isinstance(cells, UnreadableRow)] == [read[1]]


def test_a_row_of_words_far_down_is_no_header_of_a_file_without_one(bring_in, stored):
    report = bring_in(
        "1,2024-01-01,5,Great app it works\n2,2024-01-02,4,Nice thing really\n"
        "3,2024-01-03,4,Good one\n,,good,Lacks an id\n5,2024-01-05,2,Bad\n",
        mapping={"text": "column 4"},
    )
    assert report.rows == 5
    assert "Great app it works" in [comment.text for comment in stored()]


def test_junk_as_wide_as_the_table_is_still_before_the_header(bring_in):
    report = bring_in("Report,2026-03-01,,\n,,,\nid,date,stars,comment\n1,2026-01-02,5,it works\n")
    assert report.rows == 1


def test_of_two_columns_that_differ_in_case_the_one_that_was_named_is_read(bring_in, stored):
    text = "Comment,comment\nnice app so far,zzz\nbad app for me,yyy\n"
    bring_in(text, mapping={"text": "Comment"})
    bring_in(text, mapping={"text": "comment"}, name="other.csv")
    assert [one.text for one in stored()] == ["nice app so far", "bad app for me", "zzz", "yyy"]


def test_all_columns_have_names_of_their_own():
    assert name_columns(["A (2)", "A", "A", "A"], []) == ("A (2)", "A", "A (3)", "A (4)")
    assert name_columns(["A", "A", "A (2)"], []) == ("A", "A (3)", "A (2)")
