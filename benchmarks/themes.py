"""Themes: how good, beside what everybody writes first.

Per set and in the mean: ARI, AMI, NMI and accuracy (one-to-one matching) in percent, stability
(mean pairwise ARI between seeds), share placed, seconds of one seed (of the processor, both cores
and children added up: what others do on the machine hardly changes them), and the memory that a
process of its own grows by, in MB. The true number of themes is given to all; the last engine row
chooses it.
`python -m benchmarks.themes --seeds 1 --sets "NHS survey" --engines "plain;Heard"
--only scores` runs a part.
"""

import argparse
import multiprocessing
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations

import numpy as np
import psutil
from scipy.optimize import linear_sum_assignment
from sib import SIB
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import (
    adjusted_mutual_info_score,
    adjusted_rand_score,
    normalized_mutual_info_score,
)
from sklearn.preprocessing import normalize

from benchmarks.theme_data import DATA, SETS, SEVERAL_LABELS, UNSEEN, LabelledSet
from benchmarks.themes_words import word_rows
from models import ThemeModel
from models.text.cleaning import clean_all
from models.vectors.term_counter import TermCounter

Cluster = Callable[[list[str], int, int, str], np.ndarray]
COLUMNS = ("ARI", "AMI", "NMI", "ACC", "stable", "placed", "found", "cpu s", "MB")


def plain(texts: list[str], k: int, seed: int, language: str) -> np.ndarray:
    """What everybody writes first."""
    rows = TfidfVectorizer().fit_transform(texts)
    return KMeans(k, n_init=1, random_state=seed).fit_predict(rows)


def stem_lsa(texts: list[str], k: int, seed: int, language: str) -> np.ndarray:
    """Stems, TF-IDF, latent semantics of 100 dimensions, k-means."""
    texts = [" ".join(terms) or "-" for terms in _terms(texts, language)]
    rows = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\S+", min_df=2).fit_transform(texts)
    rank = min(100, min(rows.shape) - 1)
    points = normalize(TruncatedSVD(rank, random_state=seed).fit_transform(rows))
    return KMeans(k, n_init=5, random_state=seed).fit_predict(points)


def information_bottleneck(texts: list[str], k: int, seed: int, language: str) -> np.ndarray:
    """sib-clustering on the counts of stems."""
    counts = TermCounter(language).fit_transform(clean_all(texts))
    full = np.flatnonzero(np.diff(counts.indptr) > 0)
    labels = np.full(len(texts), -1)
    found = SIB(n_clusters=k, random_state=seed, n_init=4, n_jobs=2).fit(counts[full])
    labels[full] = found.labels_
    return labels


def engine(texts: list[str], k: int, seed: int, language: str) -> np.ndarray:
    """This engine, the number of themes given."""
    return ThemeModel(k, language=language, random_state=seed).fit(texts).labels_


def engine_auto(texts: list[str], k: int, seed: int, language: str) -> np.ndarray:
    """This engine, the number of themes chosen by it."""
    return ThemeModel(language=language, random_state=seed).fit(texts).labels_


ENGINES: dict[str, Cluster] = {
    "plain": plain,
    "stem + LSA": stem_lsa,
    "sib": information_bottleneck,
    "Heard": engine,
    "Heard, k chosen": engine_auto,
}


GIVEN = ("plain", "stem + LSA", "sib", "Heard")  # told the true number


