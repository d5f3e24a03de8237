"""`announce …`: from a theme with a shipped change to a published announcement."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from feedback.actions.announcements import (
    approve_announcement,
    check_announcement,
    draft_announcement,
    edit_announcement,
    export_announcement,
    get_announcement,
    publish_announcement,
)
from feedback.cli.files import writing_to
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say
from feedback.cli.session import session_of
from feedback.domain.announcement import Announcement, Tone

app = typer.Typer(help="“You told us, we did.”", no_args_is_help=True)

FINDING_COLUMNS = ("rule", "where", "message", "found", "instead", "blocks")

AnnouncementId = Annotated[int, typer.Argument(metavar="ID")]


class As(StrEnum):
    """The formats an announcement can be exported in."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    JSON = "json"


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
    made = draft_announcement(session.store, themes, language=language, tone=tone, now=session.now)
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
    )
    _print(edited, style)


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
    _print(approve_announcement(session.store, announcement, now=session.now), style)


@app.command()
def publish(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Mark an approved one as published."""
    session = session_of(context)
    _print(publish_announcement(session.store, announcement, now=session.now), style)


@app.command()
def export(
    context: typer.Context,
    announcement: AnnouncementId,
    as_: Annotated[As, typer.Option("--as", help="The format.")] = As.MARKDOWN,
    output: Annotated[Path | None, typer.Option(help="The file; else standard output.")] = None,
) -> None:
    """Write it down, ready to paste."""
    session = session_of(context)
    text = export_announcement(session.store, announcement, as_=as_)
    if output is None:
        typer.echo(text)
        return
    with writing_to(output) as out:
        out.write(text)
    say(f"Written to {output}.")


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
    }
