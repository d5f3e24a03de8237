"""`track …`: who waits, what was promised, whether it helped."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from feedback.actions import arrivals as arrival_actions
from feedback.actions import customers as customer_actions
from feedback.actions import impact as impact_actions
from feedback.actions import loop as loop_actions
from feedback.actions import open_loop_tables as open_tables
from feedback.actions import open_loops as open_actions
from feedback.actions import promise_tables
from feedback.actions import promises as promise_actions
from feedback.actions.digest import weekly_digest, write_digest
from feedback.cli.files import writing_bytes_to
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say
from feedback.cli.session import session_of
from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.errors import InputError

OPEN_TABLE = ("theme_id", "theme", "waiting", "people", "waiting_since", "median_days", "next")
PROMISE_TABLE = ("id", "wording", "kept", "broken", "due_soon", "pending", "share_kept")
IMPACT_TABLE = ("theme", "verdict", "per_thousand_before", "per_thousand_after", "sentence")
STORY_TABLE = ("wrote_on", "source", "text", "answered_on", "theme", "announced_on", "waits")

app = typer.Typer(help="Who waits, and did it help.", no_args_is_help=True)
SourceOption = Annotated[str, typer.Option(help="Only comments of this source.")]
SinceOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only comments from this day on.")
]


class DigestFormat(StrEnum):
    """What a digest is written as."""

    MARKDOWN = "markdown"
    EML = "eml"
    PDF = "pdf"


@app.command("open")
def open_(
    context: typer.Context,
    source: SourceOption = "",
    segment: Annotated[str, typer.Option(help="Only this customer segment.")] = "",
    owner: Annotated[str, typer.Option(help="Only themes of this owner, or “nobody”.")] = "",
    age: Annotated[
        str, typer.Option(help=f"Days they have waited: {', '.join(open_actions.AGES)}.")
    ] = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Who waits, the longest waiting first."""
    session = session_of(context)
    loops = open_actions.open_loops(
        session.store, today=session.today, source=source, segment=segment, owner=owner, age=age
    )
    if loops.future:
        say(f"{loops.future} comments are dated after today; they count as written today.")
    print_rows(
        open_tables.open_rows(loops),
        style,
        columns=open_tables.COLUMNS,
        table_columns=OPEN_TABLE,
    )


