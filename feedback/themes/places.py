"""Which comment is in which cluster, packed: a million take a few megabytes."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback.domain.theme import Theme


@dataclass(frozen=True, slots=True)
class Places:
    """Comment `ids` (n,), their cluster in `labels` (n,), −1 for none, and `scores` (n,), 0–1."""

    ids: NDArray[np.int64]
    labels: NDArray[np.int32]
    scores: NDArray[np.float32]

    def clusters(self) -> dict[int, int]:
        """Comment id → cluster, of those that are in one."""
        inside = self.labels >= 0
        return dict(zip(self.ids[inside].tolist(), self.labels[inside].tolist(), strict=True))


def pack_run(places: Places, themes: Sequence[Theme]) -> bytes:
    """What a run found, as bytes to be kept until it is applied."""
    forms = [
        {
            "name": theme.name,
            "terms": theme.terms,
            "language": theme.language,
            "cohesion": theme.cohesion,
            "representatives": theme.representatives,
        }
        for theme in themes
    ]
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        ids=places.ids,
        labels=places.labels,
        scores=places.scores,
        themes=np.frombuffer(json.dumps(forms).encode(), dtype=np.uint8),
    )
    return buffer.getvalue()


def unpack_run(packed: bytes) -> tuple[Places, list[Theme]]:
    """From what `pack_run` made."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        places = Places(arrays["ids"], arrays["labels"], arrays["scores"])
        forms = json.loads(arrays["themes"].tobytes())
    themes = [
        Theme(
            **{
                **form,
                "terms": tuple(form["terms"]),
                "representatives": tuple(form["representatives"]),
            }
        )
        for form in forms
    ]
    return places, themes
