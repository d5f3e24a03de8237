"""Suggesting changes for themes."""

from datetime import date, timedelta

import pytest

from feedback.changes.matching import combine, suggest_changes
from feedback.changes.said import SaidTheme, said_theme
from feedback.domain.change import Change, Reason, Suggestion
from feedback.domain.comment import Comment
from feedback.domain.theme import Theme

TODAY = date(2026, 6, 1)
SHIPPED = date(2026, 3, 12)

LOGIN_TEXTS = (
    "The login code never comes by SMS",
    "No login code on my phone, three times",
    "login code arrives too late",
    "Cannot log in, waiting for the SMS code",
)
FEE_TEXTS = (
    "The delivery fee is too high",
    "Why did the fee go up again",
    "fee higher than the bread",
    "I will not pay this fee for delivery",
)


def theme(theme_id: int, texts: tuple[str, ...], days: list[date] | None = None) -> SaidTheme:
    if days is None:
        days = [SHIPPED - timedelta(days=7 * n) for n in range(len(texts) * 3)]
    return SaidTheme(
        theme_id=theme_id,
        name=f"Theme {theme_id}",
        language="en",
        comments=len(days),
        texts=texts * 3,
        days=tuple(sorted(days)),
    )


def change(change_id: int, title: str, shipped_on: date | None = SHIPPED, **more: object) -> Change:
    return Change(
        id=change_id,
        title=title,
        key=str(change_id),
        shipped_on=shipped_on,
        **more,  # type: ignore[arg-type]
    )


LOGIN = theme(1, LOGIN_TEXTS)
FEE = theme(2, FEE_TEXTS)
CODES = change(10, "Login codes also arrive by e-mail")
RECIPES = change(11, "Forty recipes for autumn")
GENERIC = change(12, "Login code bug fixes", generic=True)
PLANNED = change(13, "Login codes by WhatsApp", None)
FUTURE = change(14, "Login codes by letter", TODAY + timedelta(days=30))
ALL = [CODES, RECIPES, GENERIC, PLANNED, FUTURE]


def reason(suggestion: Suggestion, name: str) -> Reason:
    return next(reason for reason in suggestion.reasons if reason.name == name)


def test_the_change_that_speaks_of_the_same_is_suggested_and_no_other() -> None:
    found = suggest_changes([LOGIN, FEE], ALL, today=TODAY)
    assert [(s.theme_id, s.change_id) for s in found] == [(1, 10)]
    assert 0.3 < found[0].score <= 1


def test_generic_planned_and_future_changes_are_never_suggested() -> None:
    assert suggest_changes([LOGIN], [GENERIC, PLANNED, FUTURE], today=TODAY) == []


def test_a_planned_change_is_suggested_once_its_day_has_come() -> None:
    found = suggest_changes([LOGIN, FEE], [FUTURE, RECIPES], today=TODAY + timedelta(days=30))
    assert [s.change_id for s in found] == [14]


def test_decided_pairs_do_not_come_back() -> None:
    assert suggest_changes([LOGIN, FEE], ALL, decided={(1, 10)}, today=TODAY) == []


def test_a_change_that_was_out_before_anybody_asked_is_no_answer() -> None:
    late = theme(1, LOGIN_TEXTS, [SHIPPED + timedelta(days=n) for n in range(1, 13)])
    assert suggest_changes([late, FEE], ALL, today=TODAY) == []


def test_the_words_in_common_are_named_as_people_write_them() -> None:
    (found,) = suggest_changes([LOGIN, FEE], ALL, today=TODAY)
    sentence = reason(found, "words").sentence
    assert sentence.startswith("Both speak of ")
    assert "“login”" in sentence and "“code”" in sentence


def test_time_counts_the_comments_that_came_first() -> None:
    days = [SHIPPED - timedelta(days=n + 1) for n in range(9)]
    days += [SHIPPED + timedelta(days=n) for n in range(3)]
    (found,) = suggest_changes([theme(1, LOGIN_TEXTS, days), FEE], ALL, today=TODAY)
    time = reason(found, "time")
    assert time.sentence == "Shipped on 12 March 2026, after 9 of its 12 comments."
    assert time.score == pytest.approx(0.75)


