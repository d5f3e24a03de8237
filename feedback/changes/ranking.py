"""Comments to the changes that answered them.

Ranks by Okapi BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", with the
textbook's k1 = 1.2 and b = 0.75) over stems, helped by letter triples and by how soon after the
comment a change was released. The first line of a comment counts twice: it is where people say
what it is about.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from feedback.changes.terms import TermReader
from feedback.domain.change import Change

K1 = 1.2
B = 0.75
# Letter triples against words, and the time against both; each is 1 for the best candidate.
LETTERS = 0.3
TIME = 0.5
HALF_DAYS = 30.0
_HEAD = 200
_START = 600
_ROWS = 500

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as far as ranking needs it."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A change for a comment: the positions of both, and a score of 0 to 1."""

    comment: int
    change: int
    score: float


def rank_changes(
    comments: Sequence[Said], changes: Sequence[Change], *, language: str = "", top: int = 5
) -> Iterator[Ranked]:
    """For each comment, in order, the changes released on its day or later, best first.

    A change that has no word in common with a comment is never named. Comments are all of one
    `language` (ISO 639-1); without a date every shipped change is a candidate.
    """
    if not comments or not changes:
        return
    ranker = _Ranker(comments, changes, language)
    for start in range(0, len(comments), _ROWS):
        rows = range(start, min(start + _ROWS, len(comments)))
        yield from _best(ranker.scores(rows), start, top)


class _Ranker:
    """Holds both sides as sparse matrices and scores them some rows at a time."""

    def __init__(self, comments: Sequence[Said], changes: Sequence[Change], language: str) -> None:
        reader = TermReader(language)
        asked = [_twice_the_head(comment.text, reader) for comment in comments]
        told = [Counter(reader.terms(_text(change))) for change in changes]
        columns: dict[str, int] = {}
        for counts in told:
            for term in counts:
                columns.setdefault(term, len(columns))
        idf = _rarity([*asked, *told], columns)
        self._changes = _okapi(_matrix(told, columns), idf).T.tocsr()
        self._comments = _matrix(asked, columns)
        # The most a change can get from a comment that says all of its words.
        self._full = np.asarray(self._changes.sum(axis=0)).ravel()
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), sublinear_tf=True)
        self._change_letters = letters.fit_transform([_text(c)[:_START] for c in changes]).T.tocsr()
        starts = [f"{_head(comment.text)} {comment.text[:_START]}" for comment in comments]
        self._comment_letters = letters.transform(starts)
        self._said = _days([comment.day for comment in comments])
        self._shipped = _days([change.shipped_on for change in changes])

    def scores(self, rows: range) -> Floats:
        """Comments × changes; 0 where the change came first or shares no word."""
        part = slice(rows.start, rows.stop)
        words = (self._comments[part] @ self._changes).toarray()
        letters = (self._comment_letters[part] @ self._change_letters).toarray()
        gap = self._shipped[None, :] - self._said[part, None]
        possible = ~(gap < 0) & (words > 0)
        words, letters = words * possible, letters * possible
        text = _to_one(_to_one(words) + LETTERS * _to_one(letters))
        soon = np.where(np.isnan(gap), 0.0, 1 / (1 + np.maximum(gap, 0) / HALF_DAYS))
        # How surely anything answers the comment: as much as its best match holds of the change.
        held = np.minimum(1.0, words / np.maximum(self._full, 1e-9)).max(axis=1, keepdims=True)
        return held * possible * (text + TIME * soon) / (1 + TIME)


def _best(scores: Floats, start: int, top: int) -> Iterator[Ranked]:
    order = np.argsort(-scores, axis=1, kind="stable")[:, :top]
    for row, positions in enumerate(order):
        for position in positions:
            score = float(scores[row, position])
            if score > 0:
                yield Ranked(start + row, int(position), round(score, 6))


def _text(change: Change) -> str:
    return f"{change.title}\n{change.details}" if change.details else change.title


def _head(text: str) -> str:
    return text.lstrip().split("\n", 1)[0][:_HEAD]


def _twice_the_head(text: str, reader: TermReader) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for part in (text, _head(text)):
        for term, count in Counter(reader.terms(part)).items():
            weights[term] += math.log1p(count)
    return weights


def _rarity(
    documents: Sequence[dict[str, float] | Counter[str]], columns: dict[str, int]
) -> Floats:
    """Inverse document frequency over comments and changes together."""
    holding = np.zeros(len(columns))
    for document in documents:
        for term in document:
            if term in columns:
                holding[columns[term]] += 1
    return np.maximum(np.log((len(documents) + 1) / (holding + 0.5)), 0.0)


def _matrix(
    documents: Sequence[dict[str, float] | Counter[str]], columns: dict[str, int]
) -> csr_matrix:
    data: list[float] = []
    indices: list[int] = []
    starts = [0]
    for document in documents:
        for term, value in document.items():
            if term in columns:
                indices.append(columns[term])
                data.append(value)
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(documents), len(columns)))


def _okapi(counts: csr_matrix, idf: Floats) -> csr_matrix:
    length = np.asarray(counts.sum(axis=1)).ravel()
    usual = length.mean() or 1.0
    norm = np.repeat(K1 * (1 - B + B * length / usual), np.diff(counts.indptr))
    weighed = counts.copy()
    weighed.data = weighed.data * (K1 + 1) / (weighed.data + norm) * idf[weighed.indices]
    return weighed


def _to_one(scores: Floats) -> Floats:
    return scores / np.maximum(scores.max(axis=1, keepdims=True), 1e-9)


def _days(days: Sequence[date | None]) -> Floats:
    return np.array([math.nan if day is None else day.toordinal() for day in days], dtype=float)
