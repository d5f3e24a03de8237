"""What a person sees of an import: the report, the comments, the rejects."""

from datetime import datetime

import pytest

from feedback.actions import import_run
from feedback.actions.importing import import_file, preview_file, rejects_csv
from feedback.domain.comment import Channel
from feedback.errors import InputError, NotFoundError

KEY = b"a key of the tests"
NOW = datetime(2026, 3, 1, 12, 0)
REVIEWS = (
    "id,date,stars,comment\n"
    "1,2026-01-05,5,The export button is hard to find\n"
    "2,2026-01-06,1,It crashes every time I save\n"
    "3,2026-01-07,3,\n"
    "4,2026-01-08,4,n/a\n"
)


def test_every_row_is_accounted_for(bring_in):
    report = bring_in(REVIEWS)
    assert (report.rows, report.imported, report.rejected, report.filler) == (4, 3, 1, 1)


def test_the_same_file_again_imports_nothing(bring_in):
    bring_in(REVIEWS)
    again = bring_in(REVIEWS)
    assert (again.imported, again.updated, again.duplicates, again.rejected) == (0, 0, 3, 1)


def test_a_longer_export_imports_the_new_rows_only(bring_in):
    bring_in(REVIEWS)
    longer = bring_in(REVIEWS + "5,2026-01-09,2,Prices went up again\n")
    assert (longer.imported, longer.duplicates) == (1, 3)


def test_a_changed_text_is_an_update(bring_in, stored):
    bring_in(REVIEWS)
    changed = bring_in(REVIEWS.replace("hard to find", "easy to find now"))
    assert (changed.imported, changed.updated) == (0, 1)
    assert "The export button is easy to find now" in [comment.text for comment in stored()]


def test_ids_that_are_not_unique_do_not_merge_different_comments(bring_in):
    report = bring_in(
        "tweet_id,text,tweet_created\n"
        "5.70306E+17,the first thing somebody said,2015-02-24\n"
        "5.70306E+17,another thing somebody said,2015-02-24\n"
        "5.70307E+17,a third thing was said too,2015-02-24\n"
    )
    assert report.imported == 3
    assert any("not unique" in note for note in report.notes)


def test_an_id_that_stops_being_unique_is_still_recognised_by_its_text(bring_in):
    first = "id,comment\n" + "".join(f"{n},comment number {n} here\n" for n in range(300))
    bring_in(first)
    report = bring_in(first + "7,something quite different\n")
    assert (report.imported, report.updated, report.duplicates) == (1, 0, 300)


def test_an_id_that_was_not_unique_once_is_not_believed_later(bring_in):
    bring_in("id,comment\n7,one thing was said\n7,another thing was said\n")
    report = bring_in("id,comment\n7,another thing was said\n")
    assert (report.imported, report.duplicates) == (0, 1)


def test_equal_answers_without_date_or_customer_are_all_kept_once(bring_in):
    text = "comment\nToo slow for me\nToo slow for me\nLovely people there\n"
    assert bring_in(text).imported == 3
    assert bring_in(text).duplicates == 3


def test_equal_answers_of_one_person_on_one_day_are_duplicates(bring_in):
    report = bring_in(
        "email,date,comment\na@example.org,2026-01-01,Too slow\na@example.org,2026-01-01,Too slow\n"
    )
    assert (report.imported, report.duplicates) == (1, 1)


def test_a_dry_run_holds_nobody_up(bring_in, store, monkeypatch):
    def written(**_given):
        raise AssertionError("a dry run writes")

    bring_in(REVIEWS)
    monkeypatch.setattr(store, "writing", written)
    longer = REVIEWS.replace("hard to find", "gone") + "5,2026-01-09,2,Prices went up again\n"
    report = bring_in(longer, dry_run=True)
    assert (report.imported, report.updated, report.duplicates, report.rejected) == (1, 1, 2, 1)


def test_a_dry_run_counts_and_stores_nothing(bring_in, stored, store):
    report = bring_in(REVIEWS, dry_run=True)
    assert (report.imported, report.rejected, report.id) == (3, 1, 0)
    assert stored() == []
    assert store.comments.sources() == []


