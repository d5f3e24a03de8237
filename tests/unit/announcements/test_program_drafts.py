"""What the program writes itself is true by its own check, whatever the facts."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.announcements.claims import check_claims
from feedback.announcements.drafting import draft_language, write_draft
from feedback.announcements.personal import holds_personal_data
from feedback.announcements.words_folder import languages, load_words
from feedback.domain.announcement import DecidedFact, Facts, Quote, ShippedFact, Tone
from tests.unit.announcements import announcement_samples as samples

TODAY = date(2026, 6, 1)
WORDS = {code: load_words(code) for code in languages()}

days = st.dates(date(2023, 1, 1), TODAY)
names = st.one_of(
    st.text(min_size=1, max_size=40).filter(lambda text: text.split()),
    st.sampled_from(
        [
            "always 100% broken",
            "say “never” twice",
            "refund in 3 days",
            "«барлығы» 5 рет",
            "todos os 12 erros",
            "{share}",
            "12",
            "all",
        ]
    ),
)
quotable = names.filter(lambda text: not holds_personal_data(text))
versions = st.one_of(
    st.just(""),
    st.from_regex(r"v?[0-9]{1,3}(\.[0-9]{1,2}){0,3}(-rc[0-9])?", fullmatch=True),
    st.sampled_from(["2026.03", "2026-03-12", "48", "Spring release"]),
)


OUTCOMES = ["did", "partly", "planned", "cannot", "will-not", "exists"]
reasons = st.sampled_from(
    [
        "The law asks us to keep receipts for 10 years.",
        "Барлық дүкенде орын жетпейді.",
        "Semua gudang kami penuh sampai 2027.",
        "Custaria mais do que todos os outros pedidos juntos.",
        "{share} We fixed it for everyone – 100% refund tomorrow!",
    ]
)


@st.composite
def decisions(draw: st.DrawFn) -> DecidedFact:
    """What a person may have decided: a signed reason is theirs, whatever stands in it."""
    return DecidedFact(
        decided_on=draw(st.none() | days),
        decided_by=draw(st.sampled_from(["", "Ana", "the board"])),
        reason=draw(st.just("") | reasons),
        review_on=draw(st.none() | days),
        planned_for=draw(st.none() | days),
        where=draw(st.sampled_from(["", "Settings → All 12 languages", "Баптаулар → Тіл"])),
    )


@st.composite
def random_facts(draw: st.DrawFn) -> Facts:
    """Facts as they could be computed from some comments."""
    comments = draw(st.integers(0, 3000))
    part = st.integers(0, comments)
    known = draw(part)
    first = draw(st.none() | days)
    rated = draw(part)
    outcome = draw(st.sampled_from(OUTCOMES))
    done = outcome in ("did", "partly")
    shipped = draw(st.lists(st.tuples(names, versions, days), min_size=done, max_size=3 * done))
    said_by = {"review": draw(part)}
    said_by["survey"] = comments - said_by["review"]
    return Facts(
        themes=tuple(draw(st.lists(names, min_size=1, max_size=3))),
        comments=comments,
        of_comments=comments + draw(st.integers(0, 2_000_000)),
        customers=draw(st.integers(min(known, 1), known)),
        with_customer=known,
        first_said=first,
        last_said=first and first + timedelta(days=draw(st.integers(0, 500))),
        dated=draw(part),
        channels={name: count for name, count in said_by.items() if count},
        languages={"en": comments},
        rated=rated,
        mean_rating=draw(st.floats(1, 5)) if rated else None,
        shipped=tuple(
            ShippedFact(change_id=number, title=title, version=version, shipped_on=day)
            for number, (title, version, day) in enumerate(shipped, start=1)
        ),
        outcome=outcome,
        decided=DecidedFact() if done else draw(decisions()),
        quotes=tuple(
            Quote(comment_id=number, text=text)
            for number, text in enumerate(draw(st.lists(quotable, max_size=2)))
        ),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts=random_facts())
def test_no_draft_of_the_program_raises_a_finding(facts: Facts) -> None:
    for words in WORDS.values():
        for tone in Tone:
            draft = write_draft(facts, words, tone)
            findings = check_claims(
                headline=draft.headline,
                you_said=draft.you_said,
                we_did=draft.we_did,
                facts=facts,
                words=words,
                today=TODAY,
            )
            assert findings == [], (words.code, tone, draft)


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("mean_rating", [1.4, 4.6, None])
def test_every_language_tone_and_outcome_is_true_with_and_without_an_apology(
    outcome: str, mean_rating: float | None
) -> None:
    done = outcome in ("did", "partly")
    decided = DecidedFact(
        decided_on=date(2026, 5, 4),
        reason="The shelves are too narrow.",
        review_on=date(2027, 3, 5),
        planned_for=date(2026, 11, 30),
        where="Settings, Language",
    )
    rests_on = {} if done else {"shipped": (), "decided": decided}
    facts = samples.facts(outcome=outcome, mean_rating=mean_rating, **rests_on)
    for words in WORDS.values():
        for tone in Tone:
            draft = write_draft(facts, words, tone)
            found = check_claims(
                headline=draft.headline,
                you_said=draft.you_said,
                we_did=draft.we_did,
                facts=facts,
                words=words,
                today=TODAY,
            )
            assert found == [], (words.code, tone, draft)


def test_a_draft_says_how_many_of_how_many_from_whom_and_when() -> None:
    draft = write_draft(samples.facts(), WORDS["en"], Tone.PLAIN)
    assert draft.you_said.startswith(
        "You told us about “login code never arrives”: 48 of 420 comments, "
        "from 39 different customers, between 5 January and 11 March 2026."
    )
    assert "“I waited an hour for the code.”" in draft.you_said
    assert "(version 4.2, 1 April 2026)" in draft.we_did
    assert "Did this help?" in draft.we_did
    assert "talk to a person" in draft.we_did


def test_a_part_is_called_a_part_in_every_language_and_tone() -> None:
    parts = {"en": "part", "id": "agian", "kk": "бөлігі", "pt": "parte"}
    for code, words in WORDS.items():
        for tone in Tone:
            draft = write_draft(samples.facts(outcome="partly"), words, tone)
            assert parts[code] in draft.we_did, (code, tone)


def test_only_a_low_rating_calls_for_an_apology() -> None:
    assert "sorry" in write_draft(samples.facts(), WORDS["en"], Tone.PLAIN).you_said
    good = samples.facts(mean_rating=4.0)
    assert "sorry" not in write_draft(good, WORDS["en"], Tone.PLAIN).you_said


def test_a_name_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    draft = write_draft(samples.facts(themes=("{share} {{7*7}} [x]",)), WORDS["en"], Tone.WARM)
    assert "“{share} {{7*7}} [x]”" in draft.headline


def test_the_language_is_that_of_most_comments_where_there_are_words_in_it() -> None:
    known = languages()
    assert draft_language(samples.facts(languages={"en": 3, "kk": 9}), known) == "kk"
    assert draft_language(samples.facts(languages={"en": 3, "ru": 9}), known) == "en"
    assert draft_language(samples.facts(languages={}), known) == "en"


@pytest.mark.parametrize("code", sorted(WORDS))
@pytest.mark.parametrize("tone", list(Tone))
def test_a_no_says_why_and_when_it_is_looked_at_again(code: str, tone: Tone) -> None:
    decided = DecidedFact(reason="The shelves are too narrow.", review_on=date(2027, 3, 5))
    for outcome in ("cannot", "will-not"):
        facts = samples.facts(outcome=outcome, shipped=(), decided=decided)
        draft = write_draft(facts, WORDS[code], tone)
        assert "The shelves are too narrow." in draft.we_did
        assert "2027" in draft.we_did


@pytest.mark.parametrize("code", sorted(WORDS))
@pytest.mark.parametrize("tone", list(Tone))
def test_a_plan_names_its_date_and_what_exists_its_place(code: str, tone: Tone) -> None:
    plan = DecidedFact(planned_for=date(2026, 11, 30))
    planned = samples.facts(outcome="planned", shipped=(), decided=plan)
    assert "30" in write_draft(planned, WORDS[code], tone).we_did
    there = DecidedFact(where="Settings → Language")
    exists = samples.facts(outcome="exists", shipped=(), decided=there)
    assert "Settings → Language" in write_draft(exists, WORDS[code], tone).we_did