@app.command()
def promises(
    context: typer.Context,
    since: SinceOption = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """What was promised and whether it is kept; what is about to be broken comes first."""
    session = session_of(context)
    report = promise_actions.promise_report(session.store, now=session.now, since=_day(since))
    for doubt in report.doubts:
        say(doubt)
    for row in report.unpromised:
        expected = row.expected_minutes
        if expected is not None:
            say(f"No promise for {row.channel.value}: customers compare with {expected:g} minutes.")
    print_rows(
        promise_tables.promise_rows(report),
        style,
        columns=promise_tables.COLUMNS,
        table_columns=PROMISE_TABLE,
    )


@app.command()
def promise(
    context: typer.Context,
    wording: Annotated[str, typer.Argument(metavar="WORDING", help="What customers read.")],
    within: Annotated[str, typer.Option(help="The time promised: 30m, 2h, 30d, 12w.")],
    kind: Annotated[PromiseKind, typer.Option(help="What is promised.")] = PromiseKind.ANSWER,
    source: SourceOption = "",
    channel: Annotated[Channel | None, typer.Option(help="Only this kind of source.")] = None,
    complaints: Annotated[bool, typer.Option("--complaints", help="Only complaints.")] = False,
    hours: Annotated[str, typer.Option(help="Staffed: “Mon-Fri 09:00-17:00”.")] = "",
    timezone: Annotated[str, typer.Option(help="Of these hours: Asia/Almaty.")] = "",
    since: SinceOption = None,
    replaces: Annotated[int, typer.Option(help="The promise that ends the day before.")] = 0,
    style: FormatOption = Format.TABLE,
) -> None:
    """Promise something, or something else from a day on."""
    session = session_of(context)
    wanted = Promise(
        wording=wording,
        kind=kind,
        source=source,
        channel=channel,
        complaints=complaints,
        minutes=promise_actions.promised_minutes(within),
        hours=hours,
        timezone=timezone,
        since=_day(since) or session.today,
    )
    if replaces:
        made = promise_actions.change_promise(session.store, replaces, wanted)
    else:
        made = promise_actions.add_promise(session.store, wanted)
    print_row(promise_tables.promise_row(made), style)


@app.command("end-promise")
def end_promise(
    context: typer.Context,
    promise_id: Annotated[int, typer.Argument(metavar="ID")],
    last_day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day it holds.")
    ] = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Let a promise end, today or on the day given."""
    session = session_of(context)
    ended = promise_actions.end_promise(
        session.store, promise_id, last_day=_day(last_day) or session.today
    )
    print_row(promise_tables.promise_row(ended), style)


@app.command()
def impact(
    context: typer.Context,
    change: Annotated[int, typer.Argument(metavar="CHANGE")],
    theme: Annotated[int, typer.Option(help="This theme, linked or not.")] = 0,
    style: FormatOption = Format.TABLE,
) -> None:
    """What became of the themes a shipped change answers."""
    session = session_of(context)
    found = impact_actions.impact_of(session.store, change, today=session.today, theme_id=theme)
    print_rows(
        impact_actions.impact_rows(found),
        style,
        columns=impact_actions.COLUMNS,
        table_columns=IMPACT_TABLE,
    )


@app.command()
def loop(
    context: typer.Context,
    source: SourceOption = "",
    segment: Annotated[str, typer.Option(help="Only this customer segment.")] = "",
    periods: Annotated[bool, typer.Option("--periods", help="One row a month.")] = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """How far the loop gets, by month of arrival."""
    session = session_of(context)
    report = loop_actions.loop_report(
        session.store, today=session.today, source=source, segment=segment
    )
    if periods:
        print_rows(loop_actions.period_rows(report), style, columns=loop_actions.PERIOD_COLUMNS)
    else:
        print_rows(loop_actions.step_rows(report), style, columns=loop_actions.COLUMNS)


@app.command()
def arrivals(
    context: typer.Context,
    source: SourceOption = "",
    since: SinceOption = None,
    channels: Annotated[bool, typer.Option("--channels", help="One row a channel.")] = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """When people write, against the staffed hours."""
    session = session_of(context)
    report = arrival_actions.arrival_report(session.store, source=source, since=_day(since))
    if report.undated:
        say(f"{report.undated} comments have no date and are in no figure.")
    for name in report.timeless:
        say(f"{name} gives days without a time of day; it is left out.")
    if report.total.day_only and not report.timeless:
        say(f"{report.total.day_only} comments have a day and no time of day and are left out.")
    if channels:
        rows = arrival_actions.channel_rows(report)
        print_rows(rows, style, columns=arrival_actions.CHANNEL_COLUMNS)
    else:
        rows = arrival_actions.arrival_rows(report.total)
        print_rows(rows, style, columns=arrival_actions.COLUMNS)


@app.command()
def customer(
    context: typer.Context,
    customer_id: Annotated[str, typer.Argument(metavar="ID", help="As in your files.")],
    style: FormatOption = Format.TABLE,
) -> None:
    """All that one customer wrote, over all channels, and what became of it."""
    session = session_of(context)
    story = customer_actions.customer_story(
        session.store, customer_id, key=session.key, today=session.today
    )
    print_rows(
        customer_actions.story_rows(story),
        style,
        columns=customer_actions.COLUMNS,
        table_columns=STORY_TABLE,
    )


@app.command()
def expect(
    context: typer.Context,
    theme: Annotated[int, typer.Argument(metavar="THEME")],
    expectation: Annotated[
        str, typer.Argument(metavar="EXPECTATION", help="One of the eight, “none”, or “auto”.")
    ],
    style: FormatOption = Format.TABLE,
) -> None:
    """Say by hand what a theme expects; “auto” lets the words decide again."""
    session = session_of(context)
    wanted = {"none": "", "auto": None}.get(expectation, expectation)
    loop_actions.set_expectation(session.store, theme, wanted)
    rows = loop_actions.expectation_rows(session.store)
    print_row(next(row for row in rows if row["theme_id"] == theme), style)


@app.command()
def expectations(context: typer.Context, style: FormatOption = Format.TABLE) -> None:
    """Which of the eight expectations each theme is about."""
    rows = loop_actions.expectation_rows(session_of(context).store)
    print_rows(rows, style, columns=loop_actions.EXPECTATION_COLUMNS)


@app.command()
def reach(
    context: typer.Context,
    factor: Annotated[
        float, typer.Option(help="One in how many unhappy customers complains.")
    ] = loop_actions.FACTOR,
    style: FormatOption = Format.TABLE,
) -> None:
    """How many may be unhappy for those who complained: an estimate, no count."""
    people = loop_actions.people_complaining(session_of(context).store)
    print_row(loop_actions.reach_row(loop_actions.reach(people, factor=factor)), style)


@app.command()
def digest(
    context: typer.Context,
    as_: Annotated[
        DigestFormat, typer.Option("--as", help="What to write.")
    ] = DigestFormat.MARKDOWN,
    to: Annotated[str, typer.Option(help="Whom a mail is for.")] = "",
    output: Annotated[Path | None, typer.Option(help="A file instead of the screen.")] = None,
) -> None:
    """The week in words and numbers, such as for a cron job on Monday."""
    session = session_of(context)
    address = session.settings.address
    found = weekly_digest(session.store, now=session.now, address=address)
    if output is None and as_ is DigestFormat.PDF:
        raise InputError("A PDF is nothing for a screen. Name a file with --output.")
    written = write_digest(found, as_=as_.value, now=session.now, to=to)
    if output is None:
        typer.echo(written, nl=False)
        return
    with writing_bytes_to(output) as out:
        out.write(written.encode("utf-8") if isinstance(written, str) else written)
    say(f"The digest is in {output}.")


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
