"""The pages in a folder: whole, tidy, and nobody else's."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from feedback.actions.exports import export_announcement, export_announcements
from feedback.actions.ports import Store
from feedback.actions.site import LIST_NAME, loop_figures, write_site
from feedback.announcements.site.entries import LoopFigures
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.comment import Comment, Source
from feedback.domain.decision import Decision
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.errors import InputError, NotFoundError
from feedback.store.memory import MemoryStore
from tests.unit.announcements import announcement_samples as samples

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def store() -> Store:
    """Three themes, two announcements of them published, in two languages."""
    filled = MemoryStore()
    ids = [filled.themes.add(Theme(name=f"theme {number}")) for number in range(3)]
    for theme_id, language in zip(ids[:2], ("en", "kk"), strict=True):
        filled.announcements.add(
            samples.announcement(
                theme_ids=(theme_id,), language=language, created_at=NOW, published_at=NOW
            )
        )
    return filled


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_share_is_of_comments_whose_loop_is_closed_an_honest_no_among_them(
    store: Store,
) -> None:
    assert loop_figures(store, today=TODAY) == LoopFigures(0, 0)
    store.comments.ensure_source(Source(name="mail"))
    wrote = datetime(2026, 5, 1, 9)
    store.comments.upsert(
        [Comment(source="mail", key=str(n), text="slow", created_at=wrote) for n in range(5)]
    )
    themes = [theme.id for theme in store.themes.all()]
    store.themes.assign(
        Assignment(comment.id, theme_id, 0.5)
        for comment, theme_id in zip(store.comments.get(range(1, 6)), themes * 2, strict=False)
    )
    # Themes 1 and 2 were announced after two comments each; the one about theme 3 waits.
    assert loop_figures(store, today=TODAY) == LoopFigures(4, 5)
    store.decisions.add(Decision(theme_id=themes[2], outcome=Outcome.CANNOT, decided_at=NOW))
    assert loop_figures(store, today=TODAY) == LoopFigures(5, 5)


def test_a_second_run_changes_no_file(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    report = write_site(store, folder, today=TODAY)
    assert (report.entries, report.removed) == (2, 0)
    before = snapshot(folder)
    assert len(before) == report.files + 1
    write_site(store, folder, today=TODAY)
    after = snapshot(folder)
    after.pop(LIST_NAME), before.pop(LIST_NAME)
    assert after == before


def test_what_is_no_longer_published_goes_and_nothing_else(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_site(store, folder, today=TODAY)
    (folder / "logo.png").write_bytes(b"mine")
    gone = next(each for each in store.announcements.all() if each.language == "kk")
    store.announcements.save(replace(gone, status=AnnouncementStatus.DRAFT))
    report = write_site(store, folder, today=TODAY)
    assert report.removed == 5
    assert not (folder / "kk" / f"{gone.id}.html").exists()
    assert (folder / "logo.png").read_bytes() == b"mine"
    assert (folder / "en" / "index.html").is_file()


def test_a_folder_with_other_things_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something else"):
        write_site(store, tmp_path, today=TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(InputError, match="is a file"):
        write_site(store, tmp_path / "letter.txt", today=TODAY)


def test_a_list_that_was_tampered_with_deletes_nothing_elsewhere(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    write_site(store, folder, today=TODAY)
    mine = tmp_path / "mine.html"
    mine.write_text("mine")
    names = ["../mine.html", str(mine), "en/../../mine.html", 7]
    (folder / LIST_NAME).write_text(json.dumps({"files": names}))
    write_site(store, folder, today=TODAY)
    assert mine.read_text() == "mine"
    (folder / LIST_NAME).write_text("[]")
    with pytest.raises(InputError, match="cannot be read"):
        write_site(store, folder, today=TODAY)


def test_nothing_is_written_when_the_address_is_wrong(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="must begin with"):
        write_site(store, tmp_path / "pages", today=TODAY, address="nowhere")
    assert not (tmp_path / "pages").exists()


def test_exports_lead_to_the_page_where_the_pages_have_an_address(store: Store) -> None:
    page = export_announcement(store, 1, as_="text", site="https://example.org/heard/")
    assert "https://example.org/heard/en/1.html" in str(page)
    assert "https://example.org" not in str(export_announcement(store, 1, as_="text"))
    with pytest.raises(NotFoundError):
        export_announcement(store, 99, as_="pdf")


def test_all_together_have_formats_of_their_own(store: Store) -> None:
    assert export_announcements(store, as_="csv").startswith(b"id,status,language")
    assert export_announcements(store, as_="zip") == export_announcements(store, as_="zip")
    with pytest.raises(InputError, match="csv, xlsx, zip"):
        export_announcements(store, as_="pdf")
