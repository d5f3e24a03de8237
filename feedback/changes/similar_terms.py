"""Terms that are nearly the same by their letters, whichever alphabet they are typed in."""

from collections import Counter, defaultdict
from collections.abc import Iterable

# Dice's coefficient over letter triples (Dice 1945); below this, words only look alike.
ALIKE = 0.6
SHORTEST = 4
# A borrowed word in another alphabet ("смс", "sms") is the same word, if not quite surely.
BORROWED = 0.9

_LATIN = {
    **dict(zip("абвгдеёжзийклмнопрстуфхыэ", "abvgdeejziiklmnoprstufhye", strict=True)),
    **dict(zip("әғқңөұүһі", "agknouuhi", strict=True)),
    **{"ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ъ": "", "ь": ""},
}
_TO_LATIN = str.maketrans(_LATIN)


class SimilarTerms:
    """Finds the terms of one vocabulary that look like a given word."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._sizes: dict[str, int] = {}
        self._holding: dict[str, list[str]] = defaultdict(list)
        self._found: dict[str, dict[str, float]] = {}
        self._latin: dict[str, list[str]] = defaultdict(list)
        for term in vocabulary:
            if term in self._sizes:
                continue
            latin = term.translate(_TO_LATIN)
            triples = _triples(latin)
            self._sizes[term] = len(triples)
            self._latin[latin].append(term)
            if len(latin) >= SHORTEST:
                for triple in triples:
                    self._holding[triple].append(term)

    def near(self, word: str) -> dict[str, float]:
        """Similar terms with how alike they are (ALIKE to 1), the word itself left out."""
        if word not in self._found:
            self._found[word] = self._search(word)
        return self._found[word]

    def _search(self, word: str) -> dict[str, float]:
        latin = word.translate(_TO_LATIN)
        found = dict.fromkeys(self._latin.get(latin, ()), BORROWED) if len(latin) > 2 else {}
        if len(latin) >= SHORTEST:
            triples = _triples(latin)
            shared = Counter(term for triple in triples for term in self._holding.get(triple, ()))
            for term, count in shared.items():
                score = 2 * count / (len(triples) + self._sizes[term])
                if score >= ALIKE:
                    found.setdefault(term, score)
        found.pop(word, None)
        return found


def _triples(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}
