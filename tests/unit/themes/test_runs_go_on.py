"""Runs with the real engine: they go on from the themes there are, and comments find their way."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from feedback.actions import placing
from feedback.actions.emerging import rising_themes
from feedback.actions.placing import not_yet_a_theme, place_arrivals
from feedback.actions.theme_edits import rename_theme, set_owner
from feedback.actions.theme_making import make_theme_of
from feedback.actions.theme_membership import move_comments
from feedback.actions.theme_merging import merge_themes, split_theme, suggest_split
from feedback.actions.theme_runs import apply_run, discard_run, find_themes, propose_themes
from feedback.actions.theme_undo import preview_undo, undo_edit
from feedback.domain.comment import Comment, Source
from feedback.domain.proposal import ProposalKind
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment
from feedback.errors import ConflictError, StateError
from feedback.store.memory import MemoryStore
from tests.invented import SAID

NOW = datetime(2024, 6, 9, 12, 30)  # a Sunday


def said(subject: str) -> list[str]:
    return [" ".join(words) for words in product(*SAID[subject])]


def import_texts(store: MemoryStore, texts: Sequence[str], at: datetime = NOW) -> None:
    first = store.comments.totals().comments
    store.comments.upsert(
        [
            Comment(source="app", key=str(first + n), text=text, language="en", created_at=at)
            for n, text in enumerate(texts)
        ]
    )


def themes_of(store: MemoryStore) -> dict[int, int]:
    return {row.comment_id: row.theme_id for row in store.themes.assignments()}


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    """Comments 1 to 27 on parcels and 28 to 54 on logins, in two themes."""
    store = MemoryStore()
    store.comments.ensure_source(Source(name="app"))
    import_texts(store, said("parcel") + said("login"))
    find_themes(store, number=2, model_folder=tmp_path, now=NOW)
    return store


def test_a_run_with_nothing_new_proposes_nothing(store: MemoryStore, tmp_path: Path) -> None:
    before = themes_of(store)
    proposal = propose_themes(store, seed=3, model_folder=tmp_path, now=NOW)
    assert {item.kind for item in proposal.items} == {ProposalKind.KEPT}
    assert "stays with the same 27 comments" in proposal.items[0].sentence
    assert themes_of(store) == before
    apply_run(store, proposal.run, model_folder=tmp_path, now=NOW)
    assert themes_of(store) == before


def test_a_subject_that_was_not_there_is_proposed_as_new_and_old_comments_stay(
    store: MemoryStore, tmp_path: Path
) -> None:
    before = themes_of(store)
    import_texts(store, said("refund"))
    place_arrivals(store, model_folder=tmp_path)
    proposal = propose_themes(store, model_folder=tmp_path, now=NOW)
    new = [item for item in proposal.items if item.kind is ProposalKind.NEW]
    assert sum(item.after for item in new) >= 24
    assert all("is new:" in item.sentence for item in new)
    apply_run(store, proposal.run, model_folder=tmp_path, now=NOW)
    after = themes_of(store)
    assert {number: after[number] for number in before} == before
    assert {after[number] for number in range(55, 82)}.isdisjoint(before.values())


def test_a_discarded_proposal_leaves_all_as_it_was(store: MemoryStore, tmp_path: Path) -> None:
    before = themes_of(store), store.themes.all(include_retired=True)
    proposal = propose_themes(store, fresh=True, model_folder=tmp_path, now=NOW)
    discard_run(store, proposal.run, model_folder=tmp_path, now=NOW)
    assert (themes_of(store), store.themes.all(include_retired=True)) == before


@pytest.mark.parametrize(
    ("asked", "afresh"),
    [
        ({}, False),
        ({"number": 2}, False),
        ({"number": 3}, True),
        ({"detail": "medium"}, True),
        ({"detail": "fine"}, True),
        ({"fresh": True}, True),
    ],
)
def test_only_another_number_or_detail_or_the_wish_starts_afresh(
    store: MemoryStore, tmp_path: Path, asked: dict[str, object], afresh: bool
) -> None:
    proposal = propose_themes(store, **asked, model_folder=tmp_path, now=NOW)  # type: ignore[arg-type]
    params = store.theme_runs.params(proposal.run)
    assert params["afresh"] is afresh
    assert params["until"] == 54


def test_a_run_that_another_one_overtakes_changes_nothing(
    store: MemoryStore, tmp_path: Path
) -> None:
    before = themes_of(store)

    def overtake(share: float, _: str) -> None:
        if share > 0.9 and store.theme_runs.params(2) == {}:
            find_themes(store, model_folder=tmp_path / "other", now=NOW)

    with pytest.raises(StateError, match="found by somebody else"):
        find_themes(store, model_folder=tmp_path, now=NOW, progress=overtake)
    assert themes_of(store) == before


def test_merged_and_split_themes_stay_so_with_the_real_engine(
    store: MemoryStore, tmp_path: Path
) -> None:
    parts = suggest_split(store, 1, parts=2)
    event = split_theme(store, 1, parts, by="Ana", now=NOW)
    split = themes_of(store)
    assert len(set(split.values())) == 3
    merge_themes(store, [event.theme_ids[1]], 2, by="Ana", now=NOW)
    before = themes_of(store)
    find_themes(store, seed=1, model_folder=tmp_path, now=NOW)
    assert themes_of(store) == before
    undo_edit(store, now=NOW)
    assert themes_of(store) == split
    undo_edit(store, now=NOW)
    assert set(themes_of(store).values()) == {1, 2}


def test_two_people_in_one_minute_are_told_of_each_other(store: MemoryStore) -> None:
    version = store.themes.all()[0].version
    rename_theme(store, 1, "Late parcels", by="Ana", now=NOW, version=version)
    with pytest.raises(ConflictError, match="Ana changed theme 1") as caught:
        set_owner(store, 1, "Bo", by="Bo", now=NOW.replace(minute=31), version=version)
    assert (caught.value.who, caught.value.when) == ("Ana", NOW)
    theme = store.themes.get(1)
    assert caught.value.theirs == theme
    assert theme is not None
    assert (theme.name, theme.owner) == ("Late parcels", "")


def test_undoing_a_new_theme_ends_it_and_frees_its_name(store: MemoryStore) -> None:
    event = make_theme_of(store, [1, 2], "Street", by="Ana", now=NOW)
    made = event.theme_ids[0]
    assert "ends" in preview_undo(store, event.id).sentence
    undo_edit(store, event.id, now=NOW)
    theme = store.themes.get(made)
    assert theme is not None
    assert theme.retired
    assert made not in themes_of(store).values()
    make_theme_of(store, [3], "Street", by="Ana", now=NOW)


def test_a_new_theme_that_others_came_into_stays_when_it_is_undone(store: MemoryStore) -> None:
    event = make_theme_of(store, [1, 2], "Street", by="Ana", now=NOW)
    made = event.theme_ids[0]
    store.themes.assign([Assignment(3, made, 0.5)])
    effect = undo_edit(store, event.id, now=NOW)
    assert "stays with 1 comment" in effect.sentence
    assert [row.comment_id for row in store.themes.assignments(made)] == [3]


def test_only_comments_that_came_since_are_tried_on_arrival(
    store: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    place = placing.Placing.place

    def noting(self: placing.Placing, comments: Sequence[Comment]) -> int:
        tried.extend(comment.id for comment in comments)
        return place(self, comments)

    monkeypatch.setattr(placing.Placing, "place", noting)
    import_texts(store, ["Zebra quokka umbrella", *said("parcel")[:2]])
    assert place_arrivals(store, model_folder=tmp_path) == 2
    import_texts(store, said("login")[:1])
    assert place_arrivals(store, model_folder=tmp_path) == 1
    assert tried == [55, 56, 57, 58]
    assert place_arrivals(store, model_folder=tmp_path) == 0


def test_not_yet_a_theme_says_when_a_run_pays(store: MemoryStore, tmp_path: Path) -> None:
    assert not not_yet_a_theme(store).run_pays
    odd = [f"Zebra quokka umbrella {word}" for word in ("one", "two", "three")]
    import_texts(store, odd)
    place_arrivals(store, model_folder=tmp_path)
    few = not_yet_a_theme(store)
    assert not few.run_pays
    assert (few.comments, few.since_run) == (3, 3)
    assert "pays from 50 and 20 % of them on" in few.sentence
    import_texts(store, [f"{text} {n}" for n in range(16) for text in odd])
    place_arrivals(store, model_folder=tmp_path)
    enough = not_yet_a_theme(store)
    assert enough.run_pays
    assert "Of the 51 comments that came since themes were found, 51 (100 %)" in enough.sentence
    find_themes(store, model_folder=tmp_path, now=NOW)
    assert not not_yet_a_theme(store).run_pays


def test_a_theme_that_rises_is_named_with_its_numbers(store: MemoryStore, tmp_path: Path) -> None:
    for week in range(13):
        at = datetime(2024, 3, 10) + timedelta(weeks=week)
        texts = said("login")[:20] + said("parcel")[: 2 if week < 12 else 20]
        import_texts(store, texts, at)
    place_arrivals(store, model_folder=tmp_path)
    parcel = themes_of(store)[1]
    assert store.comments.count(CommentFilter(theme_id=parcel)) >= 27
    (rising,) = rising_themes(store, today=NOW.date())
    assert rising.theme_id == parcel
    assert "usually" in rising.sentence


def test_moved_comments_count_as_moved_however_the_run_starts(
    store: MemoryStore, tmp_path: Path
) -> None:
    other = themes_of(store)[28]
    move_comments(store, [1], other, by="Ana", now=NOW)
    find_themes(store, fresh=True, model_folder=tmp_path, now=NOW)
    assert themes_of(store)[1] == other
