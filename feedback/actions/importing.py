"""Bringing a file of comments in."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from feedback.actions.ports import Store
from feedback.actions.progress import Progress, no_progress
from feedback.domain.comment import Channel, Comment, ImportReport, Reject, Source
from feedback.domain.summaries import CommentFilter
from feedback.errors import InputError, NotFoundError
from feedback.intake.cells import read_channel
from feedback.intake.earlier import Earlier, read_earlier
from feedback.intake.language import language_code
from feedback.intake.notes import odd_rows
from feedback.intake.preview import Preview, Understood, doubts_of, preview, understand
from feedback.intake.profile import Profile, profile
from feedback.intake.ratings import scale_named
from feedback.intake.row_parts import Fixed
from feedback.intake.rows import RowMaker
from feedback.intake.table import Row

COMING = timedelta(days=366)
"""How far ahead a comment may be dated: clocks and zones differ, and drafts have a day to come."""

CHUNK = 2000
WATCHED = 20_000


class _DryRunEnds(Exception):  # noqa: N818  (takes a dry run's writes back, no error)
    pass


def preview_file(
    path: Path,
    *,
    file_name: str = "",
    mapping: Mapping[str, str] | None = None,
    rows: int = 10,
    encoding: str = "",
) -> Preview:
    """What was recognised in a file and its first rows. Nothing is stored.

    Raises InputError when the file cannot be read or no column holds comments.
    """
    return preview(path, file_name, mapping, rows, encoding)


def import_file(
    store: Store,
    path: Path,
    *,
    file_name: str = "",
    source: str = "",
    channel: str = "",
    mapping: Mapping[str, str] | None = None,
    language: str = "",
    dry_run: bool = False,
    is_sample: bool = False,
    key: bytes,
    now: datetime,
    progress: Progress = no_progress,
    encoding: str = "",
    day_first: bool | None = None,
    rating_scale: str = "",
) -> ImportReport:
    """Store the comments of a file, each chunk of rows in a transaction of its own.

    The report's rows are its imported, updated, duplicates and rejected, always. Killed and run
    again, it completes with nothing twice. `key` makes digests of customer ids; `day_first`
    settles dates that could be read two ways, `rating_scale` ("1-5", "0-10", "5-1" where 1 is
    best …) the ratings. With `dry_run` the report is the same and nothing
    is stored. Raises InputError before anything is stored when the file cannot be used.
    """
    wished = _Wished(source.strip(), _channel(channel), _language(language))
    scale = scale_named(rating_scale) if rating_scale else None
    progress(0.0, "Looking at the file")
    seen = understand(path, file_name, mapping, encoding)
    rows = _watched(seen.table.rows(), progress)
    found = profile(rows, seen.table.columns, seen.mapping, day_first=day_first, scale=scale)
    fixed = _fixed(seen, wished, key, now)
    _spare_sample(store, fixed.source, is_sample=is_sample)
    work = _Import(store, seen, found, fixed, is_sample=is_sample, progress=progress)
    return work.rehearse(now) if dry_run else work.run(now)


def rejects_csv(store: Store, import_id: int) -> str:
    """The rejected rows of an import as CSV: line, reason, advice, excerpt.

    Raises NotFoundError when there is no such import.
    """
    if store.imports.get(import_id) is None:
        raise NotFoundError(f"There is no import {import_id}. `import` prints the id of each.")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("line", "reason", "advice", "excerpt"))
    for reject in store.imports.rejects(import_id):
        writer.writerow((reject.line, *map(_harmless, (reject.reason, reject.advice,
                                                      reject.excerpt))))  # fmt: skip
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A cell no spreadsheet takes for a formula, also behind blanks and control characters."""
    start = cell.lstrip("\t\r\n \x00\ufeff\u00a0\u200b")[:1]
    return f"'{cell}" if start and start in "=+-@|%\uff1d\uff0b\uff0d\uff20" else cell


def _watched(rows: Iterator[Row], progress: Progress) -> Iterator[Row]:
    """Say how far the first reading is, which nobody can tell in shares yet."""
    for number, row in enumerate(rows, 1):
        if number % WATCHED == 0:
            progress(0.0, f"Looking at the file: {number:,} rows")
        yield row


def _channel(name: str) -> Channel | None:
    if not name:
        return None
    try:
        return Channel(name.strip().casefold())
    except ValueError as error:
        kinds = ", ".join(Channel)
        raise InputError(f"{name!r} is no kind of channel. The kinds are: {kinds}.") from error


@dataclass(frozen=True, slots=True)
class _Wished:
    """What the person said about the whole file."""

    source: str
    channel: Channel | None
    language: str


def _spare_sample(store: Store, source: str, *, is_sample: bool) -> None:
    """Keep own comments out of the sample's sources, with which they would be removed."""
    if not is_sample and any(s.is_sample and s.name == source for s in store.comments.sources()):
        raise InputError(
            f"“{source}” is a source of the sample. Give your comments a source of another name."
        )


