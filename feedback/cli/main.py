"""The commands put together, and the shell that turns errors into one sentence."""

import logging
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from feedback.cli import announce, changes, comments, links, sample, serve, themes
from feedback.cli.session import Session
from feedback.errors import HeardError
from feedback.settings import from_environment

app = typer.Typer(
    name="heard",
    help="Close the loop between what customers say and what you ship.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(themes.app, name="themes")
app.add_typer(changes.app, name="changes")
app.add_typer(links.app, name="links")
app.add_typer(announce.app, name="announce")
app.command("import")(comments.import_files)
app.command("demo")(sample.demo)
app.command("serve")(serve.serve)


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
    try:
        app(arguments)
    except HeardError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`… | head`).
        sys.stderr.close()
        sys.exit(0)
