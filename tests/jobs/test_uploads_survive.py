"""What becomes of several uploads when something goes wrong that is no file's fault."""

import errno
from datetime import datetime
from pathlib import Path

import pytest

from feedback.domain.progress import Cancelled, no_progress
from feedback.errors import DatabaseError, InputError
from feedback.jobs import import_files as job
from feedback.jobs import kinds
from feedback.jobs.import_files import FileToImport, files_of, import_files, params_of
from feedback.settings import Settings
from feedback.store.memory import MemoryStore

NOW = datetime(2024, 6, 5)
KEY = b"a key of the tests"


@pytest.fixture
def files(tmp_path: Path) -> list[FileToImport]:
    made = []
    for name in "abc":
        path = tmp_path / name
        path.write_text(f"id,comment\n{name},The delivery was late again\n")
        made.append(FileToImport(path=str(path), file_name=f"{name}.csv", source=name))
    return made


def left(files: list[FileToImport]) -> list[str]:
    return [file.file_name for file in files if Path(file.path).exists()]


def failing_at(name: str, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    real = job.import_file

    def run(store: object, path: Path, **given: object) -> object:
        if path.name == name:
            raise error
        return real(store, path, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(job, "import_file", run)


@pytest.mark.parametrize(
    "error",
    [DatabaseError("The database is gone."), OSError(errno.ENOSPC, "No space left on device")],
)
def test_what_is_stored_is_told_and_what_was_not_read_stays(
    files: list[FileToImport], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    failing_at("b", error, monkeypatch)
    result = import_files(MemoryStore(), files, key=KEY, now=NOW, progress=no_progress)
    assert len(result["imports"]) == 1
    assert [one["file"] for one in result["unusable"]] == ["b.csv", "c.csv"]
    assert left(files) == ["b.csv", "c.csv"]


def test_nothing_stored_is_a_failure_and_all_uploads_stay(
    files: list[FileToImport], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_at("a", DatabaseError("The database is gone."), monkeypatch)
    with pytest.raises(DatabaseError):
        import_files(MemoryStore(), files, key=KEY, now=NOW, progress=no_progress)
    assert left(files) == ["a.csv", "b.csv", "c.csv"]


@pytest.mark.parametrize(("error", "stay"), [(InputError("No."), []), (Cancelled(), [])])
def test_uploads_go_when_they_were_read_or_nobody_wants_them(
    files: list[FileToImport],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    stay: list[str],
) -> None:
    failing_at("b", error, monkeypatch)
    try:
        import_files(MemoryStore(), files, key=KEY, now=NOW, progress=no_progress)
    except Cancelled:
        assert isinstance(error, Cancelled)
    assert left(files) == stay


def test_what_a_job_keeps_of_its_files_names_nobody(tmp_path: Path) -> None:
    names = ["chat with +62 812 3456 7890.csv", "mia.horvat@example.org.csv",
             "mia@example.org.csv.gz",
             "reviews (1).csv", "notes.txt"]  # fmt: skip
    files = []
    for number, name in enumerate(names):
        path = tmp_path / str(number)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" * 40)
        files.append(FileToImport(path=str(path), file_name=name))
    params = params_of(files)
    assert [one["file_name"] for one in params["files"]] == [
        "chat with [phone].csv", "[email].csv", "[email].csv.gz", "reviews (1).csv", "notes.txt",
    ]  # fmt: skip
    with pytest.raises(InputError) as failed:
        import_files(MemoryStore(), files_of(params), key=KEY, now=NOW, progress=no_progress)
    assert "mia" not in str(failed.value) and "3456" not in str(failed.value)
    assert "[email].csv" in str(failed.value)


def test_an_import_is_complete_even_if_its_comments_are_not_placed(
    files: list[FileToImport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> int:
        raise DatabaseError("The database is gone.")

    monkeypatch.setattr(kinds, "place_arrivals", gone)
    settings = Settings(data_folder=tmp_path / "data", database_url="sqlite://")
    result = kinds.KINDS["import"](MemoryStore(), settings, params_of(files), NOW, no_progress)
    assert len(result["imports"]) == 3
    assert "Finding themes places them too" in result["notes"][0]
