"""How promises stand, as tables."""

from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

from feedback.actions.promises import PromiseReport
from feedback.domain.promise import Promise
from feedback.tracking.durations import in_words
from feedback.tracking.promises import Due, Kept, Verdict

__all__ = [
    "COLUMNS",
    "MONTH_COLUMNS",
    "UNPROMISED_COLUMNS",
    "Due",
    "Kept",
    "Verdict",
    "about",
    "in_words",
    "month_rows",
    "next_due",
    "promise_row",
    "promise_rows",
    "unpromised_rows",
]

COLUMNS = (
    "id", "wording", "kind", "about", "complaints", "promised", "hours", "timezone", "since",
    "until", "kept", "broken", "due_soon", "pending", "unknown", "share_kept", "kept_by_bot",
    "share_kept_by_people", "next_due",
)  # fmt: skip


MONTH_COLUMNS = ("month", "kept", "broken", "open", "unknown")
UNPROMISED_COLUMNS = (
    "channel", "customers_compare_with", "median_minutes", "p90_minutes", "answered",
    "unanswered", "answered_by_bot", "times_slower",
)  # fmt: skip


def promise_rows(report: PromiseReport) -> list[dict[str, Any]]:
    """The promises as a table with the columns COLUMNS."""
    return [
        {
            **promise_row(row.promise),
            "kept": row.verdicts[Verdict.KEPT],
            "broken": row.verdicts[Verdict.BROKEN],
            "due_soon": row.verdicts[Verdict.DUE_SOON],
            "pending": row.verdicts[Verdict.PENDING],
            "unknown": row.verdicts[Verdict.UNKNOWN],
            "share_kept": row.share_kept,
            "kept_by_bot": row.by_bot,
            "share_kept_by_people": row.share_by_people,
            "next_due": next_due(row),
        }
        for row in report.rows
    ]


def month_rows(report: PromiseReport) -> list[dict[str, Any]]:
    """All promises together by the month in which people wrote, with the columns MONTH_COLUMNS."""
    months: dict[date, Counter[Verdict]] = defaultdict(Counter)
    for row in report.rows:
        for month, verdicts in row.months.items():
            months[month] += verdicts
    return [
        {
            "month": f"{month:%Y-%m}",
            "kept": verdicts[Verdict.KEPT],
            "broken": verdicts[Verdict.BROKEN],
            "open": verdicts[Verdict.DUE_SOON] + verdicts[Verdict.PENDING],
            "unknown": verdicts[Verdict.UNKNOWN],
        }
        for month, verdicts in sorted(months.items())
    ]


def promise_row(promise: Promise) -> dict[str, Any]:
    """What was promised, as the first columns of COLUMNS."""
    return {
        "id": promise.id,
        "wording": promise.wording,
        "kind": promise.kind.value,
        "about": about(promise),
        "complaints": promise.complaints,
        "promised": in_words(promise.minutes),
        "hours": promise.hours,
        "timezone": promise.timezone,
        "since": promise.since,
        "until": promise.until,
    }


def unpromised_rows(report: PromiseReport) -> list[dict[str, Any]]:
    """The channels without a promise as a table."""
    return [
        {
            "channel": row.channel.value,
            "customers_compare_with": (
                in_words(row.expected_minutes) if row.expected_minutes else None
            ),
            "median_minutes": row.answers.median,
            "p90_minutes": row.answers.p90,
            "answered": row.answers.values,
            "unanswered": row.unanswered,
            "answered_by_bot": row.by_bot,
            "times_slower": row.times_slower,
        }
        for row in report.unpromised
    ]


def about(promise: Promise) -> str:
    """Which comments a promise is about, in words."""
    return promise.source or (promise.channel.value if promise.channel else "everything")


def next_due(row: Kept) -> datetime | None:
    """When the next answer is due that can still be on time."""
    return next((due.due_at for due in row.owed if due.verdict is not Verdict.BROKEN), None)
