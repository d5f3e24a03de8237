"""Settings come from the environment, once."""

from pathlib import Path

import pytest

from feedback.bootstrap import KEY_BYTES, customer_key
from feedback.domain.comment import Source
from feedback.errors import InputError
from feedback.settings import Settings, from_environment
from feedback.store.memory import MemoryStore


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEARD_DATA", "HEARD_DATABASE_URL", "PORT", "HEARD_SITE_ADDRESS", "HEARD_WORDS"):
        monkeypatch.delenv(name, raising=False)


def test_without_anything_data_lies_in_the_data_folder() -> None:
    settings = from_environment()
    assert settings.data_folder == Path("data").absolute()
    assert settings.database_url == f"sqlite:///{Path('data/heard.db').absolute()}"


def test_everything_else_lies_beside_a_sqlite_file(tmp_path: Path) -> None:
    settings = from_environment(f"sqlite:///{tmp_path}/mine.db")
    assert settings.key_file == tmp_path / "heard.key"


def test_a_server_has_its_files_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_DATABASE_URL", "postgresql://heard@localhost/heard")
    settings = from_environment()
    assert settings.database_url == "postgresql://heard@localhost/heard"
    assert settings.data_folder == Path("data").absolute()


def test_another_process_started_elsewhere_gets_the_same_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_WORDS", "our_words")
    settings = from_environment("sqlite:///relative/heard.db")
    assert settings.words_folder == Path.cwd() / "our_words"
    monkeypatch.chdir(tmp_path)
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    assert from_environment() == settings


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", ""])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(InputError, match="PORT"):
        from_environment()


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path / "new")
    key = customer_key(settings, MemoryStore())
    assert len(key) == KEY_BYTES
    assert customer_key(settings, MemoryStore()) == key
    assert settings.key_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in settings.data_folder.iterdir()] == ["heard.key"]


def test_a_damaged_key_is_refused_instead_of_replaced(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path)
    settings.key_file.write_bytes(b"short")
    with pytest.raises(InputError, match="backup"):
        customer_key(settings, MemoryStore())
    assert settings.key_file.read_bytes() == b"short"


def test_no_second_key_is_made_for_comments_that_are_there(tmp_path: Path) -> None:
    store = MemoryStore()
    store.comments.ensure_source(Source(name="Survey"))
    with pytest.raises(InputError, match="HEARD_DATA"):
        customer_key(Settings(data_folder=tmp_path), store)
    assert list(tmp_path.iterdir()) == []
