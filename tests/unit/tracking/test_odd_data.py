"""What odd data gives, line by line as the documentation says it."""

from datetime import date, datetime, timedelta

import pytest

from feedback.actions.arrivals import CHANNEL_COLUMNS, arrival_report, channel_rows
from feedback.actions.impact import impact_of, impacts
from feedback.actions.links import accept_link
from feedback.actions.loop import loop_report, people_complaining
from feedback.actions.open_loops import open_loops
from feedback.actions.ports import Store
from feedback.actions.promises import add_promise, change_promise, end_promise, promise_report
from feedback.domain.change import Change
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.promise import Promise
from feedback.domain.theme import Assignment, Theme
from feedback.store.memory import MemoryStore
from feedback.tracking.impact import ImpactVerdict
from feedback.tracking.promises import Verdict
from feedback.tracking.spread import Spread

NOW = datetime(2024, 6, 28, 12)
TODAY = NOW.date()
SHIPPED = date(2024, 3, 20)


def holding(*comments: Comment) -> Store:
    """A store with one theme of these comments, and one change."""
    store = MemoryStore()
    store.comments.ensure_source(Source(name="mail", channel=Channel.EMAIL))
    store.comments.upsert(comments)
    theme = store.themes.add(Theme(name="Speed"))
    stored = store.comments.get(range(1, len(comments) + 1))
    store.themes.assign(Assignment(comment.id, theme, 0.5) for comment in stored)
    store.changes.upsert([Change(title="Faster", key="1", shipped_on=SHIPPED)])
    return store


def said(key: int, wrote: datetime | None, **fields: object) -> Comment:
    values: dict[str, object] = {"text": "slow"} | fields
    return Comment(source="mail", key=str(key), created_at=wrote, **values)  # type: ignore[arg-type]


def test_without_dates_they_wait_and_are_in_no_age_no_hour_and_no_impact() -> None:
    store = holding(said(1, None), said(2, None))
    found = open_loops(store, today=TODAY)
    assert (found.total.comments, found.total.undated, found.total.ages) == (2, 2, (0, 0, 0, 0))
    assert (found.total.since, found.total.days.median) == (None, None)
    report = arrival_report(store)
    assert (report.undated, report.total.comments) == (2, 0)
    (result,) = impact_of(store, 1, today=TODAY, theme_id=1)
    assert result.result.verdict is ImpactVerdict.TOO_LITTLE
    assert result.result.reason == "No comment has a date."
    (period,) = loop_report(store, today=TODAY).periods
    assert (period.period, period.received) == (None, 2)


def test_days_without_a_time_are_left_out_of_arrivals_and_named() -> None:
    store = holding(said(1, datetime(2024, 5, 6)), said(2, datetime(2024, 5, 7)))
    report = arrival_report(store)
    assert (report.timeless, report.total.comments) == (("mail",), 0)


def test_what_is_dated_after_today_counts_as_written_today_and_is_counted() -> None:
    store = holding(said(1, NOW + timedelta(days=3)), said(2, NOW))
    found = open_loops(store, today=TODAY)
    assert (found.future, found.total.ages, found.total.since) == (1, (2, 0, 0, 0), TODAY)


def test_an_answer_before_its_comment_is_in_no_duration_and_cannot_be_judged() -> None:
    wrote = datetime(2024, 5, 6, 9)
    store = holding(said(1, wrote, answered_at=wrote - timedelta(hours=2)))
    add_promise(store, Promise(wording="Two hours", minutes=120, since=date(2024, 1, 1)))
    found = open_loops(store, today=TODAY)
    assert (found.answers.early, found.answers.together.values) == (1, 0)
    assert found.answers.together.median is None
    (row,) = promise_report(store, now=NOW).rows
    assert dict(row.verdicts) == {Verdict.UNKNOWN: 1}
    assert row.share_kept is None


def test_without_ratings_there_is_no_mean_and_complaints_are_known_by_their_words() -> None:
    wrote = datetime(2024, 3, 1, 9)
    store = holding(said(1, wrote, text="I want my refund"), said(2, wrote, text="All fine"))
    assert people_complaining(store) == 1
    (found,) = impact_of(store, 1, today=TODAY, theme_id=1)
    assert (found.result.before.rated, found.result.before.mean_rating) == (0, None)


