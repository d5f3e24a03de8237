"""Which of a few themes a comment is nearest to, by their words."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize


def nearest_theme(samples: Mapping[int, Sequence[str]], texts: Sequence[str]) -> list[int]:
    """For each text the theme whose sample it is nearest to (cosine to the mean TF-IDF row).

    `samples` are texts of each theme. Rocchio's method (Salton 1971). A text that shares no word
    with any goes to the first theme.
    """
    themes = list(samples)
    vectoriser = TfidfVectorizer(sublinear_tf=True)
    try:
        vectoriser.fit(text for theme in themes for text in samples[theme])
    except ValueError:  # there is no word in any of them
        return [themes[0]] * len(texts)
    centres = sparse.vstack(
        [
            sparse.csr_matrix(vectoriser.transform(samples[theme] or [""]).mean(axis=0))
            for theme in themes
        ]
    )
    near = (vectoriser.transform(texts) @ normalize(centres).T).toarray()
    return [themes[place] for place in np.argmax(near, axis=1).tolist()]
