"""Pages without a browser: the real shell on a real SQLite file."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.ports import Store
from feedback.bootstrap import open_store
from feedback.domain.change import Change, Reason, Suggestion
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Theme
from feedback.settings import Settings, from_environment

TIMEOUT_SECONDS = 60
START = datetime(2025, 3, 3, 12)
SHIPPED = date(2025, 4, 22)
LATER = datetime(2025, 8, 1, 12)
COMMENTS = 40


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of an empty data folder."""
    monkeypatch.delenv("HEARD_DATABASE_URL", raising=False)
    monkeypatch.setenv("HEARD_DATA", str(tmp_path))
    return from_environment()


@pytest.fixture
def store(settings: Settings) -> Store:
    """The pages' own database, empty."""
    return open_store(settings)


@pytest.fixture
def filled(store: Store) -> Store:
    """Forty comments in two themes (ids 1 and 2), one shipped change suggested for the first."""
    with store.writing():
        store.comments.ensure_source(Source(name="Shop survey"))
        store.comments.upsert([_comment(number) for number in range(COMMENTS)])
        first = store.themes.add(
            Theme(name="Late parcels", terms=("late", "parcel"), representatives=(1, 3))
        )
        second = store.themes.add(Theme(name="Friendly staff", terms=("friendly", "staff")))
        everything = store.comments.get(range(1, COMMENTS + 1))
        store.themes.assign(
            Assignment(comment.id, first if comment.rating == 2 else second, 0.6)
            for comment in everything
        )
        store.changes.upsert(
            [Change(title="Parcels leave the same day", key="1", version="2.0", shipped_on=SHIPPED)]
        )
        change = store.changes.all()[0]
        reason = Reason("words", 0.7, "Both speak of “parcel”.")
        store.links.keep_suggestions(
            [first],
            [Suggestion(theme_id=first, change_id=change.id, score=0.7, reasons=(reason,))],
        )
    return store


def _comment(number: int) -> Comment:
    late = number % 4 != 3
    return Comment(
        source="Shop survey",
        key=str(number),
        text=f"My parcel came late, {number} days" if late else f"Friendly staff number {number}",
        created_at=START + timedelta(days=2 * number),
        rating=2.0 if late else 5.0,
        language="en",
        customer=f"c{number}",
    )


@pytest.fixture
def visit(settings: Settings) -> Callable[..., AppTest]:
    """Open a page by name, with what its address says."""

    def open_page(name: str, **params: str | int) -> AppTest:
        page = AppTest.from_function(
            _script, kwargs={"name": name}, default_timeout=TIMEOUT_SECONDS
        )
        for key, value in params.items():
            page.query_params[key] = str(value)
        return page.run()

    return open_page


def press_in_dialog(page: AppTest, key: str, *, opened_by: str) -> None:
    """Press a button in a dialog. In a browser only the dialog runs again; here the page does, so
    that the button that opened it has to be pressed in the same run."""
    page.button(key=opened_by).click()
    page.button(key=key).click().run()


def _script(name: str) -> None:
    from feedback.ui import shell  # noqa: PLC0415  (runs as a script of its own)
    from feedback.ui.navigation import PageName  # noqa: PLC0415

    shell.run(PageName(name))
