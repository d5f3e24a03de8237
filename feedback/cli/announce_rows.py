"""An announcement as it is printed."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from feedback.cli.output import Format, print_row
from feedback.domain.announcement import Announcement

AnnouncementId = Annotated[int, typer.Argument(metavar="ID")]
LIST_COLUMNS = (
    *("id", "status", "outcome", "language", "theme_ids", "headline"),
    *("created_at", "approved_at", "scheduled_for", "published_at", "withdrawn_at"),
)
_READ = ("id", "status", "language", "headline", "you_said", "we_did")


def print_announcement(announcement: Announcement, style: Format, **more: Any) -> None:
    """All of it for programs; for a person what they would read, without the block of facts.

    `more` comes after it, in a table only what is not empty.
    """
    row = row_of(announcement)
    if style is Format.TABLE:
        row = {key: row[key] for key in _READ}
        more = {key: value for key, value in more.items() if value}
    print_row(row | more, style)


def row_of(announcement: Announcement) -> dict[str, Any]:
    """Everything an announcement holds, by the names that programs rely on."""
    return {
        "id": announcement.id,
        "theme_ids": announcement.theme_ids,
        "language": announcement.language,
        "headline": announcement.headline,
        "you_said": announcement.you_said,
        "we_did": announcement.we_did,
        "facts": asdict(announcement.facts),
        "status": announcement.status,
        "outcome": announcement.facts.outcome,
        "tone": announcement.tone,
        "created_at": announcement.created_at,
        "approved_at": announcement.approved_at,
        "published_at": announcement.published_at,
        "scheduled_for": announcement.scheduled_for,
        "withdrawn_at": announcement.withdrawn_at,
    }
