"""How much personal data is found, and how much else is taken for it: a corpus written by hand."""

import re
from pathlib import Path

import pytest

from feedback.intake.privacy import find_personal, redact
from feedback.intake.privacy.bank_account import is_iban
from feedback.intake.privacy.card import passes_luhn
from feedback.intake.privacy.national_number import is_cpf, is_iin, is_nik

CORPUS = Path(__file__).parents[2] / "data" / "privacy"
LANGUAGES = ("en", "id", "pt", "kk")
_MARKED = re.compile(r"⟦([a-z-]+):(.*?)⟧")

Spans = set[tuple[int, int, str]]


def cases_of(language):
    files = [CORPUS / f"{language}{part}.txt" for part in ("", "-2", "-3", "-4", "-5")]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def forms():
    """Cases with signs that nobody would see, written as \\u and their number."""
    lines = (CORPUS / "forms.txt").read_text(encoding="utf-8").splitlines()
    spelt = (line for line in lines if line and not line.startswith("#"))
    return [re.sub(r"\\u([0-9a-f]{4})", lambda one: chr(int(one[1], 16)), line) for line in spelt]


def unmarked(line: str) -> tuple[str, Spans]:
    """The text as a customer wrote it, and where what kind of personal data is in it."""
    text, spans, last = "", set(), 0
    for match in _MARKED.finditer(line):
        text += line[last : match.start()]
        spans.add((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return text + line[last:], spans


def measured(lines):
    """Recall and precision over exact places and kinds, and what went wrong."""
    right = wanted = made = 0
    wrong = []
    for line in lines:
        text, spans = unmarked(line)
        found = {(one.start, one.end, one.kind) for one in find_personal(text)}
        right += len(found & spans)
        wanted += len(spans)
        made += len(found)
        if found != spans:
            shown = sorted((kind, text[start:end]) for start, end, kind in found)
            wrong.append(f"{line}\n      found {shown}")
    return right / wanted, right / made, wrong


def test_the_corpus_is_large_enough():
    assert sum(len(cases_of(language)) for language in LANGUAGES) >= 600


def test_recall_and_precision_over_all_languages():
    lines = [line for language in LANGUAGES for line in cases_of(language)]
    recall, precision, wrong = measured(lines)
    assert recall >= 0.98, "\n".join(wrong)
    assert precision >= 0.97, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_recall_and_precision_in_each_language(language):
    recall, precision, wrong = measured(cases_of(language))
    assert recall >= 0.98, "\n".join(wrong)
    assert precision >= 0.97, "\n".join(wrong)


def test_recall_and_precision_over_unusual_forms():
    lines = forms()
    assert sum("⟦" in line for line in lines) >= 85 and sum("⟦" not in line for line in lines) >= 35
    recall, precision, wrong = measured(lines)
    assert recall >= 0.98, "\n".join(wrong)
    assert precision >= 0.97, "\n".join(wrong)


def test_a_redacted_text_has_nothing_left_to_redact():
    for line in [*forms(), *(line for language in LANGUAGES for line in cases_of(language))]:
        once = redact(unmarked(line)[0]).text
        assert redact(once).text == once


def test_what_is_replaced_is_counted_by_kind():
    result = redact("from mia@example.org or lee@example.org, card 4111 1111 1111 1111")
    assert result.text == "from [email] or [email], card [card]"
    assert result.found == {"email": 2, "card": 1}
    assert result.count == 3


def test_the_account_people_write_to_is_no_person():
    text = "@AcmeAir you lost my bag, ask @mia_horvat"
    assert redact(text, {"@acmeair"}).text == "@AcmeAir you lost my bag, ask [handle]"


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (passes_luhn, "79927398713", "79927398710"),
        (is_iban, "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 23"),
        (is_cpf, "52998224725", "52998224724"),
        (is_iin, "650504478453", "650504478454"),
        (is_nik, "3174015708890003", "3174013208890003"),
    ],
)
def test_a_wrong_check_digit_is_no_number_of_that_kind(check, good, bad):
    assert check(good)
    assert not check(bad)
