"""The open loops as a table."""

from typing import Any

from feedback.actions.open_loops import OpenLoops

AGE_COLUMNS = ("days_0_14", "days_15_30", "days_31_90", "days_over_90")
COLUMNS = (
    "theme_id", "theme", "owner", "status", "outcome", "waiting", "people", "never_answered",
    "answered_by_bot_only", "of_comments", "waiting_since", "median_days", "p90_days",
    *AGE_COLUMNS, "undated", "answered", "median_minutes_to_answer", "median_days_to_decision",
    "median_days_to_announcement", "median_days_to_telling", "next",
)  # fmt: skip


def open_rows(loops: OpenLoops) -> list[dict[str, Any]]:
    """The open loops as a table with the columns COLUMNS."""
    return [
        {
            "theme_id": row.waiting.theme_id,
            "theme": row.name,
            "owner": row.theme.owner if row.theme else "",
            "status": row.theme.status.value if row.theme else "",
            "outcome": row.theme.outcome.value if row.theme else "",
            "waiting": row.waiting.comments,
            "people": row.people,
            "never_answered": row.waiting.unanswered,
            "answered_by_bot_only": row.by_bot,
            "of_comments": row.waiting.of_comments,
            "waiting_since": row.waiting.since,
            "median_days": row.waiting.days.median,
            "p90_days": row.waiting.days.p90,
            **dict(zip(AGE_COLUMNS, row.waiting.ages, strict=True)),
            "undated": row.waiting.undated,
            "answered": row.answers.values,
            "median_minutes_to_answer": row.answers.median,
            "median_days_to_decision": row.clocks.decided.median,
            "median_days_to_announcement": row.clocks.announced.median,
            "median_days_to_telling": row.clocks.told.median,
            "next": row.next_step.value,
        }
        for row in loops.rows
    ]
