"""Putting the cursor into a field that has just appeared, for those who use the keyboard alone."""

import streamlit as st

_JS = """
export default function ({ data }) {
  let tries = 0;
  const look = () => {
    const field = [...document.querySelectorAll("input")].find(
      (input) => input.getAttribute("aria-label") === data.label
    );
    if (field) field.focus();
    else if (tries++ < 40) setTimeout(look, 50);
  };
  look();
}
"""
_focus = st.components.v2.component("heard_focus", js=_JS)


def focus_on(label: str, *, key: str) -> None:
    """Put the cursor into the text field with this label."""
    _focus(key=key, data={"label": label}, height=1)
