"""What a source is called where nobody says: by its file, whenever and however it was saved."""

import re
from collections.abc import Collection
from pathlib import PurePath

from feedback.intake.privacy.cutting import shown
from feedback.intake.row_parts import LONGEST_NAME

_PACKED = re.compile(
    r"(?:\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|xlsx?|ods))?\.(?:gz|zip)$", re.IGNORECASE
)
_ENDINGS = re.compile(
    r"(?:\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|xlsx?|ods))?(?:\.(?:gz|zip))?$", re.IGNORECASE
)
_COPY = re.compile(r"\s*\(\d{1,3}\)$")
_DAY = re.compile(
    r"[-_ .]+(?:19|20)\d{2}([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])"
    r"(?:[-_T ]+\d{2}[-_.:h]?\d{2}(?:[-_.:m]?\d{2})?Z?)?$"
)


def nameless(name: str, stored: Collection[str] = ()) -> str:
    """The name of a file or a source without personal data: chats are saved under telephone
    numbers. A `stored` source goes on under its name."""
    return name if name in stored else shown(name, LONGEST_NAME)


def nameless_file(file_name: str) -> str:
    """The name of a file without personal data, with its endings, which say what it is."""
    endings = _ENDINGS.search(file_name)
    at = endings.start() if endings else len(file_name)
    return nameless(file_name[:at]) + file_name[at:]


def usual_source(file_name: str, stored: Collection[str] = ()) -> str:
    """The name of the file without its ending, a copy's number and the day of the export.

    So `reviews.csv`, `reviews (1).csv`, `reviews-2026-03-01.csv` and `reviews.csv.gz` are one
    source. Where the whole name is that of a `stored` source, it stays.
    """
    whole = whole_name(file_name)
    if whole in stored:
        return whole
    given = PurePath(file_name).name
    unpacked = _PACKED.sub("", given)
    name, before = whole if unpacked == given else unpacked, ""
    while name != before:
        before = name
        name = _DAY.sub("", _COPY.sub("", name)).strip() or name
    return name or whole


def whole_name(file_name: str) -> str:
    """The name of the file without its last ending."""
    return PurePath(file_name).stem
