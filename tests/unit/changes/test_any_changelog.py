"""What holds for every changelog, however it is written."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.actions.changes import import_changes
from feedback.domain.change import ChangeReport
from feedback.errors import InputError
from feedback.store.memory import MemoryStore

LINES = st.one_of(
    st.sampled_from(
        [
            "## [Unreleased]",
            "## 1.2.0 - 2026-03-12",
            "## 1.2.0 - 2026-02-31",
            "1.1.0 / 2026-01-02",
            "===",
            "### Fixed",
            "### Android",
            "- Login codes arrive",
            "- Login codes arive",
            "  - by e-mail ([#7](https://example.org/issues/7))",
            "- fix(login): codes #7",
            "- ",
            "* **Dark** mode [#7]",
            "```",
            "<!--",
            "-->",
            "",
            "some words",
            "[#7]: https://example.org/issues/7",
        ]
    ),
    st.text(max_size=30),
)
CHANGELOGS = st.lists(LINES, max_size=25).map("\n".join)


def bring_in(store: MemoryStore, text: str) -> ChangeReport:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "CHANGELOG.md"
        path.write_text(text, encoding="utf-8", newline="")
        return import_changes(store, path, today=date(2026, 6, 1))


@settings(max_examples=150)
@given(CHANGELOGS, CHANGELOGS)
def test_reports_add_up_and_a_second_import_changes_nothing(first: str, second: str) -> None:
    store = MemoryStore()
    for text in (first, second):
        try:
            report = bring_in(store, text)
        except InputError:
            continue
        parts = (report.imported, report.updated, report.duplicates, report.rejected)
        assert report.changes == sum(parts)
        before = store.changes.all()
        again = bring_in(store, text)
        assert (again.imported, again.updated) == (0, 0)
        assert store.changes.all() == before
