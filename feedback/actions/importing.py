"""Bringing a file of comments in, and taking it back."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

from feedback.actions.import_channels import channels_apart, sources_of
from feedback.actions.import_overlap import Ends
from feedback.actions.import_run import ImportRun, is_worth_two
from feedback.actions.import_source import overlap_elsewhere, source_of
from feedback.actions.ports import Store
from feedback.actions.progress import Progress, no_progress
from feedback.actions.tables import write_csv
from feedback.domain.comment import Channel, ImportReport, Source, UndoneImport
from feedback.errors import InputError, NotFoundError
from feedback.intake.language import language_code
from feedback.intake.making import nothing_collected
from feedback.intake.mapping import header_key
from feedback.intake.preview import Preview, Understood, shown_of, understand
from feedback.intake.profile import Profile, profile
from feedback.intake.ratings import scale_named
from feedback.intake.reading import tables_of
from feedback.intake.row_parts import Fixed
from feedback.intake.second_process import SecondProcess
from feedback.intake.shapes import usual_channel
from feedback.intake.source_names import nameless, usual_source
from feedback.intake.table import Row
from feedback.intake.time_zones import time_zone
from languages import load_model

__all__ = ["import_file", "preview_file", "rejects_csv", "tables_of", "undo_import"]

COMING = timedelta(days=366)
"""How far ahead a comment may be dated: clocks and zones differ, and drafts have a day to come."""

WATCHED = 20_000
REJECT_COLUMNS = ("line", "reason", "advice", "excerpt", "file")


def preview_file(
    path: Path,
    *,
    file_name: str = "",
    mapping: Mapping[str, str] | None = None,
    rows: int = 10,
    encoding: str = "",
    store: Store | None = None,
    table: str = "",
    key: bytes = b"",
) -> Preview:
    """What was recognised in a file and its first rows. Nothing is stored.

    With `store`, the mapping that was given last time for such a header takes the place of the
    guess, as it does in `import_file`; with its `key` too, the first rows are looked for in the
    sources there are. `table` is one of `tables_of` the file. Raises InputError when the file
    cannot be read or no column holds comments.
    """
    recall = store.mappings.get if store else None
    seen = understand(path, file_name, mapping, encoding, recall, table)
    found = profile(seen.sample, seen.table.columns, seen.mapping)
    shown = shown_of(seen, found, rows)
    if store is None or not key:
        return shown
    fixed = _fixed(
        seen, _Wished("", None, "", ""), store.comments.sources(), key=key, latest=datetime.max
    )
    return replace(shown, overlap=overlap_elsewhere(store, seen, found, fixed))


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
    timezone: str = "",
    table: str = "",
) -> ImportReport:
    """Store the comments of a file, some thousand rows in each transaction.

    The report's rows are its imported, updated, duplicates and rejected, always. Killed and run
    again, it completes with nothing twice. A `mapping` is kept for the next file with such a
    header. `key` makes digests of customer ids; `day_first` settles dates that could be read two
    ways, `rating_scale` ("1-5", "0-10", "5-1" where 1 is best …) the ratings; `timezone` (IANA) is
    where dates with an offset are brought to, and belongs to the source from then on; `table` is
    one of `tables_of` the file. With
    `dry_run` the report is the same and nothing is stored. Raises InputError before anything is
    stored when the file cannot be used.
    """
    wished = _Wished(source.strip(), _channel(channel), _language(language), time_zone(timezone))
    scale = scale_named(rating_scale) if rating_scale else None
    progress(0.0, "Looking at the file")
    seen = understand(path, file_name, mapping, encoding, store.mappings.get, table)
    with nothing_collected(), closing(SecondProcess()) as second:
        ends = Ends.of(seen)
        rows = ends.watch(_watched(seen, progress, second))
        found = profile(rows, seen.table.columns, seen.mapping, day_first=day_first, scale=scale)
        given = _fixed(seen, wished, store.comments.sources(), key=key, latest=now + COMING)
        fixed, notes = _origin(store, seen, found, given, ends, is_sample=is_sample)
        run = ImportRun(
            store=store,
            seen=seen,
            found=found,
            fixed=fixed,
            wishes=mapping or {},
            is_sample=is_sample,
            progress=progress,
            second=second,
            notes=notes,
        )
        return run.rehearse(now) if dry_run else run.run(now)


def forget_mapping(store: Store, columns: Sequence[str]) -> None:
    """Forget what a person said about files with such columns: they are guessed again."""
    store.mappings.forget(header_key(columns))


def undo_import(store: Store, import_id: int, *, now: datetime) -> UndoneImport:
    """Take an import back: what it brought goes, what it updated is as it was before.

    Raises NotFoundError when there is no such import, and StateError when it was undone already or
    when a later import has updated the same comments.
    """
    return store.imports.undo(import_id, now)


def rejects_csv(store: Store, import_id: int) -> str:
    """The rejected rows of an import as CSV: line, reason, advice, excerpt, file.

    Raises NotFoundError when there is no such import.
    """
    report = store.imports.get(import_id)
    if report is None:
        raise NotFoundError(f"There is no import {import_id}. `import` prints the id of each.")
    text = io.StringIO()
    rows = (asdict(one) | {"file": report.file} for one in store.imports.rejects(import_id))
    write_csv(rows, REJECT_COLUMNS, text)
    return text.getvalue()


def _watched(seen: Understood, progress: Progress, second: SecondProcess) -> Iterator[Row]:
    """Say how far the first reading is, which nobody can tell in shares yet; and start the second
    process once it is clear that there will be work for it."""
    is_large = False
    for number, row in enumerate(seen.table.rows(), 1):
        if number % WATCHED == 0:
            progress(0.0, f"Looking at the file: {number:,} rows")
            if not is_large and is_worth_two(number, seen.mapping):
                is_large = True
                second.start()
                # Needed once all rows are read; it is unpacked while they are.
                Thread(target=load_model, daemon=True).start()
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
    timezone: str


def _fixed(
    seen: Understood, wished: _Wished, stored: Sequence[Source], *, key: bytes, latest: datetime
) -> Fixed:
    names = {source.name for source in stored}
    source = nameless(wished.source or usual_source(seen.table.file_name, names), names)
    return Fixed(
        source=source,
        source_is_given=bool(wished.source),
        channel=wished.channel or usual_channel(seen.shape, f"{source} {seen.table.file_name}"),
        channel_is_given=wished.channel is not None,
        language=wished.language,
        key=key,
        latest=latest,
        timezone=wished.timezone,
        timezones={source.name: source.timezone for source in stored},
    )


def _origin(
    store: Store, seen: Understood, found: Profile, given: Fixed, ends: Ends, *, is_sample: bool
) -> tuple[Fixed, list[str]]:
    """Into which sources the comments go, by which channels, and what is to be said about it."""
    stored = store.comments.sources()
    fixed, notes = source_of(store, seen, found, given, ends, is_sample=is_sample)
    fixed, said = channels_apart(store, seen, found, fixed)
    _check_sources(fixed, found, stored, is_sample=is_sample)
    return fixed, [*notes, *said]


def _check_sources(
    fixed: Fixed, found: Profile, stored: Sequence[Source], *, is_sample: bool
) -> None:
    """Keep own comments out of the sample's sources, with which they would be removed; and let a
    source whose dates are stored in one zone not go on in another."""
    names = sources_of(fixed, found)
    for source in stored:
        if source.name not in names:
            continue
        if source.is_sample and not is_sample:
            raise InputError(
                f"“{source.name}” is a source of the sample. Give your comments a source of "
                "another name."
            )
        if fixed.timezone not in ("", source.timezone):
            kept = f"in {source.timezone}" if source.timezone else "as its files wrote them"
            raise InputError(
                f"The dates of the source “{source.name}” are kept {kept}. Leave the time zone "
                "out, give the source another name, or undo its imports and import them again."
            )


def _language(name: str) -> str:
    code = language_code(name)
    if name and not code:
        raise InputError(f"{name!r} is no language code. Give one such as en, id, kk or pt.")
    return code
