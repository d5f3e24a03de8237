"""Cells beside the text: ratings, ids, questions, segments, and whatever is cut short."""

import dataclasses
import random

import pytest

from feedback.actions import import_run
from feedback.actions.importing import import_file
from feedback.domain.summaries import CommentFilter
from feedback.errors import InputError
from feedback.intake import facts
from feedback.intake.external_ids import stored_id
from feedback.intake.identity import customer_digest
from feedback.intake.mapping import header_key
from feedback.intake.privacy import find_personal
from feedback.intake.privacy.cutting import cut, shown
from feedback.store import open_database
from tests.unit.intake.conftest import KEY, NOW

WITH_PEOPLE = (
    "id,date,comment,rating\n"
    "529.982.247-25,2026-01-02,nice app really good,4\n"
    "111.444.777-35,2026-01-03,bad app really bad,5 call +62 812 3456 7890\n"
    "+62 812 3456 7891,2026-01-03,bad app really bad,5 jane@x.com\n"
    "R-18,2026-01-04,the last of the lot,3\n"
)
NAMED = {"id": "id", "rating": "rating"}


def test_ratings_as_given_and_ids_hold_nothing_personal(bring_in, stored):
    bring_in(WITH_PEOPLE, mapping=NAMED)
    kept = "\n".join(str(dataclasses.asdict(comment)) for comment in stored())
    for personal in ("529.982", "111.444", "812 3456", "jane"):
        assert personal not in kept
    first, *_, last = stored()
    assert first.external_id == first.key == customer_digest(KEY, "529.982.247-25")
    assert (last.external_id, last.key) == ("R-18", "R-18")
    assert [c.rating_given for c in stored()] == ["4", "5 call [phone]", "5 [email]", "3"]
    assert bring_in(WITH_PEOPLE, mapping=NAMED).duplicates == 4


def test_ids_that_earlier_versions_stored_in_the_clear_match_and_go(bring_in, stored, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(facts, "stored_id", lambda _key, external_id: external_id)
        bring_in(WITH_PEOPLE, mapping=NAMED)
    assert stored()[0].external_id == "529.982.247-25"
    again = bring_in(WITH_PEOPLE.replace("nice app", "fine app"), mapping=NAMED)
    assert (again.imported, again.updated, again.duplicates) == (0, 1, 3)
    assert not [c for c in stored() if "." in c.external_id or "+" in c.key]


@pytest.mark.parametrize(
    "external_id",
    ["7", "12345", "R-2024-0017", "r-00001234", "5.70306E+17",
     "6f9619ff-8b86-d011-b42d-00c04fc964ff",
     "9007199254740993", "a1:b", "5a7b8c9d0e1f2a3b", "HRD-9", "2024-01-05T10:11:12"],
)  # fmt: skip
def test_an_id_that_is_nobodys_stays(external_id):
    assert stored_id(KEY, external_id) == external_id


@pytest.mark.parametrize(
    "external_id",
    ["529.982.247-25", "52998224725", "+62 812 3456 7890", "081234567890", "a@b.co",
     "tel-07700900982", "CPF-52998224725", "budi081234567890",
     "a at gmail dot com", "DE89370400440532013000", "192.168.0.17",
     "2001:db8::8a2e:370:7334", "acc_KZ86125KZT5004100100",
     "acc-DE89370400440532013000", "x" * 201],
)  # fmt: skip
def test_an_id_that_is_somebodys_is_a_digest(external_id):
    assert stored_id(KEY, external_id) == customer_digest(KEY, external_id)


def test_no_id_is_passed_over_that_a_closer_look_would_find():
    draw = random.Random(3)
    somebodys = (
        "tel-07700900982", "cpf_52998224725", "x-gb29nwbk60161331926819", "ssn-078-05-1120",
        "a-4111-1111-1111-1111", "wa081298765432", "at-203-0-113-7", "u_KZ86-125K-ZT50-0410-0100",
    )  # fmt: skip
    for _ in range(20_000):
        changed = list(draw.choice(somebodys))
        for _ in range(draw.randrange(4)):
            changed[draw.randrange(len(changed))] = draw.choice("0123456789-_abkz")
        external_id = "".join(changed)
        assert (stored_id(KEY, external_id) != external_id) == bool(find_personal(external_id))


@pytest.mark.parametrize("personal", ["jane.doe@example.com", "+62 812 3456 7890"])
def test_what_is_cut_short_ends_before_an_address_and_not_within(personal):
    for length in range(170, 205):
        text = "x" * length + " " + personal + " and more"
        for short in (shown(text, 200), cut(text, 200)):
            assert len(short) <= 200
            rest = short.lstrip("x").lstrip()
            assert rest in ("", personal) or rest.startswith(("[", personal + " ")), (length, short)


def test_a_segment_is_redacted_before_it_is_cut(bring_in, stored):
    segment = "g" * 190 + " jane.doe@example.com"
    bring_in(
        f"id,comment,segment\n1,the app is slow today,{segment}\n2,it is fine,gold\n",
        mapping={"segment": "segment"},
    )
    assert "jane" not in stored()[0].segment


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no pesanan 2305120012345678 belum sampai", ""),
        ("order number 4111111111111111 never came", ""),
        ("pedido nº 5500000000000004 atrasou", ""),
        ("тапсырыс нөмірі 4111111111111111 келмеді", ""),
        ("my card 4111111111111111 was charged", "card"),
        ("карта 4111 1111 1111 1111 өтпеді", "card"),
        ("kartu 5500.0000.0000.0004 ditolak", "card"),
        ("call 1-800-555-0199x23 and wait", "phone"),
        ("1-800-555-0199x23", "phone"),
        ("wa 0 8 1 2 3 4 5 6 7 8 9 0 ya", "phone"),
        ("0 8 1 2 3 4 5 6 7 8 9 0", "phone"),
        ("from 0 1 2 3 4 5 6 7 8 9 I give 3", ""),
        ("my screen is 1920x1080 wide", ""),
    ],
)
def test_the_words_before_tell_a_card_from_an_order(text, kind):
    assert [one.kind for one in find_personal(text)] == ([kind] if kind else [])


