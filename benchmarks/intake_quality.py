"""How well intake understands comments: personal data found, languages told.

Personal data is measured on the corpus written by hand in tests/data/privacy (exact place and
kind); languages on public texts of a known language, each file alone, and all mixed.
"""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from feedback.intake.privacy import find_personal
from languages import LanguageVote

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
_MARKED = re.compile(r"⟦([a-z-]+):(.*?)⟧")
FILES = (
    "xsid_intents_en_id_kk_dev.csv",
    "nhs_fft_survey_dev.csv",
    "airline_tweets_dev.csv",
    "playstore_reviews_id_dev.csv",
    "prdect_products_id.csv",
    "olist_reviews_pt.csv",
    "playstore_reviews_pt_dev.csv",
    "kazsandra_reviews_kk_dev.csv",
)


def main() -> None:
    """Print both tables; the second only where the data is here."""
    print("| personal data | cases | recall | precision |\n|---|---:|---:|---:|")
    everything: list[str] = []
    for file in sorted((ROOT / "tests" / "data" / "privacy").glob("*.txt")):
        lines = [
            line
            for line in file.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        ]
        everything += lines
        _print_privacy(file.stem, lines)
    _print_privacy("all", everything)
    if not DATA.is_dir():
        print("\nlanguages: skipped, ../shared/data is not here")
        return
    print("\n| file | language | texts | right | over 40 letters | right |")
    print("|---|---|---:|---:|---:|---:|")
    mixed: list[tuple[str, str]] = []
    for name in FILES:
        rows = _texts(DATA / name)
        for language in sorted({code for _, code in rows}):
            _print_language(name, language, [row for row in rows if row[1] == language])
        if len({code for _, code in rows}) > 1:
            _print_mixed(f"{name}, mixed", rows)
        mixed += rows[:: max(1, len(rows) // 900)]
    _print_mixed("all mixed", mixed)


def _print_mixed(name: str, rows: list[tuple[str, str]]) -> None:
    """Each language of a file that holds several."""
    vote = LanguageVote().fit([text for text, _ in rows])
    for language in sorted({code for _, code in rows}):
        _print_language(name, language, [row for row in rows if row[1] == language], vote)


def _print_privacy(name: str, lines: Iterable[str]) -> None:
    cases = right = wanted = made = 0
    for line in lines:
        spans, plain, last = set(), "", 0
        for match in _MARKED.finditer(line):
            plain += line[last : match.start()]
            spans.add((len(plain), len(plain) + len(match[2]), match[1]))
            plain += match[2]
            last = match.end()
        found = {(one.start, one.end, one.kind) for one in find_personal(plain + line[last:])}
        cases += 1
        right += len(found & spans)
        wanted += len(spans)
        made += len(found)
    print(f"| {name} | {cases} | {right / wanted:.1%} | {right / made:.1%} |")


def _texts(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["language"]) for row in csv.DictReader(file)]


def _print_language(
    name: str, language: str, rows: list[tuple[str, str]], vote: LanguageVote | None = None
) -> None:
    vote = vote or LanguageVote().fit([text for text, _ in rows])
    long = [row for row in rows if sum(map(str.isalpha, row[0])) > 40]
    shares = [
        f"{sum(vote.read(text) == code for text, code in some) / max(1, len(some)):.1%}"
        for some in (rows, long)
    ]
    print(f"| {name} | {language} | {len(rows)} | {shares[0]} | {len(long)} | {shares[1]} |")
