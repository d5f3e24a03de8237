"""What is short fits, is counted as its network counts, and is never cut into a lie."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.announcements.export import content_of, export
from feedback.announcements.export.chat import as_chat, escaped
from feedback.announcements.export.inert import JOINER, inert, inert_in_sms
from feedback.announcements.export.lengths import (
    cut,
    first_sentences,
    is_gsm,
    post_weight,
    signs,
    sms_share,
)
from feedback.announcements.export.social import POSTS, post
from feedback.announcements.plain import visible
from feedback.announcements.words_folder import languages, load_words
from tests.unit.announcements import announcement_samples as samples

EN = load_words("en")
PAGE = "https://example.org/heard/en/3.html"
LIMITS = {"post-280": 280, "post-500": 500, "post-3000": 3000, "push": 120}


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("abc", 3),
        ("ção", 3),
        ("қазақ", 5),
        ("日本", 4),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩‍👩‍👧", 2),
        ("🇰🇿", 2),
        ("see https://example.org/a/very/long/address/that/goes/on/and/on", 27),
        ("“a” – b…", 9),
        ("a\u2060b", 4),
    ],
)
def test_a_post_is_weighed_as_x_weighs_it(text: str, weight: int) -> None:
    assert post_weight(text) == weight


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("a" * 160, 160),
        ("a" * 161, 161),
        ("€" * 80, 160),
        ("ж" * 70, 160),
        ("ж" * 71, 163),
        ("👍" * 35, 160),
        ("ã" + "a" * 69, 160),
    ],
)
def test_a_text_message_holds_160_places_or_70_signs(text: str, share: int) -> None:
    assert sms_share(text) == share


def test_letters_of_the_seven_bit_alphabet() -> None:
    assert is_gsm("Crème à 5 € [ok]")
    assert not is_gsm("ç")
    assert not is_gsm("қ")


@pytest.mark.parametrize("code", languages())
def test_every_short_form_fits_in_every_language(code: str) -> None:
    announcement = samples.announcement(language=code, we_did="We made this change. " * 60)
    words = load_words(code)
    shown = content_of(announcement, words, PAGE)
    for limit, measure in POSTS.items():
        assert measure(post(shown, limit)) <= limit
        assert post(shown, limit).endswith(PAGE)
        assert announcement.headline in post(shown, limit).replace(JOINER, "")
    assert sms_share(str(export(announcement, words, "sms", PAGE))) <= 160
    assert signs(str(export(announcement, words, "push", PAGE))) <= 120


@settings(max_examples=150)
@given(st.text(max_size=700), st.text(max_size=700), st.sampled_from(["did", "planned", "cannot"]))
def test_any_text_fits_and_what_is_not_done_says_so(head: str, did: str, outcome: str) -> None:
    announcement = samples.announcement(
        headline=f"x{head}", we_did=f"x{did}", facts=samples.facts(outcome=outcome)
    )
    label = {"did": "", "planned": "Planned", "cannot": "Not possible"}[outcome]
    for name, limit in LIMITS.items():
        written = str(export(announcement, EN, name, PAGE))
        assert (post_weight if limit == 280 else signs)(written) <= limit
        assert written.startswith(label)
    assert sms_share(str(export(announcement, EN, "sms", PAGE))) <= 160


def test_hostile_strings_fit_tell_nobody_and_lead_nowhere(shared_data: Path) -> None:
    for text in samples.more_torture(shared_data):
        announcement = samples.announcement_with(text)
        announcement = replace(announcement, facts=replace(announcement.facts, shipped=()))
        for name, limit in LIMITS.items():
            written = str(export(announcement, EN, name))
            assert (post_weight if limit == 280 else signs)(written) <= limit, text
            assert "://" not in written, text
            assert not any(
                sign in "@#" and written[place + 1 : place + 2].isalnum()
                for place, sign in enumerate(written)
            ), text
        message = str(export(announcement, EN, "sms"))
        assert sms_share(message) <= 160, text
        assert "://" not in message, text


def test_only_whole_sentences_with_closed_quotes_are_kept() -> None:
    text = "We did it. “It never came. I gave up.” That is over. And more follows."
    assert first_sentences(text, lambda some: len(some) <= 30) == "We did it."
    assert first_sentences(text, lambda some: len(some) <= 40) == (
        "We did it. “It never came. I gave up.”"
    )
    assert first_sentences(text, lambda some: len(some) <= 5) == ""


def test_no_number_is_cut_off_from_what_it_counts() -> None:
    assert cut("from 5 January to 11 March", 22, len) == "from 5 January to…"
    assert cut("short", 10, len) == "short"
    assert cut("unbreakable", 5, len) == "unbr…"
    assert cut("unbreakable", 0, len) == ""


def test_chat_markup_of_people_is_text(shared_data: Path) -> None:
    for text in [*samples.more_torture(shared_data), "*b* _i_ ~s~ `c` :tada: <!here> @all"]:
        written = escaped(visible(text))
        for place, sign in enumerate(written):
            if sign in "*_~`":
                assert written[place - 1 : place] == JOINER == written[place + 1], text
        assert "<" not in written and ">" not in written, text
        assert ":tada:" not in written
        assert not any(line.startswith(("&gt;", "- ", "• ")) for line in written.split("\n")), text


def test_chat_has_only_our_own_links() -> None:
    shown = content_of(
        samples.announcement_with("<https://evil.example|click> <!channel>"), EN, PAGE
    )
    written = as_chat(shown)
    assert re.findall("<[^>]*>", written) == [f"<{PAGE}|Read this online>"]


def test_chat_shows_every_sign(shared_data: Path) -> None:
    for text in samples.torture(shared_data)[:300]:
        announcement = samples.announcement(we_did=f"x {text}")
        shown = content_of(announcement, EN)
        written = str(export(announcement, EN, "chat")).replace(JOINER, "")
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            written = written.replace(entity, sign)
        for paragraph in shown.answer.paragraphs:
            assert paragraph.replace(JOINER, "") in written


@pytest.mark.parametrize("text", ["at 10:30 for $5", "ratio 3:2", "9:00-17:00"])
def test_times_and_prices_are_left_as_they_are(text):
    assert inert(text) == inert_in_sms(text) == text


@pytest.mark.parametrize("text", ["javascript:alert(1)", "5:tel:123", "http://x", "$AAPL", "@mia"])
def test_what_would_be_acted_on_is_parted(text):
    assert JOINER in inert(text)


def test_posts_of_ten_thousand_signs_are_cut_at_once() -> None:
    text = "One more long sentence. " * 400
    began = time.process_time()
    posts = export(samples.announcement_with(text), EN, "social")
    assert time.process_time() - began < 3, "every beginning was tried, for 15 seconds"
    assert "One more long sentence. One more long sentence." in posts
