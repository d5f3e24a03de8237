"""A number on a page is the number of comments on the page that its link leads to."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.ports import Store
from feedback.actions.theme_runs import propose_themes
from feedback.domain.comment import Comment
from feedback.domain.theme import Assignment
from feedback.settings import Settings
from tests.ui.conftest import LATER, START

Visit = Callable[..., AppTest]
COUNT = re.compile(r"[\d,]+(?=( comments?\b| not yet| in a theme| says? nothing|$| last week))")


@pytest.fixture
def busy(filled: Store, settings: Settings) -> Store:
    """A store with a theme that rises, comments that say nothing, in no theme, in no known language
    and without a rating, and a run that waits."""
    extra = [
        Comment(
            source="Shop survey",
            key=f"r{number}",
            text=f"Friendly staff again {number}",
            created_at=START + timedelta(days=77 + number % 7),
            language="" if number % 3 else "en",
        )
        for number in range(40)
    ]
    silent = [
        Comment(source="Shop survey", key=f"s{number}", text="none", is_filler=True)
        for number in range(3)
    ]
    with filled.writing():
        filled.comments.upsert([*extra, *silent])
        filled.themes.unassign([1, 2])
    new = filled.comments.get(range(41, 81))
    filled.themes.assign(_placed(comment.id) for comment in new)
    propose_themes(filled, model_folder=settings.model_folder, now=LATER)
    return filled


def _placed(comment_id: int) -> Assignment:
    return Assignment(comment_id, 2, 0.5)


def _leads(page: AppTest) -> list[tuple[str, str]]:
    """Labels with a number, and what the address of the comments says."""
    return [
        (link.proto.label, link.proto.query_string)
        for link in page.get("page_link")
        if link.proto.page.endswith("comments") and COUNT.search(link.proto.label)
    ]


@pytest.mark.parametrize(
    ("name", "least"), [("home", 3), ("themes", 3), ("theme", 5), ("not-yet-a-theme", 1),
                        ("proposal", 2)],
)  # fmt: skip
def test_each_number_is_that_of_the_page_it_leads_to(
    busy: Store, visit: Visit, name: str, least: int
) -> None:
    params = {"theme": "2"} if name == "theme" else {}
    page = visit(name, **params)
    assert not page.exception
    assert not page.error
    leads = _leads(page)
    assert len(leads) >= least, leads
    for label, address in leads:
        number = COUNT.search(label)
        assert number is not None
        shown = visit("comments", **dict(parse_qsl(address)))
        word = "comment" if number.group() == "1" else "comments"
        assert f"{number.group()} {word}, newest first" in [c.value for c in shown.caption], label
