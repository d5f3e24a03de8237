"""A million texts: seconds and memory, beside what everybody writes first.

The texts are bootstrapped from the development data with a fixed seed: two or three sentences of
different comments of one file and label are joined, and one row in ten is survey filler. Each
engine runs in a process of its own, on the same texts; seconds are those of fitting and placing,
memory is the peak of the process and its children, texts included.
`python -m benchmarks.themes_scale --rows 200000 --engines Heard` runs a part.
"""

import argparse
import random
import subprocess
import sys
import threading
import time

import pandas as pd
import psutil
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.theme_data import DATA, XSID
from models import ThemeModel
from models.text.sentences import split_sentences

FILES = {
    "banking77_train.csv": "en",
    "airline_tweets_dev.csv": "en",
    "nhs_fft_survey_dev.csv": "en",
    "cfpb_complaints_dev.csv": "en",
    "restricted/appstore_chrome_reviews.csv.gz": "en",
    "hoasa_hotel_id.csv": "id",
    "playstore_reviews_id_dev.csv": "id",
    "prdect_products_id.csv": "id",
    "absapt_hotels_pt_dev.csv": "pt",
    "olist_reviews_pt.csv": "pt",
    "playstore_reviews_pt_dev.csv": "pt",
    "kazsandra_reviews_kk_dev.csv": "kk",
    XSID: "",
}
FILLER = ("Did not answer", "Nothing.", "Nothing", "No comment", "n/a", "None", "Good", "-", "ok")
THEMES = 50
ROWS = 1_000_000
Texts = list[str]
Languages = list[str]


def million(rows: int, seed: int = 0) -> tuple[Texts, Languages]:
    """`rows` texts and the language of each, the same for the same seed."""
    groups = _groups()
    weights = [len(sentences) for _, sentences in groups]
    chance = random.Random(seed)
    texts, languages = [], []
    for language, sentences in chance.choices(groups, weights, k=rows):
        filler = chance.random() < 0.1
        parts = [chance.choice(FILLER)] if filler else chance.choices(sentences, k=_few(chance))
        texts.append(" ".join(dict.fromkeys(parts)))
        languages.append(language)
    return texts, languages


def plain(texts: Texts, languages: Languages) -> None:
    """What everybody writes first."""
    rows = TfidfVectorizer(min_df=2, stop_words="english").fit_transform(texts)
    KMeans(THEMES, n_init=1, random_state=0).fit_predict(rows)


def plain_batches(texts: Texts, languages: Languages) -> None:
    """The same, with k-means in small batches."""
    rows = TfidfVectorizer(min_df=2, stop_words="english").fit_transform(texts)
    MiniBatchKMeans(THEMES, n_init=1, random_state=0).fit_predict(rows)


def engine(texts: Texts, languages: Languages) -> None:
    """This engine, told the languages, as reading the file does."""
    ThemeModel(THEMES).fit(texts, languages=languages)


def engine_untold(texts: Texts, languages: Languages) -> None:
    """This engine, finding the languages out."""
    ThemeModel(THEMES).fit(texts)


ENGINES = {
    "plain, KMeans": plain,
    "plain, MiniBatchKMeans": plain_batches,
    "Heard": engine,
    "Heard, languages found out": engine_untold,
}
COMPARED = ("plain, KMeans", "plain, MiniBatchKMeans", "Heard")


def small_figures() -> None:
    """Five thousand texts fitted, ten thousand new ones placed."""
    texts, languages = million(15_000, seed=1)
    began = time.perf_counter()
    model = ThemeModel(THEMES).fit(texts[:5000], languages=languages[:5000])
    fitted = time.perf_counter()
    model.predict(texts[5000:], languages=languages[5000:])
    placed = time.perf_counter()
    print(f"\n5,000 texts fitted in {fitted - began:.1f} s; ", end="")
    print(f"10,000 new texts placed in {placed - fitted:.2f} s.")
    began = time.perf_counter()
    ThemeModel(THEMES).fit(["parcel"] * ROWS, languages=["en"] * ROWS)
    print(f"A million texts of one word: {time.perf_counter() - began:.1f} s.")


def main(arguments: list[str] | None = None) -> None:
    """Print the table, or say that the data is not here."""
    if not DATA.is_dir():
        print("skipped: the development data is not here")
        return
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=ROWS)
    options.add_argument("--engines", help="names, separated by ';'")
    options.add_argument("--alone", help="run one engine in this process")
    chosen = options.parse_args(arguments or [])
    if chosen.alone:
        _alone(chosen.alone, chosen.rows)
        return
    texts, _ = million(chosen.rows)
    distinct = len(set(texts))
    letters = sum(map(len, texts)) / len(texts)
    print(f"{len(texts):,} texts of {letters:.0f} letters, ", end="")
    print(f"{100 * (1 - distinct / len(texts)):.1f} % of them duplicates.\n")
    del texts
    print("| engine | s | processor s | peak MB | of that, texts MB |\n|---|---:|---:|---:|---:|")
    for name in chosen.engines.split(";") if chosen.engines else COMPARED:
        command = [sys.executable, "-m", "benchmarks.themes_scale"]
        command += ["--alone", name, "--rows", str(chosen.rows)]
        row = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(row.strip(), flush=True)
    small_figures()


def _alone(name: str, rows: int) -> None:
    texts, languages = million(rows)
    me = psutil.Process()
    before = _memory(me)
    peak = [before]
    finished = threading.Event()

    def watch() -> None:
        while not finished.wait(0.1):
            peak.append(max(peak.pop(), _memory(me)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    began, used = time.perf_counter(), _processor(me)
    ENGINES[name](texts, languages)
    seconds, used = time.perf_counter() - began, _processor(me) - used
    finished.set()
    watcher.join()
    print(f"| {name} | {seconds:.0f} | {used:.0f} | {peak[0]:,.0f} | {before:,.0f} |")


def _memory(process: psutil.Process) -> float:
    total = process.memory_info().rss
    for child in process.children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return sum((times.user, times.system, times.children_user, times.children_system))


def _groups() -> list[tuple[str, list[str]]]:
    """(language, sentences) of the comments of one file and label."""
    groups = []
    for file, spoken in FILES.items():
        rows = pd.read_csv(DATA / file)
        rows = rows[rows.text.notna()]
        rows["_language"] = spoken or rows.language
        if "label" not in rows:
            rows["label"] = ""
        keys = ["_language", "label"]
        for (language, _), part in rows.groupby(keys, dropna=False, sort=True):
            pieces = (split_sentences(text) for text in part.text.astype(str))
            groups.append((str(language), [piece for found in pieces for piece in found]))
    return [group for group in groups if group[1]]


def _few(chance: random.Random) -> int:
    return 2 + (chance.random() < 0.5)


if __name__ == "__main__":
    main(sys.argv[1:])