def test_fading_compares_the_weeks_before_with_the_weeks_since() -> None:
    quiet = [SHIPPED - timedelta(days=n) for n in range(1, 85)]
    watched = theme(2, FEE_TEXTS, [SHIPPED + timedelta(days=70)])
    (found,) = suggest_changes([theme(1, LOGIN_TEXTS, quiet), watched], ALL, today=TODAY)
    fading = reason(found, "fading")
    assert fading.sentence == "People wrote about it less often once it was out."
    assert fading.score == 1.0


def test_comments_that_went_on_as_before_earn_nothing() -> None:
    steady = [SHIPPED + timedelta(days=3 * n) for n in range(-28, 26)]
    (found,) = suggest_changes([theme(1, LOGIN_TEXTS, steady), FEE], ALL, today=TODAY)
    assert reason(found, "fading").score < 0.1


def test_silence_after_the_last_import_is_not_fading() -> None:
    days = [SHIPPED - timedelta(days=n) for n in range(1, 85)]
    (found,) = suggest_changes([theme(1, LOGIN_TEXTS, days)], ALL, today=TODAY)
    assert "fading" not in {r.name for r in found.reasons}


def test_a_slip_of_the_keyboard_still_finds_the_change() -> None:
    texts = ("The passwrod page hangs", "passwrod reset broken", "my passwrod", "passwrod!!")
    found = suggest_changes(
        [theme(1, texts), FEE], [change(20, "Password reset"), RECIPES], today=TODAY
    )
    assert [s.change_id for s in found] == [20]


def test_a_borrowed_word_is_known_in_another_alphabet() -> None:
    texts = ("смс келмейді", "смс жоқ", "смс күттім", "смс қайда")
    kazakh = SaidTheme(theme_id=1, name="смс", language="kk", comments=4, texts=texts)
    (found,) = suggest_changes([kazakh, FEE], [change(20, "Faster SMS"), RECIPES], today=TODAY)
    assert "“смс” is close to “sms”" in reason(found, "spelling").sentence


def test_a_component_that_comments_name_is_a_reason() -> None:
    tablet = change(20, "Login on the tablet opens", component="Tablet")
    texts = ("login on tablet", "tablet login hangs", "login on the tablet", "login screen")
    (found,) = suggest_changes([theme(1, texts), FEE], [tablet, RECIPES], today=TODAY)
    assert (
        reason(found, "component").sentence == "It changes “Tablet”, which 9 of 12 comments name."
    )


def test_accepting_a_link_brings_up_the_next_one_like_it() -> None:
    lost = theme(
        3, ("login lost on the new phone", "login gone with my phone", "new phone, no login")
    )
    bridge = change(20, "Passkeys for the login")
    other = change(21, "Passkeys from another login device")
    before = suggest_changes([LOGIN, lost, FEE], [bridge, other, RECIPES], wanted={3}, today=TODAY)
    after = suggest_changes(
        [LOGIN, lost, FEE],
        [bridge, other, RECIPES],
        wanted={3},
        accepted=[(3, 20)],
        decided={(3, 20)},
        today=TODAY,
    )
    taught = next(s for s in after if s.change_id == 21)
    assert 21 not in {s.change_id for s in before}
    assert reason(taught, "accepted").sentence == (
        "Like “Passkeys for the login”, which was accepted for it."
    )


def test_timing_alone_suggests_nothing() -> None:
    assert combine({"time": 1.0, "fading": 1.0}) == 0.0
    assert combine({"words": 0.5, "time": 1.0, "fading": 1.0}) == pytest.approx(0.5)
    assert combine({"words": 0.5, "time": 0.0, "fading": 0.0}) < combine({"words": 0.5})


def test_comments_without_dates_are_matched_by_their_words() -> None:
    undated = SaidTheme(theme_id=1, name="", language="en", comments=12, texts=LOGIN_TEXTS * 3)
    (found,) = suggest_changes([undated, FEE], ALL, today=TODAY)
    assert {r.name for r in found.reasons} == {"words"}


def test_large_themes_are_sampled_over_their_whole_length() -> None:
    comments = [
        Comment(id=n, source="s", key=str(n), text=f"text {n}", language="pt") for n in range(5000)
    ]
    said = said_theme(Theme(id=7, name="x"), comments)
    assert said.comments == 5000
    assert len(said.texts) < 400
    assert said.language == "pt"
    assert int(said.texts[-1].split()[1]) > 4000
