"""`demo`: the invented sample in and out."""

from typing import Annotated

import typer

from feedback.actions.sample import load_sample, remove_sample
from feedback.cli.output import Format, FormatOption, print_row, show_progress
from feedback.cli.session import session_of


def demo(
    context: typer.Context,
    remove: Annotated[bool, typer.Option("--remove", help="Take the sample out again.")] = False,
    style: FormatOption = Format.TABLE,
) -> None:
    """Load the sample: an invented company with its comments and its changelog."""
    session = session_of(context)
    if remove:
        print_row(remove_sample(session.store, today=session.today), style)
        return
    counts = load_sample(
        session.store,
        key=session.key,
        model_folder=session.settings.model_folder,
        now=session.now,
        progress=show_progress,
    )
    print_row(counts, style)
