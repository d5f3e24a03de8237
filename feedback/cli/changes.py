"""`changes …`: what shipped."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from feedback.actions.changes import import_changes, list_changes
from feedback.actions.links import suggest_links
from feedback.cli import changes_by_hand
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say
from feedback.cli.session import session_of

COLUMNS = (
    "id", "title", "version", "shipped_on", "url", "themes", "product", "kind", "announced",
)  # fmt: skip
TABLE_COLUMNS = ("id", "title", "version", "shipped_on", "themes")

app = typer.Typer(help="What you shipped.", no_args_is_help=True)
changes_by_hand.add_to(app)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    product: Annotated[str, typer.Option(help="The product it belongs to.")] = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Read a changelog, releases or a table. Importing it again adds only what is new."""
    session = session_of(context)
    report = import_changes(session.store, file, product=product, today=session.today)
    suggest_links(session.store, today=session.today)
    for note in report.notes:
        say(f"{report.file}: {note}")
    print_row(asdict(report), style)


@app.command("list")
def list_(
    context: typer.Context,
    unannounced: Annotated[
        bool, typer.Option("--unannounced", help="Only shipped ones that nobody announced.")
    ] = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """The changes, latest first."""
    session = session_of(context)
    rows = [
        {
            "id": row.change.id,
            "title": row.change.title,
            "version": row.change.version,
            "shipped_on": row.change.shipped_on,
            "url": row.change.url,
            "themes": row.theme_ids,
            "product": row.change.product,
            "kind": row.change.kind,
            "announced": row.announced,
        }
        for row in list_changes(session.store, unannounced=unannounced, today=session.today)
    ]
    print_rows(rows, style, columns=COLUMNS, table_columns=TABLE_COLUMNS)