def test_the_report_adds_up_by_two_counts_of_its_own(bring_in, monkeypatch):
    """One of what was taken out of the file, one of what the store and the rejects hold."""
    text = "id,comment\n1,it is slow\n2,\n3,it is fine\n3,it is fine\n,\n"
    assert bring_in(text).rows == 4
    monkeypatch.setattr(import_run.ImportRun, "_add", lambda *given: None)
    with pytest.raises(AssertionError):
        bring_in(text)


LEAKS = ("leak20zz@example.com", "812 3456 7890", "812-3456-7890", "081298765432")


@pytest.mark.parametrize("mapping", [None, {"text": "Q1 call +62 812 3456 7890 ok?"}])
def test_headers_file_names_and_sources_are_stored_without_personal_data(tmp_path, mapping):
    store, files = open_database(f"sqlite:///{tmp_path}/heard.db"), tmp_path / "files"
    files.mkdir()
    path = files / "whatsapp +62 812-3456-7890.csv"
    path.write_text(
        "Q1 call +62 812 3456 7890 ok?;Q2 write leak20zz@example.com ok?;name\n"
        "It is slow since the update;And the button is gone;Mia\n"
        "It crashes when I pay with it;Nothing works any more;Lee\n"
        ";;081298765432\n"
    )
    given = {"key": KEY, "now": NOW, "mapping": mapping}
    reports = [
        import_file(store, path, **given),
        import_file(store, path, **given, source="by leak20zz@example.com"),
    ]
    asked = {one.question for one in store.comments.iterate(CommentFilter())}
    assert asked >= {"Q2 write [email] ok?"}
    assert [one.source for one in reports] == ["whatsapp [phone]", "by [email]"]
    assert reports[0].file == "whatsapp [phone].csv"
    store.close()
    files = tmp_path.glob("heard.db*")
    kept = "".join(file.read_bytes().decode("latin-1") for file in files)
    assert not [leak for leak in LEAKS if leak in kept]


def test_a_mapping_by_a_header_with_an_address_is_remembered_without_it(bring_in, store):
    text = "write leak20zz@example.com?;b;c\nslow;It is slow;x\nbad;It is bad;y\n"
    bring_in(text, mapping={"text": "b", "segment": "write leak20zz@example.com?"})
    report = bring_in(text.replace("slow", "quick"))
    assert report.notes[0] == "The columns were read as last time."
    mapping = store.mappings.get(header_key(["write leak20zz@example.com?", "b", "c"]))
    assert mapping == {"text": "b", "segment": "write [email]?"}


def test_columns_that_only_personal_data_tells_apart_are_not_remembered(bring_in, store):
    text = "ask mia@example.com?;ask lee@example.com?\nIt is slow;It is bad\n"
    bring_in(text, mapping={"text": "ask mia@example.com?", "text2": ""})
    assert store.mappings.get(header_key(["ask mia@example.com?", "ask lee@example.com?"])) is None


def test_columns_are_listed_without_personal_data(bring_in):
    with pytest.raises(InputError) as failed:
        bring_in("a;b\n1;2\n", name="x.csv", mapping={"text": "c"})
    assert "“a”, “b”" in str(failed.value)
    with pytest.raises(InputError) as failed:
        bring_in("write leak20zz@example.com?;b\n1;2\n", name="x.csv", mapping={"text": "c"})
    assert "“write [email]?”" in str(failed.value)
    assert "leak20zz" not in str(failed.value)