def measure(data: LabelledSet, cluster: Cluster, seeds: int) -> dict[str, float]:
    """One row of the table: means over the seeds."""
    texts, truth, _ = data.read()
    k = len(set(truth.tolist()))
    process = psutil.Process()
    before = process.memory_info().rss / 1e6
    began = processor_seconds()
    runs = [np.asarray(cluster(texts, k, seed, data.language)) for seed in range(seeds)]
    seconds = (processor_seconds() - began) / seeds
    scores = (
        ("ARI", adjusted_rand_score),
        ("AMI", adjusted_mutual_info_score),
        ("NMI", normalized_mutual_info_score),
        ("ACC", accuracy),
    )
    row = {
        name: 100 * float(np.mean([score(truth, run) for run in runs])) for name, score in scores
    }
    agree = [adjusted_rand_score(a, b) for a, b in combinations(runs, 2)]
    row["stable"] = 100 * float(np.mean(agree)) if agree else float("nan")
    row["placed"] = 100 * float(np.mean([np.mean(run >= 0) for run in runs]))
    row["found"] = float(len(set(runs[0].tolist()) - {-1}))
    row["cpu s"] = seconds
    row["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6 - before
    return row


def processor_seconds() -> float:
    """What this process and its children that have ended took of the processors so far."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _measure(data: str, engine: str, seeds: int) -> dict[str, float]:
    return measure(next(s for s in (*SETS, *UNSEEN) if s.name == data), ENGINES[engine], seeds)


def accuracy(truth: np.ndarray, found: np.ndarray) -> float:
    """Share right under the best one-to-one matching of themes to labels."""
    _, found = np.unique(found, return_inverse=True)
    both = np.zeros((found.max() + 1, truth.max() + 1))
    np.add.at(both, (found, truth), 1)
    rows, cols = linear_sum_assignment(-both)
    return float(both[rows, cols].sum() / len(truth))


def several_themes(data: LabelledSet) -> list[tuple[str, float, float, float, float, float]]:
    """Per way of placing: F1 of pairs, precision, recall and F1 of labels, share with several.

    Pairs: two comments belong together when they share a label (`labels_all`), and are put
    together when they share a theme. Labels: a theme stands for the label that most of its
    comments have; a comment is given the labels of its themes.
    """
    texts, truth, labels = data.read()
    model = ThemeModel(len(set(truth.tolist())), language=data.language).fit(texts)
    own = model.labels_.tolist()
    ways = {
        "one theme": [frozenset([label] if label >= 0 else []) for label in own],
        "up to three": [frozenset(found) for found in model.memberships(texts, labels=own)],
    }
    held: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for theme, names in zip(own, labels, strict=True):
        held[theme].update(sorted(names))
    stands_for = {theme: counts.most_common(1)[0][0] for theme, counts in held.items()}
    rows = []
    for way, found in ways.items():
        given = [frozenset(stands_for[theme] for theme in themes) for themes in found]
        right = sum(len(a & b) for a, b in zip(given, labels, strict=True))
        precision = right / max(sum(map(len, given)), 1)
        recall = right / sum(map(len, labels))
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        share = float(np.mean([len(themes) > 1 for themes in found]))
        rows.append((way, _pair_f1(labels, found), precision, recall, f1, share))
    return rows


def main(arguments: list[str] | None = None) -> None:
    """Print the tables, or say that the data is not here."""
    if not DATA.is_dir():
        print("skipped: the development data is not here")
        return
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=3)
    options.add_argument("--sets")
    options.add_argument("--engines", help="names, separated by ';'")
    options.add_argument(
        "--only", choices=("scores", "unseen", "several", "words"), help="one table"
    )
    chosen = options.parse_args(arguments or [])
    sets = [s for s in SETS if not chosen.sets or s.name in chosen.sets.split(",")]
    engines = chosen.engines.split(";") if chosen.engines else list(ENGINES)
    if chosen.only in (None, "scores"):
        _print_scores(sets, engines, chosen.seeds)
    if chosen.only in (None, "unseen"):
        print("\nSets that nothing was chosen by:\n")
        _print_scores(list(UNSEEN), [name for name in engines if name in GIVEN], chosen.seeds)
    if chosen.only in (None, "several"):
        _print_several([data for data in sets if data.name in SEVERAL_LABELS])
    if chosen.only in (None, "words"):
        print(
            "\n| set | NPMI: plain | plain, no stop words | Heard | names found "
            "| fitted placed alike | longest name |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|")
        for line in word_rows(sets):
            print(line, flush=True)


def _print_scores(sets: list[LabelledSet], engines: list[str], seeds: int) -> None:
    totals: dict[str, list[dict[str, float]]] = defaultdict(list)
    print("| set | engine | " + " | ".join(COLUMNS) + " |")
    print("|---|---|" + "---:|" * len(COLUMNS), flush=True)
    for data in sets:
        for name in engines:
            # A process of its own: memory that one engine took is not laid to the next.
            with multiprocessing.get_context("fork").Pool(1) as alone:
                row = alone.apply(_measure, (data.name, name, seeds))
            totals[name].append(row)
            _print_row(data.name, name, row)
    for name, rows in totals.items():
        mean = {column: float(np.mean([row[column] for row in rows])) for column in COLUMNS}
        _print_row("**mean**", name, mean)


def _print_several(sets: list[LabelledSet]) -> None:
    print("\n| set | comments in | pairs F1 | label P | label R | label F1 | with several |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for data in sets:
        for way, *figures in several_themes(data):
            cells = " | ".join(f"{100 * figure:.1f}" for figure in figures)
            print(f"| {data.name} | {way} | {cells} |", flush=True)


def _terms(texts: list[str], language: str) -> list[list[str]]:
    counter = TermCounter(language, min_df=1)
    counts = counter.fit_transform(clean_all(texts))
    return [
        [counter.terms_[j] for j in counts.indices[counts.indptr[i] : counts.indptr[i + 1]]]
        for i in range(len(texts))
    ]


def _pair_f1(truth: list[frozenset[str]], found: list[frozenset[int]]) -> float:
    together, put = _shares(truth), _shares(found)
    both = float((together & put).sum())
    return 2 * both / max(float(together.sum() + put.sum()), 1.0)


def _shares(sets: list[frozenset]) -> np.ndarray:
    values = {value: i for i, value in enumerate(sorted({v for s in sets for v in s}, key=str))}
    table = np.zeros((len(sets), len(values)), dtype=np.float32)
    for i, held in enumerate(sets):
        table[i, [values[value] for value in held]] = 1
    shared = table @ table.T > 0
    return np.triu(shared, 1)


def _print_row(data: str, name: str, row: dict[str, float]) -> None:
    cells = " | ".join(f"{row[column]:.1f}" for column in COLUMNS)
    print(f"| {data} | {name} | {cells} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
