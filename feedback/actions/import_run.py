"""One import: the rows of a file into the store, chunk by chunk."""

import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from time import monotonic

from feedback.actions.import_counts import Counts, Repeats
from feedback.actions.import_earlier import learnt_before
from feedback.actions.import_minutes import SameMinute, same_minute
from feedback.actions.pace import Pace
from feedback.actions.ports import Store
from feedback.actions.progress import Progress
from feedback.domain.comment import Channel, Comment, ImportReport, Source
from feedback.intake.external_ids import Rekeyed, keys_by_source
from feedback.intake.making import Made, make_all
from feedback.intake.mapping import ENCODING, header_key, to_keep
from feedback.intake.notes import odd_rows
from feedback.intake.preview import Understood, doubts_of
from feedback.intake.privacy import redact
from feedback.intake.profile import Profile
from feedback.intake.row_parts import Fixed
from feedback.intake.rows import RowMaker, needs_all_rows
from feedback.intake.second_process import SecondProcess
from feedback.intake.source_names import nameless

LARGE = 50_000
"""Rows from which a second process is worth its start."""
TOGETHER = 20_000
"""Rows in one transaction. The index of customers is written to all over by any few thousand of
them: half as many transactions are half as much to write, but others who write wait for each."""


LETTERS_TOGETHER = 10_000_000
"""Letters in one transaction, which is held in memory: for files of long comments."""