def test_an_import_stopped_half_way_is_completed_by_the_next(bring_in, stored, monkeypatch):
    monkeypatch.setattr(import_run, "TOGETHER", 1000)
    text = "id,comment\n" + "".join(f"{n},comment number {n} here\n" for n in range(5000))

    class StoppedError(Exception):
        pass

    def stop(share, message):
        if share > 0.3:
            raise StoppedError

    with pytest.raises(StoppedError):
        bring_in(text, progress=stop)
    before = len(stored())
    assert 0 < before < 5000
    report = bring_in(text)
    assert (report.imported, report.duplicates) == (5000 - before, before)


def test_rejects_are_kept_as_they_come_and_whole_after_a_stop(bring_in, store, monkeypatch):
    monkeypatch.setattr(import_run, "TOGETHER", 1000)
    lines = (f"{n},{'' if n % 100 == 7 else f'comment number {n} here'}\n" for n in range(10_000))
    text = "id,comment\n" + "".join(lines)

    class StoppedError(Exception):
        pass

    def stop(share, message):
        if share > 0.6:
            raise StoppedError

    with pytest.raises(StoppedError):
        bring_in(text, progress=stop)
    assert 0 < len(store.imports.rejects(1)) < 100
    report = bring_in(text)
    assert report.rejected == 100
    assert [one.line for one in store.imports.rejects(report.id)] == list(range(9, 10_002, 100))


def test_the_source_is_the_files_name_unless_a_column_or_a_person_says_otherwise(bring_in, stored):
    bring_in("comment\nIt is good enough\n", name="Spring survey.csv")
    bring_in("source,comment\nShop,It is good enough\n")
    bring_in("source,comment\nShop,It is good enough\n", source="Desk", channel="phone")
    assert [(c.source, c.channel) for c in stored()] == [
        ("Spring survey", Channel.SURVEY),
        ("Shop", Channel.OTHER),
        ("Desk", Channel.PHONE),
    ]


def test_personal_data_never_reaches_the_store(bring_in, stored):
    report = bring_in(
        "customer,comment,reply\n"
        "mia@example.org,Write to mia@example.org or call +44 20 7946 0958,"
        "We wrote to mia@example.org\n"
    )
    (comment,) = stored()
    assert comment.text == "Write to [email] or call [phone]"
    assert "mia" not in repr(comment)
    assert comment.redacted == report.redacted == 3


def test_a_customer_is_the_same_in_every_source(bring_in, stored):
    bring_in("email,comment\nMia@Example.org,The first thing\n", name="one.csv")
    bring_in("contact,comment\nmia@example.org ,The second thing\n", name="two.csv")
    first, second = stored()
    assert first.customer == second.customer != ""
    assert first.source != second.source


def test_the_rejects_say_where_why_and_what_to_do(bring_in, store):
    report = bring_in('id,comment\n1,fine so far\n2,\n3,it costs 3,50\n4,"two\nlines"\n5,\n')
    lines = rejects_csv(store, report.id).splitlines()
    assert lines[0] == "line,reason,advice,excerpt,file"
    assert [line.split(",")[0] for line in lines[1:]] == ["3", "4", "7"]
    assert "has 3 cells where the header has 2" in lines[2]


def test_rejects_of_an_unknown_import_are_not_found(store):
    with pytest.raises(NotFoundError):
        rejects_csv(store, 99)


