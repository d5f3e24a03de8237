"""Customers read names that a person gave or kept; the others are asked about, and suggested."""

from datetime import UTC, date, datetime

import pytest

from feedback.actions.announcement_concerns import concerns
from feedback.actions.announcement_drafts import draft_or_find
from feedback.actions.announcement_names import (
    NAME_RULE,
    confirm_names,
    names_in_order,
    names_to_confirm,
    unconfirmed_sentence,
)
from feedback.actions.announcement_workflow import approve_announcement, publishing_sentence
from feedback.actions.announcements import check_announcement, check_text, draft_announcement
from feedback.actions.ports import Store
from feedback.actions.theme_edits import rename_theme
from feedback.domain.announcement import AnnouncementStatus, Finding
from feedback.domain.change import Change, Link, LinkState
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Theme
from feedback.errors import InputError
from feedback.store.memory import MemoryStore

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MADE = "deixem pular"  # by the program, of frequent words


@pytest.fixture
def store() -> Store:
    store = MemoryStore()
    store.comments.ensure_source(Source(name="app"))
    store.comments.upsert(
        [
            Comment(source="app", key=str(n), text=f"Let us skip it {n}", customer=f"c{n}")
            for n in range(6)
        ]
    )
    theme_id = store.themes.add(Theme(name=MADE, language="pt"))
    store.themes.assign(Assignment(number, theme_id, 0.9) for number in range(1, 7))
    store.changes.upsert([Change(title="It can be skipped", key="1", shipped_on=date(2026, 5, 1))])
    store.links.decide(Link(theme_id=theme_id, change_id=1, state=LinkState.ACCEPTED))
    return store


def found(store: Store, announcement_id: int) -> list[Finding]:
    return check_announcement(store, announcement_id, today=NOW.date())


def test_a_name_that_nobody_confirmed_is_suggested_about_and_blocks_nothing(store: Store) -> None:
    draft = draft_announcement(store, [1], now=NOW)
    (finding,) = found(store, draft.id)
    assert (finding.rule, finding.where, finding.found) == (NAME_RULE, "headline", MADE)
    assert not finding.blocks
    assert approve_announcement(store, draft.id, now=NOW).status is AnnouncementStatus.APPROVED


def test_no_truer_headline_is_offered_where_the_draft_has_the_same_name(store: Store) -> None:
    draft = draft_announcement(store, [1], now=NOW)
    texts = {"you_said": draft.you_said, "we_did": draft.we_did}
    (concern,) = concerns(store, draft, headline=f"About “{MADE}”", **texts, today=NOW.date())
    assert (concern.instead, concern.blocks) == ("", False)


def test_keeping_the_name_or_leaving_it_out_of_the_text_ends_the_suggestion(store: Store) -> None:
    draft = draft_announcement(store, [1], now=NOW)
    without = check_text(
        store, draft, headline="Skip it", you_said="You wrote.", we_did="Done.", today=NOW.date()
    )
    assert NAME_RULE not in {finding.rule for finding in without}
    assert [theme.id for theme in names_to_confirm(store, [1, 1, 99])] == [1]
    confirm_names(store, {1: MADE}, now=NOW, by="Ana")
    assert names_to_confirm(store, [1]) == []
    assert found(store, draft.id) == []
    confirm_names(store, {1: MADE}, now=NOW, by="Ana")
    assert len(store.theme_edits.recent(theme_id=1, limit=9)) == 1, "kept once"


def test_another_name_leads_to_another_draft_and_the_first_one_says_so(store: Store) -> None:
    first = draft_or_find(store, [1], now=NOW).announcement
    confirm_names(store, {1: "Pular a introdução"}, now=NOW)
    (finding,) = found(store, first.id)
    assert "is called “Pular a introdução” now" in finding.message
    second = draft_or_find(store, [1], now=NOW)
    assert second.is_new
    assert "Announcement 1 says the same with an earlier name of a theme" in second.sentence
    assert "Pular a introdução" in second.announcement.headline
    assert not draft_or_find(store, [1], now=NOW).is_new


def test_names_are_given_for_all_themes_or_for_none(store: Store) -> None:
    other = store.themes.add(Theme(name="other words"))
    assert names_in_order([1, 1, other], ["A", "B"]) == {1: "A", other: "B"}
    assert names_in_order([1], []) == {}
    with pytest.raises(InputError, match="Themes: 2, names: 1"):
        names_in_order([1, other], ["A"])
    with pytest.raises(InputError, match="already called"):
        confirm_names(store, {1: "Other WORDS"}, now=NOW)
    assert "theme 1), “other words”" in unconfirmed_sentence(names_to_confirm(store, [1, other]))
    assert unconfirmed_sentence([]) == ""


def test_what_publishing_does_names_what_goes_out_and_where(store: Store) -> None:
    rename_theme(store, 1, "Skipping", now=NOW)
    draft = draft_announcement(store, [1], language="en", now=NOW)
    said = publishing_sentence(draft, site="https://example.org/heard")
    assert f"“{draft.headline}” will stand on the public pages at https://example.org/heard" in said
    assert "“Skipping” will count as announced" in said
    assert "you can tell the 6 customers who said it one by one, by consent" in said
    assert said.endswith(".") and said.count(". ") == draft.headline.count(". ")
