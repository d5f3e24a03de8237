"""One figure is one figure, on whichever page it stands."""

from datetime import datetime, timedelta

import pytest

from feedback.actions.figures import home_figures
from feedback.actions.missing_loops import LIKELY, find_missing_loops
from feedback.actions.open_loops import NO_OWNER, open_loops
from feedback.actions.promises import staffed_hours, time_zones, unit_of
from feedback.domain.change import Suggestion
from feedback.domain.comment import Comment, Source
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome
from feedback.errors import InputError
from feedback.store.memory import MemoryStore
from feedback.tracking.digest import Digest
from tests.unit.tracking.test_tracking_actions import NOW, TODAY, filled

HALF_A_YEAR = [(3, 2)] * 25


def test_who_waits_over_90_days_is_one_figure_in_comments_and_one_in_people() -> None:
    store = filled(HALF_A_YEAR)
    home, loops = home_figures(store, today=TODAY), open_loops(store, today=TODAY)
    assert home.comments_long == loops.total.ages[3] == home.long_trend[-1] > 0
    assert home.people_long == loops.people_long == 3
    long_ago = open_loops(store, today=TODAY, age="over 90")
    assert (long_ago.people_long, long_ago.total.comments) == (3, home.comments_long)
    assert open_loops(store, today=TODAY, age="0–14").people_long == 0
    assert open_loops(store, today=TODAY, owner="Ana").people_long == 0
    assert open_loops(store, today=TODAY, owner=NO_OWNER).people_long == 3


def test_answers_without_a_known_time_are_answers_all_the_same() -> None:
    store = MemoryStore()
    store.comments.ensure_source(Source(name="mail"))
    wrote = datetime(2024, 6, 3, 10)
    answered = (wrote + timedelta(hours=1), wrote - timedelta(hours=1), None)
    store.comments.upsert(
        [
            Comment(
                source="mail", key=str(number), text="slow", created_at=wrote, answered_at=at,
                answer="Sorry.",
            )
            for number, at in enumerate(answered)
        ]
    )  # fmt: skip
    loops = open_loops(store, today=TODAY)
    assert (loops.answered, loops.answers.together.values, loops.answers.early) == (3, 1, 1)


def test_an_open_theme_with_a_no_that_nobody_was_told_is_counted_on_the_front_page() -> None:
    store = filled(HALF_A_YEAR)
    assert home_figures(store, today=TODAY).open_noes == 0
    store.decisions.add(
        Decision(theme_id=1, outcome=Outcome.WILL_NOT, decided_at=NOW, reason="We keep it.")
    )
    figures = home_figures(store, today=TODAY)
    assert (figures.open_themes, figures.open_noes) == (2, 1)
    assert len(open_loops(store, today=TODAY).rows) == 1


@pytest.mark.parametrize(("score", "is_first"), [(LIKELY, True), (LIKELY - 0.01, False)])
def test_what_is_too_weak_for_a_missing_loop_is_no_next_step(score: float, is_first: bool) -> None:
    store = filled(HALF_A_YEAR)
    store.links.keep_suggestions([1], [Suggestion(theme_id=1, change_id=1, score=score)])
    assert bool(find_missing_loops(store, today=TODAY).loops) == is_first
    steps = home_figures(store, today=TODAY).next_steps
    assert any("may answer" in step.sentence for step in steps) == is_first


def test_the_digest_says_all_where_all_have_waited_long() -> None:
    def said(over_90: int) -> str:
        return " ".join(
            Digest(
                week=TODAY, received=0, received_before=0, waiting=1530, people=1450,
                over_90=over_90, median_days=None, closed_share=None, never_heard=0,
            ).sentences()
        )  # fmt: skip

    assert "1,450 people wait with 1,530 comments; all of these have waited more" in said(1530)
    assert "; 1 of these has waited more" in said(1)
    assert "; 0 of these have waited more" in said(0)


def test_hours_of_a_promise_are_chosen_or_written() -> None:
    nine, five = datetime(2024, 1, 1, 9).time(), datetime(2024, 1, 1, 17).time()
    assert staffed_hours("Monday to Friday", nine, five, "") == "Mon-Fri 09:00-17:00"
    assert staffed_hours("Round the clock", nine, five, "") == ""
    assert staffed_hours("Every day", nine, five, " 9-18 ") == "9-18"
    assert staffed_hours("As before", nine, five, "", before="Sat 10-14") == "Sat 10-14"
    with pytest.raises(InputError, match="begin and end"):
        staffed_hours("Every day", None, five, "")
    with pytest.raises(InputError, match="ends when it begins"):
        staffed_hours("Every day", nine, nine, "")
    assert [unit_of(minutes) for minutes in (45, 120, 4320, 20160)] == [
        (45, "minutes"), (2, "hours"), (3, "days"), (2, "weeks"),
    ]  # fmt: skip
    assert {"UTC", "America/Sao_Paulo", "Asia/Almaty", "Asia/Jakarta"} <= set(time_zones())
