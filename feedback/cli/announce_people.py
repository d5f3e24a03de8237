"""`announce people …`: tell those who said it, and hear whether it helped. Nothing is sent."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from feedback.actions.consent import give_consent_again, withdraw_consent_of
from feedback.actions.telling import mark_told, refuse_telling, take_replies
from feedback.actions.telling_files import answers_in, customers_in, note_tellings, write_tellings
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say
from feedback.cli.session import session_of
from feedback.intake.identity import customer_digest

AnnouncementId = Annotated[int, typer.Argument(metavar="ID")]


def add_to(app: typer.Typer) -> None:
    """Put the commands beside the others of `announce`."""
    for command in (people, told, refuse, replies, unquote, quote_again):
        app.command()(command)


def people(
    context: typer.Context,
    announcement: AnnouncementId,
    output: Annotated[Path, typer.Option(help="A new or an empty folder.")],
    to: Annotated[
        Path | None, typer.Option(help="A file with customer ids and e-mail addresses.")
    ] = None,
    not_asked: Annotated[
        bool,
        typer.Option("--not-asked", help="Also those never asked, who agreed elsewhere."),
    ] = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """Write one message for each customer who said it and agreed to a use of what they wrote;
    without --to, a table to join with yours."""
    session = session_of(context)
    report = write_tellings(
        session.store,
        announcement,
        output,
        key=session.key,
        contacts=to,
        with_not_asked=not_asked,
        words_folder=session.words,
        site=session.settings.site_address,
    )
    note_tellings(session.store, announcement, report, now=session.now)
    if report.not_asked:
        say(
            f"{report.not_asked} were never asked and are left out. Did they agree elsewhere? Then "
            "say --not-asked."
        )
    print_row(asdict(report), style)
    say("Written, not sent. When you have sent them: announce told ID FILE (the table in there).")


def told(
    context: typer.Context,
    announcement: AnnouncementId,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="replies.csv or people.csv of what you sent.")
    ],
    style: FormatOption = Format.TABLE,
) -> None:
    """Note that the customers in a table of `announce people` were told."""
    session = session_of(context)
    added, others = mark_told(session.store, announcement, customers_in(file), now=session.now)
    print_row({"told": added, "left_out": others}, style)


def refuse(
    context: typer.Context,
    customers: Annotated[list[str], typer.Argument(metavar="CUSTOMER…", help="As in your files.")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Note that customers asked not to be told of anything."""
    session = session_of(context)
    names = {customer_digest(session.key, customer): customer for customer in customers}
    added = refuse_telling(session.store, list(names), now=session.now, names=names)
    print_row({"refused": added, "already": len(names) - added}, style)


def replies(
    context: typer.Context,
    announcement: AnnouncementId,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The form, “solved” filled in.")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Take in answers to “did this solve it?”; a no makes the theme undecided again."""
    session = session_of(context)
    report = take_replies(
        session.store, announcement, answers_in(file), now=session.now, who=session.user
    )
    print_row(asdict(report), style)


def unquote(
    context: typer.Context,
    customers: Annotated[list[str], typer.Argument(metavar="CUSTOMER…", help="As in your files.")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Note that customers agree to be quoted no more; list what quotes them.

    It holds for all they wrote and will write, whatever a file says: quote-again ends it.
    """
    session = session_of(context)
    rows = []
    for customer in customers:
        quoted = withdraw_consent_of(
            session.store, customer_digest(session.key, customer), now=session.now
        )
        rows += [
            {
                "announcement": announcement.id,
                "status": announcement.status,
                "headline": announcement.headline,
                "files": [made.as_ for made in files],
            }
            for announcement, files in quoted
        ]
    print_rows(rows, style, columns=("announcement", "status", "headline", "files"))
    say("Noted. Withdraw what is published, take the files down, and draft it anew.")


def quote_again(
    context: typer.Context,
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="As in your files.")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Note that a customer who was to be quoted no more said to you that they may be, in all they
    wrote."""
    session = session_of(context)
    comments = give_consent_again(session.store, customer_digest(session.key, customer))
    print_row({"comments": comments}, style)
