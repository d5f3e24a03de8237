"""`themes decide`, `themes decisions`, `themes due`: the outcome of every theme."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from feedback.actions.decisions import Due, decide, decisions_due, theme_history
from feedback.cli.output import Format, FormatOption, print_row, print_rows
from feedback.cli.session import Session, session_of
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome
from feedback.errors import InputError

HISTORY_COLUMNS = (
    "decided_at", "outcome", "before", "reason", "planned_for", "review_on", "where", "decided_by",
)  # fmt: skip
DUE_COLUMNS = ("id", "name", "outcome", "why", "since", "reason", "decided_at", "decided_by")


def decide_command(
    context: typer.Context,
    theme_id: Annotated[int, typer.Argument(metavar="ID")],
    outcome: Annotated[Outcome, typer.Option(help="What was decided.")],
    reason: Annotated[str, typer.Option(help="Why, in words customers would use.")] = "",
    review_on: Annotated[
        str,
        typer.Option(
            "--review-on",
            "--on",
            help="cannot, will-not: look again. planned: due.",
            metavar="DATE",
        ),
    ] = "",
    where: Annotated[str, typer.Option(help="exists: where to find it; else the reason.")] = "",
    who: Annotated[str, typer.Option("--by", help="Who decided.")] = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Decide about a theme; what held before stays in its history."""
    session = session_of(context)
    day = _day(review_on)
    planned = outcome is Outcome.PLANNED
    decision = decide(
        session.store,
        theme_id,
        outcome=outcome,
        reason="" if outcome is Outcome.EXISTS and not where else reason,
        planned_for=day if planned else None,
        review_on=None if planned else day,
        where=where or (reason if outcome is Outcome.EXISTS else ""),
        now=session.now,
        who=who,
    )
    print_row(_theme(session, decision), style)


def decisions_command(
    context: typer.Context,
    theme_id: Annotated[int, typer.Argument(metavar="ID")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Everything that was decided about a theme, latest first."""
    rows = [_decision(d) for d in theme_history(session_of(context).store, theme_id)]
    print_rows(
        rows,
        style,
        columns=HISTORY_COLUMNS,
        table_columns=("decided_at", "outcome", "reason", "planned_for", "review_on", "where"),
    )


def due_command(context: typer.Context, style: FormatOption = Format.TABLE) -> None:
    """Decisions to look at again: plans whose day has passed, reviews, done without a change."""
    session = session_of(context)
    names = {theme.id: theme.name for theme in session.store.themes.all()}
    rows = [_due(item, names) for item in decisions_due(session.store, today=session.today)]
    print_rows(
        rows, style, columns=DUE_COLUMNS, table_columns=("id", "name", "outcome", "why", "since")
    )


def _theme(session: Session, decision: Decision) -> dict[str, Any]:
    """The theme as in `themes list`, with what was decided."""
    ids = [decision.theme_id]
    (summary,) = session.store.themes.summaries(today=session.today, theme_ids=ids)
    return {
        "id": summary.id,
        "name": summary.name,
        "terms": summary.terms,
        "comments": summary.comments,
        "languages": summary.languages,
        "status": summary.status,
        "owner": summary.owner,
        "first_seen": summary.first_seen,
        "last_seen": summary.last_seen,
        "mean_rating": summary.mean_rating,
        "changes": summary.change_ids,
        **_decision(decision),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "outcome": decision.outcome,
        "before": decision.before,
        "reason": decision.reason,
        "planned_for": decision.planned_for,
        "review_on": decision.review_on,
        "where": decision.where,
        "decided_at": decision.decided_at,
        "decided_by": decision.decided_by,
    }


def _due(item: Due, names: dict[int, str]) -> dict[str, Any]:
    decision = item.decision
    return {
        "id": decision.theme_id,
        "name": names[decision.theme_id],
        "outcome": decision.outcome,
        "why": item.kind,
        "since": item.since,
        "reason": decision.reason,
        "decided_at": decision.decided_at,
        "decided_by": decision.decided_by,
    }


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise InputError(f"“{text}” is not a date. Write it like 2026-12-31.") from None


def add_to(app: typer.Typer) -> None:
    """Give the commands of this file a place among those of themes."""
    app.command("decide")(decide_command)
    app.command("decisions")(decisions_command)
    app.command("due")(due_command)
