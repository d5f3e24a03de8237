"""`import`: files of comments in, what came in, and back out."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from feedback.actions.importing import (
    REJECT_COLUMNS,
    import_file,
    rejects_csv,
    tables_of,
    undo_import,
)
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say, show_progress
from feedback.cli.session import Session, session_of
from feedback.domain.comment import Channel, ImportReport
from feedback.errors import HeardError, InputError

KEYS = (
    "file", "rows", "imported", "updated", "duplicates", "rejected", "filler", "redacted",
    "languages",
)  # fmt: skip
COUNTED = ("file", "source", "rows", "imported", "updated", "duplicates", "rejected")
SHOWN = ("import", "at", "file", "status", "rows", "imported", "updated")
MOST_LISTED = 50
_REJECTS_BEGIN = ",".join(REJECT_COLUMNS[:3]).encode()


class DateOrder(StrEnum):
    """How dates such as 03/04/2026 are read."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


FilesArgument = Annotated[
    list[Path] | None, typer.Argument(help="Files of comments.", metavar="FILE…")
]
SourceOption = Annotated[str, typer.Option(help="Where they come from; else the file says.")]
ChannelOption = Annotated[Channel | None, typer.Option(help="The kind of source.")]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds what."),
]
LanguageOption = Annotated[str, typer.Option(help="The language of all, such as id.")]
EncodingOption = Annotated[str, typer.Option(help="The encoding, such as windows-1252.")]
DatesOption = Annotated[DateOrder | None, typer.Option(help="How dates like 03/04/2026 are read.")]
ScaleOption = Annotated[
    str, typer.Option(help="The scale of ratings: 1-5, 0-10; 5-1 where 1 is best.")
]
TimezoneOption = Annotated[
    str, typer.Option(help="Bring dates with an offset to this zone, such as Asia/Jakarta.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]
RejectsOption = Annotated[
    Path | None, typer.Option(help="Write the rows that could not be used to this file.")
]
UndoOption = Annotated[
    int | None, typer.Option("--undo", metavar="ID", help="Take an import back, instead.")
]
ListOption = Annotated[bool, typer.Option("--list", help="Show the latest imports, instead.")]


def import_files(
    context: typer.Context,
    files: FilesArgument = None,
    source: SourceOption = "",
    channel: ChannelOption = None,
    mapping: MapOption = None,
    language: LanguageOption = "",
    encoding: EncodingOption = "",
    dates: DatesOption = None,
    scale: ScaleOption = "",
    timezone: TimezoneOption = "",
    dry_run: DryRunOption = False,
    rejects: RejectsOption = None,
    undo: UndoOption = None,
    listing: ListOption = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """Take comments in. Importing a file again adds nothing."""
    if bool(files) + (undo is not None) + listing != 1:
        raise typer.BadParameter("give files to import, or --undo ID, or --list, and one of these.")
    if rejects is not None:
        _check_rejects(rejects, files or [], dry_run=dry_run)
    session = session_of(context)
    if undo is not None:
        return _undo(session, undo, style)
    if listing:
        return _list(session, style)
    given = {
        "source": source,
        "channel": channel or "",
        "mapping": _mapping(mapping or []),
        "language": language,
        "encoding": encoding,
        "day_first": None if dates is None else dates is DateOrder.DAY_FIRST,
        "rating_scale": scale,
        "timezone": timezone,
        "dry_run": dry_run,
    }
    return _import(session, files or [], given, rejects, style)


def _import(
    session: Session,
    files: list[Path],
    given: dict[str, Any],
    rejects: Path | None,
    style: Format,
) -> None:
    reports, failures = _imported(session, files, given)
    # What is stored is told, whatever goes wrong after it.
    if reports and not given["dry_run"]:
        try:
            _place(session)
        except HeardError as error:
            failures.append(error)
    for report in reports:
        for note in report.notes:
            say(f"{report.file}: {note}")
    if rejects is not None and reports:
        try:
            _write_rejects(session, reports, rejects)
        except HeardError as error:
            failures.append(error)
    rows = [_row(report) for report in reports]
    if len(rows) == 1:
        print_row(rows[0], style)
    elif rows:
        print_rows(rows, style, columns=tuple(rows[0]))
    if len(failures) == 1:
        raise failures[0]
    if failures:
        raise InputError(" ".join(map(str, failures)))


def _place(session: Session) -> None:
    if not session.store.themes.all():
        return
    # The themes' engine takes seconds to load: only where there are themes.
    from feedback.actions.placing import place_arrivals  # noqa: PLC0415

    placed = place_arrivals(session.store, model_folder=session.settings.model_folder)
    if placed:
        say(f"{placed:,} comments were placed into the themes there are.")


def _imported(
    session: Session, files: list[Path], given: dict[str, Any]
) -> tuple[list[ImportReport], list[HeardError]]:
    """Each table is an import of its own; one that cannot be used does not stop the others."""
    reports: list[ImportReport] = []
    failures: list[HeardError] = []
    for path in files:
        try:
            for table in tables_of(path):
                try:
                    reports.append(
                        import_file(
                            session.store,
                            path,
                            key=session.key,
                            now=session.now,
                            table=table,
                            progress=show_progress,
                            **given,
                        )
                    )
                except InputError as error:
                    failures.append(error)
        except InputError as error:
            failures.append(error)
        except HeardError as error:
            # No fault of the file, such as a database that is gone: the next would fare no better.
            failures.append(error)
            break
    return reports, failures


def _undo(session: Session, import_id: int, style: Format) -> None:
    undone = undo_import(session.store, import_id, now=session.now)
    print_row(
        {
            "import": undone.id,
            "file": undone.file,
            "deleted": undone.deleted,
            "restored": undone.restored,
        },
        style,
    )


def _list(session: Session, style: Format) -> None:
    rows = [
        {"import": report.id, "at": at, "status": report.status.value}
        | {name: getattr(report, name) for name in COUNTED}
        for at, report in session.store.imports.recent(MOST_LISTED)
    ]
    columns = ("import", "at", "status", *COUNTED)
    print_rows(rows, style, columns=columns, table_columns=SHOWN)


def _row(report: ImportReport) -> dict[str, Any]:
    values = asdict(report)
    return {key: values[key] for key in KEYS} | {
        "import": report.id,
        "source": report.source,
        "notes": report.notes,
    }


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip():
            raise InputError(f"--map {pair!r} is not of the form FIELD=COLUMN.")
        mapping[field.strip()] = column.strip()
    return mapping


def _check_rejects(path: Path, files: list[Path], *, dry_run: bool) -> None:
    """Keep every file that is there, but for one of rejected rows, from being written over."""
    if dry_run:
        raise typer.BadParameter("a dry run keeps no rejected rows. Leave out one of the two.")
    try:
        is_input = any(file.exists() and path.samefile(file) for file in files)
        with path.open("rb") as there:
            start = there.read(len(_REJECTS_BEGIN))
    except OSError:
        return  # It is not there, or cannot be written either, which is said then.
    if is_input or (start and start != _REJECTS_BEGIN):
        raise InputError(
            f"{path} is there already and holds something else than rejected rows. Give --rejects "
            "the name of a new file. Nothing was imported."
        )


def _write_rejects(session: Session, reports: list[ImportReport], path: Path) -> None:
    """One file for all imports of this call, with one header."""
    parts = [rejects_csv(session.store, report.id) for report in reports]
    heads = [part.split("\n", 1) for part in parts]
    text = heads[0][0] + "\n" + "".join(rest for _, rest in heads) if heads else ""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}).") from error
