"""The claim check finds what is false and lets pass what is true."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from feedback.announcements.claims import check_claims
from feedback.announcements.claims.grounds import grounds
from feedback.announcements.words_folder import load_words
from feedback.domain.announcement import Finding, ShippedFact
from tests.unit.announcements import announcement_samples as samples

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")]
        for line in lines
        if line and not line.startswith("#")
    ]


FALSE = rows("false_claims.txt")
TRUE = rows("true_sentences.txt")


def check(language: str, where: str, text: str, **others: object) -> list[Finding]:
    parts = {"headline": "", "you_said": "", "we_did": ""} | {where: text}
    return check_claims(
        **parts,
        facts=samples.facts(**others),
        words=load_words(language),
        today=samples.TODAY,
        said=samples.said,
    )


def blocking(language: str, where: str, text: str, **others: object) -> list[Finding]:
    return [finding for finding in check(language, where, text, **others) if finding.blocks]


@pytest.mark.parametrize(("language", "where", "rule", "text"), FALSE, ids=lambda cell: cell[:60])
def test_a_planted_false_claim_is_caught(language: str, where: str, rule: str, text: str) -> None:
    found = blocking(language, where, text)
    assert rule in {finding.rule for finding in found}
    assert {finding.where for finding in found} == {where}
    assert all(len(finding.message) > 20 for finding in found)


@pytest.mark.parametrize(("language", "where", "text"), TRUE, ids=lambda cell: cell[:60])
def test_a_true_sentence_passes(language: str, where: str, text: str) -> None:
    assert blocking(language, where, text) == []


def test_there_are_planted_claims_in_every_language() -> None:
    per_language = {code: sum(row[0] == code for row in FALSE) for code in ("en", "id", "kk", "pt")}
    assert min(per_language.values()) >= 20
    assert len(FALSE) >= 80


def test_a_finding_names_the_passage_and_offers_the_true_one() -> None:
    found = blocking("en", "you_said", "It came up in 52 of 420 comments.")
    assert [(finding.found, finding.instead) for finding in found] == [
        ("52 of 420", "48 of 420 comments")
    ]
    assert "True would be: “48 of 420 comments”." in found[0].message


def test_the_ends_of_a_scale_are_no_counts_of_a_channel() -> None:
    facts = samples.facts(channels={"review": 43, "survey": 5})
    mean = "The 30 ratings come to 2.1 on a scale from 1 to 5."
    assert grounds("you_said", mean, facts, ".") == [(mean, ("mean_rating",))]
    surveys = "5 of you said it in surveys."
    assert grounds("you_said", surveys, facts, ".") == [(surveys, ("channels",))]


@pytest.mark.parametrize(
    ("where", "text", "instead"),
    [
        ("you_said", "99 customers left.", "39 different customers"),
        ("you_said", "57% of you told us.", "48 of 420 comments"),
        ("you_said", "Sixteen of you told us in reviews.", "reviews (30)"),
        ("you_said", "We counted 31 reviews and 18 surveys.", "reviews (30)"),
        ("you_said", "Twenty wrote by e-mail.", "reviews (30) and surveys (18)"),
        ("you_said", "We have 77 offices.", ""),
        ("we_did", "It is 40% smaller.", ""),
        ("we_did", "The code now always arrives.", ""),
        ("we_did", "It was 3x slower.", ""),
    ],
)
def test_what_is_offered_instead_is_about_the_same_thing(
    where: str, text: str, instead: str
) -> None:
    finding = blocking("en", where, text)[0]
    assert finding.instead == instead
    assert finding.message.count("True would be") == bool(instead)
    assert instead in finding.message


def test_no_people_are_offered_where_nobody_knows_who_wrote() -> None:
    found = blocking("en", "you_said", "99 customers left.", customers=0, with_customer=0)
    assert found[0].instead == ""


def test_a_multiple_in_the_title_of_the_change_is_allowed() -> None:
    shipped = (replace(samples.SHIPPED, title="Search 3x faster"),)
    assert blocking("en", "we_did", "It answers 3x faster.", shipped=shipped) == []


def test_people_cannot_be_counted_where_nobody_knows_who_wrote() -> None:
    found = check("en", "you_said", "39 customers told us.", customers=0, with_customer=0)
    assert "cannot be counted" in found[0].message


def test_numbers_of_the_title_are_allowed_but_not_as_a_count_of_people() -> None:
    assert blocking("en", "we_did", "We wait 30 seconds now, in version 4.2.") == []
    found = blocking("en", "we_did", "30 customers helped us.")
    assert [finding.found for finding in found] == ["30"]


def test_a_version_is_not_mistaken_for_a_count() -> None:
    shipped = (replace(samples.SHIPPED, version="52"),)
    assert blocking("en", "we_did", "It is in version 52.", shipped=shipped) == []
    assert blocking("en", "you_said", "52 comments.", shipped=shipped) != []


@pytest.mark.parametrize("mark", ["“{}”", "«{}»", '"{}"', "„{}“"])
def test_names_of_themes_may_hold_absolute_words_and_numbers(mark: str) -> None:
    name = "always 100 errors, never fixed"
    text = f"You told us about {mark.format(name)}."
    assert blocking("en", "you_said", text, themes=(name,)) == []


def test_a_quote_of_the_facts_falls_when_its_consent_was_withdrawn() -> None:
    withdrawn = [
        replace(each, comment=replace(each.comment, consent=False)) for each in samples.said()
    ]
    found = check_claims(
        headline="",
        you_said=f"“{samples.QUOTE}”",
        we_did="",
        facts=samples.facts(),
        words=load_words("en"),
        today=samples.TODAY,
        said=lambda: withdrawn,
    )
    assert [finding.rule for finding in found if finding.blocks] == ["quote"]
    assert "has not agreed" in found[0].message


def test_each_reason_against_a_quote_is_told() -> None:
    reasons = {
        "The code took three days": "not agreed",
        "The code came when the train had left.": "Fewer than 5 people",
        "Write to me at ana@example.org": "personal data",
        "I waited two hours for the code": "word for word",
    }
    for quote, reason in reasons.items():
        found = [f for f in check("en", "you_said", f"“{quote}”") if f.rule == "quote"]
        assert reason in found[0].message


def test_without_the_comments_quotes_are_judged_by_the_facts() -> None:
    parts = {"headline": "", "we_did": "", "facts": samples.facts(), "words": load_words("en")}
    kept = check_claims(**parts, you_said=f"“{samples.QUOTE}”", today=samples.TODAY)
    other = check_claims(**parts, you_said="“I waited a day for it.”", today=samples.TODAY)
    assert [finding.rule for finding in kept if finding.blocks] == []
    assert [finding.rule for finding in other if finding.blocks] == ["quote"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have fixed it."),
        ("id", "Kami sudah memperbaikinya."),
        ("kk", "Біз мұны түзеттік."),
        ("pt", "Corrigimos isso."),
    ],
)
@pytest.mark.parametrize("outcome", ["planned", "cannot", "will-not"])
def test_what_is_not_done_cannot_be_written_as_done(language: str, text: str, outcome: str) -> None:
    found = check(language, "we_did", text, outcome=outcome, mean_rating=None)
    assert {finding.rule for finding in found} == {"planned-as-done"}


def test_a_change_without_a_date_is_only_planned() -> None:
    shipped = (ShippedFact(change_id=1, title="Codes by e-mail"),)
    found = check("en", "we_did", "Here it is.", shipped=shipped, mean_rating=None)
    assert [finding.rule for finding in found] == ["planned-as-done"]


def test_a_shipped_date_in_the_future_is_found_until_the_day_comes() -> None:
    shipped = (replace(samples.SHIPPED, shipped_on=date(2026, 6, 2)),)
    found = check("en", "we_did", "It went out on 2 June 2026.", shipped=shipped)
    assert "future-date" in {finding.rule for finding in found}
    shipped = (replace(samples.SHIPPED, shipped_on=samples.TODAY),)
    found = check("en", "we_did", "It went out on 1 June 2026.", shipped=shipped)
    assert [finding for finding in found if finding.blocks] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The login is completely fixed."),
        ("id", "Masalah kode masuk sudah tuntas."),
        ("kk", "Мәселе толығымен шешілді."),
        ("pt", "O problema foi resolvido."),
    ],
)
def test_a_part_cannot_be_written_as_the_whole(language: str, text: str) -> None:
    rules = {finding.rule for finding in check(language, "we_did", text, outcome="partly")}
    assert "part-as-whole" in rules


def test_a_missing_apology_is_a_suggestion_and_does_not_block() -> None:
    found = check("en", "you_said", "48 of 420 comments.")
    assert [(finding.rule, finding.blocks) for finding in found] == [("apology", False)]
    assert check("en", "you_said", "48 of 420 comments. We are sorry.") == []
    assert check("en", "you_said", "48 of 420 comments.", mean_rating=2.5) == []


def test_refunds_may_be_the_topic_but_not_a_promise() -> None:
    themes = ("refund takes too long",)
    topic = check("en", "we_did", "The refund page is easier to find.", themes=themes)
    promise = check("en", "we_did", "You will get a refund.", themes=themes)
    assert [finding for finding in topic if finding.blocks] == []
    assert "promise" in {finding.rule for finding in promise}


def test_a_false_claim_in_another_language_than_the_announcement_is_caught() -> None:
    assert "absolute" in {f.rule for f in check("en", "we_did", "Todos pediram isso.")}
    assert "number" in {f.rule for f in check("pt", "we_did", "Dua ratus pelanggan mengeluh.")}
