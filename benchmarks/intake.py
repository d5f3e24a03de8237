"""Importing one million rows: how fast, and in how much memory.

The rows are put together from public texts (see `build`): two sentences of different reviews of one
file each, so that next to no text comes twice, and eight in a hundred survey fillers. The same CSV
is stored by Heard (columns guessed, personal data replaced, languages told, rows known again, into
SQLite), by `sqlite-utils insert --csv` where that is installed, and by the csv and sqlite3 modules
alone, which is what reading and writing cost with nothing in between. One after the other, on the
same machine; `python -m benchmarks.intake 100000` does it with fewer rows.
"""

import csv
import gzip
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil

from feedback.actions.importing import import_file
from feedback.store import open_database

DATA = Path(__file__).parents[2] / "shared" / "data"
ROWS = 1_000_000
SEED = 7
FILLER_SHARE = 0.08
LONGEST_PART = 600
FILES = (
    "airline_tweets_dev.csv",
    "nhs_fft_survey_dev.csv",
    "cfpb_complaints_dev.csv",
    "playstore_reviews_id_dev.csv",
    "prdect_products_id.csv",
    "hoasa_hotel_id.csv",
    "olist_reviews_pt.csv",
    "playstore_reviews_pt_dev.csv",
    "kazsandra_reviews_kk_dev.csv",
    "banking77_train.csv",
    "restricted/appstore_chrome_reviews.csv.gz",
)
FILLERS = ("Did not answer", "Nothing.", "n/a", "tidak ada", "nada", "жоқ")


def main(rows: int = ROWS) -> None:
    """Print the table, or say that the data is not here."""
    if not DATA.is_dir():
        print("skipped: ../shared/data is not here")
        return
    with tempfile.TemporaryDirectory(prefix="heard-bench-") as folder:
        file = Path(folder) / "comments.csv"
        build(file, rows)
        size = file.stat().st_size / 1e6
        print(f"{rows:,} rows, {size:.0f} MB of CSV, {os.cpu_count()} processors, load "
              f"{os.getloadavg()[0]:.1f} before\n")  # fmt: skip
        print("| program | seconds | of processors | rows per second | peak memory, MB |")
        print("|---|---:|---:|---:|---:|", flush=True)
        for name, command in _commands(file, Path(folder)):
            if not command:
                print(f"| {name} | not installed | | | |")
                continue
            used = _measured(command)
            print(f"| {name} | {used.seconds:.0f} | {used.processor:.0f} | "
                  f"{rows / used.seconds:,.0f} | {used.memory:.0f} |", flush=True)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds by the clock and of all processors, and peak memory in MB, children included."""

    seconds: float
    processor: float
    memory: float


def _commands(file: Path, folder: Path) -> Iterator[tuple[str, list[str]]]:
    this = [sys.executable, "-m", "benchmarks.intake"]
    # Beside this Python, whatever the search path is.
    rival = shutil.which("sqlite-utils", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    database = str(folder / "rival.db")
    yield "Heard", [*this, "heard", str(file), str(folder / "heard.db")]
    yield (
        "sqlite-utils insert --csv",
        [rival, "insert", database, "comments", str(file), "--csv"] if rival else [],
    )
    yield "csv and sqlite3 modules", [*this, "plain", str(file), str(folder / "plain.db")]


def _measured(command: list[str]) -> Used:
    """Run a command to its end and say what it and its children used."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory(process))
        time.sleep(0.1)
    seconds = time.monotonic() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(seconds, processor, peak / 1e6)


def _memory(process: psutil.Process) -> int:
    """Bytes that a process and its children hold; what they share counts for each."""
    total = 0
    try:
        for one in (process, *process.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass  # it ended while we looked
    return total


def build(file: Path, rows: int) -> None:
    """Write a CSV of that many different comments; the same every time."""
    draw = random.Random(SEED)
    pools = [list(_texts(DATA / name)) for name in FILES if (DATA / name).is_file()]
    sizes = [len(pool) for pool in pools]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("review_id", "created_at", "rating", "customer", "comment"))
        for number, pool in enumerate(draw.choices(pools, sizes, k=rows)):
            text, day, rating, customer = draw.choice(pool)
            if draw.random() < FILLER_SHARE:
                text = draw.choice(FILLERS)
            else:
                text = f"{text[:LONGEST_PART]} {draw.choice(pool)[0][:LONGEST_PART]}"
            person = customer or f"c{draw.randrange(300_000)}"
            writer.writerow((f"r-{number:08d}", day, rating, person, text))


def _texts(path: Path) -> Iterator[tuple[str, str, str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = row["created_at"][:19] or "2024-03-05T10:11:12"
            yield row["text"], day, row["rating"], row["customer"]


def run_heard(file: Path, database: Path) -> None:
    """Import the file as the command line does."""
    store = open_database(f"sqlite:///{database}")
    import_file(store, file, key=b"benchmark", now=datetime(2026, 1, 1))
    store.close()


def run_plain(file: Path, database: Path) -> None:
    """Read with csv, write with sqlite3, and nothing else."""
    connection = sqlite3.connect(database)
    with file.open(encoding="utf-8", newline="") as rows, connection:
        reader = csv.reader(rows)
        next(reader)
        connection.execute("CREATE TABLE comments (id, created_at, rating, customer, comment)")
        connection.executemany("INSERT INTO comments VALUES (?, ?, ?, ?, ?)", reader)
    connection.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        main()
    elif sys.argv[1].isdecimal():
        main(int(sys.argv[1]))
    else:
        {"heard": run_heard, "plain": run_plain}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
