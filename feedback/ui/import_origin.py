"""Where a file's comments come from: the source they go on in, and its channel."""

from collections.abc import Mapping

import streamlit as st

from feedback.actions.import_source import free_name
from feedback.domain.comment import Channel
from feedback.intake.shapes import shape_named, usual_channel
from feedback.intake.source_names import usual_source
from feedback.ui import resources
from feedback.ui.formats import CHANNEL_WORDS
from feedback.ui.plain_text import plain, visible
from feedback.ui.state import Upload

RECOGNISE = "As recognised"


def choose_origin(
    chosen: Mapping[str, str], upload: Upload, shape: str, answered: str
) -> tuple[str, str]:
    """Source and channel where the person named them, else empty; `answered` is the source of the
    answer to the question about it."""
    with st.grid(2, min_column_width=240):
        source = _source(chosen.get("source", ""), upload, answered)
        channel = st.selectbox(
            "Channel",
            ["", *(channel.value for channel in Channel)],
            format_func=lambda value: CHANNEL_WORDS[Channel(value)] if value else RECOGNISE,
            key=f"channel_{upload.path}",
        )
    if not channel:
        usual = CHANNEL_WORDS[usual_channel(shape_named(shape), f"{source} {upload.file_name}")]
        column = chosen.get("channel", "")
        named = f"Each row names its channel in the column “{plain(column)}”; where it does not"
        st.caption(f"{named if column else 'Recognised'}: {usual}.")
    return source, channel or ""


def _stored_sources() -> set[str]:
    return {source.name for source in resources.store().comments.sources()}


def own_name(upload: Upload) -> str:
    """What a source of the file's own is called, also where one of its name is there."""
    stored = _stored_sources()
    return free_name(upload.file_name, usual_source(upload.file_name, stored), stored)


def _source(column: str, upload: Upload, answered: str) -> str:
    """What the person said, in answer to the question about it or here."""
    if column:
        st.text(f"Each row names its source in the column “{visible(column)}”.", width="stretch")
        return ""
    usual = answered or usual_source(upload.file_name, _stored_sources())
    name = st.text_input(
        "Name of the source",
        value=usual,
        max_chars=80,
        # Another answer is another name to begin with.
        key=f"source_{answered}_{upload.path}",
    )
    # Left as it is, it is no wish: the import may see that the comments are others.
    return answered if name == usual else (name or "").strip()
