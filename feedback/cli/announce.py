"""`announce …`: from a theme with a shipped change to a published announcement."""

import sys
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from feedback.actions.announcement_news import (
    announcement_history,
    announcement_news,
    note_export,
)
from feedback.actions.announcement_workflow import (
    approve_announcement,
    publish_announcement,
    schedule_announcement,
    submit_announcement,
    withdraw_announcement,
)
from feedback.actions.announcements import (
    check_announcement,
    draft_announcement,
    edit_announcement,
    get_announcement,
)
from feedback.actions.exports import (
    TOGETHER,
    export_announcement,
    export_announcements,
    package_announcement,
)
from feedback.actions.site import write_site
from feedback.cli import announce_people
from feedback.cli.files import writing_bytes_to
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say
from feedback.cli.session import session_of
from feedback.domain.announcement import Announcement, Tone
from feedback.errors import InputError

app = typer.Typer(help="“You told us, we did.”", no_args_is_help=True)

FINDING_COLUMNS = ("rule", "where", "message", "found", "instead", "blocks")

AnnouncementId = Annotated[int, typer.Argument(metavar="ID")]


class As(StrEnum):
    """The formats an announcement can be exported in; the last three are for all together."""

    MARKDOWN = "markdown"
    HTML = "html"
    FRAGMENT = "fragment"
    TEXT = "text"
    EMAIL = "email"
    DOCX = "docx"
    PDF = "pdf"
    POSTER = "poster"
    SOCIAL = "social"
    POST_280 = "post-280"
    POST_500 = "post-500"
    POST_3000 = "post-3000"
    SMS = "sms"
    PUSH = "push"
    CHAT = "chat"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ZIP = "zip"


@app.command()
def draft(
    context: typer.Context,
    themes: Annotated[list[int], typer.Argument(metavar="THEME…")],
    language: Annotated[str, typer.Option(help="en, id, kk or pt; else as the comments.")] = "",
    tone: Annotated[Tone, typer.Option(help="How it sounds.")] = Tone.PLAIN,
    style: FormatOption = Format.TABLE,
) -> None:
    """Draft an announcement from the facts."""
    session = session_of(context)
    made = draft_announcement(
        session.store, themes, language=language, tone=tone, now=session.now, who=session.user
    )
    _print(made, style)


@app.command()
def edit(
    context: typer.Context,
    announcement: AnnouncementId,
    headline: Annotated[str | None, typer.Option(help="The new headline.")] = None,
    you_said: Annotated[str | None, typer.Option(help="What customers told you.")] = None,
    we_did: Annotated[str | None, typer.Option(help="What you did.")] = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Put new text into a draft; what is not given stays."""
    session = session_of(context)
    present = get_announcement(session.store, announcement)
    edited = edit_announcement(
        session.store,
        announcement,
        headline=present.headline if headline is None else headline,
        you_said=present.you_said if you_said is None else you_said,
        we_did=present.we_did if we_did is None else we_did,
        version=present.version,
        now=session.now,
        who=session.user,
    )
    _print(edited, style)


@app.command()
def review(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Hand a draft to somebody for review."""
    session = session_of(context)
    _print(
        submit_announcement(session.store, announcement, now=session.now, who=session.user), style
    )


@app.command()
def check(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Say what the facts do not carry; exit 1 when there is anything."""
    session = session_of(context)
    findings = check_announcement(session.store, announcement, today=session.today)
    if style is Format.TABLE and not findings:
        say("Every claim is carried by the facts.")
    else:
        print_rows(
            [asdict(f) for f in findings],
            style,
            columns=FINDING_COLUMNS,
            table_columns=("rule", "where", "message"),
        )
    if findings:
        raise typer.Exit(1)


@app.command()
def approve(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Approve it, if the check finds nothing."""
    session = session_of(context)
    _print(
        approve_announcement(session.store, announcement, now=session.now, who=session.user), style
    )


@app.command()
def publish(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Mark an approved one as published."""
    session = session_of(context)
    _print(
        publish_announcement(session.store, announcement, now=session.now, who=session.user), style
    )


@app.command()
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
    _print(scheduled, style)


@app.command()
def withdraw(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Take a published one back."""
    session = session_of(context)
    _print(
        withdraw_announcement(session.store, announcement, now=session.now, who=session.user), style
    )
    say(announcement_news(session.store, announcement).sentence or "Nothing was made of it.")


@app.command()
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


@app.command()
def export(
    context: typer.Context,
    announcement: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="Which one; without it all of them.")
    ] = None,
    as_: Annotated[As, typer.Option("--as", help="The format.")] = As.MARKDOWN,
    output: Annotated[Path | None, typer.Option(help="The file; else standard output.")] = None,
) -> None:
    """Write it down, ready to paste. All of them together as csv, xlsx or zip."""
    session = session_of(context)
    site = session.settings.site_address
    written: str | bytes
    together = session.store.announcements.all() if announcement is None else []
    if announcement is None:
        written = export_announcements(session.store, as_=as_, site=site)
    elif as_ == As.ZIP:
        written = package_announcement(session.store, announcement, site=site)
    elif as_ in TOGETHER:
        raise InputError(f"“{as_}” is for all announcements together: leave out the number.")
    else:
        written = export_announcement(session.store, announcement, as_=as_, site=site)
    _put_out(written, as_, output)
    noted = [each.id for each in together] if announcement is None else [announcement]
    for number in noted:
        note_export(session.store, number, as_=as_, now=session.now)


def _put_out(written: str | bytes, as_: As, output: Path | None) -> None:
    if output is not None:
        with writing_bytes_to(output) as out:
            out.write(written.encode("utf-8") if isinstance(written, str) else written)
        say(f"Written to {output}.")
    elif isinstance(written, str):
        typer.echo(written)
    elif as_ in (As.EMAIL, As.CSV) or not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
    else:
        raise InputError(f"“{as_}” is not text. Name a file with --output.")


@app.command()
def site(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an earlier one.")],
    address: Annotated[
        str, typer.Option(help="Where it will be on the web; else HEARD_SITE_ADDRESS.")
    ] = "",
    title: Annotated[str, typer.Option(help="Its name, instead of “You said, we did”.")] = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Write the public pages with their feeds, as files that any web server can show."""
    session = session_of(context)
    report = write_site(
        session.store,
        folder,
        today=session.today,
        address=address or session.settings.site_address,
        title=title,
        now=session.now,
    )
    print_row(asdict(report), style)


def _print(announcement: Announcement, style: Format) -> None:
    """All of it for programs; for a person what they would read, without the block of facts."""
    row = _row(announcement)
    if style is Format.TABLE:
        shown = ("id", "status", "language", "headline", "you_said", "we_did")
        row = {key: row[key] for key in shown}
    print_row(row, style)


def _row(announcement: Announcement) -> dict[str, Any]:
    return {
        "id": announcement.id,
        "theme_ids": announcement.theme_ids,
        "language": announcement.language,
        "headline": announcement.headline,
        "you_said": announcement.you_said,
        "we_did": announcement.we_did,
        "facts": asdict(announcement.facts),
        "status": announcement.status,
        "tone": announcement.tone,
        "created_at": announcement.created_at,
        "approved_at": announcement.approved_at,
        "published_at": announcement.published_at,
        "scheduled_for": announcement.scheduled_for,
        "withdrawn_at": announcement.withdrawn_at,
    }


announce_people.add_to(app)
