"""Whether a theme holds together, as the latest run tested it."""

import streamlit as st

from feedback.actions.solidity import HoldsTogether, Verdict
from feedback.domain.theme import Theme
from feedback.ui import theme_reads
from feedback.ui.formats import SOLIDITY_COLOURS, SOLIDITY_WORDS, number


def solidity_badge(theme: Theme) -> None:
    """Solid or loose; nothing for a theme that no run has tested."""
    found = _of(theme)
    if found is not None:
        st.badge(SOLIDITY_WORDS[found.verdict], color=SOLIDITY_COLOURS[found.verdict])


def solidity_sentence(theme: Theme) -> None:
    """What the badge rests on."""
    found = _of(theme)
    if found is not None:
        st.caption(_sentence(found))


def _of(theme: Theme) -> HoldsTogether | None:
    return None if theme.retired else theme_reads.solidity().get(theme.id)


def _sentence(found: HoldsTogether) -> str:
    share = number(100 * found.again)
    test = f"when only some of the comments are read, {share} % of it is found again as one theme."
    if found.verdict is Verdict.SOLID:
        return f"Solid: {test}"
    return f"Loose: {test} Read a few of its comments, and split it or move what does not belong."
