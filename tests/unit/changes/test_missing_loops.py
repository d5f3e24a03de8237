"""Finding what was shipped, answers an open theme, and was never announced."""

from dataclasses import replace

import pytest

from feedback.actions.announcement_workflow import approve_announcement, publish_announcement
from feedback.actions.asked_for import comments_that_asked, suggest_themes
from feedback.actions.changes import list_changes
from feedback.actions.changes_by_hand import remove_change
from feedback.actions.decisions import decide
from feedback.actions.links import accept_link, reject_link, suggest_links
from feedback.actions.missing_loops import (
    find_missing_loops,
    link_and_draft,
    looked_at_sentence,
    missing_loop_of,
)
from feedback.actions.ports import Store
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.domain.theme import Outcome
from feedback.errors import HeardError, InputError, NotFoundError, StateError
from feedback.store.memory import MemoryStore
from tests.unit.changes.deciding import CODES, FEES, LETTER, NOW, TODAY, change_id, fill


def found(store: Store) -> list[tuple[str, int, bool]]:
    loops = find_missing_loops(store, today=TODAY).loops
    return [(loop.change.title, loop.people, loop.linked) for loop in loops]


def test_loops_are_ranked_by_how_many_people_wait(store: Store) -> None:
    fill(store)
    assert found(store) == [(CODES.title, 3, False), (FEES.title, 3, False)]
    (codes, _) = find_missing_loops(store, today=TODAY).loops
    assert codes.comments == 4
    assert codes.themes[0].reasons and codes.themes[0].score


def test_one_step_links_and_drafts_and_publishing_closes_the_loop(store: Store) -> None:
    login, _ = fill(store)
    draft = link_and_draft(store, change_id(store, CODES), [login], now=NOW)
    link = store.links.get(login, change_id(store, CODES))
    assert link is not None and link.state is LinkState.ACCEPTED and link.reasons
    assert (draft.status, draft.theme_ids) == (AnnouncementStatus.DRAFT, (login,))
    assert found(store)[0] == (CODES.title, 3, True), "linked, and still nobody was told"
    approve_announcement(store, draft.id, now=NOW)
    publish_announcement(store, draft.id, now=NOW)
    assert found(store) == [(FEES.title, 3, False)]
    assert list_changes(store, unannounced=True, today=TODAY) == []


def test_linking_and_drafting_happens_whole_or_not_at_all(store: Store) -> None:
    login, fee = fill(store)
    theme = store.themes.get(fee)
    assert theme is not None
    store.themes.save(replace(theme, retired=True))
    with pytest.raises(StateError, match="retired"):
        link_and_draft(store, change_id(store, CODES), [login, fee], now=NOW)
    assert (store.links.all(), store.announcements.all()) == ([], [])
    with pytest.raises(InputError, match="without a theme"):
        link_and_draft(store, change_id(store, CODES), [], now=NOW)
    with pytest.raises(HeardError, match="planned, not shipped"):
        link_and_draft(store, change_id(store, LETTER), [login], now=NOW)


def test_what_is_refused_rejected_removed_or_weak_is_no_missing_loop(store: Store) -> None:
    login, fee = fill(store)
    reject_link(store, login, change_id(store, CODES), now=NOW)
    assert found(store) == [(FEES.title, 3, False)]
    decide(store, fee, outcome="exists", where="Prices", now=NOW)
    result = find_missing_loops(store, today=TODAY)
    assert result.loops == ()
    assert (result.looked_at.answered_no, result.looked_at.open_themes) == (1, 1)
    decide(store, fee, outcome="undecided", now=NOW)
    assert find_missing_loops(store, today=TODAY, least=1.0).looked_at.unlikely == 1
    remove_change(store, change_id(store, FEES), now=NOW)
    assert found(store) == []


