"""What a person should know after an import, in sentences."""

from feedback.intake.cells import LONGEST_TEXT
from feedback.intake.mapping import text_fields
from feedback.intake.row_parts import Tally


def odd_rows(tally: Tally, mapping: dict[str, str]) -> list[str]:
    """Sentences about cells that could not be used as they were."""
    notes = []
    for what, sentence in (
        ("date", "{n} could not be read as a date and stayed empty ({first})."),
        ("rating", "{n} could not be read as a rating and stayed empty ({first})."),
        ("long", f"{{n}} longer than {LONGEST_TEXT:,} characters and cut there ({{first}})."),
    ):
        count = tally.seen[what]
        if count:
            plural = what == "long"
            noun = ("comment was" if count == 1 else "comments were") if plural else (
                "cell" if count == 1 else "cells"
            )  # fmt: skip
            notes.append(sentence.format(n=f"{count:,} {noun}", first=tally.first[what]))
    if tally.redacted:
        kinds = ", ".join(f"{n:,} [{kind}]" for kind, n in tally.redacted.most_common())
        notes.append(f"Personal data was replaced before storing: {kinds}.")
    several = text_fields(mapping)
    if len(several) > 1:
        notes.append(f"Each row holds {len(several)} open questions; every answer counts as a row.")
    return notes
