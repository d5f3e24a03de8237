"""The check by sentence, and the true sentence that takes the place of a false one."""

from datetime import date

import pytest

from feedback.actions.announcement_concerns import concerns, what_it_stands_on
from feedback.actions.ports import Store
from feedback.announcements.claims.mending import mended
from feedback.announcements.drafting import write_draft
from feedback.announcements.words_folder import languages, load_words
from feedback.domain.announcement import Concern, DecidedFact, Tone
from feedback.store.memory import MemoryStore
from tests.unit.announcements import announcement_samples as samples

DRAFT = write_draft(samples.facts(quotes=()), load_words("en"), Tone.PLAIN)


@pytest.fixture
def store() -> Store:
    return MemoryStore()


def found(store: Store, **texts: str) -> list[Concern]:
    parts = {"headline": DRAFT.headline, "you_said": DRAFT.you_said, "we_did": DRAFT.we_did}
    announcement = samples.announcement(theme_ids=(), facts=samples.facts(quotes=()))
    return concerns(store, announcement, today=samples.TODAY, **(parts | texts))


def test_the_draft_itself_concerns_nobody(store: Store) -> None:
    assert found(store) == []


def test_a_finding_stands_beside_its_sentence_with_the_true_one(store: Store) -> None:
    first, rest = DRAFT.you_said.split(". ", 1)
    false = f"52 of 420 comments were about it. {rest}"
    (concern,) = found(store, you_said=false)
    assert concern.sentence == "52 of 420 comments were about it."
    assert concern.instead == f"{first}."
    assert mended(false, concern, concern.instead) == DRAFT.you_said
    assert mended(false, concern, "") == rest


def test_several_findings_of_a_sentence_stand_together_in_the_order_of_the_text(
    store: Store,
) -> None:
    text = f"Everybody agrees: 99.9% of you. {DRAFT.you_said} You will get a refund. Always."
    found_in = found(store, you_said=text)
    assert [concern.sentence for concern in found_in] == [
        "Everybody agrees: 99.9% of you.",
        "You will get a refund.",
        "Always.",
    ]
    assert {finding.rule for finding in found_in[0].findings} == {"absolute", "share"}
    assert found_in[0].instead == "", "what is true stands in the text already"


def test_of_two_sentences_with_the_same_word_the_one_that_claims_is_meant(store: Store) -> None:
    text = "Not all codes came late. All codes came late. " + DRAFT.you_said
    (concern,) = found(store, you_said=text)
    assert concern.sentence == "All codes came late."


def test_a_false_headline_is_replaced_as_a_whole(store: Store) -> None:
    (concern,) = found(store, headline="Solved. For all of you!")
    assert mended(concern.sentence, concern, concern.instead) == DRAFT.headline


def test_a_missing_apology_is_about_no_sentence_and_does_not_block(store: Store) -> None:
    (concern,) = found(store, you_said="48 of 420 comments.")
    assert (concern.sentence, concern.blocks) == ("", False)


@pytest.mark.parametrize("code", languages())
def test_a_plan_written_as_done_is_offered_as_a_plan(store: Store, code: str) -> None:
    plan = DecidedFact(planned_for=date(2026, 11, 30))
    facts = samples.facts(outcome="planned", shipped=(), decided=plan, quotes=())
    draft = write_draft(facts, load_words(code), Tone.WARM)
    announcement = samples.announcement(theme_ids=(), facts=facts, language=code, tone=Tone.WARM)
    done = {"en": "We fixed it.", "id": "Kami sudah memperbaikinya."}
    done |= {"kk": "Біз мұны түзеттік.", "pt": "Corrigimos isso."}
    (concern,) = concerns(
        store,
        announcement,
        headline=draft.headline,
        you_said=draft.you_said,
        we_did=done[code],
        today=samples.TODAY,
    )
    assert concern.instead
    assert draft.we_did.startswith(concern.instead)
    assert mended(done[code], concern, concern.instead) == concern.instead


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("code", languages())
def test_every_sentence_that_can_be_checked_points_to_its_facts(code: str, tone: Tone) -> None:
    facts = samples.facts(mean_rating=4.1)
    draft = write_draft(facts, load_words(code), tone)
    announcement = samples.announcement(
        facts=facts,
        language=code,
        headline=draft.headline,
        you_said=draft.you_said,
        we_did=draft.we_did,
    )
    found = what_it_stands_on(announcement)
    assert all(names for _, names in found)
    named = {name for _, names in found for name in names}
    assert {"comments", "customers", "first_said", "shipped", "quotes", "mean_rating"} <= named


def test_a_sentence_that_no_fact_carries_points_to_none() -> None:
    (found,) = what_it_stands_on(
        samples.announcement(headline="We heard you", you_said="77 wrote.", we_did="Yes.")
    )
    assert found == ("77 wrote.", ())
