"""The language of each comment, with the whole file's vote behind short ones."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache, lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from feedback.intake.language_words import is_running_text, language_by_words
from feedback.intake.words import fields_of

CANDIDATES = ("en", "id", "kk", "pt", "ru", "es", "fr", "de", "it", "nl", "tr")
SMALLEST_SHARE = 0.05
FEWEST_LETTERS = 20
ENOUGH_LETTERS = 40
LONGEST_READ = 300
VOTERS = 2000
_SCRIPTS = (
    ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh"), ("ARABIC", "ar"),
    ("HEBREW", "he"), ("DEVANAGARI", "hi"), ("THAI", "th"), ("GREEK", "el"), ("GEORGIAN", "ka"),
    ("ARMENIAN", "hy"),
)  # fmt: skip
_EXOTIC = re.compile("[\u0370-\u03ff\u0530-\u10ff\u1100-\u11ff\u3040-\ud7ff\uff66-\uff9f]")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_FEW_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_].*[^\W\d_]", re.DOTALL)
_NAMES = {name: code for code, names in fields_of("languages").items() for name in (code, *names)}


@lru_cache(maxsize=2000)
def language_code(value: str) -> str:
    """The ISO 639-1 code a cell such as "pt-BR", "English" or "kk" means, or an empty string."""
    name = value.strip().casefold()
    if name in _NAMES:
        return _NAMES[name]
    return _NAMES.get(re.split(r"[-_ (]", name, maxsplit=1)[0], "")


class LanguageVote:
    """Names languages by their small words, else with py3langid (Lui & Baldwin 2012, "langid.py").

    What words do not decide is read only as a language that holds at least a twentieth of the
    file; a text that says next to nothing is in the file's commonest language.
    """

    def fit(self, texts: Sequence[str]) -> "LanguageVote":
        """Let a sample of the file's comments vote."""
        step = max(1, len(texts) // VOTERS)
        voters = [text for text in texts[::step] if len(text) >= FEWEST_LETTERS]
        everything = _identifier(CANDIDATES)
        votes = Counter(
            _by_script(text) or language_by_words(text) or str(everything.classify(text)[0])
            for text in (text[:LONGEST_READ] for text in voters or _together(texts))
        )
        total = sum(votes.values())
        shares = {code: n / total for code, n in votes.most_common() if n >= SMALLEST_SHARE * total}
        # Too few letters in the whole file to tell anything: English, as good as any.
        enough = sum(map(len, texts[:200])) >= ENOUGH_LETTERS
        self.shares_: Mapping[str, float] = shares if shares and enough else {"en": 1.0}
        self._get_ready()
        return self

    @classmethod
    def of_shares(cls, shares: Mapping[str, float]) -> "LanguageVote":
        """A vote with this outcome: `shares_` of another one."""
        vote = cls()
        vote.shares_ = shares
        vote._get_ready()
        return vote

    def _get_ready(self) -> None:
        self._usual = _identifier([code for code in self.shares_ if code in CANDIDATES] or ["en"])
        self.first_ = next(iter(self.shares_))
        # What comes again is short: "n/a", "good".
        self.read = lru_cache(maxsize=5_000)(self._read)

    def _read(self, text: str) -> str:
        """The code of one text; `read` remembers texts that come again."""
        text = text[:LONGEST_READ]
        found = _by_script(text)
        if found:
            return found
        found = language_by_words(text)
        if found and (found in self.shares_ or is_running_text(found, text)):
            return found
        if not _FEW_LETTERS.search(text):
            return self.first_
        if "kk" in self.shares_ and _KAZAKH.search(text):
            return "kk"
        if len(self._usual.nb_classes) == 1:
            return str(self._usual.nb_classes[0])
        return str(self._usual.classify(text)[0])


def load_model() -> None:
    """Read the model's file, which takes a second, before it is needed."""
    _model()


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _identifier(languages: Sequence[str]) -> LanguageIdentifier:
    identifier = copy(_model())
    identifier.set_languages(languages)
    return identifier


def _together(texts: Sequence[str]) -> list[str]:
    """Short texts in pieces that are long enough to tell: of a few letters, the model takes any
    language for any other."""
    pieces = [""]
    for text in texts[:VOTERS]:
        if len(pieces[-1]) >= ENOUGH_LETTERS:
            pieces.append("")
        pieces[-1] += f"{text} "
    return pieces[:-1] or pieces


@lru_cache(maxsize=20_000)
def _code_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((code for script, code in _SCRIPTS if name.startswith(script)), "")


def _by_script(text: str) -> str:
    """A language its letters give away; "" where they do not."""
    if text.isascii() or not _EXOTIC.search(text):
        return ""
    exotic = _EXOTIC.findall(text)
    if len(exotic) * 3 < len(text):
        return ""
    names = Counter(filter(None, map(_code_of_letter, exotic[:100])))
    if "ja" in names:
        return "ja"
    return names.most_common(1)[0][0] if names else ""
