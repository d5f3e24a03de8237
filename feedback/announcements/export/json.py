"""JSON: the same keys as on the command line."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from feedback.announcements.export.content import Content
from feedback.domain.announcement import Announcement

_FIRST = ("id", "theme_ids", "language", "headline", "you_said", "we_did", "facts", "status")


def as_json(content: Content) -> str:
    """The announcement with its facts as they are stored, dates in ISO 8601."""
    text = json.dumps(
        json_values(content.announcement), ensure_ascii=False, indent=2, default=_plain
    )
    # A lone surrogate cannot be written to a file in UTF-8; its escape can.
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def json_values(announcement: Announcement) -> dict[str, Any]:
    """The announcement as plain values, the keys of the command line first."""
    values = asdict(announcement)
    return {key: values[key] for key in [*_FIRST, *(key for key in values if key not in _FIRST)]}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
