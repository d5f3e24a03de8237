"""The weekly digest: put together from what the pages show, as Markdown or as a mail."""

from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from feedback.actions.arrivals import arrival_report
from feedback.actions.digest_addresses import digest_addresses, waiting_at
from feedback.actions.digest_pdf import digest_pdf
from feedback.actions.impact import impacts
from feedback.actions.loop import loop_report
from feedback.actions.open_loops import NextStep, OpenLoop, open_loops
from feedback.actions.ports import Store
from feedback.actions.promises import promise_report
from feedback.domain.tracked import TrackedFilter
from feedback.errors import InputError
from feedback.tracking.digest import Digest, Line, counted, last_whole_week, markdown, plain_text
from feedback.tracking.impact import ImpactVerdict
from feedback.tracking.promises import Kept, Verdict
from feedback.tracking.shares import day, percent

LONGEST = 5
FORMATS = ("markdown", "eml", "pdf")
_TO_DO = {
    NextStep.FIND: "Next: find their theme.",
    NextStep.DECIDE: "Next: decide about it.",
    NextStep.LINK: "Next: see whether the shipped change answers it.",
    NextStep.ANNOUNCE: "Next: announce what shipped.",
}


def weekly_digest(store: Store, *, now: datetime, address: str = "") -> Digest:
    """The digest of the last week that is over, and of everything that waits `now`.

    `address` is where people open Heard: with it, figures lead to their pages. Raises InputError
    where it is no web address.
    """
    today = now.date()
    week = last_whole_week(today)
    loops = open_loops(store, today=today)
    total = loop_report(store, today=today).total
    return Digest(
        week=week,
        received=_received(store, week),
        received_before=_received(store, week - timedelta(days=7)),
        waiting=loops.total.comments,
        people=loops.people,
        over_90=loops.total.ages[3],
        median_days=loops.total.days.median,
        closed_share=total.loops.share,
        never_heard=total.unheard,
        longest=tuple(_longest(row, address) for row in loops.rows[:LONGEST]),
        promises=tuple(_promise(row) for row in promise_report(store, now=now).rows),
        arrivals=tuple(_arrivals(store, week)),
        impacts=tuple(
            item.sentence
            for item in impacts(store, today=today)
            if item.result.verdict is not ImpactVerdict.TOO_LITTLE
        ),
        addresses=digest_addresses(address, week),
    )


def write_digest(digest: Digest, *, as_: str, now: datetime, to: str = "") -> str | bytes:
    """The digest as "markdown", as "pdf" (bytes), or as "eml", a mail that nobody has sent yet.

    `to` may name who it is for. Raises InputError for another format or an address with a line
    break in it.
    """
    if as_ == "markdown":
        return markdown(digest)
    if as_ == "pdf":
        return digest_pdf(digest)
    if as_ != "eml":
        raise InputError(f"There is no format {as_!r}. Choose one of: {', '.join(FORMATS)}.")
    if any(not letter.isprintable() for letter in to):
        raise InputError("The address to write to holds a line break. Give one address.")
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = digest.subject
    if to:
        mail["To"] = to
    mail["Date"] = now.astimezone()
    mail["X-Unsent"] = "1"
    mail.set_content(plain_text(digest))
    return mail.as_string()


def _received(store: Store, week: date) -> int:
    where = TrackedFilter(since=week, until=week + timedelta(days=6))
    return sum(row.comments for row in store.tracking.days(where))


def _longest(row: OpenLoop, address: str) -> Line:
    waits = row.waiting
    since = f"since {day(waits.since)}" if waits.since else "without a date"
    people, comments = counted(row.people, "person", "people"), counted(waits.comments, "comment")
    lead = waiting_at(address, row.waiting.theme_id)
    return Line(row.name, f"{people}, {comments}, {since}. {_TO_DO[row.next_step]}", lead)


def _promise(row: Kept) -> Line:
    counts = row.verdicts
    kept = "nothing to judge yet"
    if row.share_kept is not None:
        kept = f"{percent(row.share_kept)} kept of {row.judged:,}"
        if row.by_bot:
            kept += f" ({percent(row.share_by_people)} by people, the rest by bots)"
    return Line(
        row.promise.wording,
        f"{kept}, {counts[Verdict.DUE_SOON]:,} due soon, {counts[Verdict.PENDING]:,} pending",
    )


def _arrivals(store: Store, week: date) -> list[str]:
    report = arrival_report(store, since=week, until=week + timedelta(days=6)).total
    if not report.comments:
        return []
    said = [
        f"{percent(report.evening / report.comments)} wrote in the evening (18:00–22:59), "
        f"{percent(report.weekend / report.comments)} at the weekend."
    ]
    if report.outside_share is not None:
        said.append(f"{percent(report.outside_share)} wrote out of the staffed hours.")
    return said
