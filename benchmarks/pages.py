"""Server time of each page with 100,000 and 1,000,000 comments, through the real screens.

Measured is one run of the page's script, from the shell down, as Streamlit does it at each click
(`AppTest`; what the browser does afterwards is not in it). *After a write*: the first run after
somebody has edited something, so that no answer is remembered. *Again*: the next run. Each visit
goes to another theme or searches for another word. The table gives 95th percentiles of wall time,
and the processor time of the run in the middle, which says more on a busy machine.
`python -m benchmarks.pages --rows 100000 --visits 20 --only theme` runs a part.
"""

import argparse
import logging
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import psutil
from streamlit.testing.v1 import AppTest

from benchmarks.pages_data import settings_of
from benchmarks.theme_data import DATA
from feedback.actions.ports import Store
from feedback.bootstrap import open_store
from feedback.domain.theme import AssignedBy, Assignment
from feedback.settings import Settings

TARGETS = {100_000: 0.4, 1_000_000: 1.0}
VISITS = 20
TIMEOUT_SECONDS = 300
WORDS = ("refund", "update", "password", "pembayaran", "entrega", "produto", "card", "xyzzy")
Address = Callable[[int], dict[str, str]]


@dataclass
class Run:
    """One run of a page's script: seconds of wall time and of the processor."""

    wall: float
    processor: float


@dataclass
class Visits:
    """The runs of one page."""

    cold: list[Run] = field(default_factory=list)
    warm: list[Run] = field(default_factory=list)


RUNS: list[Run] = []
"""What `timed` measured; it runs in a thread of AppTest's."""


def timed(name: str) -> None:
    """A run of the shell at one page, measured."""
    from feedback.ui import shell  # noqa: PLC0415  (Streamlit must be running)
    from feedback.ui.navigation import PageName  # noqa: PLC0415

    began, used = time.perf_counter(), time.thread_time()
    try:
        shell.run(PageName(name))
    finally:
        RUNS.append(Run(time.perf_counter() - began, time.thread_time() - used))


def pages(theme_ids: list[int]) -> dict[str, tuple[str, Address]]:
    """The pages by what is looked at: address, and what its address says at the nth visit."""
    return {
        "home": ("home", _nothing),
        "themes, table": ("themes", _nothing),
        "themes, map": ("themes", lambda n: {"view": "Map"}),
        "themes, trend": ("themes", lambda n: {"view": "Trend"}),
        "theme": ("theme", partial(_theme, theme_ids)),
        "comments": ("comments", _nothing),
        "comments, search": ("comments", lambda n: {"search_comments_All": _word(n)}),
        **_in_the_loop(theme_ids),
        "not yet a theme": ("not-yet-a-theme", _nothing),
        **_narrowed(),
        "theme, search": ("theme", partial(_theme_searched, theme_ids)),
        **_other_rooms(),
    }


def _nothing(n: int) -> dict[str, str]:
    return {}


def _word(n: int) -> str:
    return WORDS[n % len(WORDS)]


def _theme(theme_ids: list[int], n: int) -> dict[str, str]:
    return {"theme": str(theme_ids[n % len(theme_ids)])}


def _theme_searched(theme_ids: list[int], n: int) -> dict[str, str]:
    theme = _theme(theme_ids, n)
    return theme | {f"search_theme_{theme['theme']}": _word(n)}


def _in_the_loop(theme_ids: list[int]) -> dict[str, tuple[str, Address]]:
    """The list of comments by where they are in the loop."""
    return {
        "comments, who waits": ("comments", lambda n: {"loop": "waiting"}),
        "comments, never heard": ("comments", lambda n: {"loop": "never-heard"}),
        "comments, waiting long in a theme": (
            "comments",
            lambda n: _theme(theme_ids, n) | {"loop": "waiting", "age": "over 90"},
        ),
        "comments, who waits, search": (
            "comments",
            lambda n: {"loop": "waiting", "search_comments_narrowed": _word(n)},
        ),
    }


