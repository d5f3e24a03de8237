"""What the check says, beside the sentence it concerns, with what can be done about it."""

from collections.abc import Callable

import streamlit as st

from feedback.domain.announcement import Concern
from feedback.ui.plain_text import plain

LONGEST = 240  # characters of a sentence that is shown again


def show_concerns(concerns: list[Concern], use: Callable[[Concern, str], None]) -> None:
    """Each sentence with its findings. `use` puts a sentence in its place; "" takes it out."""
    for place, concern in enumerate(concerns):
        with st.container(border=True, gap="xsmall", key=f"concern_{concern.where}_{place}"):
            if concern.sentence:
                st.markdown(f"“{_short(concern.sentence)}”")
            for finding in concern.findings:
                message = finding.message
                if concern.instead:  # is offered as a whole sentence below
                    message = message.partition(" True would be:")[0]
                if finding.blocks:
                    st.warning(plain(message), icon=":material/rule:")
                else:
                    st.info(plain(message), icon=":material/lightbulb:")
            _remedies(concern, f"{concern.where}_{place}", use)


def _remedies(concern: Concern, key: str, use: Callable[[Concern, str], None]) -> None:
    if not concern.sentence:
        return
    if concern.instead:
        st.caption(f"True would be: “{_short(concern.instead)}”")
    with st.container(horizontal=True):
        if concern.instead and st.button(
            "Use this sentence", icon=":material/check:", key=f"use_{key}"
        ):
            use(concern, concern.instead)
        if concern.where != "headline" and st.button(
            "Leave the sentence out", type="tertiary", key=f"leave_out_{key}"
        ):
            use(concern, "")


def _short(sentence: str) -> str:
    cut = sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1] + "…"
    return plain(cut)
