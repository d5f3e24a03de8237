"""Uploads on disk."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from feedback.errors import InputError
from feedback.ui import uploads


def test_an_upload_lies_in_the_folder_whatever_its_sender_called_it(tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    for name in ("../../../etc/passwd", "..\\..\\boot.ini", "/abs/olute.csv", "a\x00b.csv"):
        upload = uploads.keep(io.BytesIO(b"text\nhello\n"), name, folder)
        assert Path(upload.path).parent == folder
        assert Path(upload.path).read_bytes() == b"text\nhello\n"
        assert "/" not in upload.file_name
        assert "\\" not in upload.file_name
    assert len(list(folder.iterdir())) == 4


def test_a_dropped_upload_is_gone_and_dropping_it_again_is_no_error(tmp_path: Path) -> None:
    upload = uploads.keep(io.BytesIO(b"x"), "a.csv", tmp_path)
    uploads.drop(upload)
    uploads.drop(upload)
    assert list(tmp_path.iterdir()) == []


def test_an_upload_nobody_imported_within_a_day_goes_with_the_next_one(tmp_path: Path) -> None:
    old = uploads.keep(io.BytesIO(b"old"), "old.csv", tmp_path)
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old.path, (two_days_ago, two_days_ago))
    new = uploads.keep(io.BytesIO(b"new"), "new.csv", tmp_path)
    assert [str(path) for path in tmp_path.iterdir()] == [new.path]


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "uploads"
    in_the_way.write_text("a file where the folder should be")
    with pytest.raises(InputError, match="could not be kept"):
        uploads.keep(io.BytesIO(b"x"), "a.csv", in_the_way)


def test_an_archive_of_several_tables_is_as_many_uploads(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("jan/reviews.csv", "feb.csv", "read me.md"):
            archive.writestr(name, f"id,comment\n1,this is {name} here\n")
    packed.seek(0)
    kept = uploads.keep_tables(packed, "all.zip", tmp_path)
    assert [one.file_name for one in kept] == ["reviews.csv", "feb.csv"]
    assert b"jan/reviews.csv here" in Path(kept[0].path).read_bytes()
    assert len(list(tmp_path.iterdir())) == 2
    (alone,) = uploads.keep_tables(io.BytesIO(b"PK\x03\x04 damaged"), "all.zip", tmp_path)
    assert alone.file_name == "all.zip"
    assert len(uploads.keep_tables(io.BytesIO(b"id,comment\n1,slow\n"), "a.csv", tmp_path)) == 1
