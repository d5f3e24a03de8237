"""Importing changes and deciding about links, in memory and in a real database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from feedback.actions.changes import import_changes, list_changes
from feedback.actions.links import accept_link, reject_link, suggest_for_comments, suggest_links
from feedback.actions.ports import Store
from feedback.domain.change import LinkState
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.errors import InputError, NotFoundError, StateError
from feedback.store import open_database
from feedback.store.memory import MemoryStore

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12)

CHANGELOG = """\
# Changelog
## [Unreleased]
- Dark mode for the evening
## [1.1.0] - 2026-03-12
### Added
- Login codes also arrive by e-mail
- Login codes also arrive by e-mail
### Fixed
- Bug fixes
-
## [1.0.0] - 2026-01-02
- Recipes for autumn
"""

TEXTS = (
    "The login code never comes",
    "login code arrives too late",
    "No login code, three times",
    "where is my login code",
)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = MemoryStore()
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{(tmp_path / 'heard.db').as_posix()}")
    yield opened
    opened.close()


def changelog(folder: Path, text: str = CHANGELOG) -> Path:
    path = folder / "CHANGELOG.md"
    path.write_text(text, encoding="utf-8")
    return path


def add_theme(store: Store, name: str = "Login code") -> int:
    store.comments.ensure_source(Source(name="survey"))
    said = [
        Comment(
            source="survey",
            key=f"{name}-{n}",
            text=text,
            external_id=f"c{n}",
            language="en",
            created_at=datetime(2026, 3, 1) - timedelta(days=7 * n),
        )
        for n, text in enumerate(TEXTS)
    ]
    store.comments.upsert(said)
    theme_id = store.themes.add(Theme(name=name, language="en", created_at=NOW))
    ids = range(1, len(said) + 1)
    store.themes.assign([Assignment(comment_id, theme_id, 1.0) for comment_id in ids])
    return theme_id


def change_id(store: Store, title: str) -> int:
    return next(change.id for change in store.changes.all() if change.title == title)


def test_the_report_accounts_for_every_line(store: Store, tmp_path: Path) -> None:
    report = import_changes(store, changelog(tmp_path), today=TODAY)
    assert (report.changes, report.imported, report.duplicates, report.rejected) == (6, 4, 1, 1)
    assert report.changes == (
        report.imported + report.updated + report.duplicates + report.rejected
    )
    assert any(note.startswith("Line 10:") for note in report.notes)
    assert any(note.startswith("1 change is planned") for note in report.notes)


def test_a_second_import_adds_nothing(store: Store, tmp_path: Path) -> None:
    import_changes(store, changelog(tmp_path), today=TODAY)
    before = store.changes.all()
    report = import_changes(store, changelog(tmp_path), today=TODAY)
    assert (report.imported, report.updated, report.duplicates) == (0, 0, 5)
    assert store.changes.all() == before


def test_a_release_updates_what_was_planned(store: Store, tmp_path: Path) -> None:
    import_changes(store, changelog(tmp_path), today=TODAY)
    dark = change_id(store, "Dark mode for the evening")
    released = CHANGELOG.replace("## [Unreleased]", "## [Unreleased]\n## [1.2.0] - 2026-05-01")
    report = import_changes(store, changelog(tmp_path, released), today=TODAY)
    assert (report.imported, report.updated) == (0, 1)
    assert change_id(store, "Dark mode for the evening") == dark
    change = store.changes.get(dark)
    assert change is not None and change.shipped_on == date(2026, 5, 1)


def test_an_edited_line_is_an_update(store: Store, tmp_path: Path) -> None:
    import_changes(store, changelog(tmp_path), today=TODAY)
    edited = CHANGELOG.replace("Recipes for autumn", "Recipes for the autumn")
    report = import_changes(store, changelog(tmp_path, edited), today=TODAY)
    assert (report.imported, report.updated) == (0, 1)


def test_a_file_without_versions_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^notes\.md names no version"):
        import_changes(
            store, changelog(tmp_path, "- one\n- two\n"), file_name="notes.md", today=TODAY
        )
    assert store.changes.all() == []


def test_suggestions_are_kept_and_explain_themselves(store: Store, tmp_path: Path) -> None:
    theme_id = add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    found = suggest_links(store, today=TODAY)
    codes = change_id(store, "Login codes also arrive by e-mail")
    assert [(s.theme_id, s.change_id) for s in found] == [(theme_id, codes)]
    assert store.links.suggestions(theme_id) == found
    sentences = [reason.sentence for reason in found[0].reasons]
    assert "Shipped on 12 March 2026, after 4 of its 4 comments." in sentences


def test_accepting_sets_the_outcome_and_keeps_the_reasons(store: Store, tmp_path: Path) -> None:
    theme_id = add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    (suggestion,) = suggest_links(store, today=TODAY)
    link = accept_link(store, theme_id, suggestion.change_id, outcome="partly", now=NOW, who="Ada")
    assert (link.state, link.score, link.reasons) == (
        LinkState.ACCEPTED,
        suggestion.score,
        suggestion.reasons,
    )
    theme = store.themes.get(theme_id)
    assert theme is not None and theme.outcome is Outcome.PARTLY
    (summary,) = list_changes(store, unannounced=True, today=TODAY)
    assert summary.theme_ids == (theme_id,)


def test_rejected_pairs_never_come_back(store: Store, tmp_path: Path) -> None:
    theme_id = add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    (suggestion,) = suggest_links(store, today=TODAY)
    reject_link(store, theme_id, suggestion.change_id, now=NOW)
    assert suggest_links(store, today=TODAY) == []
    assert store.links.suggestions(theme_id) == []


def test_rejecting_the_only_answer_leaves_the_theme_undecided(store: Store, tmp_path: Path) -> None:
    theme_id = add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    codes = change_id(store, "Login codes also arrive by e-mail")
    accept_link(store, theme_id, codes, now=NOW)
    reject_link(store, theme_id, codes, now=NOW)
    theme = store.themes.get(theme_id)
    assert theme is not None and theme.outcome is Outcome.UNDECIDED


def test_a_second_partial_answer_does_not_take_back_the_whole_one(
    store: Store, tmp_path: Path
) -> None:
    theme_id = add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    accept_link(store, theme_id, change_id(store, "Login codes also arrive by e-mail"), now=NOW)
    recipes = change_id(store, "Recipes for autumn")
    accept_link(store, theme_id, recipes, outcome="partly", now=NOW)
    theme = store.themes.get(theme_id)
    assert theme is not None and theme.outcome is Outcome.DID


def test_only_what_is_out_can_be_accepted(store: Store, tmp_path: Path) -> None:
    theme_id = add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    planned = change_id(store, "Dark mode for the evening")
    with pytest.raises(StateError, match="planned, not shipped"):
        accept_link(store, theme_id, planned, now=NOW)
    assert store.links.all() == []


def test_unknown_and_retired_things_are_told_apart(store: Store, tmp_path: Path) -> None:
    theme_id = add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    codes = change_id(store, "Login codes also arrive by e-mail")
    with pytest.raises(NotFoundError, match="no theme 99"):
        accept_link(store, 99, codes, now=NOW)
    with pytest.raises(NotFoundError, match="no change 99"):
        reject_link(store, theme_id, 99, now=NOW)
    with pytest.raises(InputError, match="not known"):
        accept_link(store, theme_id, codes, outcome="maybe", now=NOW)
    theme = store.themes.get(theme_id)
    assert theme is not None
    store.themes.save(replace(theme, retired=True))
    with pytest.raises(StateError, match="retired"):
        accept_link(store, theme_id, codes, now=NOW)
    with pytest.raises(StateError, match="retired"):
        suggest_links(store, theme_ids=[theme_id], today=TODAY)
    assert suggest_links(store, today=TODAY) == []


def test_comments_are_given_the_changes_released_after_them(store: Store, tmp_path: Path) -> None:
    add_theme(store)
    import_changes(store, changelog(tmp_path), today=TODAY)
    codes = change_id(store, "Login codes also arrive by e-mail")
    found = suggest_for_comments(store, top=3, today=TODAY)
    assert {(s.external_id, s.change_id) for s in found} == {(f"c{n}", codes) for n in range(4)}
    with pytest.raises(InputError):
        suggest_for_comments(store, top=0)