def test_a_theme_with_three_comments_is_too_little_data_with_the_number_needed() -> None:
    store = holding(*(said(n, datetime(2024, 2, 5 + n, 9)) for n in range(3)))
    others = [said(100 + n, datetime(2024, 1, 1, 9) + timedelta(days=n)) for n in range(170)]
    store.comments.upsert(others)
    (found,) = impact_of(store, 1, today=TODAY, theme_id=1)
    assert found.result.verdict is ImpactVerdict.TOO_LITTLE
    assert found.result.reason == "The theme has 3 comments in these weeks; 20 are needed."


def test_a_release_before_the_first_comment_is_too_little_data() -> None:
    store = holding(*(said(n, datetime(2024, 4, 1, 9) + timedelta(days=n)) for n in range(60)))
    (found,) = impact_of(store, 1, today=TODAY, theme_id=1)
    assert found.result.reason == "The release came before the first comment."


def test_days_without_a_time_are_in_no_minutes_and_judged_only_where_no_time_would_matter() -> None:
    day = datetime(2024, 5, 6)
    store = holding(
        said(1, day, answered_at=day),  # within a day surely, within two hours perhaps
        said(2, day, answered_at=day + timedelta(days=1)),  # within two hours perhaps
        said(3, day, answered_at=day + timedelta(days=4)),  # surely late for both
        said(4, day + timedelta(hours=14), answered_at=day),  # the same day: not before it
        said(5, day, answered_at=day - timedelta(days=1)),
    )
    add_promise(store, Promise(wording="Two hours", minutes=120, since=date(2024, 1, 1)))
    (row,) = promise_report(store, now=NOW).rows
    assert dict(row.verdicts) == {Verdict.UNKNOWN: 4, Verdict.BROKEN: 1}
    end_promise(store, 1, last_day=date(2023, 12, 31))
    add_promise(store, Promise(wording="A day", minutes=1440, since=date(2024, 1, 1)))
    (row,) = promise_report(store, now=NOW).rows
    assert dict(row.verdicts) == {Verdict.KEPT: 2, Verdict.UNKNOWN: 2, Verdict.BROKEN: 1}
    answers = open_loops(store, today=TODAY).answers
    assert (answers.day_only, answers.early, answers.together.values) == (5, 0, 0)


def test_an_answer_without_a_date_is_one_and_nobody_owes_another() -> None:
    store = holding(said(1, NOW - timedelta(days=9), answer="Sorry!"), said(2, NOW))
    add_promise(store, Promise(wording="Two hours", minutes=120, since=date(2024, 1, 1)))
    (row,) = promise_report(store, now=NOW).rows
    assert (row.verdicts[Verdict.UNKNOWN], len(row.owed)) == (1, 1)
    assert open_loops(store, today=TODAY).total.unanswered == 1
    assert loop_report(store, today=TODAY).total.unheard == 1


def test_times_beside_days_without_a_time_do_not_make_midnight_the_busiest_hour() -> None:
    store = holding(*(said(n, datetime(2024, 5, 6)) for n in range(9)), said(10, NOW))
    report = arrival_report(store)
    assert (report.timeless, report.total.day_only) == ((), 9)
    assert (report.total.comments, report.total.busiest()) == (1, (4, 12))


def test_bots_answers_are_counted_apart_in_every_figure() -> None:
    at = datetime(2024, 6, 26, 9)
    store = holding(
        said(1, at, answered_at=at + timedelta(minutes=1), answered_by_bot=True),
        said(2, at, answered_at=at + timedelta(minutes=60), answered_by_bot=False),
        said(3, at, answered_at=at + timedelta(minutes=90)),
        said(4, at, answered_at=at + timedelta(minutes=999), answered_by_bot=True),
        said(5, at),
    )
    add_promise(store, Promise(wording="Two hours", minutes=120, since=date(2024, 1, 1)))
    (row,) = promise_report(store, now=NOW).rows
    assert (row.verdicts[Verdict.KEPT], row.by_bot, row.judged) == (3, 1, 5)
    assert (row.share_kept, row.share_by_people) == (0.6, 0.4)
    loops = open_loops(store, today=TODAY)
    assert (loops.by_bot, loops.rows[0].by_bot, loops.total.unanswered) == (2, 2, 1)
    assert loops.answers.of_bots == Spread(2, 500, pytest.approx(899.2))
    assert loops.answers.of_people == Spread(2, 75, 87)
    assert loops.answers.together.values == 4
    (mail, total) = channel_rows(arrival_report(store))
    assert total | {"channel": "email"} == mail
    assert [mail[name] for name in CHANNEL_COLUMNS[-4:]] == [1, 2, 1, 1]


