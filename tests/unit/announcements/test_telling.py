"""Who is told of what: everybody counted, nobody twice, and a no reopens the theme."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from feedback.actions.announcement_workflow import (
    approve_announcement,
    publish_announcement,
    withdraw_announcement,
)
from feedback.actions.announcements import draft_announcement
from feedback.actions.consent import give_consent_again, withdraw_consent, withdraw_consent_of
from feedback.actions.decisions import decide
from feedback.actions.ports import Store
from feedback.actions.telling import audience, mark_told, refuse_telling, siblings, take_replies
from feedback.actions.telling_files import answers_in, customers_in, write_tellings
from feedback.announcements.messages import usable_address
from feedback.announcements.plain import one_line
from feedback.domain.change import Change, Link, LinkState
from feedback.domain.comment import Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.errors import InputError, NotFoundError, StateError
from feedback.intake.identity import customer_digest
from tests.unit.announcements.announcement_samples import more_torture

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
KEY = b"k" * 32
PEOPLE = 6


def digest(number: int) -> str:
    return customer_digest(KEY, f"p{number}")


@pytest.fixture
def store(each_store: Store) -> Store:
    """Six customers and a nobody in one theme; customer 5 wants no use of what they wrote."""
    store = each_store
    store.comments.ensure_source(Source(name="app"))
    comments = [
        Comment(
            source="app",
            key=str(number),
            external_id=f"c{number}",
            text=f"The login code came too late, attempt number {number}.",
            language="en",
            customer=digest(number) if number < PEOPLE else "",
            consent=number != 5,
        )
        for number in range(PEOPLE + 1)
    ]
    store.comments.upsert(comments)
    store.themes.add(Theme(name="late codes", language="en", representatives=(1,)))
    store.themes.assign(Assignment(number, 1, 0.9) for number in range(1, PEOPLE + 2))
    store.changes.upsert([Change(title="Codes again", key="1", shipped_on=date(2026, 5, 1))])
    store.links.decide(Link(theme_id=1, change_id=1, state=LinkState.ACCEPTED))
    decide(store, 1, outcome="did", now=NOW)
    draft = draft_announcement(store, [1], now=NOW)
    approve_announcement(store, draft.id, now=NOW)
    publish_announcement(store, draft.id, now=NOW)
    return store


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """Customers 0 to 2 with addresses, 3 with one that is none, and a stranger."""
    path = tmp_path / "contacts.csv"
    lines = [f"p{number},p{number}@example.org" for number in range(3)]
    lines += ["p3,not an address", "p77,p77@example.org"]
    path.write_text("\n".join(["Nomor,Surel", *lines]) + "\n", encoding="utf-8")
    return path


def test_every_customer_is_a_hearer_or_left_out_for_one_reason(store: Store) -> None:
    mark_told(store, 1, [digest(0)], now=NOW)
    refuse_telling(store, [digest(1)], now=NOW)
    found = audience(store, 1)
    assert (found.customers, found.told, found.refused, found.without_consent) == (6, 1, 1, 1)
    assert {each.customer for each in found.hearers} == {digest(2), digest(3), digest(4)}
    assert found.unknown == 1


def test_whoever_was_never_asked_is_told_only_where_somebody_says_so(
    store: Store, tmp_path: Path
) -> None:
    answers: dict[str, list[bool | None]] = {
        digest(7): [None],
        digest(8): [None, True],
        digest(9): [None, False],
    }
    for customer, consents in answers.items():
        for at, consent in enumerate(consents):
            text = f"The code again, attempt {at} of {customer}"
            said = Comment(source="app", key=text, text=text, customer=customer)
            store.comments.upsert([replace(said, consent=consent)])
        new = [each.id for each in store.tracking.of_customer(customer)]
        store.themes.assign(Assignment(number, 1, 0.9) for number in new)
    asked = {digest(number) for number in (0, 1, 2, 3, 4, 8)}
    found = audience(store, 1)
    assert {each.customer for each in found.hearers} == asked
    assert (found.not_asked, found.without_consent) == (1, 2)
    wider = audience(store, 1, with_not_asked=True)
    assert {each.customer for each in wider.hearers} == asked | {digest(7)}
    assert (wider.not_asked, wider.without_consent) == (0, 2)
    assert write_tellings(store, 1, tmp_path / "asked", key=KEY).not_asked == 1
    report = write_tellings(store, 1, tmp_path / "all", key=KEY, with_not_asked=True)
    assert (report.written, report.not_asked) == (7, 0)
    # That they were told is so, whoever was asked.
    assert mark_told(store, 1, [digest(7), digest(9)], now=NOW) == (1, 1)


def test_messages_are_written_and_counts_add_up(
    store: Store, contacts: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "told"
    report = write_tellings(store, 1, folder, key=KEY, contacts=contacts)
    assert (report.written, report.no_address, report.not_matched) == (3, 1, 1)
    assert report.customers == 3 + 1 + 1 + report.told + report.refused + report.without_consent
    receivers = {
        message_from_bytes(path.read_bytes(), policy=default)["To"] for path in folder.glob("*.eml")
    }
    assert receivers == {f"p{number}@example.org" for number in range(3)}
    assert store.tellings.of_announcement(1) == []
    with pytest.raises(InputError, match="in use"):
        write_tellings(store, 1, folder, key=KEY, contacts=contacts)


def test_only_those_in_the_table_are_marked_and_only_once(
    store: Store, contacts: Path, tmp_path: Path
) -> None:
    write_tellings(store, 1, tmp_path / "told", key=KEY, contacts=contacts)
    written = customers_in(tmp_path / "told" / "replies.csv")
    assert mark_told(store, 1, written, now=NOW) == (3, 0)
    assert mark_told(store, 1, written, now=NOW) == (0, 3)
    assert write_tellings(store, 1, tmp_path / "again", key=KEY).written == 2


def test_the_language_somebody_was_told_in_is_that_of_the_text_they_got(store: Store) -> None:
    readers = {digest(0): "en", digest(7): "id", digest(8): "kk"}
    comments = [
        Comment(source="app", key=who, text=f"Kode {who}", customer=who, language=code)
        for who, code in readers.items()
    ]
    store.comments.upsert(comments)
    new = [each.id for each in store.comments.iterate(CommentFilter()) if "Kode" in each.text]
    store.themes.assign(Assignment(number, 1, 0.9) for number in new)
    other = draft_announcement(store, [1], language="id", now=NOW)
    approve_announcement(store, other.id, now=NOW)
    publish_announcement(store, other.id, now=NOW)
    mark_told(store, 1, list(readers), now=NOW)
    told = {each.customer: each.language for each in store.tellings.of_announcement(1)}
    # Nothing is published in Kazakh: that reader got the English one.
    assert told == readers | {digest(8): "en"}


def test_whoever_wrote_nothing_cannot_be_refused_and_nobody_else_is_then(store: Store) -> None:
    with pytest.raises(NotFoundError, match="Nobody with the id “p99”"):
        refuse_telling(store, [digest(1), digest(99)], now=NOW, names={digest(99): "p99"})
    assert store.tellings.refused() == set()


def test_whoever_was_told_of_a_plan_is_told_when_it_is_done(store: Store) -> None:
    decide(store, 1, outcome="planned", planned_for=date(2026, 9, 1), reason="Next", now=NOW)
    plan = draft_announcement(store, [1], language="id", now=NOW)
    approve_announcement(store, plan.id, now=NOW)
    publish_announcement(store, plan.id, now=NOW)
    assert mark_told(store, plan.id, [digest(0)], now=NOW) == (1, 0)
    assert digest(0) in {each.customer for each in audience(store, 1).hearers}
    # Nor does the plan in another language stand for what was done.
    assert {each.id for each in siblings(store, 1).values()} == {1}


def test_nobody_is_told_the_same_again_after_it_was_withdrawn(store: Store) -> None:
    mark_told(store, 1, [digest(0)], now=NOW)
    withdraw_announcement(store, 1, now=NOW)
    again = draft_announcement(store, [1], now=NOW)
    approve_announcement(store, again.id, now=NOW)
    publish_announcement(store, again.id, now=NOW)
    assert audience(store, again.id).told == 1


def test_a_no_reopens_the_theme_once_and_its_history_stays(store: Store, tmp_path: Path) -> None:
    write_tellings(store, 1, tmp_path / "told", key=KEY)
    form = tmp_path / "told" / "people.csv"
    mark_told(store, 1, customers_in(form), now=NOW)
    lines = form.read_text(encoding="utf-8-sig").splitlines()
    answered = [lines[0], lines[1] + "não", lines[2] + "ya", *lines[3:]]
    form.write_text("\n".join(answered) + "\n", encoding="utf-8")
    report = take_replies(store, 1, answers_in(form), now=NOW, who="Ana")
    assert (report.rows, report.helped, report.not_helped, report.empty) == (5, 1, 1, 3)
    assert report.reopened == (1,)
    latest, earlier = store.decisions.of_theme(1)[:2]
    assert (latest.outcome, latest.decided_by) == (Outcome.UNDECIDED, "Ana")
    assert earlier.outcome is Outcome.DID
    decide(store, 1, outcome="did", now=NOW)
    assert take_replies(store, 1, answers_in(form), now=NOW).reopened == ()


def test_an_answer_of_somebody_not_told_is_counted_and_not_kept(store: Store) -> None:
    report = take_replies(store, 1, [(digest(0), False)], now=NOW)
    assert (report.not_told, report.reopened) == (1, ())
    assert store.tellings.replies(1) == []


def test_the_header_says_which_of_two_columns_of_addresses_is_meant(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "contacts.csv"
    rows = [f"boss{n}@example.org,p{n},p{n}@example.org" for n in range(3)]
    rows += [f"boss{n}@example.org,p{n}," for n in range(3, 5)]
    path.write_text("\n".join(["Account manager,Pelanggan,Alamat surel", *rows]) + "\n")
    report = write_tellings(store, 1, tmp_path / "out", key=KEY, contacts=path)
    assert (report.written, report.no_address) == (3, 2)
    receivers = {
        message_from_bytes(each.read_bytes(), policy=default)["To"]
        for each in (tmp_path / "out").glob("*.eml")
    }
    assert receivers == {f"p{n}@example.org" for n in range(3)}


def test_whoever_withdraws_a_consent_withdraws_it_for_all_they_wrote(store: Store) -> None:
    more = Comment(source="app", key="more", text="And the code again!", customer=digest(2))
    store.comments.upsert([replace(more, consent=True)])
    withdraw_consent(store, [3], now=NOW)
    theirs = store.tracking.of_customer(digest(2))
    assert [comment.consent for comment in theirs] == [False, False]
    assert audience(store, 1).without_consent == 2
    withdraw_consent_of(store, digest(3), now=NOW)
    assert audience(store, 1).without_consent == 3
    with pytest.raises(NotFoundError, match="Nobody with this id"):
        withdraw_consent_of(store, digest(99), now=NOW)


def test_only_an_explicit_word_gives_a_withdrawn_consent_back(store: Store) -> None:
    withdraw_consent_of(store, digest(2), now=NOW)
    before = store.tracking.of_customer(digest(2))
    store.comments.upsert([replace(comment, consent=True) for comment in before])
    assert store.tracking.of_customer(digest(2)) == before
    assert give_consent_again(store, digest(2)) == len(before)
    assert all(comment.consent for comment in store.tracking.of_customer(digest(2)))
    with pytest.raises(StateError, match="did not withdraw"):
        give_consent_again(store, digest(2))
    with pytest.raises(NotFoundError, match="Nobody with this id"):
        withdraw_consent_of(store, digest(99), now=NOW)
    assert store.tellings.unquoted() == set(), "what fails keeps nothing"


def test_whoever_said_no_once_is_not_quoted_from_another_comment(store: Store) -> None:
    texts = ("The code took a very long time.", "The code never came to my phone at all.")
    store.comments.upsert(
        [
            Comment(source="app", key=text, text=text, customer="x", consent=at == 0, language="en")
            for at, text in enumerate(texts)
        ]
    )
    new = [each.id for each in store.tracking.of_customer("x")]
    store.themes.assign(Assignment(number, 1, 0.9) for number in new)
    facts = draft_announcement(store, [1], now=NOW).facts
    assert {quote.comment_id for quote in facts.quotes}.isdisjoint(new)
    assert facts.quotes


def test_a_draft_is_told_to_nobody(store: Store) -> None:
    draft = draft_announcement(store, [1], now=NOW)
    with pytest.raises(StateError, match="Publish it"):
        audience(store, draft.id)


@pytest.mark.parametrize(
    "text",
    ["a@b", "a@b.c\r\nBcc: x@y.org", "A <a@b.org>", "a@b.org,c@d.org", "=?utf-8?q?a?=@b.org"],
)
def test_what_is_not_one_plain_address_is_none(text: str) -> None:
    assert usable_address(text) == ""


def test_hostile_words_and_ids_stay_text_in_every_file_for_people(
    store: Store, tmp_path: Path, shared_data: Path
) -> None:
    texts = [each for each in more_torture(shared_data)[::60] if one_line(each)]
    published = store.announcements.get(1)
    assert published is not None
    for at, text in enumerate(texts):
        store.announcements.save(
            replace(store.announcements.get(1) or published, headline=text, you_said=text)
        )
        folder = tmp_path / str(at)
        contacts = tmp_path / "contacts.csv"
        contacts.write_text("id,mail\np0,p0@example.org\n", encoding="utf-8")
        write_tellings(store, 1, folder / "mail", key=KEY, contacts=contacts)
        (message,) = (folder / "mail").glob("*.eml")
        read = message_from_bytes(message.read_bytes(), policy=default)
        assert (read["To"], read["Bcc"], read["Cc"]) == ("p0@example.org", None, None), text
        write_tellings(store, 1, folder / "table", key=KEY)
        (rows, *_) = [answers_in(folder / "table" / "people.csv")]
        assert {customer for customer, _ in rows} == {digest(n) for n in range(5)}, text
        lines = (folder / "table" / "people.csv").read_text(encoding="utf-8-sig")
        for line in csv.reader(io.StringIO(lines, newline="")):
            assert not any(cell.lstrip()[:1] in tuple("=+@") for cell in line if cell), text
