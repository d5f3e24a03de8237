"""What a person said about the spelling of a file holds for the next one with such a header."""

from feedback.actions.importing import forget_mapping, preview_file

FIRST = "text,date\nDosť pomalé načítanie,2026-03-01\nŤažko nájdem účet,2026-03-02\n"
NEXT = "text,date\nČakám týždeň na odpoveď,2026-04-01\n"


def test_the_encoding_is_not_asked_again(bring_in, stored, store, tmp_path):
    bring_in(FIRST.encode("cp1250"), name="marec.csv", encoding="cp1250")
    path = tmp_path / "april.csv"
    path.write_bytes(NEXT.encode("cp1250"))
    seen = preview_file(path, store=store)
    assert (seen.encoding, seen.reading["encoding"]) == ("cp1250", "cp1250")
    bring_in(path, name="april.csv")
    assert "Čakám týždeň na odpoveď" in {one.text for one in stored()}


def test_a_file_that_tells_its_encoding_is_read_by_that(bring_in, stored, store, tmp_path):
    bring_in(FIRST.encode("cp1250"), name="marec.csv", encoding="cp1250")
    bring_in(NEXT.encode("utf-8"), name="april.csv")
    assert "Čakám týždeň na odpoveď" in {one.text for one in stored()}


def test_columns_are_guessed_as_before_where_only_the_encoding_was_said(bring_in, store, tmp_path):
    bring_in(FIRST.encode("cp1250"), encoding="cp1250")
    path = tmp_path / "april.csv"
    path.write_bytes(NEXT.encode("cp1250"))
    seen = preview_file(path, store=store)
    assert not seen.remembered
    assert seen.mapping == {"text": "text", "created_at": "date"}


def test_a_mapping_and_an_encoding_are_remembered_and_forgotten_together(bring_in, store, tmp_path):
    bring_in(FIRST.encode("cp1250"), encoding="cp1250", mapping={"created_at": ""})
    path = tmp_path / "april.csv"
    path.write_bytes(NEXT.encode("cp1250"))
    seen = preview_file(path, store=store)
    assert seen.remembered and seen.mapping == {"text": "text"} and seen.encoding == "cp1250"
    forget_mapping(store, seen.columns)
    seen = preview_file(path, store=store)
    assert not seen.remembered and not seen.encoding
