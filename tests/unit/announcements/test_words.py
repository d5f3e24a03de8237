"""Words are grammatical for every number and date, and a wording file is never executed."""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from feedback.announcements import phrases
from feedback.announcements.drafting import write_draft
from feedback.announcements.words_folder import (
    BUILT_IN,
    PHRASES,
    check_words,
    languages,
    load_outcome,
    load_words,
)
from feedback.domain.announcement import DecidedFact, Tone
from feedback.errors import InputError
from tests.unit.announcements import announcement_samples as samples

WORDS = {code: load_words(code) for code in languages()}


def counted(code: str, comments: int, of_comments: int) -> str:
    facts = samples.facts(comments=comments, of_comments=of_comments)
    return phrases.share(WORDS[code], facts).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "comments", "of_comments", "text"),
    [
        ("en", 0, 420, "0 of 420 comments"),
        ("en", 1, 1, "1 of 1 comment"),
        ("en", 1, 420, "1 of 420 comments"),
        ("en", 21, 1420, "21 of 1,420 comments"),
        ("id", 1, 1, "1 dari 1 komentar"),
        ("id", 21, 1420, "21 dari 1.420 komentar"),
        ("kk", 1, 420, "420 пікірдің ішінде 1 пікір"),
        ("kk", 21, 1420, "1 420 пікірдің ішінде 21 пікір"),
        ("pt", 0, 1, "0 de 1 comentário"),
        ("pt", 5, 420, "5 de 420 comentários"),
        ("pt", 21, 1_000_000, "21 de 1.000.000 de comentários"),
    ],
)
def test_comments_are_counted_grammatically(
    code: str, comments: int, of_comments: int, text: str
) -> None:
    assert counted(code, comments, of_comments) == text


@pytest.mark.parametrize(
    ("code", "one", "five", "at_least"),
    [
        ("en", "1 customer", "5 different customers", "at least 5 different customers"),
        ("id", "1 pelanggan", "5 pelanggan yang berbeda", "setidaknya 5 pelanggan yang berbeda"),
        ("kk", "1 клиенттен", "әртүрлі 5 клиенттен", "кемінде 5 клиенттен"),
        ("pt", "1 cliente", "5 clientes diferentes", "pelo menos 5 clientes diferentes"),
    ],
)
def test_customers_are_counted_and_only_as_many_as_are_known(
    code: str, one: str, five: str, at_least: str
) -> None:
    words = WORDS[code]
    assert phrases.customers(words, samples.facts(customers=1)) == one
    assert phrases.customers(words, samples.facts(customers=5)) == five
    assert phrases.customers(words, samples.facts(customers=5, with_customer=9)) == at_least
    assert phrases.customers(words, samples.facts(customers=0)) == ""


@pytest.mark.parametrize(
    ("code", "day", "within_month", "within_year", "over_years"),
    [
        (
            "en",
            "on 1 July 2026",
            "between 1 and 5 July 2026",
            "between 1 July and 5 September 2026",
            "between 1 July 2026 and 5 January 2027",
        ),
        (
            "id",
            "pada 1 Juli 2026",
            "antara 1 dan 5 Juli 2026",
            "antara 1 Juli dan 5 September 2026",
            "antara 1 Juli 2026 dan 5 Januari 2027",
        ),
        (
            "kk",
            "2026 жылғы 1 шілдеде",
            "2026 жылғы 1–5 шілде аралығында",
            "2026 жылғы 1 шілде мен 5 қыркүйек аралығында",
            "2026 жылғы 1 шілде мен 2027 жылғы 5 қаңтар аралығында",
        ),
        (
            "pt",
            "em 1º de julho de 2026",
            "entre 1º e 5 de julho de 2026",
            "entre 1º de julho e 5 de setembro de 2026",
            "entre 1º de julho de 2026 e 5 de janeiro de 2027",
        ),
    ],
)
def test_periods_are_written_as_the_language_writes_them(
    code: str, day: str, within_month: str, within_year: str, over_years: str
) -> None:
    first, words = date(2026, 7, 1), WORDS[code]
    assert phrases.period(words, first, first) == day
    assert phrases.period(words, first, date(2026, 7, 5)) == within_month
    assert phrases.period(words, first, date(2026, 9, 5)) == within_year
    assert phrases.period(words, first, date(2027, 1, 5)) == over_years


@pytest.mark.parametrize(
    ("code", "tone", "other_way"),
    [
        ("pt", "plain", r"\b(?:você|sua|seu|conte|prefira)\b"),
        ("pt", "warm", r"\bvocês\b|\b(?:contem|preferirem)\b"),
        ("kk", "plain", r"\bсіз(?:ге|ді|ден|бен|дің)?\b|(?<!лар)(?<!лер)(?:ыңыз|іңіз)\b"),
        ("kk", "warm", r"\bсіздер"),
        ("kk", "formal", r"\bсіздер"),
    ],
)
def test_a_tone_addresses_its_reader_in_one_way(code: str, tone: str, other_way: str) -> None:
    for path in sorted((BUILT_IN / code).glob(f"*/{tone}.txt")):
        found = re.findall(other_way, path.read_text(encoding="utf-8"), re.IGNORECASE)
        assert found == [], path


