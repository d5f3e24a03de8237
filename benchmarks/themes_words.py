"""Words of themes: do the top terms go together on unseen rows, and does a name find its theme.

Coherence is normalised pointwise mutual information (Bouma 2009; Lau et al. 2014) of all pairs of
a theme's ten top words, in percent: found on one half of the rows, counted as whole words in the
texts of the other; a pair never seen together counts -100.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import numpy as np
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.theme_data import LabelledSet
from models import ThemeModel
from models.text.analyzer import Analyzer
from models.text.cleaning import clean_all
from models.text.word_lists import stop_words

TOP = 10
WORD = r"[^\W\d_]+(?:'[^\W\d_]+)?"  # whole, so that lists of stop words fit


def plain_terms(texts: list[str], k: int, left_out: Collection[str] = ()) -> list[list[str]]:
    """The heaviest words of each centre of the plain pipeline, `left_out` never counted."""
    vectorizer = TfidfVectorizer(stop_words=sorted(left_out) or None, token_pattern=WORD)
    rows = vectorizer.fit_transform(texts)
    centres = KMeans(k, n_init=1, random_state=0).fit(rows).cluster_centers_
    words = vectorizer.get_feature_names_out()
    return [words[np.argsort(-centre)[:TOP]].tolist() for centre in centres]


def coherence(themes: Sequence[Sequence[str]], texts: list[str]) -> float:
    """Mean NPMI, -1..1, over the pairs of words of each theme and then over the themes."""
    analyzer = Analyzer()
    # A term with a letter before a hyphen is read without it, as the engine does: "e-mail".
    whole = {analyzer.words(term)[-1]: term for theme in themes for term in theme}
    holding: dict[str, set[int]] = {term: set() for theme in themes for term in theme}
    for i, text in enumerate(clean_all(texts)):
        for word in whole.keys() & set(analyzer.words(text)):
            holding[whole[word]].add(i)
    means = [
        np.mean([_npmi(holding[a], holding[b], len(texts)) for a, b in combinations(theme, 2)])
        for theme in themes
        if len(theme) > 1
    ]
    return float(np.mean(means))


def word_rows(sets: Sequence[LabelledSet]) -> Iterator[str]:
    """One line of the table per set, and the mean."""
    rows = []
    for data in sets:
        texts, truth, _ = data.read()
        k = len(set(truth.tolist()))
        order = np.random.default_rng(0).permutation(len(texts)).tolist()
        seen = [texts[i] for i in order[: len(texts) // 2]]
        unseen = [texts[i] for i in order[len(texts) // 2 :]]
        ours = ThemeModel(k, language=data.language).fit(seen)
        whole = ThemeModel(k, language=data.language).fit(texts)
        names = [theme.name for theme in whole.themes_]
        found = whole.predict(names) == np.arange(len(names))
        row = (
            100 * coherence(plain_terms(seen, k), unseen),
            100 * coherence(plain_terms(seen, k, stop_words(data.language)), unseen),
            100 * coherence([theme.terms[:TOP] for theme in ours.themes_], unseen),
            100 * float(found.mean()),
            100 * float((whole.predict(texts) == whole.labels_).mean()),
            max(map(len, names)),
        )
        rows.append(row)
        yield _line(data.name, row)
    yield _line("**mean**", tuple(np.mean(rows, axis=0)))


def _npmi(first: set[int], second: set[int], total: int) -> float:
    both = len(first & second) / total
    if both == 0:
        return -1.0
    if both == 1:
        return 1.0
    return float(np.log(both * total * total / (len(first) * len(second))) / -np.log(both))


def _line(name: str, row: tuple) -> str:
    cells = " | ".join(f"{figure:.1f}" for figure in row[:5])
    return f"| {name} | {cells} | {row[5]:.0f} |"
