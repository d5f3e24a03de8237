"""`--name`: what customers are to read a theme is called, wherever an announcement is drafted."""

from collections.abc import Sequence
from typing import Annotated

import typer

from feedback.actions.announcement_names import (
    confirm_names,
    names_in_order,
    names_to_confirm,
    unconfirmed_sentence,
)
from feedback.cli.output import say
from feedback.cli.session import Session

NamesOption = Annotated[
    list[str] | None,
    typer.Option("--name", help="What customers read the theme is called; once for each theme."),
]


def confirm_given_names(session: Session, themes: Sequence[int], names: list[str] | None) -> None:
    """Give the themes these names, which a person gave or kept. Raises InputError as renaming
    does, and when there is not one name for each theme."""
    given = names_in_order(themes, names or [])
    confirm_names(session.store, given, by=session.user, now=session.now)


def say_unconfirmed(session: Session, themes: Sequence[int]) -> None:
    """A note about names that Heard made, and how to give or keep them."""
    if sentence := unconfirmed_sentence(names_to_confirm(session.store, themes)):
        say(f"{sentence} --name gives another one, or keeps it.")
