"""`announce list …`: which announcements there are, one of them, and what goes out when."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from feedback.actions.announcement_news import News, announcement_news, made_files
from feedback.actions.announcement_workflow import calendar as what_goes_out
from feedback.actions.announcements import get_announcement
from feedback.cli.announce_rows import LIST_COLUMNS, AnnouncementId, print_announcement, row_of
from feedback.cli.output import Format, FormatOption, print_rows, say
from feedback.cli.session import session_of
from feedback.domain.announcement import AnnouncementStatus

CALENDAR_COLUMNS = ("day", "status", "id", "language", "headline")
_LIST_TABLE = ("id", "status", "outcome", "language", "headline")


def add_to(app: typer.Typer) -> None:
    """Put the commands beside the others of `announce`."""
    app.command("list")(list_)
    for command in (show, calendar):
        app.command()(command)


def list_(
    context: typer.Context,
    status: Annotated[
        AnnouncementStatus | None, typer.Option(help="Only those that stand here.")
    ] = None,
    theme: Annotated[int, typer.Option(help="Only those about this theme.")] = 0,
    language: Annotated[str, typer.Option(help="Only those in this language.")] = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """All announcements, newest first."""
    session = session_of(context)
    rows = [
        {key: row_of(each)[key] for key in LIST_COLUMNS}
        for each in session.store.announcements.all()
        if status in (None, each.status)
        and (not theme or theme in each.theme_ids)
        and language in ("", each.language)
    ]
    print_rows(rows, style, columns=LIST_COLUMNS, table_columns=_LIST_TABLE)


def show(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """One announcement, the files made of it, and what happened since it was written."""
    session = session_of(context)
    found = get_announcement(session.store, announcement)
    news = announcement_news(session.store, announcement)
    files: list[Any] = [asdict(made) for made in made_files(session.store, announcement)]
    for row in files:
        row["format"] = row.pop("as_")
    if style is Format.TABLE:
        files = [f"{row['format']} ({row['at']:%Y-%m-%d})" for row in files]
    since = {} if style is Format.TABLE else {"news": _as_row(news)}
    print_announcement(found, style, files=files, **since)
    if style is Format.TABLE and news.sentence:
        say(news.sentence)


def _as_row(news: News) -> dict[str, Any]:
    return {
        "comments": news.comments,
        "lost_quotes": news.lost_quotes,
        "stale": [made.as_ for made in news.stale],
        "outcome_now": news.overtaken.now if news.overtaken else None,
        "overtaken_by": news.overtaken.by if news.overtaken else None,
        "sentence": news.sentence,
    }


def calendar(context: typer.Context, style: FormatOption = Format.TABLE) -> None:
    """What went out and what is to go out, by day."""
    session = session_of(context)
    rows = [
        {
            "day": day,
            "status": each.status,
            "id": each.id,
            "language": each.language,
            "headline": each.headline,
        }
        for day, each in what_goes_out(session.store)
    ]
    print_rows(rows, style, columns=CALENDAR_COLUMNS)
