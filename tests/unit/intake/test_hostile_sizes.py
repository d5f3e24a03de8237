"""Files that are small and become large: refused in a sentence, before they fill anything."""

import errno
import gzip
import io
import os
import tempfile
import time
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feedback.errors import HeardError, InputError
from feedback.intake.making import CHUNK_LETTERS, chunks_of
from feedback.intake.preview import SAMPLE_LETTERS, understand
from feedback.intake.reading import child, open_table, packed, room
from feedback.intake.reading.lines import MOST_LINES

CSV = "id,comment\n" + "1,hello world again\n" * 500


def test_what_will_be_too_large_is_refused_after_a_few_rows(tmp_path: Path) -> None:
    rows = ((line, ["x" * 1000]) for line in range(1, 1_000_001))
    target = tmp_path / "rows.jsonl"
    with pytest.raises(child._RefusedError, match="large"):
        child._write(rows, target, child.ALWAYS_ALLOWED, 1_000_000)
    assert target.stat().st_size < 2 * child.FIRST_LOOK


def test_a_parquet_file_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"comment": pa.array(["x" * 20_000] * 15_000).dictionary_encode()}),
                   path)  # fmt: skip
    assert path.stat().st_size < 10_000
    with pytest.raises(InputError, match="far more than such a file holds"):
        open_table(path)


def test_a_file_may_grow_by_its_size_and_never_without_end() -> None:
    assert child.allowed(1) == 200 << 20
    assert child.allowed(1 << 20) == 1000 << 20
    assert child.allowed(1 << 40) == 2 << 30


def test_a_full_disk_is_not_called_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(CSV.encode()))
    real = Path.open

    def full(self: Path, mode: str = "r", *given: object, **named: object) -> object:
        if mode == "wb":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, mode, *given, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(HeardError, match="no room on the disk") as caught:
        open_table(path)
    assert not isinstance(caught.value, InputError)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_child_is_told(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(OSError) as caught:
        child._write(iter([(1, ["a" * 10_000])]), Path("/dev/full"), 1 << 20)
    assert room.is_full(caught.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_damage_in_an_archive_is_a_sentence_however_it_was_packed(
    tmp_path: Path, method: int
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("a.csv", CSV)
    data = bytearray(buffer.getvalue())
    for place in range(45, 60):
        data[place] ^= 0x5A
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        open_table(path)
    with pytest.raises(InputError, match=r"damaged"):
        workbook = io.BytesIO()
        with zipfile.ZipFile(workbook, "w", method) as archive:
            archive.writestr("a.xml", CSV)
        spoilt = bytearray(workbook.getvalue())
        for place in range(45, 60):
            spoilt[place] ^= 0x5A
        path.write_bytes(spoilt)
        packed.check_workbook(path, "a.xlsx")


def test_a_name_in_an_archive_that_is_no_text_is_damage(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("é.csv", CSV)
    data = bytearray(buffer.getvalue())
    data[data.find("é".encode())] = 0xFF
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        open_table(path)
    with pytest.raises(InputError, match="damaged"):
        path.write_bytes(bytes(data).replace(b".csv", b".xml"))
        packed.check_workbook(path, "a.xlsx")


@pytest.mark.parametrize(
    "name",
    ["rot13", "hex", "base64", "zlib", "bz2", "uu", "quopri", "idna", "undefined", "punycode",
     "unicode_escape", "raw_unicode_escape", "mbcs", "a\0b"],
)  # fmt: skip
def test_a_codec_that_is_for_no_text_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV)
    with pytest.raises(InputError, match="not an encoding of text files"):
        open_table(path, encoding=name)


def test_a_row_of_ever_more_quoted_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,comment\n1,fine words\n2,ok words\n3,"a\n' + '","a\n' * (MOST_LINES + 5))
    with pytest.raises(InputError, match="line 4 on"):
        list(open_table(path).rows())


def test_long_rows_are_held_by_their_letters_not_by_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    words = "word " * 12_000
    path.write_text("id,comment\n" + "".join(f"{n},{words}{n}\n" for n in range(600)))
    tracemalloc.start()
    seen = understand(path)
    assert sum(len(cells[1]) for _, cells in seen.sample) <= SAMPLE_LETTERS + 60_010
    for chunk in chunks_of(seen.table.rows()):
        assert sum(len(cells[1]) for _, cells in chunk) <= CHUNK_LETTERS + 60_010
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size


def test_what_is_unpacked_lies_where_it_is_asked_to_and_leftovers_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_chosen", [])
    folder = tmp_path / "data" / "unpacked"
    room.unpack_into(folder)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(CSV.encode()))
    table = open_table(path)
    (inside,) = folder.iterdir()
    assert inside.stat().st_mode & 0o077 == 0
    assert len(list(table.rows())) == 500
    left = Path(tempfile.mkdtemp(prefix="heard-", dir=folder))
    (left / "unpacked").write_text("what a customer wrote")
    os.utime(left, (1, 1))
    room.unpack_into(folder)
    assert list(folder.iterdir()) == [inside]


def test_old_folders_of_ours_go_from_the_systems_own_too_and_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_chosen", [])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, fresh, open_to_all = (Path(tempfile.mkdtemp(prefix="heard-")) for _ in range(3))
    open_to_all.chmod(0o755)
    named = tmp_path / "heard-my-notes"
    named.mkdir(mode=0o700)
    aside = tmp_path / "heard-12345678"
    aside.symlink_to(fresh)
    for folder in (old, open_to_all, named):
        os.utime(folder, (1, 1))
    os.utime(aside, (1, 1), follow_symlinks=False)
    room.unpack_into(tmp_path / "data")
    assert not old.exists()
    assert all(folder.exists() for folder in (fresh, open_to_all, named, aside))


def test_a_file_that_is_given_up_line_by_line_is_refused_before_hours_have_passed(bring_in):
    chain = 'a",",b\n' * 30_000
    began = time.process_time()
    with pytest.raises(InputError):
        bring_in("id,comment,stars\n1,fine so far,5\n2,good,4\n" + chain + 'x,"great" app,c\n')
    assert time.process_time() - began < 60
