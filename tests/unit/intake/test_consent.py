"""Consent to be quoted: whole sentences are read, and what is not understood is no permission."""

import pytest

from feedback.actions.importing import preview_file
from feedback.intake.consent import read_consent

REFUSED = [
    "No", "NO!", "0", "false", "1 - No", "never", "do not quote", "I do not agree", "not allowed",
    "revoked", "opted out", "Yes (withdrawn 2026-02-01)", "Agree to terms but not to quoting",
    "I'd rather you didn't", "Consent not provided", "☐", "❌",
    "tidak", "jangan", "gak boleh", "nggak", "belum setuju", "ya tidak", "Tidak, terima kasih",
    "Pode não", "nunca", "prefiro que não", "discordo", "Não, obrigado",
    "Рұқсат жоқ", "Рұқсат емес", "Рұқсат етілмейді", "Келісім бермеймін", "қарсымын",
    "не разрешаю", "Нет, спасибо", "yes, but no names", "sim, mas não agora",
]  # fmt: skip
ALLOWED = [
    "Yes", "Y", "1", "1.0", "TRUE", "✓", "1 - Yes", "yes, you may quote me", "Sure, go ahead!",
    "I agree to be quoted", "no problem, go ahead", "I don't mind", "Consent provided",
    "Ya", "Ya, silakan dikutip", "boleh saja", "tidak keberatan", "Saya bersedia",
    "Sim", "Sim, podem publicar meu comentário", "Autorizo a publicação", "sem problemas",
    "Иә", "Иә, жариялай беріңіз", "Келісемін", "Рұқсат беремін", "қарсы емеспін",
    "Да, можно", "не против", "согласна",
]  # fmt: skip
UNREAD = [
    "yes until 2025", "Yes, but only anonymously", "yes if you ask first", "ya, tapi tanya dulu",
    "sim, desde que anônimo", "иә, бірақ аты-жөнсіз", "Other", "2", "maybe", "2026-02-01",
    "yes " + "and so on " * 100,
]  # fmt: skip


@pytest.mark.parametrize("cell", REFUSED)
def test_a_refusal_is_read_as_one(cell):
    assert read_consent(cell) is False


@pytest.mark.parametrize("cell", ALLOWED)
def test_a_permission_is_read_as_one(cell):
    assert read_consent(cell) is True


@pytest.mark.parametrize("cell", UNREAD)
def test_what_is_not_understood_is_said_and_no_permission(bring_in, stored, cell):
    assert read_consent(cell) is None
    report = bring_in(f'id,comment,consent\n1,It is too slow,"{cell}"\n2,It is dear,yes\n3,Fine,\n')
    assert [one.consent for one in stored()] == [False, True, None]
    assert any("1 consent could not be read" in note for note in report.notes)


def test_a_column_of_refusals_in_words_is_not_dropped(bring_in, stored):
    bring_in(
        "id,comment,consent\n1,It is slow,Never\n2,It is dear,do not quote\n3,Old,Never ever\n"
        "4,It is fine,whatever suits\n5,It is good,yes\n"
    )
    assert [one.consent for one in stored()] == [False, False, False, False, True]


ABOUT_OTHERS = [
    "Consent to marketing emails", "Data processing consent (GDPR)", "cookie consent",
    "consent to be contacted", "Persetujuan pemrosesan data", "Consentimento LGPD",
    "Согласие на обработку данных",
]  # fmt: skip


@pytest.mark.parametrize("column", ABOUT_OTHERS)
def test_a_consent_to_something_else_is_none_to_be_quoted_and_said(bring_in, stored, column):
    report = bring_in(f"id,comment,{column}\n1,It is slow,yes\n2,It is dear,yes\n")
    assert [one.consent for one in stored()] == [None, None]
    assert any(column in note and "consent to be quoted" in note for note in report.notes)


@pytest.mark.parametrize(
    "column",
    ["Consent to quote", "May we quote you? (yes/no)", "Consent given", "Келісім",
     "жариялауға келісім", "Persetujuan", "Consentimento", "Permission to quote (Y/N)"],
)  # fmt: skip
def test_a_consent_to_be_quoted_is_found(tmp_path, column):
    path = tmp_path / "a.csv"
    path.write_text(f"id,comment,{column}\n1,It is slow,yes\n2,It is dear,no\n")
    assert preview_file(path).mapping["consent"] == column


@pytest.mark.parametrize(
    "column",
    ["Consent withdrawn", "No consent", "Sem consentimento", "Do not quote", "Келісім жоқ"],
)
def test_a_yes_to_a_refusal_is_a_no_and_a_no_to_it_no_permission(bring_in, stored, column):
    bring_in(f"id,comment,{column}\n1,It is slow,yes\n2,It is dear,no\n3,It is old,perhaps\n")
    assert [one.consent for one in stored()] == [False, None, False]


def test_a_refusal_in_a_column_of_its_own_counts_for_more_than_a_consent(bring_in, stored):
    bring_in(
        "id,comment,consent to quote,consent withdrawn\n1,It is slow,yes,yes\n2,It is dear,yes,no\n"
        "3,It is old,yes,\n4,It is fine,yes,2026-02-01\n"
    )
    assert [one.consent for one in stored()] == [False, True, True, False]
