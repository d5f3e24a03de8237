"""`themes …`: find, list, export, rename."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from feedback.actions.links import suggest_links
from feedback.actions.tables import write_csv
from feedback.actions.theme_edits import rename_theme
from feedback.actions.theme_runs import check_no_run, find_themes
from feedback.actions.themes import export_rows, list_themes
from feedback.cli.files import writing_to
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say, show_progress
from feedback.cli.session import session_of
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import ThemeStatus

app = typer.Typer(help="Themes in what customers say.", no_args_is_help=True)

EXPORT_COLUMNS = ("comment_id", "external_id", "theme_id", "theme", "score", "assigned_by")
COLUMNS = (
    "id", "name", "terms", "comments", "languages", "status", "outcome", "owner", "first_seen",
    "last_seen", "mean_rating", "changes",
)  # fmt: skip
TABLE_COLUMNS = ("id", "name", "comments", "mean_rating", "languages", "status", "outcome")


class Detail(StrEnum):
    """How finely comments are told apart."""

    COARSE = "coarse"
    MEDIUM = "medium"
    FINE = "fine"


@app.command()
def find(
    context: typer.Context,
    source: Annotated[str, typer.Option(help="Only comments of this source.")] = "",
    detail: Annotated[Detail, typer.Option(help="How many themes, roughly.")] = Detail.MEDIUM,
    number: Annotated[
        int | None, typer.Option(min=1, help="So many themes, shared out over the languages.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Start of the random numbers.")] = 0,
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
    rows = [_row(t) for t in list_themes(session.store, today=session.today, status=status or "")]
    print_rows(rows, style, table_columns=TABLE_COLUMNS, columns=COLUMNS)


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


@app.command()
def rename(
    context: typer.Context,
    theme_id: Annotated[int, typer.Argument(metavar="ID")],
    name: Annotated[str, typer.Argument(metavar="NAME")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Give a theme a name that stays."""
    session = session_of(context)
    rename_theme(session.store, theme_id, name, by=session.user, now=session.now)
    summaries = session.store.themes.summaries(today=session.today, theme_ids=[theme_id])
    print_row(_row(summaries[0]), style)


def _row(theme: ThemeSummary) -> dict[str, Any]:
    return {
        "id": theme.id,
        "name": theme.name,
        "terms": theme.terms,
        "comments": theme.comments,
        "languages": theme.languages,
        "status": theme.status,
        "outcome": theme.outcome,
        "owner": theme.owner,
        "first_seen": theme.first_seen,
        "last_seen": theme.last_seen,
        "mean_rating": theme.mean_rating,
        "changes": theme.change_ids,
    }