def test_rejects_hold_no_live_formula_and_no_personal_data(bring_in, store):
    report = bring_in("id,comment\n=1+2 mia@example.org,\n7,something was said\n")
    text = rejects_csv(store, report.id)
    assert "'=1+2 [email]" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"id,comment\n", "no rows"),
        (b"a,b\n1,2\n3,4\n", "--map text=COLUMN"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_stores_nothing(
    bring_in, stored, store, content, sentence
):
    with pytest.raises(InputError, match=sentence):
        bring_in(content)
    assert stored() == []
    assert store.imports.recent() == []


def test_a_mapping_overrules_the_guess_and_an_empty_column_switches_a_field_off(bring_in, stored):
    bring_in(
        "id,comment,remark,stars\n1,the guess would be this,but it is this one,5\n",
        mapping={"text": "Remark", "rating": ""},
    )
    (comment,) = stored()
    assert (comment.text, comment.rating) == ("but it is this one", None)


def test_a_mapping_to_a_column_that_is_not_there_names_those_that_are(bring_in):
    with pytest.raises(InputError, match="“comment”"):
        bring_in(REVIEWS, mapping={"text": "Kommentar"})
    with pytest.raises(InputError, match="created_at"):
        bring_in(REVIEWS, mapping={"colour": "comment"})


def test_a_preview_shows_the_mapping_and_the_first_rows_as_they_are(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(REVIEWS)
    seen = preview_file(path, rows=2)
    assert seen.mapping == {
        "id": "id",
        "created_at": "date",
        "rating": "stars",
        "text": "comment",
    }
    assert seen.rows[1] == {
        "id": "2",
        "date": "2026-01-06",
        "stars": "1",
        "comment": "It crashes every time I save",
    }
    assert len(seen.rows) == 2
    assert seen.rating_scale == "1-5"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_encoding_and_delimiter_reads_the_same(bring_in, stored, encoding, delimiter):
    rows = [
        ["Data", "Nota", "Comentário"],
        ["24/02/2026", "5", "Não é possível achar o botão; ajuda, já!"],
        ["25/02/2026", "1", "Péssimo atendimento | horrível\ncom duas linhas"],
    ]
    quoted = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    bring_in(quoted.encode(encoding))
    assert [(c.text, c.rating, c.created_at) for c in stored()] == [
        (rows[1][2], 5.0, datetime(2026, 2, 24)),
        (rows[2][2], 1.0, datetime(2026, 2, 25)),
    ]


def test_junk_before_the_header_and_unnamed_columns_after_it_do_no_harm(bring_in, stored):
    report = bring_in(
        "Exported by SuperTool\nreport of March 2026\n\nid,comment,,\n1,it works,,\n2,it fails,,\n"
    )
    assert [c.text for c in stored()] == ["it works", "it fails"]
    assert any("before the header" in note for note in report.notes)


def test_dates_are_decided_once_for_the_column(bring_in, stored):
    report = bring_in("date,comment\n03/04/2026,an early one\n25/04/2026,a late one\n")
    assert [c.created_at for c in stored()] == [datetime(2026, 4, 3), datetime(2026, 4, 25)]
    assert not any("day" in note for note in report.notes)


def test_dates_that_could_be_both_are_stated(bring_in, stored):
    report = bring_in("date,comment\n03/04/2026,an early one\n05/04/2026,a late one\n")
    assert any("day first" in note for note in report.notes)
    bring_in("date,comment\n03/04/2026,an early one\n", name="us.csv", day_first=False)
    assert stored()[-1].created_at == datetime(2026, 3, 4)


def test_import_file_and_its_language_and_channel_are_checked_first(store, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(REVIEWS)
    with pytest.raises(InputError, match="kinds are"):
        import_file(store, path, channel="pigeon", key=KEY, now=NOW)
    with pytest.raises(InputError, match="language code"):
        import_file(store, path, language="klingon", key=KEY, now=NOW)


def test_a_quotation_mark_closed_far_below_does_not_swallow_the_rows_between(bring_in, stored):
    rows = [f"{n},comment number {n},5\n" for n in range(1, 400)]
    rows[49] = '50,"an open one,5\n'
    rows[299] = '300,"a closed one",5\n'
    report = bring_in("id,comment,stars\n" + "".join(rows))
    assert (report.rows, report.imported, report.rejected) == (399, 398, 1)
    assert "a closed one" in [comment.text for comment in stored()]


def test_a_comment_of_many_lines_stays_one_comment(bring_in, stored):
    long = "\n".join(f"line {n}, with a comma" for n in range(200))
    report = bring_in(f'id,date,comment\n1,2026-01-01,"{long}"\n2,2026-01-02,"and more"\n')
    assert report.imported == 2
    assert stored()[0].text == long


def test_rows_that_are_one_comment_with_two_ratings_do_not_take_turns(bring_in, stored):
    text = "email,date,comment,stars\nm@x.org,2026-01-01,Slow,1\nm@x.org,2026-01-01,Slow,5\n"
    assert bring_in(text).duplicates == 1
    again = bring_in(text)
    assert (again.updated, again.duplicates) == (0, 2)
    assert [c.rating for c in stored()] == [1.0]


def test_a_preview_shows_a_few_texts_before_and_after_redaction(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("comment\nIt is fine\nWrite to mia@example.org please\n")
    seen = preview_file(path)
    (shown,) = seen.redactions
    assert (shown.before, shown.after) == (
        "Write to mia@example.org please",
        "Write to [email] please",
    )
    assert (shown.line, shown.column, shown.kinds) == (3, "comment", {"email": 1})


def test_letters_that_were_broken_before_the_export_are_kept_and_named(bring_in, stored):
    report = bring_in("comment\nGrÃ¶ÃŸe fÃ¼r MenÃ¼s\nNÃO GOSTEI\nÂNGELA É BOA\n")
    assert stored()[0].text == "GrÃ¶ÃŸe fÃ¼r MenÃ¼s"
    (note,) = [note for note in report.notes if "broken" in note]
    assert note.startswith("1 comment came with broken letters")


def test_notes_show_no_personal_data(bring_in):
    report = bring_in(
        "comment,date\nIt is fine so far,mia@example.org\nIt is bad,2026-01-05\n",
        mapping={"created_at": "date"},
    )
    assert any("line 2: “[email]”" in note for note in report.notes)


@pytest.mark.parametrize("reused", ["7", "mia@example.org"])
def test_a_file_from_before_an_id_was_reused_still_adds_nothing(bring_in, reused):
    others = "".join(f"{n},comment number {n} here\n" for n in range(100, 400))
    before = f"id,comment\n{reused},the first text here\n" + others
    bring_in(before)
    assert bring_in(before + f"{reused},the second text here\n").imported == 1
    again = bring_in(before)
    assert (again.imported, again.updated, again.duplicates) == (0, 0, 301)


UNDECIDED = (
    "date,comment\n03/04/2026,a nice app it is\n05/06/2026,a bad app it is\n"
    "04/03/2026,a nice app it is\n"
)


def _days(stored):
    return [comment.created_at.strftime("%m-%d") for comment in stored()]


def test_a_longer_export_that_settles_the_dates_brings_nothing_twice_and_puts_them_right(
    bring_in, stored
):
    bring_in(UNDECIDED)
    assert _days(stored) == ["04-03", "06-05", "03-04"]
    longer = bring_in(UNDECIDED + "03/25/2026,and something new\n", now=datetime(2026, 9, 1))
    assert (longer.imported, longer.updated, longer.duplicates) == (1, 3, 0)
    assert _days(stored) == ["03-04", "05-06", "04-03", "03-25"]
    assert any("are put right" in note for note in longer.notes)
    again = bring_in(UNDECIDED)
    assert (again.imported, again.updated, again.duplicates) == (0, 0, 3)
    assert any("as in earlier imports" in note for note in again.notes)


def test_saying_how_dates_are_read_and_importing_again_puts_them_right(bring_in, stored):
    bring_in(UNDECIDED)
    said = bring_in(UNDECIDED, day_first=False)
    assert (said.imported, said.updated) == (0, 3)
    assert _days(stored) == ["03-04", "05-06", "04-03"]


def test_an_order_of_dates_that_the_file_rules_out_is_not_taken(bring_in, stored):
    rows = "".join(f"{day}/03/2026,the comment of day {day}\n" for day in range(1, 29))
    report = bring_in("date,comment\n" + rows, day_first=False, now=datetime(2026, 9, 1))
    assert _days(stored)[0] == "03-01"
    assert any("against what was asked for: 16 of 28" in note for note in report.notes)


def test_a_guessed_encoding_says_that_the_import_has_to_be_undone_first(bring_in):
    report = bring_in("comment\nприложение хорошее\nочень плохое\n".encode("cp1251"))
    assert any("undo this import and name the encoding" in note for note in report.notes)