def test_an_answer_that_came_since_the_last_import_counts() -> None:
    """The same ticket again, solved meanwhile: the answer is the only news."""
    store = holding(said(1, NOW))
    assert store.comments.upsert([said(1, NOW, answered_at=NOW)]) == (0, 1, 0)
    assert open_loops(store, today=TODAY).total.unanswered == 0


def test_a_comment_dated_after_today_makes_no_week_after_a_release() -> None:
    begin = datetime(2024, 1, 1, 9)
    store = holding(
        *(said(n, begin + timedelta(hours=6 * n)) for n in range(600)),
        said(1000, NOW + timedelta(weeks=40)),
    )
    store.changes.upsert([Change(title="Late", key="2", shipped_on=date(2024, 6, 3))])
    (found,) = impact_of(store, 2, today=TODAY, theme_id=1)
    assert found.result.reason == (
        "There are 0 whole weeks of comments after the release; 4 are needed."
    ), "there are two launch weeks, and one that is not over"


def test_a_source_that_begins_with_the_release_is_left_out_of_its_impact() -> None:
    """Nothing changed: a new source, which speaks of other things, came in."""
    begin, others = datetime(2024, 1, 1, 9), Theme(name="Other")
    store = holding(*(said(n, begin + timedelta(hours=12 * n)) for n in range(350)))
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW))
    other = store.themes.add(others)
    store.comments.upsert(said(1000 + n, begin + timedelta(hours=6 * n)) for n in range(700))
    since = datetime(2024, 3, 18, 9)
    store.comments.upsert(
        Comment(source="app", key=str(n), text="x", created_at=since + timedelta(hours=n))
        for n in range(2400)
    )
    store.themes.assign(Assignment(number, other, 0.5) for number in range(351, 3451))
    (found,) = impact_of(store, 1, today=TODAY, theme_id=1)
    assert found.left_out == ("app",)
    assert found.result.verdict is ImpactVerdict.UNCLEAR
    assert found.result.before.per_thousand == pytest.approx(1000 / 3, rel=0.05)
    assert found.result.after.per_thousand == pytest.approx(1000 / 3, rel=0.05)
    assert "Comments of “app” are left out" in found.sentence


def test_two_changes_for_a_theme_in_the_same_weeks_are_not_told_apart() -> None:
    begin = datetime(2024, 1, 1, 9)
    store = holding(*(said(n, begin + timedelta(hours=6 * n)) for n in range(700)))
    store.comments.upsert(said(1000 + n, begin + timedelta(hours=6 * n)) for n in range(700))
    later = Change(title="Again", key="2", shipped_on=SHIPPED + timedelta(days=9))
    store.changes.upsert([later])
    for change_id in (1, 2):
        accept_link(store, 1, change_id, now=NOW)
    found = {item.change.title: item for item in impacts(store, today=TODAY)}
    assert found["Faster"].also_shipped == ("Again",)
    assert "“Faster” shipped for it, too" in found["Again"].sentence


def test_a_promise_changed_halfway_judges_each_by_the_promise_of_its_day() -> None:
    days = [date(2024, 4, 1), date(2024, 5, 1)]
    store = holding(
        *(
            said(n, datetime(2024, month, 10, 9), answered_at=datetime(2024, month, 10, 12))
            for n, month in enumerate((4, 4, 5))
        )
    )
    made = add_promise(store, Promise(wording="In two hours", minutes=120, since=days[0]))
    change_promise(store, made.id, Promise(wording="In a day", minutes=1440, since=days[1]))
    rows = promise_report(store, now=NOW, since=days[0]).rows
    assert {row.promise.wording: dict(row.verdicts) for row in rows} == {
        "In two hours": {Verdict.BROKEN: 2},
        "In a day": {Verdict.KEPT: 1},
    }
