"""The labelled sets the theme engine is measured on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(__file__).parents[2] / "shared" / "data"
LARGEST = 5_000


@dataclass(frozen=True)
class LabelledSet:
    """A file, its language and which of its rows have a label worth comparing with."""

    name: str
    file: str
    language: str
    keep: Callable[[pd.DataFrame], pd.Series] | None = None
    column: str = "label"
    fewest: int = 1  # rows that a label must have

    def read(self) -> tuple[list[str], np.ndarray, list[frozenset[str]]]:
        """Texts, one label number each, and all labels each (one where the file has one)."""
        rows = pd.read_csv(DATA / self.file)
        rows["label"] = rows[self.column]
        rows = rows[rows.text.notna() & rows.label.notna()]
        if self.keep is not None:
            rows = rows[self.keep(rows)]
        rows = rows[rows.label.map(rows.label.value_counts()) >= self.fewest]
        if len(rows) > LARGEST:
            rows = rows.sample(LARGEST, random_state=0)
        labels = rows.labels_all if "labels_all" in rows else rows.label
        several = [
            frozenset(part.split(":")[0] for part in str(value).split("|")) for value in labels
        ]
        return rows.text.astype(str).tolist(), pd.factorize(rows.label)[0], several


def _spoken(language: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows.language == language


XSID = "xsid_intents_en_id_kk_dev.csv"
SETS = (
    LabelledSet("Banking77", "banking77_train.csv", "en"),
    LabelledSet("airline tweets", "airline_tweets_dev.csv", "en"),
    LabelledSet("NHS survey", "nhs_fft_survey_dev.csv", "en", lambda r: r.text.str.len() > 20),
    LabelledSet("CFPB complaints", "cfpb_complaints_dev.csv", "en"),
    LabelledSet("hotels (id)", "hoasa_hotel_id.csv", "id"),
    LabelledSet("Google Play (id)", "playstore_reviews_id_dev.csv", "id"),
    LabelledSet("products (id)", "prdect_products_id.csv", "id"),
    LabelledSet("hotels (pt)", "absapt_hotels_pt_dev.csv", "pt"),
    LabelledSet("reviews (kk)", "kazsandra_reviews_kk_dev.csv", "kk"),
    LabelledSet("xSID English", XSID, "en", _spoken("en")),
    LabelledSet("xSID Indonesian", XSID, "id", _spoken("id")),
    LabelledSet("xSID Kazakh", XSID, "kk", _spoken("kk")),
)
# No step or constant of the engine was chosen by these: other columns of the files, other files.
UNSEEN = (
    LabelledSet("CFPB, by issue", "cfpb_complaints_dev.csv", "en", column="issue", fewest=15),
    LabelledSet(
        "NHS, by service",
        "nhs_fft_survey_dev.csv",
        "en",
        lambda r: r.text.str.len() > 20,
        column="service",
        fewest=15,
    ),
    LabelledSet(
        "NHS, by question",
        "nhs_fft_survey_dev.csv",
        "en",
        lambda r: r.text.str.len() > 20,
        column="question",
        fewest=15,
    ),
    LabelledSet(
        "Google Play (pt), by app",
        "playstore_reviews_pt_dev.csv",
        "pt",
        column="product",
        fewest=15,
    ),
    LabelledSet(
        "Google Play (id), by app",
        "playstore_reviews_id_dev.csv",
        "id",
        column="product",
        fewest=15,
    ),
    LabelledSet("messenger issues", "restricted/signal_feedback_dev.csv", "en", fewest=15),
)
SEVERAL_LABELS = ("NHS survey", "hotels (id)", "hotels (pt)")
