"""The story of the sample: which release answers which topic, and which topics nobody touched."""

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import feedback.sample
from feedback.changes.matching import suggest_changes
from feedback.changes.reading import read_changes
from feedback.changes.said import SaidTheme
from feedback.domain.change import Suggestion

SAMPLE = Path(feedback.sample.__file__).parent
TOPICS = Path(__file__).parents[2] / "data" / "sample_topics.csv"

ANSWERED = {
    "login_code": "3.4.0",
    "substitutes": "3.5.0",
    "late_delivery": "3.6.0",
    "refunds": "3.7.0",
    "change_address": "3.8.0",
    "payment_crash": "3.9.0",
    "dark_mode_text_size": "3.10.0",
    "search_filter": "3.11.0",
}
UNTOUCHED = ("packaging", "delivery_fee", "chat_bot", "courier_praise")


@pytest.fixture(scope="module")
def themes() -> dict[str, SaidTheme]:
    rows: dict[str, dict[str, str]] = {}
    for path in SAMPLE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows.update({row["id"]: row for row in csv.DictReader(file)})
    by_topic: dict[str, list[dict[str, str]]] = defaultdict(list)
    with TOPICS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_topic[row["topic"]].append(rows[row["id"]])
    return {
        topic: SaidTheme(
            theme_id=number,
            name="",
            language="en",
            comments=len(said),
            texts=tuple(row["text"] for row in said),
            days=tuple(sorted(date.fromisoformat(row["created_at"][:10]) for row in said)),
        )
        for number, (topic, said) in enumerate(sorted(by_topic.items()), start=1)
    }


@pytest.fixture(scope="module")
def suggestions(themes: dict[str, SaidTheme]) -> dict[str, list[tuple[str, Suggestion]]]:
    read = read_changes(SAMPLE / "CHANGELOG.md").changes
    changes = [replace(change, id=number) for number, change in enumerate(read, start=1)]
    version = {change.id: change.version for change in changes}
    found: dict[str, list[tuple[str, Suggestion]]] = {topic: [] for topic in themes}
    names = {theme.theme_id: topic for topic, theme in themes.items()}
    for item in suggest_changes(list(themes.values()), changes, today=date(2026, 10, 1)):
        found[names[item.theme_id]].append((version[item.change_id], item))
    return found


@pytest.mark.parametrize(("topic", "version"), ANSWERED.items())
def test_the_release_that_answers_a_topic_is_suggested_first(
    topic: str, version: str, suggestions: dict[str, list[tuple[str, Suggestion]]]
) -> None:
    assert suggestions[topic][0][0] == version


@pytest.mark.parametrize("topic", UNTOUCHED)
def test_a_topic_no_release_touched_gets_no_suggestion(
    topic: str, suggestions: dict[str, list[tuple[str, Suggestion]]]
) -> None:
    assert suggestions[topic] == []


def test_complaints_that_stopped_are_told_from_those_that_went_on(
    suggestions: dict[str, list[tuple[str, Suggestion]]],
) -> None:
    def fading(topic: str) -> float:
        reasons = suggestions[topic][0][1].reasons
        return next(reason.score for reason in reasons if reason.name == "fading")

    assert fading("login_code") > 0.8
    assert fading("late_delivery") < 0.1
