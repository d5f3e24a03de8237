"""One folder of wordings per language, which a company can replace.

    words/<code>/phrases.txt            names, numbers, dates: `name: text` or `name.form: text`
    words/<code>/formats.txt            the same, for what stands around an announcement
    words/<code>/every/<tone>.txt       parts of every announcement: `== part ==`, then its lines
    words/<code>/<outcome>/<tone>.txt   its other parts, or the same ones said in another way

A language that the company's folder lacks is said in the words that come with the program.

A line whose value is missing (such as {rating} where nobody rated) is left out. Lines of one
paragraph are joined; an empty line begins the next. `#` begins a remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from feedback.announcements.plain import REPLACEMENT, visible
from feedback.announcements.word_forms import require_forms
from feedback.announcements.wording import Place, Wording, read_wording
from feedback.domain.announcement import Tone
from feedback.errors import InputError

BUILT_IN = Path(__file__).parent / "words"
FALLBACK_LANGUAGE = "en"
LONGEST_FILE = 200_000  # signs

_DATE = frozenset(
    {"day", "month", "month_on", "month_and", "year"}
    | {"last_day", "last_month", "last_month_on", "last_year"}
)
# Every phrase there is, with the placeholders that can stand in it.
PHRASES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("date", "on_date", "between_days", "between_months", "between_years"), _DATE),
    **dict.fromkeys(("locale", "first_day", "month_on", "month_and", "channel"), frozenset()),
    **dict.fromkeys(("heading_said", "heading_did", "heading_partly"), frozenset()),
    **dict.fromkeys(("heading_planned", "heading_cannot", "heading_will_not"), frozenset()),
    **dict.fromkeys(("heading_exists", "fact_decided", "fact_reason"), frozenset()),
    **dict.fromkeys(("fact_review", "fact_plan", "fact_where"), frozenset()),
    **dict.fromkeys(("heading_facts", "draft_mark", "withdrawn_mark", "more"), frozenset()),
    **dict.fromkeys(("fact_comments", "fact_customers", "fact_period"), frozenset()),
    **dict.fromkeys(("fact_channels", "fact_languages", "fact_rating"), frozenset()),
    **dict.fromkeys(("fact_changes", "fact_note", "this_change"), frozenset()),
    **dict.fromkeys(("customers", "customers_at_least"), frozenset({"customers"})),
    "quoted": frozenset({"text"}),
    "share": frozenset({"comments", "of_comments"}),
    "dated_partly": frozenset({"period"}),
    "rating": frozenset({"rated", "mean"}),
    "counted": frozenset({"name", "count"}),
    "own_words": frozenset({"quotes"}),
    "change": frozenset({"title", "details"}),
    "version": frozenset({"version"}),
    "at_least": frozenset({"count"}),
    "names_as_given": frozenset({"languages"}),
    "counted_on": frozenset({"date"}),
    "decided": frozenset({"date", "name"}),
    **dict.fromkeys(("outcome", "read_page", "site_title", "site_intro"), frozenset()),
    **dict.fromkeys(("site_done", "site_planned", "site_not_done", "site_other"), frozenset()),
    **dict.fromkeys(("site_empty", "site_search", "site_none", "site_back"), frozenset()),
    **dict.fromkeys(("site_language", "site_follow", "site_embed"), frozenset()),
    "site_embed_how": frozenset(),
    "site_share": frozenset({"closed", "of"}),
    "site_published": frozenset({"date"}),
}
PHRASE_FILES = ("phrases.txt", "formats.txt")
OPTIONAL_PHRASES = frozenset({"first_day", "month_on", "month_and"})
# What can stand in an announcement.
PLACEHOLDERS = frozenset(
    {"themes", "share", "comments", "of_comments", "customers", "period", "first", "last"}
    | {"channels", "rating", "mean", "own_words", "apology", "this_change", "changes"}
    | {"reason", "review_on", "planned_for", "where"}
)
# Without these a phrase would leave out what it is there to say.
_MUST_STAND = {
    "quoted": frozenset({"text"}),
    "change": frozenset({"title"}),
    "own_words": frozenset({"quotes"}),
    "counted": frozenset({"name", "count"}),
    "version": frozenset({"version"}),
}
ANNOUNCED = ("did", "partly", "planned", "cannot", "will-not", "exists")
PARTS = ("headline", "you_said", "we_did")
EVERY_OUTCOME = "every"
_PHRASE = re.compile(r"([a-z_]+)(?:\.([a-z]+|\d+))?\s*:\s*(\S.*)")
_HEADING = re.compile(r"==\s*(\w+)\s*==")

Paragraphs = tuple[tuple[Wording, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. `phrases` is by name and form, "" where there is one form only."""

    code: str
    locale: Locale
    phrases: dict[tuple[str, str], Wording]
    folder: Path

    def phrase(self, name: str, number: int | None = None, /, **values: str) -> str:
        """A phrase in the form that `number` asks for, filled with `values`; "" if one is missing.

        The form is the number itself where one is given for it (`customers.1`), else its plural
        category (CLDR), else `other`, else the only one.
        """
        forms = [""]
        if number is not None:
            forms = [str(number), self.locale.plural_form(number), "other", ""]
        for form in forms:
            wording = self.phrases.get((name, form))
            if wording is not None:
                return wording.fill(values) or ""
        return ""

    def named(self, name: str, form: str) -> str:
        """The fixed text `name.form`, such as a channel's name; "" where there is none."""
        wording = self.phrases.get((name, form))
        return "" if wording is None else wording.fill({}) or ""


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What an announcement of one outcome says in one tone: paragraphs of lines per part."""

    parts: dict[str, Paragraphs]


def languages(folder: Path = BUILT_IN) -> tuple[str, ...]:
    """The codes of the languages there are words in: the company's, and those built in."""
    return tuple(sorted({*own_languages(folder), *own_languages(BUILT_IN)}))


