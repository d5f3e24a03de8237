"""`import`: files of comments in."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from feedback.actions.importing import import_file, rejects_csv
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say
from feedback.cli.session import Session, session_of
from feedback.domain.comment import Channel, ImportReport
from feedback.errors import InputError

KEYS = (
    "file", "rows", "imported", "updated", "duplicates", "rejected", "filler", "redacted",
    "languages",
)  # fmt: skip


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Files of comments.", metavar="FILE…")],
    source: Annotated[str, typer.Option(help="Where they come from; else the file says.")] = "",
    channel: Annotated[Channel | None, typer.Option(help="The kind of source.")] = None,
    mapping: Annotated[
        list[str], typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds what.")
    ] = [],  # noqa: B006
    language: Annotated[str, typer.Option(help="The language of all, such as id.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Write the rows that could not be used to this file.")
    ] = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Take comments in. Importing a file again adds nothing."""
    session = session_of(context)
    reports = [
        import_file(
            session.store,
            path,
            source=source,
            channel=channel or "",
            mapping=_mapping(mapping),
            language=language,
            dry_run=dry_run,
            key=session.key,
            now=session.now,
        )
        for path in files
    ]
    for report in reports:
        for note in report.notes:
            say(f"{report.file}: {note}")
    if rejects is not None:
        _write_rejects(session, reports, rejects)
    rows = [_row(report) for report in reports]
    if len(rows) == 1:
        print_row(rows[0], style)
    else:
        print_rows(rows, style, columns=tuple(rows[0]))


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


def _write_rejects(session: Session, reports: list[ImportReport], path: Path) -> None:
    """One file for all imports of this call, with one header."""
    parts = [rejects_csv(session.store, report.id) for report in reports]
    heads = [part.split("\n", 1) for part in parts]
    text = heads[0][0] + "\n" + "".join(rest for _, rest in heads) if heads else ""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}).") from error
