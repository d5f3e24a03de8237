"""The commands put together, and the shell that turns errors into one sentence."""

import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from feedback.cli.lazy_commands import LazyCommands
from feedback.cli.output import say
from feedback.cli.session import Session
from feedback.errors import HeardError
from feedback.settings import from_environment

app = typer.Typer(
    cls=LazyCommands,
    name="heard",
    help="Close the loop between what customers say and what you ship.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def begin(
    context: typer.Context,
    database: Annotated[
        str | None, typer.Option(help="Where the data lies, such as sqlite:///data/heard.db.")
    ] = None,
) -> None:
    """Close the loop between what customers say and what you ship."""
    session = Session(from_environment(database))
    context.obj = session
    context.call_on_close(session.close)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; exit 0 done, 1 a problem the user can act on, 2 wrong usage."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Comments come in every script, whatever the terminal's language is set to.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        try:
            app(arguments)
        finally:
            sys.stdout.flush()
    except HeardError as error:
        _fail(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough (`… | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001  (the outermost shell of the command line)
        _fail(f"Something went wrong that should not. {_written_down(traceback.format_exc())}")


def _fail(sentence: str) -> None:
    say(f"error: {sentence}")
    sys.exit(1)


def _written_down(details: str) -> str:
    """Put the details where a page's go, the log; say where that is."""
    log = from_environment().log_file
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as out:
            out.write(details)
    except OSError:
        return "The details could not be written to the log in the data folder."
    return f"The details are in {log.name} in the data folder. Please report them."
