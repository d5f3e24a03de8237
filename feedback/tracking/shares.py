"""Shares and days in words that do not say more than is true, alike wherever no reader is known."""

from datetime import date

from babel.dates import format_date


def percent(share: float | None) -> str:
    """A share as whole percent, "—" for none. What is not quite nothing or everything says so: one
    broken promise of a thousand is not "100% kept"."""
    if share is None:
        return "—"
    whole = f"{share:.0%}"
    if whole == "0%" and share > 0:
        return "under 1%"
    return "over 99%" if whole == "100%" and share < 1 else whole


def day(value: date) -> str:
    """A day as the pages write it for English readers: Mar 12, 2025."""
    return str(format_date(value, format="medium", locale="en"))
