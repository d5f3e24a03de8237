"""`serve`: the app in the browser."""

import os
import sys
from pathlib import Path

import typer

from feedback.cli.output import say
from feedback.cli.session import session_of

APP = Path(__file__).parents[2] / "app.py"


def serve(context: typer.Context) -> None:
    """Start the app on 127.0.0.1 and say where it is."""
    session = session_of(context)
    session.store.close()
    settings = session.settings
    say(f"Heard is at http://127.0.0.1:{settings.port} (stop it with Ctrl+C).")
    os.chdir(APP.parent)
    os.execve(
        sys.executable,
        [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(settings.port)],
        dict(os.environ) | settings.as_environment(),
    )
