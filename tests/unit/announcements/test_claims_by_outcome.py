"""What the check makes of each outcome, of ways around its words, and of harmless sentences."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from feedback.announcements.claims import check_claims
from feedback.announcements.words_folder import load_words
from feedback.domain.announcement import DecidedFact, Finding
from tests.unit.announcements import announcement_samples as samples

HERE = Path(__file__).parent
DECIDED = DecidedFact(
    decided_on=date(2026, 5, 4),
    reason="It would break the login of older phones.",
    review_on=date(2026, 12, 1),
    planned_for=date(2026, 9, 15),
    where="Settings, Login",
)


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if line and not line.startswith("#"))
    return [[cell.strip() for cell in line.split("|")] for line in kept]


FALSE = rows("false_by_outcome.txt")
HARMLESS = rows("harmless_sentences.txt")


def facts_of(outcome: str, **others: Any) -> dict[str, Any]:
    """An outcome with what it rests on: changes for a deed, a decision for the others."""
    done = outcome in ("did", "partly")
    rests_on = {} if done else {"shipped": (), "decided": DECIDED}
    return {"outcome": outcome, **rests_on, **others}


def blocking(language: str, outcome: str, where: str, text: str, **others: Any) -> list[Finding]:
    found = check_claims(
        **({"headline": "", "you_said": "", "we_did": ""} | {where: text}),
        facts=samples.facts(**facts_of(outcome, **others)),
        words=load_words(language),
        today=samples.TODAY,
        said=samples.said,
    )
    return [finding for finding in found if finding.blocks]


@pytest.mark.parametrize(("language", "outcome", "where", "text"), FALSE)
def test_what_the_outcome_does_not_carry_is_caught(
    language: str, outcome: str, where: str, text: str
) -> None:
    found = blocking(language, outcome, where, text)
    assert found
    assert {finding.where for finding in found} == {where}


@pytest.mark.parametrize(("language", "outcome", "where", "text"), HARMLESS)
def test_a_harmless_sentence_passes(language: str, outcome: str, where: str, text: str) -> None:
    assert blocking(language, outcome, where, text) == []


def test_the_planted_claims_cover_every_outcome_in_every_language() -> None:
    outcomes = {"planned", "cannot", "will-not", "exists", "partly"}
    planted = {(row[0], row[1]) for row in FALSE}
    assert {(code, each) for code in ("en", "id", "kk", "pt") for each in outcomes} <= planted
    assert len(FALSE) >= 80


@pytest.mark.parametrize(
    ("language", "name", "where", "text"),
    [
        ("en", "All customers", "you_said", "All customers told us about it."),
        ("en", "Solved", "we_did", "It is solved."),
        ("pt", "Todos os clientes", "you_said", "Todos os clientes reclamaram."),
        ("id", "Semua pelanggan", "you_said", "Semua pelanggan mengeluh."),
        ("kk", "Барлық клиенттер", "you_said", "Барлық клиенттер шағымданды."),
    ],
)
def test_a_theme_named_like_a_claim_does_not_carry_it(
    language: str, name: str, where: str, text: str
) -> None:
    assert blocking(language, "planned", where, text, themes=(name,))
    named = f"“{name}”"
    assert blocking(language, "planned", "you_said", named, themes=(name,)) == []
