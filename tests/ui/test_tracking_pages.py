"""The tracking pages, on a real store."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.bootstrap import customer_key
from feedback.domain.change import LinkState
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.promise import Promise
from feedback.domain.theme import Outcome
from feedback.intake.identity import customer_digest
from feedback.settings import Settings
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
    assert figures["People waiting"] == figures["Comments over 90 days"] == "40"
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
    page.text_input(key="within_new").set_value("whenever")
    _press(page, "Promise it")
    assert "no length of time" in all_text(page)
    assert filled.promises.all() == []
    assert page.text_input(key="wording_new").value == "We answer within two hours"
    page.text_input(key="within_new").set_value("2h")
    _press(page, "Promise it")
    (promise,) = filled.promises.all()
    assert (promise.minutes, promise.wording) == (120, "We answer within two hours")
    assert "We answer within two hours" in all_text(page)
    page = visit("promises", promises_period="All time")
    assert "Counted are all" in all_text(page)


def test_arrivals_say_when_and_how_much_out_of_hours(filled: Store, visit: Visit) -> None:
    said = all_text(visit("arrivals"))
    assert "Most write on" in said
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


def _press(page: AppTest, label: str) -> None:
    place = [button.label for button in page.button].index(label)
    page.button[place].click().run()
