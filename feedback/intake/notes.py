"""What a person should know after an import, in sentences."""

from collections.abc import Mapping

from feedback.intake.cells import LONGEST_TEXT
from feedback.intake.mapping import text_fields
from feedback.intake.row_parts import Tally

REPLACED = "Personal data was replaced before storing: "
"""How the note about personal data begins; after it come the markers with their counts."""

_ODD = {
    "date": ("cell", "cells", "could not be read as a date and stayed empty ({first})."),
    "rating": ("cell", "cells", "could not be read as a rating and stayed empty ({first})."),
    "consent": (
        "consent",
        "consents",
        "could not be read, so nothing of theirs will be quoted ({first}).",
    ),
    "broken": (
        "comment",
        "comments",
        "came with broken letters, such as “Ã¼” for “ü”, and stayed so ({first}). "
        "Export the file again as UTF-8 and import that.",
    ),
    "long": (
        "comment",
        "comments",
        f"had more than {LONGEST_TEXT:,} characters and ended there ({{first}}).",
    ),
}


def odd_rows(tally: Tally, mapping: Mapping[str, str]) -> list[str]:
    """Sentences about cells that could not be used as they were, and what was replaced."""
    notes = []
    for what, (one, many, sentence) in _ODD.items():
        count = tally.seen[what]
        if count:
            said = sentence.format(first=tally.first[what])
            notes.append(f"{count:,} {one if count == 1 else many} {said}")
    if count := tally.seen["entities"]:
        written = "comment was" if count == 1 else "comments were"
        notes.append(f"The file writes “&amp;” for “&”: {count:,} {written} read accordingly.")
    if tally.redacted:
        kinds = ", ".join(f"{n:,} [{kind}]" for kind, n in tally.redacted.most_common())
        notes.append(f"{REPLACED}{kinds}.")
    several = text_fields(mapping)
    if len(several) > 1:
        notes.append(f"Each row holds {len(several)} open questions; every answer counts as a row.")
    return notes
