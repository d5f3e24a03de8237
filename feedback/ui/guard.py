"""The outermost shell of a page: nothing that goes wrong inside reaches the screen as a traceback.

A HeardError is a sentence for the person at the screen. Anything else is a defect: it goes to the
log under a short reference, and the page shows only that reference.
"""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import ParamSpec

import streamlit as st

from feedback.errors import HeardError
from feedback.ui import resources
from feedback.ui.plain_text import plain

LOG_BYTES = 1_000_000

P = ParamSpec("P")

log = logging.getLogger("feedback.ui")


def guarded(body: Callable[P, None]) -> Callable[P, None]:
    """`body`, with errors shown as sentences. For pages and for fragments, which run alone."""

    @wraps(body)
    def in_guard(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            body(*args, **kwargs)
        except HeardError as error:
            if error.__cause__ is not None:
                _log_to_file(resources.settings().log_file)
                log.warning("%s", error, exc_info=error)
            show_problem(str(error))
        except Exception:  # the outermost shell of the pages
            reference = secrets.token_hex(4)
            _log_to_file(resources.settings().log_file)
            log.exception("reference %s", reference)
            show_problem(
                "Something went wrong. Details are in the log in the data folder, under the "
                f"reference {reference}."
            )

    return in_guard


def show_problem(sentence: str) -> None:
    """An error somebody can act on. What it quotes from files stays text."""
    st.error(plain(sentence), icon=":material/error:")


@st.cache_resource(max_entries=4, show_spinner=False)
def _log_to_file(path: Path) -> None:
    """Send details to the log file, once per process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
