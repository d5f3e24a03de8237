"""A CX lead's Monday: who waits, deciding on the spot, and each page with its chart and table."""

import dataclasses
import os
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from feedback.actions.announcements import draft_announcement
from feedback.actions.decisions import decide
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.actions.promises import add_promise
from feedback.actions.sample import load_sample
from feedback.actions.telling import audience, mark_told
from feedback.actions.theme_edits import set_owner
from feedback.bootstrap import customer_key
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.telling import Reply, Told
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.intake.identity import customer_digest
from feedback.settings import Settings
from tests.browser.conftest import CHARTS_ARE_DRAWN, App, Visit

pytestmark = pytest.mark.browser

TODAY = date.today()
WEEKS = 30
SAMPLE_BEGINS = date(2026, 1, 1)
PICTURED = "c-1024"
CHARTS = {
    "promises": "Promises kept",
    "arrivals": "Busiest hour: ",
    "impact": "Each dot is how many times as often",
    "loop": "have a closed loop",
}


def test_who_waits_is_decided_on_the_spot_and_every_page_says_what_it_shows(
    app: App, visit: Visit
) -> None:
    store = app.store()
    fill(store, app)
    page = visit.page
    page.goto(f"{app.url}/open-loops?loops_age=over+90")
    expect(page.get_by_role("heading", name="Open loops")).to_be_visible()
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text("0")
    page.get_by_role("button", name="Decide").first.click()
    decide_no(page)
    theme = store.themes.get(2)
    assert theme is not None and theme.outcome is Outcome.CANNOT
    for name, sentence in CHARTS.items():
        page.goto(f"{app.url}/{name}")
        expect(page.get_by_text(sentence).first).to_be_visible()
        page.wait_for_function(CHARTS_ARE_DRAWN)
        expect(page.get_by_test_id("stDataFrame").first, f"{name} has a table").to_be_attached()
        assert page.get_by_test_id("stException").count() == 0
    page.get_by_role("button", name="Weekly digest").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.goto(f"{app.url}/customer")
    page.get_by_label("Customer id").fill("c1")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("It helped").first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("open-loops", *CHARTS, "customer"):
        page.goto(f"{app.url}/{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_function(CHARTS_ARE_DRAWN)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390, f"{name} is {wide} pixels wide"
    assert visit.requests_elsewhere == []
    assert visit.dialogs == []


def decide_no(page: Page) -> None:
    """In the dialog: a no with its reason."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Outcome").click()
    page.get_by_role("option", name="Cannot be done").click()
    dialog.get_by_label("Why not, in words customers would use").fill("Our kitchen closes at ten.")
    dialog.get_by_role("button", name="Decide", exact=True).click()
    expect(dialog).to_have_count(0)


def fill(store: Store, app: App) -> None:
    """Two themes over thirty weeks; the first was shipped, announced and told, the second waits."""
    begin = datetime.combine(TODAY - timedelta(weeks=WEEKS, days=TODAY.weekday()), time(20, 15))
    settings = Settings(data_folder=app.data, database_url=f"sqlite:///{app.data / 'heard.db'}")
    key = customer_key(settings, store)
    store.comments.ensure_source(Source(name="Mail", channel=Channel.EMAIL))
    told_at = begin + timedelta(weeks=WEEKS)
    rows = [
        Comment(
            source="Mail", key=f"{theme}-{week}-{number}", language="en", rating=2.0,
            text="The parcel came late" if theme else "The kitchen closes too early",
            customer=customer_digest(key, f"c{number}"),
            created_at=begin + timedelta(weeks=week, days=number % 7),
            answered_at=begin + timedelta(weeks=week, days=number % 7, hours=number),
        )
        for week in range(WEEKS)
        for theme in (0, 1)
        for number in range(4)
    ]  # fmt: skip
    store.comments.upsert(rows)
    late, early = (
        store.themes.add(Theme(name=name, language="en")) for name in ("Late parcels", "Closed")
    )
    stored = store.comments.get(range(1, len(rows) + 1))
    store.themes.assign(
        Assignment(row.id, late if row.key.startswith("1-") else early, 0.9) for row in stored
    )
    shipped = begin.date() + timedelta(weeks=WEEKS // 2)
    store.changes.upsert([Change(title="Parcels leave at once", key="1", shipped_on=shipped)])
    accept_link(store, late, store.changes.all()[0].id, now=told_at)
    draft = draft_announcement(store, [late], now=told_at)
    tell(store, draft.id, customer_digest(key, "c1"), told_at)
    add_promise(
        store,
        Promise(
            wording="We answer e-mail within two hours", channel=Channel.EMAIL, minutes=120,
            hours="Mon-Fri 09:00-17:00", timezone="Europe/London", since=begin.date(),
        ),
    )  # fmt: skip


def tell(store: Store, announcement_id: int, customer: str, at: datetime) -> None:
    draft = store.announcements.get(announcement_id)
    assert draft is not None
    published = dataclasses.replace(draft, status=AnnouncementStatus.PUBLISHED, published_at=at)
    store.announcements.save(published)
    store.tellings.add([Told(announcement_id=announcement_id, customer=customer, at=at)])
    reply = Reply(announcement_id=announcement_id, customer=customer, at=at, helped=True)
    store.tellings.reply([reply])


@pytest.mark.skipif("HEARD_PICTURES" not in os.environ, reason="pictures are not wanted")
def test_pictures_of_the_sample_with_a_few_decisions_for_the_docs(app: App, visit: Visit) -> None:
    store, now = app.store(), datetime.now()
    settings = Settings(data_folder=app.data, database_url=f"sqlite:///{app.data / 'heard.db'}")
    key = customer_key(settings, store)
    load_sample(store, key=key, model_folder=settings.model_folder, now=now)
    decide_a_little(store, now)
    page = visit.page
    for name in ("open-loops", *CHARTS):
        page.goto(f"{app.url}/{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        visit.picture(f"track_{name.replace('-', '_')}")
    page.goto(f"{app.url}/customer")
    page.get_by_label("Customer id").fill(PICTURED)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("still open")).to_be_visible()
    visit.picture("track_customer")


def decide_a_little(store: Store, now: datetime) -> None:
    """In the sample: an owner, a no, a plan, three promises, and one theme announced and told."""
    themes = {theme.id: theme for theme in store.themes.all()}
    answered = {link.theme_id: link for link in reversed(store.links.suggestions())}
    announced, shipped, *others = [*answered, *(id_ for id_ in themes if id_ not in answered)]
    for theme_id in (announced, shipped):
        accept_link(store, theme_id, answered[theme_id].change_id, now=now)
    set_owner(store, others[0], "Ana", now=now)
    later = now.date() + timedelta(weeks=13)
    no = "The bags keep frozen food apart from the rest."
    decide(store, others[1], outcome="cannot", reason=no, review_on=later, now=now)
    decide(store, others[2], outcome="planned", planned_for=later, now=now)
    draft = draft_announcement(store, [announced], now=now)
    published = dataclasses.replace(draft, status=AnnouncementStatus.PUBLISHED, published_at=now)
    store.announcements.save(published)
    people = audience(store, draft.id, with_not_asked=True)
    hearers = [each.customer for each in people.hearers]
    mark_told(store, draft.id, hearers[:4], now=now)
    days = 1440
    for promise in (
        Promise(
            wording="We answer mail within a working day", channel=Channel.EMAIL, minutes=8 * 60,
            hours="Mon-Fri 09:00-17:00", timezone="Europe/London", since=SAMPLE_BEGINS,
        ),
        Promise(
            wording="We decide within 30 days", kind=PromiseKind.DECIDE, minutes=30 * days,
            since=SAMPLE_BEGINS,
        ),
        Promise(
            wording="We tell you within 12 weeks", kind=PromiseKind.TELL, minutes=84 * days,
            since=SAMPLE_BEGINS,
        ),
    ):  # fmt: skip
        add_promise(store, promise)