def test_kazakh_months_take_the_ending_their_last_sound_asks_for() -> None:
    on = [phrases.period(WORDS["kk"], day, day).split()[-1] for day in each_month()]
    assert on == [
        *("қаңтарда", "ақпанда", "наурызда", "сәуірде", "мамырда", "маусымда"),
        *("шілдеде", "тамызда", "қыркүйекте", "қазанда", "қарашада", "желтоқсанда"),
    ]
    joined = [phrases.period(WORDS["kk"], day, date(2027, 1, 1)).split()[4] for day in each_month()]
    assert joined == [
        *("мен", "мен", "бен", "мен", "мен", "мен"),
        *("мен", "бен", "пен", "мен", "мен", "мен"),
    ]


def each_month() -> list[date]:
    return [date(2026, month, 5) for month in range(1, 13)]


def test_comments_without_a_date_are_not_claimed_to_be_of_the_period() -> None:
    text = phrases.said_when(WORDS["en"], samples.facts(dated=3))
    assert text == "those with a date between 5 January and 11 March 2026"


def test_what_is_not_known_is_left_out_and_the_sentence_still_ends() -> None:
    unknown = samples.facts(
        customers=0, first_said=None, last_said=None, channels={}, mean_rating=None, quotes=()
    )
    draft = write_draft(unknown, WORDS["en"], Tone.PLAIN)
    assert draft.you_said == "You told us about “login code never arrives”: 48 of 420 comments."


def test_several_themes_and_changes_become_lists() -> None:
    facts = samples.facts(themes=("a", "b"), shipped=(samples.SHIPPED, samples.SHIPPED))
    assert phrases.themes(WORDS["kk"], facts) == "«a» және «b»"
    draft = write_draft(facts, WORDS["pt"], Tone.PLAIN)
    assert draft.we_did.startswith("Fizemos estas mudanças: “Codes")


@pytest.mark.parametrize("code", languages())
def test_every_language_has_every_phrase_tone_and_outcome(code: str) -> None:
    for outcome in ("did", "partly", "planned", "cannot", "will-not", "exists"):
        for tone in Tone:
            parts = load_outcome(WORDS[code], outcome, tone).parts
            assert set(parts) == {"headline", "you_said", "we_did", "apology"}
    named = {form for name, form in WORDS[code].phrases if name == "channel"}
    assert named == {"survey", "review", "email", "chat", "social", "phone", "other"}
    assert {name for name, _ in WORDS[code].phrases} <= set(PHRASES)


