"""Values of typed formats (JSON, Parquet, workbooks) → the text a CSV would hold."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isnan

DEEPEST = 6


def as_text(value: object) -> str:
    """One value as text: whole numbers without a point, times in ISO 8601; empty for None, NaN."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if isnan(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | tuple) and not any(isinstance(v, dict | list) for v in value):
        return ", ".join(map(as_text, value))
    return json.dumps(value, ensure_ascii=False, default=str)


def flattened(record: Mapping[str, object], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """A nested record as one row: {"user": {"id": 7}} becomes {"user.id": "7"}."""
    row: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict) and value and depth < DEEPEST:
            row.update(flattened(value, f"{prefix}{name}.", depth + 1))
        else:
            row[f"{prefix}{name}"] = as_text(value)
    return row
