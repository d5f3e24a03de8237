"""What every page asks of the browser: whether the window is narrow, as on a telephone, and that it
loses no key."""

import streamlit as st

from feedback.ui import state
from feedback.ui.early_keys import PRESS_AGAIN

NARROW_PIXELS = 640

_JS = f"""{PRESS_AGAIN}
export default function ({{ data, setStateValue }}) {{
  pressEarlyKeysAgain();
  const query = window.matchMedia("(max-width: {NARROW_PIXELS}px)");
  const tell = () => {{
    if (query.matches !== data.narrow) setStateValue("narrow", query.matches);
  }};
  tell();
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
}}
"""
_watch = st.components.v2.component("heard_viewport", js=_JS)


def watch_width() -> None:
    """Ask the browser once per page; it speaks up only where the answer is another than before."""
    told = _watch(
        key="heard_viewport",
        data={"narrow": state.is_narrow()},
        on_narrow_change=lambda: None,
        height=1,
    )
    if told.narrow is not None:
        state.set_narrow(bool(told.narrow))
