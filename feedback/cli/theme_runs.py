"""`themes …`: runs as proposals, what is not yet a theme, what rises."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from feedback.actions.emerging import rising_themes
from feedback.actions.links import suggest_links
from feedback.actions.placing import not_yet_a_theme
from feedback.actions.theme_runs import (
    apply_run,
    check_no_run,
    discard_run,
    propose_themes,
    waiting_proposal,
)
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say, show_progress
from feedback.cli.session import Session, session_of
from feedback.domain.proposal import Proposal
from feedback.errors import NotFoundError

COLUMNS = ("kind", "theme_id", "name", "before", "after", "shared", "other_id", "sentence")


def register(app: typer.Typer) -> None:
    """Make these commands of `themes`."""
    for command in (propose, apply, discard, rising):
        app.command()(command)
    app.command("not-yet")(not_yet)


def propose(
    context: typer.Context,
    detail: Annotated[
        str | None, typer.Option(help="coarse, medium or fine. Left out: as last time.")
    ] = None,
    number: Annotated[int | None, typer.Option(min=1, help="So many themes.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Start of the random numbers.")] = 0,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Group afresh instead of going on from your themes.")
    ] = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """Find themes and show what would become of those there are; `apply` or `discard` follows."""
    session = session_of(context)
    check_no_run(session.store, now=session.now)
    proposal = propose_themes(
        session.store,
        detail=detail,
        number=number,
        seed=seed,
        fresh=fresh,
        model_folder=session.settings.model_folder,
        now=session.now,
        progress=show_progress,
    )
    _print(proposal, style)


def apply(context: typer.Context, style: FormatOption = Format.TABLE) -> None:
    """Do what the proposal that waits says."""
    session = session_of(context)
    report = apply_run(
        session.store,
        _waiting(session).run,
        model_folder=session.settings.model_folder,
        by=session.user,
        now=session.now,
    )
    suggest_links(session.store, today=session.today)
    print_row(asdict(report), style)


def discard(context: typer.Context, style: FormatOption = Format.TABLE) -> None:
    """Forget the proposal that waits."""
    session = session_of(context)
    proposal = discard_run(
        session.store,
        _waiting(session).run,
        model_folder=session.settings.model_folder,
        by=session.user,
        now=session.now,
    )
    print_row({"run": proposal.run, "status": proposal.status}, style)


def not_yet(context: typer.Context, style: FormatOption = Format.TABLE) -> None:
    """How many comments are in no theme, and whether a new run pays."""
    found = not_yet_a_theme(session_of(context).store)
    print_row(asdict(found) | {"share": round(found.share, 4)}, style)


def rising(context: typer.Context, style: FormatOption = Format.TABLE) -> None:
    """Themes that rise against their own past: a hint where to look, no proof."""
    session = session_of(context)
    names = {theme.id: theme.name for theme in session.store.themes.all()}
    rows: list[dict[str, Any]] = [
        {"name": names.get(theme.theme_id, ""), **asdict(theme)}
        for theme in rising_themes(session.store, today=session.today)
    ]
    shown = ("theme_id", "name", "sentence")
    print_rows(rows, style, columns=(*shown, "last", "usual", "p", "q"), table_columns=shown)


def _waiting(session: Session) -> Proposal:
    proposal = waiting_proposal(session.store)
    if proposal is None:
        raise NotFoundError("No proposal waits. `themes propose` makes one.")
    return proposal


def _print(proposal: Proposal, style: Format) -> None:
    rows = [{name: getattr(item, name) for name in COLUMNS} for item in proposal.items]
    print_rows(rows, style, columns=COLUMNS, table_columns=("kind", "sentence"))
    say("`themes apply` does this, `themes discard` forgets it.")
