"""The tracking pages, on a real store."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.decisions import decide
from feedback.actions.impact import impacts
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.bootstrap import customer_key
from feedback.domain.change import LinkState
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.promise import Promise
from feedback.domain.theme import Assignment, Outcome
from feedback.intake.identity import customer_digest
from feedback.settings import Settings
from feedback.ui.formats import LONG_LABEL
from feedback.ui.navigation import PageName
from feedback.ui.shell import SCREENS
from tests.ui.conftest import LATER, START, press_in_dialog
from tests.ui.test_pages import all_text

Visit = Callable[..., AppTest]
PAGES = ("open-loops", "promises", "arrivals", "impact", "loop", "customer")


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_store_is_no_error(store: Store, visit: Visit, name: str) -> None:
    page = visit(name)
    assert not page.exception
    assert not page.error
    assert page.title


def test_open_loops_say_who_waits_and_link_with_one_click(filled: Store, visit: Visit) -> None:
    page = visit("open-loops")
    figures = {metric.label: metric.value for metric in page.metric}
    assert figures["People waiting"] == figures[LONG_LABEL] == "40"
    assert "Late parcels" in " ".join(link.label for link in page.get("page_link"))
    page.button(key="next_1").click().run()
    assert not page.exception
    (link,) = filled.links.of_theme(1)
    assert link.state is LinkState.ACCEPTED
    assert page.button(key="next_1").label == "Announce"
    assert page.button(key="next_2").label == "Decide"
    page.button(key="next_2").click().run()
    assert not page.exception
    assert page.selectbox(key="decide_outcome_2_planned").value is Outcome.PLANNED


def test_open_loops_link_and_draft_with_one_click(filled: Store, visit: Visit) -> None:
    page = visit("open-loops")
    page.button(key="link_draft_1").click().run()
    press_in_dialog(page, "keep_name", opened_by="link_draft_1")
    assert not page.exception
    (draft,) = filled.announcements.all()
    assert draft.theme_ids == (1,)
    assert filled.links.of_theme(1)[0].state is LinkState.ACCEPTED


def test_open_loops_of_an_age_come_from_the_address(filled: Store, visit: Visit) -> None:
    page = visit("open-loops", loops_age="over 90")
    assert {metric.label: metric.value for metric in page.metric}["People waiting"] == "40"
    page = visit("open-loops", loops_age="0–14")
    assert page.button(key="clear_loops").label == "Clear filters"


def test_a_filter_that_leaves_nobody_offers_to_clear_it(filled: Store, visit: Visit) -> None:
    page = visit("open-loops", loops_owner="nobody")
    assert {metric.label for metric in page.metric} >= {"People waiting"}
    filled.comments.ensure_source(Source(name="Empty"))
    page = visit("open-loops", loops_source="Empty")
    assert page.button(key="clear_loops").label == "Clear filters"


def test_a_promise_is_made_on_the_page_and_a_bad_one_gets_a_sentence(
    filled: Store, visit: Visit
) -> None:
    page = visit("promises")
    page.text_input(key="wording_new").set_value("We answer within two hours")
    page.text_input(key="hours_new").set_value("whenever")
    _press(page, "Promise it")
    assert "cannot be read as staffed hours" in page.error[0].value
    assert page.header, "the rest of the page stays"
    assert filled.promises.all() == []
    assert page.text_input(key="wording_new").value == "We answer within two hours"
    page.text_input(key="hours_new").set_value("")
    page.selectbox(key="days_new").set_value("Monday to Friday")
    page.selectbox(key="timezone_new").set_value("America/Sao_Paulo")
    _press(page, "Promise it")
    (promise,) = filled.promises.all()
    assert (promise.minutes, promise.wording) == (120, "We answer within two hours")
    assert (promise.hours, promise.timezone) == ("Mon-Fri 09:00-17:00", "America/Sao_Paulo")
    assert "We answer within two hours" in all_text(page)
    page = visit("promises", promises_period="All time")
    assert "Counted are all" in all_text(page)


def test_a_promise_without_words_or_beside_another_is_refused_in_its_form(
    filled: Store, visit: Visit
) -> None:
    page = visit("promises")
    _press(page, "Promise it")
    assert "Write one sentence" in page.error[0].value
    filled.promises.add(Promise(wording="Soon", minutes=60, since=date(2025, 1, 1)))
    page = visit("promises")
    page.text_input(key="wording_new").set_value("Sooner")
    _press(page, "Promise it")
    assert "holds for the same comments already" in page.error[0].value
    assert "Soon" in all_text(page)
    assert len(filled.promises.all()) == 1


def test_arrivals_say_when_and_how_much_out_of_hours(filled: Store, visit: Visit) -> None:
    said = all_text(visit("arrivals"))
    assert "Busiest hour: " in said and "of 40 comments" in said
    assert "No staffed hours are stated yet" in said
    filled.promises.add(
        Promise(wording="Soon", minutes=60, hours="Mon-Fri 13:00-17:00", since=date(2025, 1, 1))
    )
    assert "100% write when nobody is there" in all_text(visit("arrivals"))


def test_answers_of_bots_are_said_apart_on_every_page(filled: Store, visit: Visit) -> None:
    at = datetime.combine(date.today() - timedelta(days=9), time(9))
    filled.comments.ensure_source(Source(name="Chat", channel=Channel.CHAT))
    rows = [
        Comment(
            source="Chat", key=str(number), text="Where is it?", created_at=at,
            answered_at=None if number == 3 else at + timedelta(minutes=5),
            answered_by_bot=number < 2,
        )
        for number in range(4)
    ]  # fmt: skip
    filled.comments.upsert(rows)
    filled.promises.add(Promise(wording="Soon", source="Chat", minutes=60, since=at.date()))
    said = all_text(visit("open-loops", loops_source="Chat"))
    assert "Bots gave 2 of the 3 first answers (median 5 minutes; all others 5 minutes)" in said
    assert "2 comments got a bot's answer and no other" in said
    assert "75% kept of 4, 25% by people and the rest by bots" in all_text(visit("promises"))
    assert "Late, and not answered yet" in all_text(visit("promises"))
    said = all_text(visit("arrivals", arrivals_source="Chat"))
    assert "75% of 4 comments got an answer of their own: 1 by people, 2 by bots, 0 where" in said


def test_impact_waits_for_a_link_and_then_says_what_it_knows(filled: Store, visit: Visit) -> None:
    assert "Nothing to look at yet" in all_text(visit("impact"))
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    said = all_text(visit("impact"))
    assert "Too little data to say whether “Parcels leave the same day” helped" in said


def test_the_loop_counts_who_was_never_heard(filled: Store, visit: Visit) -> None:
    page = visit("loop")
    said = all_text(page)
    assert "40 never got an answer, a decision or a word (100%)" in said
    assert "An estimate, not a count" in said
    steps = page.dataframe[0].value
    assert list(steps["Comments"]) == ["40", "40", *["0"] * 6]
    assert "(rated 1 or 2, or in words that complain)" in said
    page.number_input(key="reach_factor").set_value(10).run()
    assert "If one in 10 does, about **300** are unhappy" in all_text(page)


def test_one_customer_is_found_by_id_and_nobody_by_another(
    filled: Store, settings: Settings, visit: Visit
) -> None:
    settings.key_file.write_bytes(b"k" * 32)
    digest = customer_digest(customer_key(settings, filled), "ana@example.com")
    for number, source in enumerate(("Mail", "Chat")):
        filled.comments.ensure_source(Source(name=source))
        comment = Comment(
            source=source, key=str(number), text=f"Hello from {source}", created_at=START,
            customer=digest, answered_at=START, answer="Good day" if number else "",
        )  # fmt: skip
        filled.comments.upsert([comment])
    page = visit("customer")
    page.text_input(key="customer_id").set_value("Ana@Example.com")
    _press(page, "Find")
    said = all_text(page)
    assert "Hello from Mail" in said
    assert "Hello from Chat" in said
    assert "2 comments over Chat, Mail" in said.replace("**", "")
    page.text_input(key="customer_id").set_value("somebody else")
    _press(page, "Find")
    assert "Nobody with this id has written" in all_text(page)


def test_numbers_lead_to_the_comments_they_count(filled: Store, visit: Visit) -> None:
    links = [link.label for link in visit("open-loops").get("page_link")]
    assert links.count("Read them") == 2
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    links = [link.label for link in visit("impact").get("page_link")]
    (found,) = impacts(filled, today=date.today())
    sides = (found.result.before, "before"), (found.result.after, "after")
    for side, word in sides:
        assert (f"{side.comments} comments {word}" in links) == bool(side.comments)
    page = visit("arrivals")
    hours = page.selectbox(key="arrivals_hour")
    assert hours.options[0] == "Mon 12:00 (6)"
    assert hours.value is None
    hours.set_value("Mon 12:00 (6)").run()
    assert not page.exception
    assert all_text(page).count("My parcel came late") + all_text(page).count("Friendly") == 6
    assert "Read" in page.dataframe[0].value.columns
    assert list(visit("loop").dataframe[1].value["Received"]) == ["40", "10", "15", "15"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("open-loops", "Open loops"), ("promises", "Promises"), ("arrivals", "Arrivals"),
        ("impact", "Impact"), ("loop", "Loop"), ("customer", "Customer"),
    ],
)  # fmt: skip
def test_a_page_is_called_what_the_menu_calls_it(
    filled: Store, visit: Visit, name: str, title: str
) -> None:
    assert [row.value for row in visit(name).title] == [title]
    assert SCREENS[PageName(name)].title == title


def test_a_no_that_nobody_was_told_is_counted_apart(filled: Store, visit: Visit) -> None:
    page = visit("loop")
    assert "of which 0 are decided and nobody was told" in all_text(page)
    decide(
        filled, 1, outcome="will-not", reason="We keep the price.", now=LATER,
        review_on=LATER.date() + timedelta(days=90),
    )  # fmt: skip
    page = visit("loop")
    assert "are decided and nobody was told" in all_text(page)
    assert "of which 0 are" not in all_text(page)


def test_a_long_story_has_pages_and_a_no_is_closed_without_being_told(
    filled: Store, settings: Settings, visit: Visit
) -> None:
    settings.key_file.write_bytes(b"k" * 32)
    digest = customer_digest(customer_key(settings, filled), "ana@example.com")
    before = len(filled.comments.get(range(1, 1000)))
    filled.comments.upsert(
        [
            Comment(
                source="Shop survey", key=f"ana-{number}", text=f"Late again {number:02d}",
                created_at=START + timedelta(days=number), customer=digest,
            )
            for number in range(25)
        ]
    )  # fmt: skip
    rows = filled.comments.get(range(before + 1, before + 26))
    filled.themes.assign(Assignment(row.id, 1, 0.5) for row in rows)
    decide(
        filled, 1, outcome="will-not", reason="We keep the carrier.", now=LATER,
        review_on=LATER.date() + timedelta(days=90),
    )  # fmt: skip
    page = visit("customer")
    page.text_input(key="customer_id").set_value("ana@example.com")
    _press(page, "Find")
    said = all_text(page)
    assert "Late again 19" in said and "Late again 20" not in said
    assert "Closed by the decision, not told" in said


def test_promises_say_that_the_comments_are_older_than_they(filled: Store, visit: Visit) -> None:
    filled.promises.add(Promise(wording="Soon", minutes=60, since=date.today()))
    page = visit("promises")
    assert page.selectbox(key="promises_period").value == "The last half year"
    assert "it is counted back from there" in all_text(page)
    assert "the earliest promise holds from" in all_text(page)


def _press(page: AppTest, label: str) -> None:
    place = [button.label for button in page.button].index(label)
    page.button[place].click().run()
