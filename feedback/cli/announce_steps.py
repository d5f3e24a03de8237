"""`announce review …`: an announcement's way out, one command per step."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from feedback.actions.announcement_news import announcement_history, announcement_news
from feedback.actions.announcement_workflow import (
    approve_announcement,
    publish_announcement,
    publishing_sentence,
    schedule_announcement,
    submit_announcement,
    withdraw_announcement,
)
from feedback.cli.announce_rows import AnnouncementId, print_announcement
from feedback.cli.output import Format, FormatOption, print_rows, say
from feedback.cli.session import session_of


def add_to(app: typer.Typer) -> None:
    """Put the commands beside the others of `announce`."""
    for command in (review, approve, schedule, publish, withdraw, history):
        app.command()(command)


def review(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Hand a draft to somebody for review."""
    session = session_of(context)
    sent = submit_announcement(session.store, announcement, now=session.now, who=session.user)
    print_announcement(sent, style)


def approve(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Approve it, if the check finds nothing."""
    session = session_of(context)
    approved = approve_announcement(
        session.store, announcement, now=session.now, who=session.user, words_folder=session.words
    )
    print_announcement(approved, style)


def schedule(
    context: typer.Context,
    announcement: AnnouncementId,
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day it is to go out.")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Name the day on which an approved one is to go out."""
    session = session_of(context)
    scheduled = schedule_announcement(
        session.store, announcement, on=on.date(), now=session.now, who=session.user
    )
    print_announcement(scheduled, style)


def publish(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Mark an approved one as published, and say what goes out where."""
    session = session_of(context)
    published = publish_announcement(
        session.store, announcement, now=session.now, who=session.user, words_folder=session.words
    )
    print_announcement(published, style)
    say(publishing_sentence(published, site=session.settings.site_address))


def withdraw(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Take a published one back."""
    session = session_of(context)
    withdrawn = withdraw_announcement(
        session.store, announcement, now=session.now, who=session.user
    )
    print_announcement(withdrawn, style)
    say(announcement_news(session.store, announcement).sentence or "Nothing was made of it.")


def history(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Its steps, latest first, with what each changed; what is new since is said."""
    session = session_of(context)
    rows = [
        {
            "at": row.step.at,
            "who": row.step.who,
            "status": row.step.status,
            "changes": [asdict(change) for change in row.changes],
        }
        for row in announcement_history(session.store, announcement)
    ]
    print_rows(rows, style, columns=("at", "who", "status", "changes"))
    if news := announcement_news(session.store, announcement).sentence:
        say(news)
