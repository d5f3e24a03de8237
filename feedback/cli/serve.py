"""`serve`: the app in the browser."""

import os
import socket
import sys
from pathlib import Path

import typer

from feedback.actions.wordings import list_wordings
from feedback.cli.output import say
from feedback.cli.session import session_of
from feedback.errors import InputError

APP = Path(__file__).parents[2] / "app.py"


def serve(context: typer.Context) -> None:
    """Start the app on 127.0.0.1 and say where it is."""
    session = session_of(context)
    list_wordings(session.words)  # a wording that cannot be used is said here, not to readers
    session.store.close()
    settings = session.settings
    _refuse_taken(settings.port)
    say(f"Heard is at http://127.0.0.1:{settings.port} (stop it with Ctrl+C).")
    # What the app writes may hold what customers wrote.
    os.umask(0o077)
    os.chdir(APP.parent)
    port = ["--server.port", str(settings.port)]
    os.execve(
        sys.executable,
        [sys.executable, "-m", "feedback.ui.server", "run", str(APP), *port],
        dict(os.environ) | settings.as_environment(),
    )


def _refuse_taken(port: int) -> None:
    """Say so when another program answers on the port, instead of pointing at that one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise InputError(
                f"Port {port} cannot be used ({error.strerror}). "
                "Choose another, such as PORT=9000 make run."
            ) from error
