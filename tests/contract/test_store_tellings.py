"""Who was told what: once each, and not those who asked not to be."""

import dataclasses
from datetime import datetime, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.announcement_history import AnnouncementStep, ExportedFile
from feedback.domain.telling import Reply, Told
from feedback.errors import NotFoundError

NOW = datetime(2024, 6, 5, 12, 30)
LATER = NOW + timedelta(days=3)


def told(announcement_id: int, customer: str, at: datetime = NOW) -> Told:
    return Told(announcement_id=announcement_id, customer=customer, at=at, language="kk")


def test_a_customer_is_told_once(store: Store, given: Any) -> None:
    announcement = given.announcement(given.theme()).id
    assert store.tellings.add([told(announcement, "b"), told(announcement, "a")]) == 2
    assert store.tellings.add([told(announcement, "a", LATER), told(announcement, "c", LATER)]) == 1
    assert store.tellings.of_announcement(announcement) == [
        told(announcement, "a"),
        told(announcement, "b"),
        told(announcement, "c", LATER),
    ]
    assert store.tellings.of_customer("a") == [told(announcement, "a")]
    assert store.tellings.add([]) == 0


def test_a_customer_sees_all_they_were_told_in_order(store: Store, given: Any) -> None:
    first, second = (given.announcement(given.theme()).id for _ in range(2))
    store.tellings.add([told(second, "a"), told(first, "a", LATER)])
    assert [row.announcement_id for row in store.tellings.of_customer("a")] == [second, first]


def test_whoever_asked_not_to_be_told_is_remembered(store: Store) -> None:
    assert store.tellings.refuse(["a", "b", "a"], at=NOW) == 2
    assert store.tellings.refuse(["b", "c"], at=LATER) == 1
    assert store.tellings.refused() == {"a", "b", "c"}


def test_a_later_answer_takes_the_place_of_an_earlier_one(store: Store, given: Any) -> None:
    announcement = given.announcement(given.theme()).id
    answers = [
        Reply(announcement_id=announcement, customer="b", at=NOW, helped=True),
        Reply(announcement_id=announcement, customer="a", at=NOW, helped=False),
    ]
    store.tellings.reply(answers)
    changed = dataclasses.replace(answers[0], at=LATER, helped=False)
    store.tellings.reply([changed])
    assert store.tellings.replies(announcement) == [answers[1], changed]


def test_nobody_can_be_told_of_what_is_not_there(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.tellings.add([told(999_999, "a")])
    with pytest.raises(NotFoundError):
        store.tellings.reply([Reply(announcement_id=9**9, customer="a", at=NOW, helped=True)])
    assert store.tellings.of_customer("a") == []


def step(announcement_id: int, **fields: Any) -> AnnouncementStep:
    values: dict[str, Any] = {
        "announcement_id": announcement_id,
        "at": NOW,
        "who": "Ана",
        "status": AnnouncementStatus.IN_REVIEW,
        "headline": "Faster",
        "you_said": "It is slow.",
        "we_did": "It starts faster.",
    }
    return AnnouncementStep(**values | fields)


def test_the_history_of_an_announcement_is_kept_latest_first(store: Store, given: Any) -> None:
    announcement = given.announcement(given.theme()).id
    other = given.announcement(given.theme()).id
    first = store.announcements.add_step(step(announcement))
    store.announcements.add_step(step(other))
    second = store.announcements.add_step(step(announcement, at=LATER, headline="Slower\x00"))
    assert store.announcements.steps(announcement) == [
        step(announcement, id=second, at=LATER, headline="Slower\N{REPLACEMENT CHARACTER}"),
        step(announcement, id=first),
    ]
    with pytest.raises(NotFoundError):
        store.announcements.add_step(step(999_999))


def test_the_latest_file_of_each_format_is_known(store: Store, given: Any) -> None:
    first, second = (given.announcement(given.theme()).id for _ in range(2))

    def file(announcement_id: int, as_: str, version: int, at: datetime = NOW) -> ExportedFile:
        return ExportedFile(announcement_id=announcement_id, as_=as_, at=at, version=version)

    for exported in (
        file(second, "html", 1),
        file(first, "pdf", 1),
        file(first, "html", 1),
        file(first, "html", 2, LATER),
    ):
        store.announcements.add_export(exported)
    assert store.announcements.exports([first]) == [
        file(first, "html", 2, LATER),
        file(first, "pdf", 1),
    ]
    assert store.announcements.exports()[-1] == file(second, "html", 1)
    with pytest.raises(NotFoundError):
        store.announcements.add_export(file(999_999, "html", 1))


@pytest.mark.parametrize("by_theme", [False, True])
def test_all_of_it_goes_with_the_announcement(store: Store, given: Any, by_theme: bool) -> None:
    theme = given.theme()
    announcement = given.announcement(theme).id
    store.announcements.add_step(step(announcement))
    exported = ExportedFile(announcement_id=announcement, as_="html", at=NOW, version=1)
    store.announcements.add_export(exported)
    store.tellings.add([told(announcement, "a")])
    store.tellings.reply([Reply(announcement_id=announcement, customer="a", at=NOW, helped=True)])
    if by_theme:
        store.themes.delete([theme.id])
    else:
        store.announcements.delete(announcement)
    assert store.announcements.steps(announcement) == []
    assert store.announcements.exports() == []
    assert store.tellings.of_customer("a") == []
    assert store.tellings.replies(announcement) == []
