"""`changes add`, `edit`, `remove`, `restore`: changes by hand."""

from datetime import date
from typing import Annotated, Any

import typer

from feedback.actions.changes_by_hand import (
    Written,
    add_change,
    edit_change,
    get_change,
    remove_change,
    restore_change,
)
from feedback.actions.links import suggest_links
from feedback.cli.output import Format, FormatOption, print_row
from feedback.cli.session import Session, session_of
from feedback.domain.change import Change
from feedback.errors import InputError

ChangeId = Annotated[int, typer.Argument(metavar="ID")]
Title = Annotated[str | None, typer.Option(help="What changed, in a sentence.")]
Details = Annotated[str | None, typer.Option(help="More about it.")]
Component = Annotated[str | None, typer.Option(help="The part of the product.")]
Version = Annotated[str | None, typer.Option(help="The version it came with.")]
ShippedOn = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day customers got it; “none” for a plan.")
]
Url = Annotated[str | None, typer.Option(help="Where to read more.")]
Kind = Annotated[str | None, typer.Option(help="Such as added, fixed or changed.")]


def add(
    context: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What changed, in a sentence.")],
    details: Details = None,
    product: Annotated[str, typer.Option(help="The product it belongs to.")] = "",
    component: Component = None,
    version: Version = None,
    shipped_on: ShippedOn = None,
    url: Url = None,
    kind: Kind = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Write down one change; without a day, or with one to come, it is planned."""
    session = session_of(context)
    written = Written(
        title=title,
        details=details or "",
        product=product,
        component=component or "",
        version=version or "",
        shipped_on=_day(shipped_on),
        url=url or "",
        kind=kind or "",
    )
    change = add_change(session.store, written, now=session.now)
    suggest_links(session.store, today=session.today)
    _print(session, change, style)


def edit(
    context: typer.Context,
    change_id: ChangeId,
    title: Title = None,
    details: Details = None,
    component: Component = None,
    version: Version = None,
    shipped_on: ShippedOn = None,
    url: Url = None,
    kind: Kind = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Change what is given, leave the rest; it stays when the file is imported again."""
    session = session_of(context)
    change = get_change(session.store, change_id)
    written = Written(
        title=change.title if title is None else title,
        details=change.details if details is None else details,
        product=change.product,
        component=change.component if component is None else component,
        version=change.version if version is None else version,
        shipped_on=change.shipped_on if shipped_on is None else _day(shipped_on),
        url=change.url if url is None else url,
        kind=change.kind if kind is None else kind,
    )
    edited = edit_change(session.store, change_id, written, now=session.now)
    suggest_links(session.store, today=session.today)
    _print(session, edited, style)


def remove(context: typer.Context, change_id: ChangeId, style: FormatOption = Format.TABLE) -> None:
    """Take a change out with its links; an import of its file does not bring it back."""
    session = session_of(context)
    _print(session, remove_change(session.store, change_id, now=session.now), style)


def restore(
    context: typer.Context, change_id: ChangeId, style: FormatOption = Format.TABLE
) -> None:
    """Bring a removed change back."""
    session = session_of(context)
    restored = restore_change(session.store, change_id)
    suggest_links(session.store, today=session.today)
    _print(session, restored, style)


def _print(session: Session, change: Change, style: Format) -> None:
    row: dict[str, Any] = {
        "id": change.id,
        "title": change.title,
        "details": change.details,
        "product": change.product,
        "component": change.component,
        "version": change.version,
        "shipped_on": change.shipped_on,
        "planned": not change.is_shipped(session.today),
        "url": change.url,
        "kind": change.kind,
        "removed": change.removed,
    }
    print_row(row, style)


def _day(text: str | None) -> date | None:
    if text is None or text.strip().lower() in ("", "none"):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"“{text}” is not a date. Write it like 2026-03-12, or “none”.") from None


def add_to(app: typer.Typer) -> None:
    """Give the commands of this file a place among those of changes."""
    app.command("add")(add)
    app.command("edit")(edit)
    app.command("remove")(remove)
    app.command("restore")(restore)
