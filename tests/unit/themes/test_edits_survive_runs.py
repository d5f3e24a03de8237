"""Whatever people do and whatever runs find, no edit that holds is ever lost."""

import copy
import shutil
import tempfile
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from feedback.actions import theme_edits, theme_membership, theme_merging, theme_runs, theme_undo
from feedback.actions.ports import Store
from feedback.domain.comment import Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme
from feedback.domain.theme_event import SplitPart
from feedback.errors import HeardError
from feedback.store import open_database
from feedback.store.memory import MemoryStore
from feedback.themes.places import Places, pack_run

NOW = datetime(2024, 6, 5, 12, 30)
WORDS = ("slow start", "late delivery", "rude staff", "high price", "bad taste")
seeds = st.integers(0, 10**6)


class EditsAndRuns(RuleBasedStateMachine):
    """People edit while runs come and go.

    What must hold is kept here as a person would say it, apart from how the product does it; each
    edit pushes what held before, and undo takes that back.
    """

    def __init__(self) -> None:
        super().__init__()
        self.store: Store = self.new_store()
        self.models = Path(tempfile.mkdtemp())
        self.expected: dict[str, Any] = {
            "held": {}, "barred": set(), "merged": set(), "fields": defaultdict(dict), "second": {},
        }  # fmt: skip
        self.before: list[dict[str, Any]] = []
        self.imports: list[int] = []
        self.highest_id = 0
        self.edits = 0

    def new_store(self) -> Store:
        return MemoryStore()

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.models)

    @initialize(number=st.integers(4, 12), seed=seeds)
    def begin(self, number: int, seed: int) -> None:
        self.store.comments.ensure_source(Source(name="app"))
        self.comments_come(number, seed)
        self.run_finds(seed, 3)

    @rule(number=st.integers(1, 6), seed=seeds)
    def comments_come(self, number: int, seed: int) -> None:
        import_id = self.store.imports.begin("a.csv", source="app", at=NOW)
        rows = [
            Comment(
                source="app",
                key=f"{import_id}-{place}",
                text=f"{WORDS[(seed + place) % len(WORDS)]} {place}",
                language="en",
            )
            for place in range(number)
        ]
        self.store.comments.upsert(rows, import_id=import_id)
        self.imports.append(import_id)

    @rule(seed=seeds)
    def comments_are_erased(self, seed: int) -> None:
        if len(self.imports) > 1:
            import_id = self.imports.pop(seed % len(self.imports))
            try:
                self.store.imports.undo(import_id, NOW)
            except HeardError:
                return
            there = self.ids()
            for kept in (self.expected, *self.before):
                kept["held"] = {c: t for c, t in kept["held"].items() if c in there}
                kept["second"] = {c: t for c, t in kept["second"].items() if c in there}

    @rule(seed=seeds, clusters=st.integers(1, 5), keeps=st.floats(0, 1), part=st.booleans())
    def run_finds(
        self, seed: int, clusters: int, keeps: float = 0.5, part: bool = False, way: int = 0
    ) -> None:
        """A run whose clusters are anything from the present themes to pure chance."""
        places, found = self.clustering(seed, clusters, keeps, part)
        pinned = self.comments_of_pinned()
        if seed % 2:
            outlook = theme_runs.look_ahead(self.store, places, found)
            theme_runs.write_outlook(self.store, outlook, clusters=len(found), now=NOW)
        else:
            outlook = theme_runs.look_ahead(self.store, places, found)
            run = self.store.theme_runs.propose(
                outlook.report, {}, outlook.items, pack_run(places, found), at=NOW
            )
            theme_runs.apply_run(self.store, run, model_folder=self.models, now=NOW)
        assert self.comments_of_pinned() == pinned
        for item in outlook.items:
            if item.theme_id is not None:
                places_now = self.store.themes.assignments(item.theme_id)
                assert len(places_now) == item.after, item.sentence

    @rule(seed=seeds)
    def a_person_gives_a_field(self, seed: int) -> None:
        theme_id = self.some_theme(seed)
        name, value = [
            ("name", f"Named {seed}"), ("description", f"About {seed}"), ("owner", f"Ana {seed}"),
            ("tags", (f"t{seed}",)), ("pinned", seed % 3 > 0), ("hidden", seed % 2 > 0),
        ][seed % 6]  # fmt: skip
        edit: Any = {
            "name": theme_edits.rename_theme, "description": theme_edits.describe_theme,
            "owner": theme_edits.set_owner, "tags": theme_edits.set_tags,
        }.get(name)  # fmt: skip
        with self.editing() as done:
            if edit is not None:
                edit(self.store, theme_id, value, now=NOW)
            elif name == "pinned":
                theme_edits.pin_theme(self.store, theme_id, pinned=bool(value), now=NOW)
            else:
                theme_edits.hide_theme(self.store, theme_id, hidden=bool(value), now=NOW)
            done["fields"][theme_id][name] = value

    @rule(seed=seeds, number=st.integers(1, 4))
    def a_person_moves_comments(self, seed: int, number: int) -> None:
        theme_id, chosen = self.some_theme(seed), self.some_comments(seed, number)
        with self.editing() as done:
            theme_membership.move_comments(self.store, chosen, theme_id, now=NOW)
            for comment_id in chosen:
                done["held"][comment_id] = theme_id
                done["barred"].discard((comment_id, theme_id))
                if done["second"].get(comment_id) == theme_id:
                    del done["second"][comment_id]

    @rule(seed=seeds)
    def a_person_takes_a_comment_out(self, seed: int) -> None:
        placed = self.store.themes.assignments()
        if not placed:
            return
        row = placed[seed % len(placed)]
        with self.editing() as done:
            theme_membership.remove_comments(self.store, [row.comment_id], row.theme_id, now=NOW)
            done["held"].pop(row.comment_id, None)
            done["barred"].add((row.comment_id, row.theme_id))

    @rule(seed=seeds)
    def a_person_gives_a_second_theme(self, seed: int) -> None:
        theme_id, (comment_id, *_) = self.some_theme(seed // 7), self.some_comments(seed, 1)
        with self.editing() as done:
            theme_membership.set_second_theme(self.store, comment_id, theme_id, now=NOW)
            done["second"][comment_id] = theme_id

    @rule(seed=seeds)
    def a_person_merges(self, seed: int) -> None:
        source, into = self.some_theme(seed), self.some_theme(seed // 11)
        moved = [row.comment_id for row in self.store.themes.assignments(source)]
        others = self.places(but=(source, into))
        with self.editing() as done:
            theme_merging.merge_themes(self.store, [source], into, now=NOW)
            assert self.places(but=(source, into)) == others, "a third theme was changed"
            done["merged"].add(source)
            for comment_id in moved:
                done["held"][comment_id] = into
                done["barred"].discard((comment_id, into))  # the later edit counts
                if done["second"].get(comment_id) == into:
                    del done["second"][comment_id]
            for comment_id, second in list(done["second"].items()):
                if second == source:
                    done["second"][comment_id] = into

    @rule(seed=seeds)
    def a_person_splits(self, seed: int) -> None:
        theme_id = self.some_theme(seed)
        ids = [row.comment_id for row in self.store.themes.assignments(theme_id)]
        if len(ids) < 2:
            return
        cut = 1 + seed % (len(ids) - 1)
        parts = [
            SplitPart(name="", comment_ids=tuple(ids[:cut])),
            SplitPart(name=f"Part {seed}", comment_ids=tuple(ids[cut:])),
        ]
        with self.editing() as done:
            event = theme_merging.split_theme(self.store, theme_id, parts, now=NOW)
            done["held"].update(dict.fromkeys(ids[:cut], theme_id))
            done["held"].update(dict.fromkeys(ids[cut:], event.theme_ids[1]))

    @rule()
    def the_latest_edit_is_undone(self) -> None:
        if not self.before:
            return
        try:
            theme_undo.undo_edit(self.store, now=NOW)
        except HeardError:
            return
        self.expected = self.before.pop()

    @invariant()
    def every_edit_that_holds_is_still_there(self) -> None:
        main = {row.comment_id: row.theme_id for row in self.store.themes.assignments()}
        for comment_id, theme_id in self.expected["held"].items():
            assert main.get(comment_id) == theme_id, (comment_id, theme_id)
        for comment_id, theme_id in self.expected["barred"]:
            assert main.get(comment_id) != theme_id, (comment_id, theme_id)
        for theme_id in self.expected["merged"]:
            assert self.theme(theme_id).retired
        for theme_id, fields in self.expected["fields"].items():
            for name, value in fields.items():
                assert getattr(self.theme(theme_id), name) == value, (theme_id, name)
        for comment_id, theme_id in self.expected["second"].items():
            second = {row.theme_id for row in self.store.theme_edits.further([comment_id])}
            assert theme_id in second | {main.get(comment_id)}
        assert len(self.store.theme_edits.live()) == len(self.before)

    @invariant()
    def themes_are_sound(self) -> None:
        open_now = {theme.id for theme in self.store.themes.all()}
        main = self.store.themes.assignments()
        assert {row.theme_id for row in main} <= open_now, "a comment is in a theme that ended"
        names = [theme.name.casefold() for theme in self.store.themes.all()]
        assert len(set(names)) == len(names), "two themes of one name"
        mains = {row.comment_id: row.theme_id for row in main}
        for row in self.store.theme_edits.further(sorted(self.ids())):
            assert mains.get(row.comment_id) != row.theme_id, "second theme is the main one"
        known = [theme.id for theme in self.store.themes.all(include_retired=True)]
        assert max(known, default=0) >= self.highest_id
        self.highest_id = max(known, default=0)

    def editing(self) -> "_Editing":
        return _Editing(self)

    def ids(self) -> set[int]:
        return {comment.id for comment in self.store.comments.iterate(CommentFilter())}

    def theme(self, theme_id: int) -> Theme:
        theme = self.store.themes.get(theme_id)
        assert theme is not None
        return theme

    def some_theme(self, seed: int) -> int:
        themes = self.store.themes.all()
        return themes[seed % len(themes)].id if themes else 0

    def some_comments(self, seed: int, number: int) -> list[int]:
        ids = sorted(self.ids())
        return list(dict.fromkeys(ids[(seed * (k + 1)) % len(ids)] for k in range(number)))

    def places(self, *, but: tuple[int, ...]) -> list[Any]:
        return [row for row in self.store.themes.assignments() if row.theme_id not in but]

    def comments_of_pinned(self) -> dict[int, set[int]]:
        return {
            theme.id: {row.comment_id for row in self.store.themes.assignments(theme.id)}
            for theme in self.store.themes.all()
            if theme.pinned
        }

    def clustering(
        self, seed: int, clusters: int, keeps: float, part: bool
    ) -> tuple[Places, list[Theme]]:
        random = np.random.default_rng(seed)
        ids = np.array(sorted(self.ids()), dtype=np.int64)
        if part:
            ids = ids[random.random(len(ids)) < 0.7]
        main = {row.comment_id: row.theme_id for row in self.store.themes.assignments()}
        labels = np.array(
            [
                main.get(number, 0) % clusters
                if random.random() < keeps
                else random.integers(-1, clusters)
                for number in ids.tolist()
            ],
            dtype=np.int32,
        )
        found = [Theme(name=f"Found {c}", terms=(f"term{c}",)) for c in range(clusters)]
        return Places(ids, labels, random.random(len(ids)).astype(np.float32)), found


class _Editing:
    """Takes what an edit should do over when it was made, and drops it when it was refused."""

    def __init__(self, machine: EditsAndRuns) -> None:
        self.machine = machine

    def __enter__(self) -> dict[str, Any]:
        self.draft = copy.deepcopy(self.machine.expected)
        self.untouched = self.machine.store.revision()
        return self.draft

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        if error is None:
            self.machine.before.append(self.machine.expected)
            self.machine.expected = self.draft
            return False
        if isinstance(error, HeardError):
            assert self.machine.store.revision() == self.untouched, "refused, yet written"
            return True
        return False


class EditsAndRunsInADatabase(EditsAndRuns):
    """The same in SQLite."""

    def new_store(self) -> Store:
        self.folder = tempfile.mkdtemp()
        return open_database(f"sqlite:///{self.folder}/heard.db")

    def teardown(self) -> None:
        super().teardown()
        shutil.rmtree(self.folder)


QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
ALIKE: Any = {
    "deadline": None,
    "database": None,
    "phases": [Phase.generate],  # to make a failing example smaller takes minutes
    "report_multiple_bugs": False,
    "suppress_health_check": QUIET,
}
TestInMemory = EditsAndRuns.TestCase
TestInMemory.settings = settings(max_examples=60, stateful_step_count=30, **ALIKE)
TestInADatabase = EditsAndRunsInADatabase.TestCase
TestInADatabase.settings = settings(max_examples=5, stateful_step_count=20, **ALIKE)