def _narrowed() -> dict[str, tuple[str, Address]]:
    """The list of themes under filters."""
    return {
        "themes, a source": ("themes", lambda n: {"source": "review en"}),
        "themes, a period": ("themes", lambda n: {"period": "3 months"}),
        "themes, a rating": ("themes", lambda n: {"rating": "1–2 stars"}),
        "themes, a segment": ("themes", lambda n: {"segment": "pro"}),
        "themes, rating and segment": (
            "themes",
            lambda n: {"rating": "4–5 stars", "segment": "free", "channel": "Survey"},
        ),
    }


def _other_rooms() -> dict[str, tuple[str, Address]]:
    """Changes, announcements, tracking, and what comes in."""
    return {
        "changes": ("changes", _nothing),
        "change": ("change", lambda n: {"change": str(1 + 3 * n)}),
        "decisions": ("decisions", _nothing),
        "announcements": ("announcements", _nothing),
        "announcement": ("announcement", lambda n: {"announcement": str(1 + n)}),
        "open loops": ("open-loops", _nothing),
        "promises": ("promises", _nothing),
        "arrivals": ("arrivals", _nothing),
        "impact": ("impact", _nothing),
        "loop": ("loop", _nothing),
        "proposal": ("proposal", _nothing),
        "import": ("import", _nothing),
    }


def measure(store: Store, theme_ids: list[int], name: str, address: Address, visits: int) -> Visits:
    """`visits` visits of a page, each after a write and once again."""
    seen = Visits()
    chance = random.Random(0)
    for n in range(visits + 1):
        _write(store, theme_ids, chance)
        page = AppTest.from_function(
            _script, kwargs={"name": name}, default_timeout=TIMEOUT_SECONDS
        )
        for key, value in address(n).items():
            page.query_params[key] = value
        RUNS.clear()
        page.run()
        page.run()
        if page.exception or page.error:
            raise RuntimeError([*page.exception, *page.error][0])
        if n:  # the first visit loads modules
            seen.cold.append(RUNS[0])
            seen.warm.append(RUNS[1])
    return seen


def _script(name: str) -> None:
    from benchmarks.pages import timed  # noqa: PLC0415  (runs as a script of its own)

    timed(name)


def _write(store: Store, theme_ids: list[int], chance: random.Random) -> None:
    """Move a comment by hand, as somebody else would."""
    comment = chance.randrange(1, 100_000)
    move = Assignment(comment, chance.choice(theme_ids), 1.0, AssignedBy.PERSON)
    store.themes.assign([move])


def main(arguments: list[str] | None = None) -> None:
    """Print the table, or say that the data is not here."""
    if not DATA.is_dir():
        print("skipped: the development data is not here")
        return
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, action="append")
    options.add_argument("--visits", type=int, default=VISITS)
    options.add_argument("--only", default="")
    chosen = options.parse_args(arguments or [])
    for rows in chosen.rows or TARGETS:
        settings = settings_of(rows)
        with _environment(settings):
            _table(settings, rows, chosen.visits, chosen.only)


def _table(settings: Settings, rows: int, visits: int, only: str) -> None:
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    store = open_store(settings)
    theme_ids = [theme.id for theme in store.themes.all()]
    target = TARGETS.get(rows)
    print(f"{rows:,} comments, {len(theme_ids)} themes; target {target} s, {visits} visits each.\n")
    print("| page | after a write | of that, processor | again | of that, processor |")
    print("|---|---:|---:|---:|---:|")
    for label, (name, address) in pages(theme_ids).items():
        if only in label:
            seen = measure(store, theme_ids, name, address, visits)
            print(f"| {label} | {_figures(seen.cold)} | {_figures(seen.warm)} |", flush=True)
    memory = psutil.Process().memory_info().rss / 1e6
    print(f"\nMemory of the process after all of this: {memory:,.0f} MB.\n")


def _figures(runs: list[Run]) -> str:
    wall = np.percentile([run.wall for run in runs], 95)
    processor = np.median([run.processor for run in runs])
    return f"{wall:.3f} | {processor:.3f}"


@contextmanager
def _environment(settings: Settings) -> Iterator[None]:
    """The environment of a process that serves this data folder."""
    before = dict(os.environ)
    os.environ.update(settings.as_environment())
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


if __name__ == "__main__":
    from benchmarks import pages as under_its_name  # AppTest's script imports that module

    under_its_name.main(sys.argv[1:])