def own_folder(folder: Path) -> Path:
    shutil.copytree(BUILT_IN, folder / "words")
    return folder / "words"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("We are {{7*7}}.", "a lone “{”"),
        ("We are {7*7}.", "{7*7} is not a placeholder"),
        ("See {themes.__class__}.", "{themes.__class__} is not a placeholder"),
        ("See {themes!r}.", "{themes!r} is not a placeholder"),
        ("See {them}.", "{them} is not a placeholder"),
        ("Open {themes", "a lone “{”"),
        ("Left open [, from {customers}.", "never closed"),
        ("Closed ] before.", "without a “[”"),
        ("Twice [a [b]].", "cannot be nested"),
        ("Nothing\x00 at all.", "a sign that nobody can see"),
        ("Turned \u202edne.", "a sign that nobody can see"),
    ],
)
def test_a_wording_not_understood_is_an_error_with_file_and_line(
    tmp_path: Path, line: str, problem: str
) -> None:
    folder = own_folder(tmp_path)
    path = folder / "en" / "did" / "plain.txt"
    path.write_text(f"== headline ==\nHello\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_outcome(load_words("en", folder), "did", Tone.PLAIN)
    assert "words/en/did/plain.txt, line 4:" in str(error.value)
    assert problem in str(error.value)


def test_a_company_can_replace_the_words_of_a_language(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    path = folder / "en" / "did" / "plain.txt"
    path.write_text(
        "== headline ==\nDone: {themes}\n== you_said ==\n# a remark\n{comments} [({mean})]\n"
        "{rating}\n== we_did ==\nYes.\n",
        encoding="utf-8",
    )
    unrated = samples.facts(rated=0, mean_rating=None)
    draft = write_draft(unrated, load_words("en", folder), Tone.PLAIN)
    assert (draft.headline, draft.you_said) == ("Done: “login code never arrives”", "48 ")


def test_a_wording_file_that_lacks_something_says_what(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    phrases_file = folder / "en" / "phrases.txt"
    text = phrases_file.read_text(encoding="utf-8")
    phrases_file.write_text(text.replace("version: ", "# "), encoding="utf-8")
    with pytest.raises(InputError, match=r"words/en/phrases.txt: .*missing: version"):
        load_words("en", folder)
    phrases_file.write_text(text + "\nfoo: bar\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"phrases.txt, line \d+: there is no phrase “foo”"):
        load_words("en", folder)
    phrases_file.write_bytes(b"locale: \xff\xfe")
    with pytest.raises(InputError, match="text file in UTF-8"):
        load_words("en", folder)


def test_what_is_no_file_of_wordings_is_refused_at_once(tmp_path: Path) -> None:
    phrases_file = own_folder(tmp_path) / "en" / "formats.txt"
    phrases_file.write_text("# filler\n" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match=r"formats\.txt is too long for wordings"):
        load_words("en", tmp_path / "words")
    phrases_file.unlink()
    os.mkfifo(phrases_file)  # reading it would wait for ever
    with pytest.raises(InputError, match="text file in UTF-8"):
        load_words("en", tmp_path / "words")


def test_an_unknown_language_or_outcome_is_an_error_that_names_the_choices() -> None:
    with pytest.raises(InputError, match="en, id, kk, pt"):
        load_words("../en")
    with pytest.raises(InputError, match="outcome “sold”"):
        load_outcome(WORDS["en"], "sold", Tone.PLAIN)


def changed(folder: Path, old: str, new: str, name: str = "en/phrases.txt") -> Path:
    """A copy of the wordings with one line of a file written in another way."""
    words = own_folder(folder)
    path = words / name
    text = path.read_text(encoding="utf-8")
    assert f"\n{old}\n" in text
    path.write_text(text.replace(f"\n{old}\n", f"\n{new}\n"), encoding="utf-8")
    return words


@pytest.mark.parametrize(
    ("code", "old", "new", "problem"),
    [
        ("en", "share.other: {comments} of {of_comments} comments", "",
         r"phrases.txt, line 12: “share.other” is missing. Numbers in “en_GB” need: one, other."),
        ("en", "this_change.one: this change", "# none",
         r"phrases.txt, line 25: “this_change.one” is missing"),
        ("pt", "customers.many: {customers} de clientes diferentes", "",
         r"“customers.many” is missing. Numbers in “pt_BR” need: many, one, other."),
        ("en", "share.one: {comments} of {of_comments} comment", "share.few: {comments}",
         r"line 12: “share” has no form “few”"),
        ("en", "channel.email: e-mail", "# none", r"“channel.email” is missing"),
        ("kk", "month_on.7: шілдеде", "# none", r"“month_on.7” is missing"),
        ("en", "quoted: “{text}”", "quoted: “…”", r"line 3: “quoted” says nothing without {text}"),
        ("en", "version: version {version}", "version.other: version {version}",
         r"“version” has no form “other”"),
    ],
)  # fmt: skip
def test_a_form_that_is_missing_is_an_error_with_file_and_line(
    tmp_path: Path, code: str, old: str, new: str, problem: str
) -> None:
    folder = changed(tmp_path, old, new, f"{code}/phrases.txt")
    with pytest.raises(InputError) as error:
        load_words(code, folder)
    assert problem in str(error.value)


def test_one_wording_for_every_number_is_enough_where_it_is_meant_so(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    path = folder / "en" / "phrases.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("share.")]
    path.write_text("\n".join([*kept, "share: {comments}/{of_comments}"]), encoding="utf-8")
    assert phrases.share(load_words("en", folder), samples.facts()) == "48/420"


def test_a_language_that_the_company_did_not_replace_is_said_in_the_built_in_words(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(BUILT_IN / "en", folder / "de")
    assert languages(folder) == ("de", "en", "id", "kk", "pt")
    assert load_words("kk", folder).folder == BUILT_IN
    assert load_words("de", folder).folder == folder
    check_words(folder)


def test_every_file_of_a_folder_is_checked_not_only_the_one_in_use(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    path = folder / "id" / "cannot" / "formal.txt"
    path.write_text(path.read_text(encoding="utf-8") + "{nobody}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"words/id/cannot/formal.txt, line \d+: {nobody} is not"):
        check_words(folder)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("tone", list(Tone))
def test_why_something_is_planned_is_said_in_a_sentence(code: str, tone: Tone) -> None:
    decided = DecidedFact(reason="Phones come first", planned_for=date(2026, 9, 1))
    facts = samples.facts(outcome="planned", shipped=(), decided=decided)
    (paragraph, *_) = write_draft(facts, WORDS[code], tone).we_did.split("\n\n")
    before, _, after = paragraph.partition("Phones come first")
    assert before.endswith(": ") and after == "."