@dataclass(slots=True, kw_only=True)
class ImportRun:
    """A file that was understood, what was decided about it, and what its rows have come to.

    `wishes` are what a person said about its columns.
    """

    store: Store
    seen: Understood
    found: Profile
    fixed: Fixed
    wishes: Mapping[str, str]
    is_sample: bool
    progress: Progress
    second: SecondProcess
    stores: bool = True
    id: int = 0
    counts: Counts = field(default_factory=Counts)
    stored: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    repeats: Repeats = field(init=False)
    minutes: SameMinute | None = None
    notes: list[str] = field(default_factory=list)
    source_ids: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.repeats = Repeats(self.fixed.key)

    def run(self, now: datetime) -> ImportReport:
        """Store all rows, some thousand in each transaction."""
        table = self.seen.table
        learnt = learnt_before(self.store, self.seen, self.found, self.fixed)
        self.found, self.notes = learnt.found, [*self.notes, *learnt.notes]
        maker = RowMaker(table.columns, self.seen.mapping, self.found, self.fixed, learnt.earlier)
        self.minutes = self._without_seconds(maker)
        if self.stores:
            name = nameless(table.file_name)
            self.id = self.store.imports.begin(name, source=self.fixed.source, at=now)
            # Before its parts: by its channel a longer export is taken apart as this one is, even
            # where this import is stopped before the first row of the source itself.
            for name, channel in sorted(self.fixed.homes.items()):
                self._ensure_source(name, channel)
        store = self.store.comments.many(self.found.rows) if self.stores else nullcontext()
        with store, closing(self._made(maker)) as made:
            for together in _in_transactions(self._with_progress(made)):
                self._keep_together(together)
        report = self._report()
        if self.stores:
            with self.store.writing():
                self.store.imports.finish(report, ())
                self._remember_mapping()
        self.progress(1.0, f"{self.counts.read:,} rows")
        return report

    def _without_seconds(self, maker: RowMaker) -> SameMinute | None:
        """What is there but for the seconds of its times, if the file has no ids to know it by."""
        mapping = self.seen.mapping
        if "created_at" not in mapping or ("id" in mapping and self.found.believes_all_ids):
            return None
        if self.fixed.source not in {one.name for one in self.store.comments.sources()}:
            return None
        made, _ = RowMaker(*maker.parts).make(list(self.seen.sample))
        return same_minute(self.store, self.fixed.source, made, whole=True)

    def _with_progress(self, chunks: Iterable[Made]) -> Generator[Made, None, None]:
        """Told for each chunk, not for each transaction, which may take seconds."""
        rows, pace = 0, Pace(self.found.rows, monotonic)
        for made in chunks:
            rows += made.rows
            yield made
            self.progress(min(0.99, rows / max(1, self.found.rows)), pace.words(rows))

    def _keep_together(self, together: Sequence[Made]) -> None:
        """What becomes of some rows. Rejects are written before comments: an import that is killed
        in between is run again, under a number of its own."""
        rejects = [one for made in together for one in made.rejects]
        if self.stores and rejects:
            self.store.imports.add_rejects(self.id, rejects)
        self._keep(
            [comment for made in together for comment in made.comments],
            [one for made in together for one in made.rekeyed],
        )
        for made in together:
            self.counts.add(made)

    def rehearse(self, now: datetime) -> ImportReport:
        """What `run` would report. Nothing is written, so nobody who writes waits for it."""
        return replace(self, stores=False).run(now)

    def _made(self, maker: RowMaker) -> Generator[Made, None, None]:
        """In a second process where there is enough to do and a processor to do it."""
        rows = self.seen.table.rows()
        if is_worth_two(self.found.rows, self.seen.mapping):
            yield from self.second.make_beside(maker, rows)
        else:
            yield from make_all(maker, rows)

    def _keep(self, comments: list[Comment], rekeyed: list[Rekeyed]) -> None:
        """In one transaction. Of one known source that is the store's own; another one around it
        would have it note how to take back each page that it writes to."""
        by_source = _by_source(self.minutes.known(comments) if self.minutes else comments)
        changed = keys_by_source(rekeyed)
        if not self.stores:
            return self._compare(by_source, changed)
        is_one = len(by_source) == 1 and by_source.keys() <= self.sources.keys()
        with nullcontext() if is_one and not changed else self.store.writing():
            self._keep_by_source(by_source, changed)
        return None

    def _keep_by_source(
        self,
        by_source: Mapping[str, Sequence[Comment]],
        changed: Mapping[str, dict[str, tuple[str, str]]],
    ) -> None:
        # Sources are made by name and locked by number, as an undo locks them: two imports whose
        # rows come in another order would otherwise each wait for the other.
        for name, own in sorted(by_source.items()):
            if name not in self.source_ids:
                self._ensure_source(name, own[0].channel)
        for name in sorted(by_source, key=self.source_ids.__getitem__):
            fresh = self.repeats.without(by_source[name])
            if name in changed:
                self.store.comments.rekey(name, changed[name])
            counts = self.store.comments.upsert(fresh, import_id=self.id)
            self._add(name, len(by_source[name]), len(fresh), counts)

    def _ensure_source(self, name: str, channel: Channel) -> None:
        self.source_ids[name] = self.store.comments.ensure_source(
            Source(
                name=name,
                channel=channel,
                is_sample=self.is_sample,
                timezone=self.fixed.timezone,
            )
        ).id

    def _compare(
        self,
        by_source: Mapping[str, Sequence[Comment]],
        changed: Mapping[str, dict[str, tuple[str, str]]],
    ) -> None:
        """What storing them would have counted."""
        for name, own in by_source.items():
            fresh = self.repeats.without(own)
            was = {key: before for before, (key, _) in changed.get(name, {}).items()}
            self._add(name, len(own), len(fresh), self.store.comments.compare(fresh, was=was))

    def _add(self, name: str, own: int, fresh: int, counts: tuple[int, int, int]) -> None:
        imported, updated, duplicates = counts
        duplicates += own - fresh
        self.stored.update(imported=imported, updated=updated, duplicates=duplicates)
        self.sources[name] += own

    def _remember_mapping(self) -> None:
        """What a person said, with the rest of the mapping they let stand."""
        key = header_key(self.seen.table.columns)
        if not key or not (self.wishes or self.seen.encoding):
            return
        is_said = bool(self.wishes) or self.seen.remembered
        kept = to_keep(self.seen.mapping, self.seen.table.columns) if is_said else None
        encoding = {ENCODING: self.seen.encoding} if self.seen.encoding else {}
        if kept or encoding:
            self.store.mappings.keep(key, (kept or {}) | encoding)

    def _notes(self) -> Iterator[str]:
        """Sentences for the report. They quote headers and cells: what is personal goes there."""
        if self.seen.remembered:
            yield "The columns were read as last time."
        yield from self.seen.unsure
        yield from self.notes
        yield from doubts_of(self.found, self.seen.mapping)
        yield from odd_rows(self.counts.tally, self.seen.mapping)
        yield from _said_again(self.repeats.several)
        if self.minutes and self.minutes.recognised:
            yield (
                f"{self.minutes.recognised:,} rows are in the source already but for the seconds "
                "of their times, which one of the two files lacks: they came in once."
            )

    def _report(self) -> ImportReport:
        counts, stored = self.counts, self.stored
        names = [name for name, _ in self.sources.most_common(3)] or [self.fixed.source]
        return ImportReport(
            id=self.id,
            file=nameless(self.seen.table.file_name),
            rows=counts.due,
            imported=stored["imported"],
            updated=stored["updated"],
            duplicates=stored["duplicates"],
            rejected=counts.rejected,
            filler=counts.filler,
            redacted=counts.redacted,
            languages=dict(counts.languages.most_common()),
            ratings=dict(sorted(counts.ratings.items(), reverse=True)),
            first_day=counts.days[0] if counts.days else None,
            last_day=counts.days[1] if counts.days else None,
            source=", ".join(names),
            notes=tuple(redact(note).text for note in self._notes()),
        )


def _said_again(several: int) -> Iterator[str]:
    if several:
        rows = "1 row says" if several == 1 else f"{several:,} rows say"
        yield (
            f"{rows} the same as an earlier one, and no customer, id or time of day tells them "
            "apart: each counts as a comment of its own."
        )


def is_worth_two(rows: int, mapping: Mapping[str, str]) -> bool:
    """Whether there is enough to do for two processes, and processors to do it."""
    return rows > LARGE and not needs_all_rows(mapping) and (os.cpu_count() or 1) > 1


def _by_source(comments: list[Comment]) -> Mapping[str, Sequence[Comment]]:
    names = set(map(attrgetter("source"), comments))
    if len(names) == 1:
        return {names.pop(): comments}
    by_source: dict[str, list[Comment]] = {name: [] for name in names}
    for comment in comments:
        by_source[comment.source].append(comment)
    return by_source


def _in_transactions(chunks: Iterable[Made]) -> Iterator[list[Made]]:
    """What was made, with so much together as one transaction stores."""
    together: list[Made] = []
    rows, letters = 0, 0
    for made in chunks:
        together.append(made)
        rows += made.rows
        letters += sum(len(comment.text) for comment in made.comments)
        if rows >= TOGETHER or letters >= LETTERS_TOGETHER:
            yield together
            together = []
            rows, letters = 0, 0
    if together:
        yield together
