"""The commands by name, each loaded when it is called: scikit-learn and the makers of documents
take seconds, and most commands need neither."""

from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

PLACES = {
    "themes": "themes:app",
    "changes": "changes:app",
    "links": "links:app",
    "announce": "announce:app",
    "track": "track:app",
    "import": "comments:import_files",
    "demo": "sample:demo",
    "serve": "serve:serve",
}
"""The module of each command in this package, and the group or function in it."""


class LazyCommands(TyperGroup):
    """The outermost group. It knows all names, and loads what it is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = dict.fromkeys(PLACES)  # type: ignore[assignment]  # names to suggest

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; None where there is none."""
        return _load(cmd_name) if cmd_name in PLACES else None


@cache
def _load(name: str) -> Any:
    module, attribute = PLACES[name].split(":")
    found = getattr(import_module(f"feedback.cli.{module}"), attribute)
    if isinstance(found, typer.Typer):
        command: Any = typer.main.get_group(found)
    else:
        alone = typer.Typer(add_completion=False)
        alone.command()(found)
        command = typer.main.get_command(alone)
    command.name = name
    return command
