"""Files that were dropped and not imported yet: in the session, and again after a reload.

A reload begins a new session. The address says which upload the page was about, by the random
name it has in the upload folder, and the server remembers what its sender called it.
"""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from feedback.ui import state
from feedback.ui.state import Upload

ADDRESS = "dropped"


def waiting() -> list[Upload]:
    """The files this page is about that are still there; its address says so from now on."""
    files = _there(state.uploads())
    if not files:
        files = _there(_known().get(st.query_params.get(ADDRESS, ""), ()))
        if files:
            state.set_uploads(files)
    _remember(files)
    return files


def _there(files: Sequence[Upload]) -> list[Upload]:
    return [one for one in files if Path(one.path).exists()]


def _remember(files: Sequence[Upload]) -> None:
    known = _known()
    for name in [name for name, others in list(known.items()) if not _there(others)]:
        known.pop(name, None)  # other sessions come and go meanwhile
    if not files:
        st.query_params.pop(ADDRESS, None)
        return
    name = Path(files[0].path).name
    known[name] = tuple(files)
    if st.query_params.get(ADDRESS) != name:
        st.query_params[ADDRESS] = name


@st.cache_resource
def _known() -> dict[str, tuple[Upload, ...]]:
    return {}
