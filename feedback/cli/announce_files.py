"""`announce export …`: files to paste and to put on the web."""

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from feedback.actions.announcement_news import forget_export, note_export
from feedback.actions.announcements import get_announcement
from feedback.actions.exports import (
    TOGETHER,
    export_announcement,
    export_announcements,
    not_printed_sentence,
    package_announcement,
)
from feedback.actions.site import write_site
from feedback.cli.announce_rows import AnnouncementId
from feedback.cli.files import writing_bytes_to
from feedback.cli.output import Format, FormatOption, print_row, say
from feedback.cli.session import session_of
from feedback.domain.announcement import Announcement
from feedback.errors import InputError


class As(StrEnum):
    """The formats an announcement can be exported in; the last three are for all together."""

    HTML = "html"
    FRAGMENT = "fragment"
    MARKDOWN = "markdown"
    EMAIL = "email"
    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"
    POSTER = "poster"
    SOCIAL = "social"
    POST_280 = "post-280"
    POST_500 = "post-500"
    POST_3000 = "post-3000"
    CHAT = "chat"
    SMS = "sms"
    PUSH = "push"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ZIP = "zip"


def add_to(app: typer.Typer) -> None:
    """Put the commands beside the others of `announce`."""
    for command in (export, site):
        app.command()(command)
    app.command("taken-down")(taken_down)


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
    words, address = session.words, session.settings.site_address
    written: str | bytes
    together = session.store.announcements.all() if announcement is None else []
    if announcement is None:
        written = export_announcements(session.store, as_=as_, words_folder=words, site=address)
    elif as_ == As.ZIP:
        written = package_announcement(
            session.store, announcement, words_folder=words, site=address
        )
    elif as_ in TOGETHER:
        raise InputError(f"“{as_}” is for all announcements together: leave out the number.")
    else:
        written = export_announcement(
            session.store, announcement, as_=as_, words_folder=words, site=address
        )
    _put_out(written, as_, output)
    if announcement is not None and as_ in (As.PDF, As.POSTER):
        _say_what_is_missing(get_announcement(session.store, announcement))
    noted = [each.id for each in together] if announcement is None else [announcement]
    for number in noted:
        note_export(session.store, number, as_=as_, now=session.now)


def _say_what_is_missing(announcement: Announcement) -> None:
    if sentence := not_printed_sentence(announcement):
        say(sentence)


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
        words_folder=session.words,
        now=session.now,
    )
    print_row(asdict(report), style)


def taken_down(
    context: typer.Context,
    announcement: AnnouncementId,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="What “announce show” lists: html, site …")
    ],
) -> None:
    """Note that files made of an announcement are nowhere any more."""
    session = session_of(context)
    with session.store.writing():
        for each in files:
            forget_export(session.store, announcement, as_=each)
    say("Noted: they are not listed any more.")