def own_languages(folder: Path) -> tuple[str, ...]:
    """The codes of the languages that `folder` itself has words in."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/phrases.txt")))


def without_words(folder: Path) -> tuple[str, ...]:
    """The subfolders of `folder` that have no words in them, hidden ones aside."""
    there = {each.name for each in folder.iterdir() if each.is_dir() and each.name[0] not in "._"}
    return tuple(sorted(there - set(own_languages(folder))))


def load_words(code: str, folder: Path = BUILT_IN) -> Words:
    """The words of a language. Raises InputError for an unknown one and for a file not in order."""
    known = languages(folder)
    if code not in known:
        raise InputError(
            f"There are no words in “{code}”. Choose one of: {', '.join(known) or 'none'}."
        )
    folder = folder if code in own_languages(folder) else BUILT_IN
    path = folder / code / PHRASE_FILES[0]
    phrases: dict[tuple[str, str], Wording] = {}
    places: dict[tuple[str, str], Place] = {}
    for name in PHRASE_FILES:
        _read_phrases(folder / code / name, folder, phrases, places)
    missing = PHRASES.keys() - OPTIONAL_PHRASES - {name for name, _ in phrases}
    if missing:
        raise InputError(
            f"{_shown(path, folder)}: these phrases are missing: {', '.join(sorted(missing))}."
        )
    words = Words(code, _locale(phrases, path, folder), phrases, folder)
    require_forms(places, words.locale)
    return words


def check_words(folder: Path) -> None:
    """Read every file of every language in `folder`. Raises InputError for one not in order."""
    for code in own_languages(folder):
        words = load_words(code, folder)
        for outcome in ANNOUNCED:
            for tone in Tone:
                load_outcome(words, outcome, tone)


def _read_phrases(
    path: Path,
    folder: Path,
    phrases: dict[tuple[str, str], Wording],
    places: dict[tuple[str, str], Place],
) -> None:
    for place, line in _lines(path, folder):
        match = _PHRASE.fullmatch(line)
        if line and match is None:
            raise place.error("this is not “name: text”.")
        if match is not None:
            name, form, text = match[1], match[2] or "", match[3]
            if name not in PHRASES:
                raise place.error(f"there is no phrase “{name}”.")
            phrases[name, form] = read_wording(text, place, PHRASES[name])
            places[name, form] = place
            if lost := _MUST_STAND.get(name, frozenset()) - phrases[name, form].names:
                raise place.error(
                    f"“{name}” says nothing without {{{min(lost)}}}. Put it where the text goes."
                )


def load_outcome(words: Words, outcome: str, tone: Tone) -> OutcomeWords:
    """What to say for an outcome in a tone. Raises InputError where nothing was written for it."""
    path = words.folder / words.code / outcome / f"{tone}.txt"
    if not path.is_file():
        raise InputError(
            f"There are no {tone} words in “{words.code}” for the outcome “{outcome}” "
            f"({_shown(path, words.folder)})."
        )
    shared = words.folder / words.code / EVERY_OUTCOME / f"{tone}.txt"
    parts = _parts(shared, words.folder) if shared.is_file() else {}
    parts |= _parts(path, words.folder)
    absent = [part for part in PARTS if not parts.get(part)]
    if absent:
        raise InputError(f"{_shown(path, words.folder)}: nothing under {', '.join(absent)}.")
    return OutcomeWords(parts)


def _parts(path: Path, folder: Path) -> dict[str, Paragraphs]:
    parts: dict[str, list[list[Wording]]] = {}
    paragraphs: list[list[Wording]] | None = None
    for place, line in _lines(path, folder):
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            if heading[1] not in (*PARTS, "apology"):
                raise place.error(f"there is no part “{heading[1]}”.")
            paragraphs = parts.setdefault(heading[1], [[]])
        elif not line and paragraphs is not None:
            paragraphs.append([])
        elif line and paragraphs is None:
            raise place.error("text before the first “== part ==”.")
        elif line and paragraphs is not None:
            paragraphs[-1].append(read_wording(line, place, PLACEHOLDERS))
    return {name: tuple(tuple(lines) for lines in part if lines) for name, part in parts.items()}


def _lines(path: Path, folder: Path) -> Iterator[tuple[Place, str]]:
    unreadable = f"{_shown(path, folder)} cannot be read. It must be a text file in UTF-8."
    try:
        if path.exists() and not path.is_file():  # a pipe would keep everybody waiting
            raise InputError(unreadable)
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LONGEST_FILE + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(unreadable) from error
    if len(text) > LONGEST_FILE:
        raise InputError(f"{_shown(path, folder)} is too long for wordings. Shorten it.")
    for number, line in enumerate(text.splitlines(), start=1):
        place = Place(_shown(path, folder), number)
        if REPLACEMENT in visible(line):
            raise place.error("a sign that nobody can see, or that turns the text around it.")
        if not line.lstrip().startswith("#"):
            yield place, line.strip()


def _locale(phrases: dict[tuple[str, str], Wording], path: Path, folder: Path) -> Locale:
    name = phrases["locale", ""].fill({}) or ""
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError) as error:
        raise InputError(f"{_shown(path, folder)}: “{name}” is not a known locale.") from error


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder.parent).as_posix()
