"""The command line: arguments → actions → print."""

from feedback.cli.main import main

__all__ = ["main"]