def test_finding_nothing_says_what_was_looked_at(store: Store) -> None:
    login, fee = fill(store)
    for theme, change in ((login, CODES), (fee, FEES)):
        reject_link(store, theme, change_id(store, change), now=NOW)
    looked = find_missing_loops(store, today=TODAY).looked_at
    assert looked_at_sentence(looked) == (
        "Looked at: 3 shipped changes (0 announced, 1 that say nothing in particular); "
        "2 open themes; 0 suggestions between them, 0 too weak to count. "
        "Left out: 1 planned change, 0 themes with a “no”."
    )
    empty = find_missing_loops(MemoryStore(), today=TODAY)
    assert (empty.loops, empty.looked_at.shipped) == ((), 0)


def test_a_theme_answered_in_part_still_waits_for_the_rest(store: Store) -> None:
    login, _ = fill(store)
    accept_link(store, login, change_id(store, CODES), outcome="partly", now=NOW)
    assert (CODES.title, 3, True) in found(store)


def test_the_loop_of_one_change_is_found_or_said_to_be_none(store: Store) -> None:
    login, _ = fill(store)
    loop = missing_loop_of(store, change_id(store, CODES), today=TODAY)
    assert [theme.theme_id for theme in loop.themes] == [login]
    with pytest.raises(StateError, match="No open theme waits"):
        missing_loop_of(store, change_id(store, LETTER), today=TODAY)
    with pytest.raises(NotFoundError):
        missing_loop_of(store, 99, today=TODAY)


def test_a_change_knows_its_themes_and_the_comments_that_asked(store: Store) -> None:
    login, _ = fill(store)
    codes = change_id(store, CODES)
    assert [s.theme_id for s in suggest_themes(store, codes, today=TODAY)] == [login]
    asked = comments_that_asked(store, codes)
    assert {item.theme_id for item in asked} == {login}
    assert len(asked) == 4
    assert [item.score for item in asked] == sorted((a.score for a in asked), reverse=True)
    reject_link(store, login, codes, now=NOW)
    assert suggest_themes(store, codes, today=TODAY) == []
    assert comments_that_asked(store, codes) == []
    with pytest.raises(NotFoundError):
        suggest_themes(store, 99, today=TODAY)


def test_looking_for_the_themes_of_a_change_leaves_other_suggestions_alone(store: Store) -> None:
    login, fee = fill(store)
    before = store.links.suggestions()
    suggest_themes(store, change_id(store, CODES), today=TODAY)
    assert store.links.suggestions() == before
    assert {s.theme_id for s in before} == {login, fee}


def test_a_rejected_pair_stays_away_from_every_way_of_asking(store: Store) -> None:
    login, _ = fill(store)
    codes = change_id(store, CODES)
    reject_link(store, login, codes, now=NOW)
    for suggestions in (
        suggest_links(store, today=TODAY),
        suggest_links(store, theme_ids=[login], top=50, today=TODAY),
        suggest_themes(store, codes, today=TODAY),
        store.links.suggestions(),
    ):
        assert (login, codes) not in {(s.theme_id, s.change_id) for s in suggestions}
    assert codes not in {loop.change.id for loop in find_missing_loops(store, today=TODAY).loops}


def test_accepting_teaches_what_like_changes_answer(store: Store) -> None:
    login, _ = fill(store)
    more = replace(CODES, key="9", title="Login codes by e-mail arrive within a minute")
    store.changes.upsert([more])
    theme = store.themes.get(login)
    assert theme is not None

    def of_more() -> tuple[float, set[str]]:
        found = suggest_links(store, theme_ids=[login], top=50, today=TODAY)
        mine = next(s for s in found if s.change_id == change_id(store, more))
        return mine.score, {reason.name for reason in mine.reasons}

    score, reasons = of_more()
    assert "accepted" not in reasons
    accept_link(store, login, change_id(store, CODES), outcome="partly", now=NOW)
    taught, reasons = of_more()
    assert "accepted" in reasons
    assert taught > score
    assert store.themes.get(login).outcome is Outcome.PARTLY  # type: ignore[union-attr]
