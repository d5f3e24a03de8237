"""`themes …`: find, list, export; the edits are in theme_edits.py."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from feedback.actions.links import suggest_links
from feedback.actions.solidity import how_solid
from feedback.actions.tables import write_csv
from feedback.actions.theme_runs import check_no_run, find_themes
from feedback.actions.themes import export_rows, list_themes
from feedback.cli import decide, theme_edits, theme_runs
from feedback.cli.files import writing_to
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say, show_progress
from feedback.cli.session import session_of
from feedback.cli.theme_rows import (
    COLUMNS,
    SOLIDITY_COLUMNS,
    TABLE_COLUMNS,
    solidity_row,
    theme_row,
)
from feedback.domain.theme import ThemeStatus

app = typer.Typer(help="Themes in what customers say.", no_args_is_help=True)

decide.add_to(app)

EXPORT_COLUMNS = ("comment_id", "external_id", "theme_id", "theme", "score", "assigned_by")


class Detail(StrEnum):
    """How finely comments are told apart."""

    COARSE = "coarse"
    MEDIUM = "medium"
    FINE = "fine"


@app.command()
def find(
    context: typer.Context,
    source: Annotated[str, typer.Option(help="Only comments of this source.")] = "",
    detail: Annotated[
        Detail | None, typer.Option(help="How many themes, roughly. Left out: as last time.")
    ] = None,
    number: Annotated[
        int | None, typer.Option(min=1, help="So many themes, shared out over the languages.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Start of the random numbers.")] = 0,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Group afresh instead of going on from your themes.")
    ] = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """Find themes; those you have keep their ids and names."""
    session = session_of(context)
    check_no_run(session.store, now=session.now)
    report = find_themes(
        session.store,
        sources=[source] if source else [],
        detail=detail,
        number=number,
        seed=seed,
        fresh=fresh,
        model_folder=session.settings.model_folder,
        now=session.now,
        progress=show_progress,
    )
    suggest_links(session.store, today=session.today)
    print_row(asdict(report), style)


@app.command("list")
def list_(
    context: typer.Context,
    status: Annotated[ThemeStatus | None, typer.Option(help="Only themes of this status.")] = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """The themes, most comments first."""
    session = session_of(context)
    held = how_solid(session.store, session.settings.model_folder)
    rows = [
        {**theme_row(theme), **solidity_row(held.get(theme.id))}
        for theme in list_themes(session.store, today=session.today, status=status or "")
    ]
    columns = (*COLUMNS, *SOLIDITY_COLUMNS)
    print_rows(rows, style, table_columns=TABLE_COLUMNS, columns=columns)


@app.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where to write the CSV.", metavar="FILE.csv")],
) -> None:
    """One row per comment, with its theme."""
    store = session_of(context).store
    with writing_to(file) as out:
        rows = write_csv(export_rows(store), EXPORT_COLUMNS, out)
    say(f"{rows} comments written to {file}.")


theme_edits.register(app)
theme_runs.register(app)
