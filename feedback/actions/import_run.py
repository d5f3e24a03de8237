"""One import: the rows of a file into the store, chunk by chunk."""

import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from time import monotonic

from feedback.actions.import_channels import sources_of
from feedback.actions.pace import Pace
from feedback.actions.ports import Store
from feedback.actions.progress import Progress
from feedback.domain.comment import Channel, Comment, ImportReport, Reject, Source
from feedback.domain.summaries import CommentFilter
from feedback.intake.date_order_of_before import order_before
from feedback.intake.earlier import Earlier, what_was_said
from feedback.intake.external_ids import Rekeyed, keys_by_source, stored_id
from feedback.intake.making import Made, make_all
from feedback.intake.mapping import header_key
from feedback.intake.notes import odd_rows
from feedback.intake.preview import Understood, doubts_of
from feedback.intake.profile import Profile
from feedback.intake.row_parts import Fixed, Tally
from feedback.intake.rows import RowMaker, needs_all_rows
from feedback.intake.second_process import SecondProcess

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
    rejects: list[Reject] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)
    days: tuple[date, date] | None = None
    tally: Tally = field(default_factory=Tally)
    known: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    source_ids: dict[str, int] = field(default_factory=dict)

    def run(self, now: datetime) -> ImportReport:
        """Store all rows, some thousand in each transaction."""
        table = self.seen.table
        earlier = self._with_dates_of_before(self._earlier())
        maker = RowMaker(table.columns, self.seen.mapping, self.found, self.fixed, earlier)
        if self.stores:
            self.id = self.store.imports.begin(table.file_name, source=self.fixed.source, at=now)
            # Before its parts: by its channel a longer export is taken apart as this one is, even
            # where this import is stopped before the first row of the source itself.
            for name, channel in sorted(self.fixed.homes.items()):
                self._ensure_source(name, channel)
        done, pace = 0, Pace(self.found.rows, monotonic)
        with closing(self._made(maker)) as chunks:
            for together in _in_transactions(chunks):
                self._keep(
                    [comment for made in together for comment in made.comments],
                    [one for made in together for one in made.rekeyed],
                )
                for made in together:
                    self._count(made)
                    done += made.rows
                self.progress(min(0.99, done / max(1, self.found.rows)), pace.words(done))
        report = self._report()
        if self.stores:
            with self.store.writing():
                self.store.imports.finish(report, self.rejects)
                self._remember_mapping()
        self.progress(1.0, f"{done:,} rows")
        return report

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

    def _earlier(self) -> Earlier:
        """Only ids need it: content is its own witness."""
        if "id" not in self.seen.mapping:
            return Earlier()
        stored = self.store.comments
        names = sorted(sources_of(self.fixed, self.found))
        reused = {one for name in names for one in stored.reused_ids(name)}
        said: dict[str, bytes] = {}
        if reused or not self.found.believes_all_ids:
            here = self.found.reused_ids
            doubted = reused | here | {stored_id(self.fixed.key, one) for one in here}
            for name in names:
                comments = stored.iterate(CommentFilter(source=name))
                said |= what_was_said(
                    comments, lambda one: self.found.ids_believed and one not in doubted
                )
        return Earlier(reused, said)

    def _with_dates_of_before(self, earlier: Earlier) -> Earlier:
        """Find out whether the source's dates were read in the other order before.

        Where the file leaves the order open, the earlier one stays. Otherwise it is known better
        now, and the dates of the comments that are there are put right.
        """
        order, column = self.found.created_order, self.seen.mapping.get("created_at", "")
        is_by_id = "id" in self.seen.mapping and self.found.believes_all_ids
        if not column or not order.needed or (is_by_id and not earlier.reused_ids):
            return earlier
        names = sources_of(self.fixed, self.found)
        if names.isdisjoint(source.name for source in self.store.comments.sources()):
            return earlier
        table, mapping, with_keys = (
            self.seen.table,
            self.seen.mapping,
            self.store.comments.with_keys,
        )
        maker, turned = (
            RowMaker(table.columns, mapping, self.found, self.fixed, one)
            for one in (earlier, replace(earlier, dates_turned=True))
        )
        before = order_before(table.rows(), maker, turned, with_keys)
        if not before.dates_turned:
            return replace(earlier, dates_turned=before.keys_turned)
        words = ("day first", "month first")
        then, now = words[::-1] if order.day_first else words
        if order.sure:
            self.notes.append(
                f"The dates in “{column}” are read {now} now, and were read {then} before. Those "
                "of comments that are in this file and were here already are put right."
            )
            return replace(earlier, dates_turned=before.keys_turned)
        self.notes.append(
            f"The dates in “{column}” were read {then}, as in earlier imports of this source."
        )
        order = replace(order, day_first=not order.day_first, sure=True)
        answered = self.found.answered_order
        self.found = replace(
            self.found, created_order=order, answered_order=answered if answered.sure else order
        )
        return replace(earlier, dates_turned=not before.keys_turned)

    def _keep(self, comments: list[Comment], rekeyed: list[Rekeyed]) -> None:
        """In one transaction. Of one known source that is the store's own; another one around it
        would have it note how to take back each page that it writes to."""
        by_source: dict[str, list[Comment]] = {}
        for comment in comments:
            by_source.setdefault(comment.source, []).append(comment)
        changed = keys_by_source(rekeyed)
        if not self.stores:
            return self._compare(by_source, changed)
        is_one = len(by_source) == 1 and by_source.keys() <= self.sources.keys()
        with nullcontext() if is_one and not changed else self.store.writing():
            self._keep_by_source(by_source, changed)
        return None

    def _keep_by_source(
        self,
        by_source: Mapping[str, list[Comment]],
        changed: Mapping[str, dict[str, tuple[str, str]]],
    ) -> None:
        # Sources are made by name and locked by number, as an undo locks them: two imports whose
        # rows come in another order would otherwise each wait for the other.
        for name, own in sorted(by_source.items()):
            if name not in self.source_ids:
                self._ensure_source(name, own[0].channel)
        for name in sorted(by_source, key=self.source_ids.__getitem__):
            fresh = self._without_repeats(by_source[name])
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
        by_source: Mapping[str, list[Comment]],
        changed: Mapping[str, dict[str, tuple[str, str]]],
    ) -> None:
        """What storing them would have counted."""
        for name, own in by_source.items():
            fresh = self._without_repeats(own)
            was = {key: before for before, (key, _) in changed.get(name, {}).items()}
            self._add(name, len(own), len(fresh), self.store.comments.compare(fresh, was=was))

    def _add(self, name: str, own: int, fresh: int, counts: tuple[int, int, int]) -> None:
        imported, updated, duplicates = counts
        duplicates += own - fresh
        self.counts.update(imported=imported, updated=updated, duplicates=duplicates)
        self.sources[name] += own

    def _count(self, made: Made) -> None:
        self.counts["due"] += made.due
        self.counts["filler"] += sum(comment.is_filler for comment in made.comments)
        self.counts["redacted"] += sum(comment.redacted for comment in made.comments)
        self.languages.update(comment.language for comment in made.comments)
        self.ratings.update(
            str(int(comment.rating + 0.5))
            for comment in made.comments
            if comment.rating is not None
        )
        dated = [comment.created_at.date() for comment in made.comments if comment.created_at]
        if dated:
            known = self.days or (dated[0], dated[0])
            self.days = (min(known[0], *dated), max(known[1], *dated))
        self.rejects += made.rejects
        self.tally.add(made.tally)

    def _without_repeats(self, comments: list[Comment]) -> list[Comment]:
        """The first of rows that are the same comment in one file.

        Otherwise two that differ in a rating would update each other with every import.
        """
        fresh = []
        for comment in comments:
            known = hash((comment.source, comment.key))
            if known not in self.known:
                self.known.add(known)
                fresh.append(comment)
        return fresh

    def _remember_mapping(self) -> None:
        """What a person said, with the rest of the mapping they let stand."""
        key = header_key(self.seen.table.columns)
        if self.wishes and key:
            self.store.mappings.keep(key, self.seen.mapping)

    def _report(self) -> ImportReport:
        counts = self.counts
        names = [name for name, _ in self.sources.most_common(3)] or [self.fixed.source]
        return ImportReport(
            id=self.id,
            file=self.seen.table.file_name,
            rows=counts["due"],
            imported=counts["imported"],
            updated=counts["updated"],
            duplicates=counts["duplicates"],
            rejected=len(self.rejects),
            filler=counts["filler"],
            redacted=counts["redacted"],
            languages=dict(self.languages.most_common()),
            ratings=dict(sorted(self.ratings.items(), reverse=True)),
            first_day=self.days[0] if self.days else None,
            last_day=self.days[1] if self.days else None,
            source=", ".join(names),
            notes=(
                *("The columns were read as last time.",) * self.seen.remembered,
                *self.seen.unsure,
                *self.notes,
                *doubts_of(self.found, self.seen.mapping),
                *odd_rows(self.tally, self.seen.mapping),
            ),
        )


def is_worth_two(rows: int, mapping: Mapping[str, str]) -> bool:
    """Whether there is enough to do for two processes, and processors to do it."""
    return rows > LARGE and not needs_all_rows(mapping) and (os.cpu_count() or 1) > 1


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
