"""A theme as commands print it."""

from collections.abc import Sequence
from typing import Any

from feedback.actions.solidity import HoldsTogether
from feedback.cli.output import Format, print_row, print_rows
from feedback.cli.session import Session
from feedback.domain.summaries import ThemeSummary

COLUMNS = (
    "id", "name", "terms", "comments", "languages", "status", "outcome", "owner", "first_seen",
    "last_seen", "mean_rating", "changes", "share", "description", "priority", "tags", "pinned",
    "hidden", "waiting_since",
)  # fmt: skip
SOLIDITY_COLUMNS = ("solidity", "found_again")
TABLE_COLUMNS = ("id", "name", "comments", "mean_rating", "languages", "status", "outcome")


def theme_row(theme: ThemeSummary) -> dict[str, Any]:
    """One theme, by the names that scripts know."""
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
        "share": round(theme.share, 4),
        "description": theme.description,
        "priority": theme.priority,
        "tags": theme.tags,
        "pinned": theme.pinned,
        "hidden": theme.hidden,
        "waiting_since": theme.waiting_since,
    }


def solidity_row(held: HoldsTogether | None) -> dict[str, Any]:
    """Whether a theme holds together; empty where no run has tested it."""
    if held is None:
        return {"solidity": "", "found_again": None}
    return {"solidity": held.verdict, "found_again": round(held.again, 4)}


def print_touched(session: Session, theme_ids: Sequence[int], style: Format) -> None:
    """The themes an edit touched, those that retired too, in the order they were named."""
    rows = {
        theme.id: theme_row(theme)
        for theme in session.store.themes.summaries(
            today=session.today, theme_ids=theme_ids, include_retired=True
        )
    }
    ordered = [rows[theme_id] for theme_id in dict.fromkeys(theme_ids) if theme_id in rows]
    print_rows(ordered, style, table_columns=TABLE_COLUMNS, columns=COLUMNS)


def print_one(session: Session, theme_id: int, style: Format) -> None:
    """One theme after an edit."""
    (theme,) = session.store.themes.summaries(
        today=session.today, theme_ids=[theme_id], include_retired=True
    )
    print_row(theme_row(theme), style)