def _fixed(seen: Understood, wished: _Wished, key: bytes, now: datetime) -> Fixed:
    source = wished.source or Path(seen.table.file_name).stem
    return Fixed(
        source=source,
        source_is_given=bool(wished.source),
        channel=wished.channel or _usual_channel(seen, source),
        channel_is_given=wished.channel is not None,
        language=wished.language,
        key=key,
        latest=now + COMING,
    )


def _usual_channel(seen: Understood, source: str) -> Channel:
    """What is known of the tool that wrote the file, else what the names say."""
    if seen.shape:
        return seen.shape.channel
    return read_channel(f"{source} {seen.table.file_name}") or Channel.OTHER


def _language(name: str) -> str:
    code = language_code(name)
    if name and not code:
        raise InputError(f"{name!r} is no language code. Give one such as en, id, kk or pt.")
    return code


@dataclass(slots=True)
class _Import:
    """One run over the rows of a file."""

    store: Store
    seen: Understood
    found: Profile
    fixed: Fixed
    is_sample: bool = field(kw_only=True)
    progress: Progress = field(kw_only=True)
    rejects: list[Reject] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    known: set[int] = field(default_factory=set)

    def run(self, now: datetime) -> ImportReport:
        maker = RowMaker(
            self.seen.table.columns, self.seen.mapping, self.found, self.fixed, self._earlier()
        )
        done = 0
        for rows, comments in self._chunks(maker):
            with self.store.writing():
                self._keep(comments)
            done += rows
            self.progress(
                min(0.99, done / max(1, self.found.rows)),
                f"{done:,} of {self.found.rows:,} rows",
            )
        report = self._report(maker)
        with self.store.writing():
            import_id = self.store.imports.add(report, self.rejects, at=now)
        self.progress(1.0, f"{done:,} rows")
        return replace(report, id=import_id)

    def rehearse(self, now: datetime) -> ImportReport:
        """What `run` would report, with all its writes taken back."""
        report = ImportReport(file=self.seen.table.file_name)
        try:
            with self.store.writing():
                report = self.run(now)
                raise _DryRunEnds
        except _DryRunEnds:
            return replace(report, id=0)

    def _earlier(self) -> Earlier:
        """Only ids need it: content is its own witness."""
        if "id" not in self.seen.mapping:
            return Earlier()
        wanted = {self.fixed.source}
        if not self.fixed.source_is_given:
            wanted |= self.found.sources
        known = [source.name for source in self.store.comments.sources() if source.name in wanted]
        stored = (
            comment
            for name in known
            for comment in self.store.comments.iterate(CommentFilter(source=name))
        )
        return read_earlier(stored, self.found.is_believed)

    def _chunks(self, maker: RowMaker) -> Iterator[tuple[int, list[Comment]]]:
        rows, comments = 0, []
        for row in self.seen.table.rows():
            made = maker.make(row)
            rows += 1
            if isinstance(made, Reject):
                self.rejects.append(made)
            else:
                comments.extend(made)
            if rows >= CHUNK:
                yield rows, comments
                rows, comments = 0, []
        if rows:
            yield rows, comments

    def _keep(self, comments: list[Comment]) -> None:
        by_source: dict[str, list[Comment]] = {}
        for comment in comments:
            by_source.setdefault(comment.source, []).append(comment)
        for name, own in by_source.items():
            if name not in self.sources:
                self.store.comments.ensure_source(
                    Source(name=name, channel=own[0].channel, is_sample=self.is_sample)
                )
            fresh = self._without_repeats(own)
            imported, updated, duplicates = self.store.comments.upsert(fresh)
            duplicates += len(own) - len(fresh)
            self.counts.update(imported=imported, updated=updated, duplicates=duplicates)
            self.sources[name] += len(own)
        self.counts["filler"] += sum(comment.is_filler for comment in comments)
        self.counts["redacted"] += sum(comment.redacted for comment in comments)
        self.languages.update(comment.language for comment in comments)

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

    def _report(self, maker: RowMaker) -> ImportReport:
        counts = self.counts
        kept = counts["imported"] + counts["updated"] + counts["duplicates"]
        names = [name for name, _ in self.sources.most_common(3)] or [self.fixed.source]
        return ImportReport(
            file=self.seen.table.file_name,
            rows=kept + len(self.rejects),
            imported=counts["imported"],
            updated=counts["updated"],
            duplicates=counts["duplicates"],
            rejected=len(self.rejects),
            filler=counts["filler"],
            redacted=counts["redacted"],
            languages=dict(self.languages.most_common()),
            source=", ".join(names),
            notes=(
                *self.seen.unsure,
                *doubts_of(self.found, self.seen.mapping),
                *odd_rows(maker.tally, self.seen.mapping),
            ),
        )
