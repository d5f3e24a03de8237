"""Where themes lie on a map: near each other when customers use the same words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.manifold import MDS

MIN_THEMES_FOR_MDS = 3


def lay_out(documents: Sequence[str], *, seed: int = 0) -> NDArray[np.float64]:
    """Two coordinates per document, shape (n, 2), within −1 … 1.

    Cosine distance of character n-grams (they also tie inflected words together), flattened by
    metric multidimensional scaling (Kruskal 1964). Distances on the map are approximate.
    """
    if len(documents) < MIN_THEMES_FOR_MDS:
        return np.array([[float(i), 0.0] for i in range(len(documents))]).reshape(-1, 2)
    vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 4), sublinear_tf=True)
    rows = vectoriser.fit_transform([document or "-" for document in documents])
    distance = np.clip(1.0 - (rows @ rows.T).toarray(), 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    scaling = MDS(
        2,
        metric="precomputed",
        init="classical_mds",
        n_init=1,
        max_iter=50,
        random_state=seed,
        normalized_stress="auto",
    )
    points = scaling.fit_transform(distance)
    return np.asarray(points / (np.abs(points).max() or 1.0))
