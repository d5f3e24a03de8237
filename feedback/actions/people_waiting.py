"""How many people wait: for whom the loop of a theme is closed, and who has waited so long."""

import dataclasses
from collections.abc import Collection, Mapping
from datetime import date

from feedback.actions.ports import Store
from feedback.domain.tracked import TrackedFilter
from feedback.errors import InputError
from feedback.tracking.steps import ThemeSteps
from feedback.tracking.waiting import AGES, days_of_age


def people_waiting_long(
    store: Store,
    steps: Mapping[int, ThemeSteps],
    *,
    today: date,
    where: TrackedFilter | None = None,
    themes: Collection[int | None] | None = None,
) -> int:
    """How many people have waited longer than the last of AGES begins."""
    long_ago = of_age(where or TrackedFilter(), AGES[-1], today)
    people, _ = store.tracking.people_waiting(
        long_ago, covered(steps), reopened=reopened(steps), themes=themes
    )
    return people


def of_age(where: TrackedFilter, age: str, today: date) -> TrackedFilter:
    """Those among them who have waited so long (one of AGES; empty: all). Raises InputError."""
    if not age:
        return where
    if age not in AGES:
        raise InputError(f"There is no age {age!r}. Choose one of: {', '.join(AGES)}.")
    first, last = days_of_age(age, today)
    return dataclasses.replace(where, since=first, until=last)


def covered(steps: Mapping[int, ThemeSteps]) -> dict[int, date]:
    """By theme, the last day of writing for which its loop is closed; themes that closed none are
    left out."""
    until: dict[int, date] = {}
    for theme_id, its_steps in steps.items():
        if its_steps.is_no or (its_steps.stands and its_steps.announced):
            until[theme_id] = date.max
        elif its_steps.announced:
            until[theme_id] = max(its_steps.announced)
    return until


def reopened(steps: Mapping[int, ThemeSteps]) -> dict[int, date]:
    """By theme, the day on which its decision was taken back: being told until then is over."""
    return {
        theme_id: its_steps.reopened
        for theme_id, its_steps in steps.items()
        if its_steps.reopened is not None
    }
