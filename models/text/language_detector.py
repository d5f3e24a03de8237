"""Which language a text is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

CANDIDATES = ("en", "id", "kk", "pt", "ru", "es", "fr", "de", "it", "nl", "tr")
# Below this share of the file a language is more likely a short text misread than a real one.
SMALLEST_SHARE = 0.05
FEWEST_LETTERS = 20
LONGEST_READ = 300


class LanguageDetector:
    """Names the language of each text, and lets the file vote where a text is too short to tell.

    py3langid (Lui & Baldwin 2012, "langid.py") over `candidates` only. Languages that hold less
    than `smallest_share` of the texts that can be told are counted with the commonest one.
    """

    def __init__(
        self, candidates: Sequence[str] = CANDIDATES, smallest_share: float = SMALLEST_SHARE
    ) -> None:
        self.candidates = candidates
        self.smallest_share = smallest_share

    def fit(self, texts: Sequence[str], y: None = None) -> LanguageDetector:
        """Learn which languages the file is written in; `texts` are cleaned strings."""
        self._identifier = _identifier(tuple(self.candidates))
        step = max(1, len(texts) // 2000)
        long_enough = [text for text in texts[::step] if len(text) >= FEWEST_LETTERS]
        votes = Counter(self._read(text) for text in long_enough or texts[:200])
        total = sum(votes.values())
        self.languages_ = [
            code for code, n in votes.most_common() if n >= self.smallest_share * total
        ] or ["en"]
        self._identifier = _identifier(tuple(self.languages_))
        return self

    @classmethod
    def restricted_to(cls, languages: Sequence[str]) -> LanguageDetector:
        """A fitted detector that knows `languages` only, as a saved model remembers them. Codes
        that langid does not know are never found out; a text has the first one where all are such.
        """
        detector = cls(languages)
        detector.languages_ = list(languages)
        detector._identifier = _identifier(tuple(languages))
        return detector

    def predict(self, texts: Sequence[str]) -> list[str]:
        """One ISO 639-1 code per text, among the languages of the fitted file."""
        if len(self.languages_) == 1 or self._identifier is None:
            return [self.languages_[0]] * len(texts)
        return [
            self._read(text) if len(text.strip()) >= 8 else self.languages_[0] for text in texts
        ]

    def _read(self, text: str) -> str:
        identifier = self._identifier
        if identifier is None:
            return self.candidates[0]
        return str(identifier.classify(text[:LONGEST_READ])[0])


@lru_cache(maxsize=16)
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier | None:
    """An identifier of these languages, kept: reading its model takes longer than reading a text.
    None where it knows none of them."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = [code for code in languages if code in identifier.nb_classes]
    if not known:
        return None
    identifier.set_languages(known)
    return identifier
