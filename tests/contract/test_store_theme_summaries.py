"""The list of themes: counts, the shape of time, and how far the loop has come."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.domain.decision import Decision
from feedback.domain.summaries import ThemeMakeup, ThemeSummary
from feedback.domain.theme import Outcome, ThemeStatus

TODAY = date(2024, 6, 5)


def status(store: Store, today: date = TODAY) -> ThemeStatus:
    (summary,) = store.themes.summaries(today=today, include_retired=True)
    return summary.status


def test_a_theme_without_comments_is_listed_with_nothing(store: Store, given: Any) -> None:
    theme = given.theme("Speed", terms=("slow", "start"), owner="Ana", cohesion=0.5)
    assert store.themes.summaries(today=TODAY) == [
        ThemeSummary(
            id=theme.id,
            name="Speed",
            terms=("slow", "start"),
            comments=0,
            languages={},
            status=ThemeStatus.OPEN,
            outcome=Outcome.UNDECIDED,
            owner="Ana",
            first_seen=None,
            last_seen=None,
            mean_rating=None,
            cohesion=0.5,
        )
    ]


def test_a_theme_is_listed_with_the_figures_of_its_comments(store: Store, given: Any) -> None:
    first, last = datetime(2024, 3, 1, 10), datetime(2024, 5, 31, 23, 59)
    inside = [
        given.comment(language="en", created_at=last, rating=1.0),
        given.comment(language="pt", created_at=first, rating=2.0),
        given.comment(language="en", rating=4.5),
        given.comment(language="en", created_at=datetime(2024, 4, 1)),
    ]
    given.comment(language="id", created_at=datetime(2023, 1, 1), rating=5.0)
    theme = given.theme("Speed", comments=inside)
    store.decisions.add(Decision(theme_id=theme.id, outcome=Outcome.PLANNED))
    (summary,) = store.themes.summaries(today=TODAY)
    assert (summary.id, summary.comments, summary.outcome) == (theme.id, 4, Outcome.PLANNED)
    assert summary.languages == {"en": 3, "pt": 1}
    assert list(summary.languages) == ["en", "pt"], "most spoken first"
    assert (summary.first_seen, summary.last_seen) == (first, last)
    assert summary.mean_rating == pytest.approx(2.5)


def test_a_theme_says_where_its_comments_come_from_and_how_they_are_rated(
    store: Store, given: Any
) -> None:
    inside = [given.comment(rating=rating) for rating in (4.5, 5.0, 1.0, None)]
    given.comment(rating=2.0)
    makeup = store.themes.makeup(given.theme("Speed", comments=inside).id)
    assert sum(makeup.sources.values()) == 4
    assert makeup.ratings == {5: 2, 1: 1}
    assert list(makeup.ratings) == [5, 1]
    assert store.themes.makeup(999_999) == ThemeMakeup()


def test_themes_come_with_most_comments_first_then_by_id(store: Store, given: Any) -> None:
    empty, one, two, also_one = (
        given.theme("Empty"),
        given.theme("One", comments=[given.comment()]),
        given.theme("Two", comments=[given.comment(), given.comment()]),
        given.theme("Also one", comments=[given.comment()]),
    )
    listed = [summary.id for summary in store.themes.summaries(today=TODAY)]
    assert listed == [two.id, one.id, also_one.id, empty.id]


def test_only_the_themes_asked_for_are_listed(store: Store, given: Any) -> None:
    first, second = given.theme(comments=[given.comment()]), given.theme(comments=[given.comment()])
    retired = given.theme(comments=[given.comment()], retired=True)

    def listed(**asked: Any) -> list[int]:
        return [summary.id for summary in store.themes.summaries(today=TODAY, **asked)]

    assert listed(theme_ids=[second.id, 999_999]) == [second.id]
    assert listed(theme_ids=[]) == []
    assert listed() == [first.id, second.id]
    assert listed(include_retired=True) == [first.id, second.id, retired.id]
    assert listed(theme_ids=[retired.id]) == []
    assert listed(theme_ids=[retired.id], include_retired=True) == [retired.id]


def test_the_figures_of_one_theme_are_those_in_the_list(store: Store, given: Any) -> None:
    for name in ("Speed", "Price"):
        comments = [
            given.comment(language="en", created_at=datetime(2024, 5, day), rating=day / 7)
            for day in (1, 9, 30)
        ]
        given.link(given.theme(name, comments=comments), given.change(name))
    for summary in store.themes.summaries(today=TODAY):
        assert store.themes.summaries(today=TODAY, theme_ids=[summary.id]) == [summary]


def test_weeks_are_the_26_up_to_the_latest_comment_of_all(store: Store, given: Any) -> None:
    latest = datetime(2024, 6, 2, 23)  # a Sunday
    first_week = datetime(2023, 12, 4)  # the Monday 25 weeks before that Sunday's week
    given.comment("in no theme", created_at=latest)
    inside = [
        given.comment(created_at=moment)
        for moment in (
            first_week - timedelta(seconds=1),
            first_week,
            first_week + timedelta(days=6),
            datetime(2024, 5, 26),
        )
    ]
    given.theme(comments=[*inside, given.comment("undated")])
    (summary,) = store.themes.summaries(today=TODAY)
    assert summary.weekly == (2, *[0] * 23, 1, 0)


def test_comments_without_any_date_have_no_weeks(store: Store, given: Any) -> None:
    given.theme(comments=[given.comment()])
    (summary,) = store.themes.summaries(today=TODAY)
    assert summary.weekly == ()


def test_a_theme_is_open_until_a_change_is_accepted(store: Store, given: Any) -> None:
    theme, change = given.theme(), given.change(shipped_on=TODAY)
    assert status(store) is ThemeStatus.OPEN
    given.link(theme, change, LinkState.REJECTED)
    assert status(store) is ThemeStatus.OPEN
    given.link(theme, change, LinkState.ACCEPTED)
    assert status(store) is ThemeStatus.SHIPPED


def test_a_theme_is_shipped_from_the_day_its_change_is(store: Store, given: Any) -> None:
    theme = given.theme()
    given.link(theme, given.change("Planned", shipped_on=None))
    given.link(theme, given.change("Soon", shipped_on=TODAY))
    assert status(store, TODAY - timedelta(days=1)) is ThemeStatus.OPEN
    assert status(store, TODAY) is ThemeStatus.SHIPPED


@pytest.mark.parametrize("state", [AnnouncementStatus.DRAFT, AnnouncementStatus.APPROVED])
def test_an_announcement_counts_only_when_published(
    store: Store, given: Any, state: AnnouncementStatus
) -> None:
    theme, change = given.theme(), given.change()
    given.link(theme, change)
    given.announcement(theme, change=change, status=state)
    assert status(store) is ThemeStatus.SHIPPED
    given.announcement(theme, change=change, status=AnnouncementStatus.PUBLISHED)
    assert status(store) is ThemeStatus.ANNOUNCED


def test_a_retired_theme_is_retired_whatever_was_announced(store: Store, given: Any) -> None:
    theme, change = given.theme(retired=True), given.change()
    given.link(theme, change)
    given.announcement(theme, change=change, status=AnnouncementStatus.PUBLISHED)
    assert status(store) is ThemeStatus.RETIRED


def test_a_theme_names_the_changes_that_were_accepted(store: Store, given: Any) -> None:
    theme = given.theme()
    first, rejected, third = given.change("B"), given.change("No"), given.change("A")
    given.link(theme, third)
    given.link(theme, rejected, LinkState.REJECTED)
    given.link(theme, first)
    (summary,) = store.themes.summaries(today=TODAY)
    assert summary.change_ids == (first.id, third.id)
    assert summary.change_titles == ("B", "A")
