"""Who was told what, who asked not to be, and whether it helped."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One customer who was told of one announcement.

    `customer` is a keyed digest, `language` that of the text they were told in.
    """

    announcement_id: int
    customer: str
    at: datetime
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a customer said when asked whether it helped."""

    announcement_id: int
    customer: str
    at: datetime
    helped: bool
