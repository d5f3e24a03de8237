"""`links …`: which change answers which theme."""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from feedback.actions.links import accept_link, reject_link, suggest_for_comments, suggest_links
from feedback.cli.output import Format, FormatOption, print_row, print_rows
from feedback.cli.session import session_of
from feedback.domain.change import Link, LinkOutcome, Suggestion

BY_THEME = ("theme_id", "change_id", "score", "reasons")
BY_COMMENT = ("comment_id", "external_id", "change_id", "change_external_id", "score")
READABLE = ("theme", "change", "score", "why")

app = typer.Typer(help="Which change answers which theme.", no_args_is_help=True)


class By(StrEnum):
    """What a change is suggested for."""

    THEME = "theme"
    COMMENT = "comment"


@app.command()
def suggest(
    context: typer.Context,
    theme: Annotated[int | None, typer.Option(help="Only for this theme.")] = None,
    by: Annotated[By, typer.Option(help="For themes, or for single comments.")] = By.THEME,
    top: Annotated[int, typer.Option(min=1, help="At most so many each.")] = 5,
    style: FormatOption = Format.TABLE,
) -> None:
    """Shipped changes that may answer a theme, with the reasons."""
    session = session_of(context)
    if by is By.COMMENT:
        rows = [
            asdict(s) for s in suggest_for_comments(session.store, top=top, today=session.today)
        ]
        print_rows(rows, style, columns=BY_COMMENT)
        return
    ids = None if theme is None else [theme]
    suggestions = suggest_links(session.store, theme_ids=ids, top=top, today=session.today)
    if style is not Format.TABLE:
        print_rows([asdict(s) for s in suggestions], style, columns=BY_THEME)
        return
    names = {t.id: t.name for t in session.store.themes.all()}
    titles = {change.id: change.title for change in session.store.changes.all()}
    print_rows([_readable(s, names, titles) for s in suggestions], style, columns=READABLE)


def _readable(
    suggestion: Suggestion, names: dict[int, str], titles: dict[int, str]
) -> dict[str, Any]:
    return {
        "theme": f"{suggestion.theme_id} {names[suggestion.theme_id]}",
        "change": f"{suggestion.change_id} {titles[suggestion.change_id]}",
        "score": suggestion.score,
        "why": " ".join(reason.sentence for reason in suggestion.reasons),
    }


@app.command()
def accept(
    context: typer.Context,
    theme: Annotated[int, typer.Argument(metavar="THEME")],
    change: Annotated[int, typer.Argument(metavar="CHANGE")],
    outcome: Annotated[LinkOutcome, typer.Option(help="How far it answers.")] = LinkOutcome.DID,
    style: FormatOption = Format.TABLE,
) -> None:
    """Say that a shipped change answers a theme."""
    session = session_of(context)
    print_row(
        _row(accept_link(session.store, theme, change, outcome=outcome, now=session.now)), style
    )


@app.command()
def reject(
    context: typer.Context,
    theme: Annotated[int, typer.Argument(metavar="THEME")],
    change: Annotated[int, typer.Argument(metavar="CHANGE")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Say that it does not; it is not suggested again."""
    session = session_of(context)
    print_row(_row(reject_link(session.store, theme, change, now=session.now)), style)


def _row(link: Link) -> dict[str, Any]:
    return {
        "theme_id": link.theme_id,
        "change_id": link.change_id,
        "state": link.state,
        "outcome": link.outcome,
        "score": link.score,
        "decided_at": link.decided_at,
    }
