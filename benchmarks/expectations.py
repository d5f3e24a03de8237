"""Which expectation a comment speaks of: how often the lists of words are right.

The comments in expectation_comments.csv were written by hand, with what they expect, before whoever
wrote them had seen the lists. The lists were mended after looking at the set "first"; of the set
"held" only the counts were looked at.
"""

import csv
from collections import Counter
from pathlib import Path

from feedback.tracking.expectations import place

FILE = Path(__file__).with_name("expectation_comments.csv")


def main() -> None:
    """Print a row per set and language."""
    print(f"{'set':8} {'language':10} {'right':>8} {'wrongly placed':>15} {'missed':>8}")
    for (which, language), counts in sorted(tally().items()):
        right = f"{counts['right']} of {counts.total()}"
        print(f"{which:8} {language:10} {right:>8} {counts['wrong']:15} {counts['missed']:8}")


def tally() -> dict[tuple[str, str], Counter[str]]:
    """By set and language ("all" for all of them): right, wrong (another expectation than it has,
    or one where it has none) and missed."""
    found: dict[tuple[str, str], Counter[str]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said = place(1, [row["text"]]).expectation
            verdict = "missed" if said is None else "wrong"
            if (said or "") == row["expectation"]:
                verdict = "right"
            for language in (row["language"], "all"):
                found.setdefault((row["set"], language), Counter())[verdict] += 1
    return found
