"""Which column is what: the guess, to be looked at and corrected before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from feedback.actions.importing import preview_file
from feedback.domain.comment import Channel
from feedback.errors import InputError
from feedback.intake.preview import Preview
from feedback.intake.reading import open_table
from feedback.ui import resources
from feedback.ui.formats import CHANNEL_WORDS
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import plain, visible
from feedback.ui.state import Upload

NONE = ""
RECOGNISE = "Recognise it from the name"
MAIN_FIELDS = {
    "text": "Comment",
    "created_at": "Date",
    "rating": "Rating",
    "customer": "Customer",
}
MORE_FIELDS = {
    "title": "Title of the comment",
    "id": "Id of the comment",
    "source": "Source",
    "channel": "Channel",
    "language": "Language",
    "question": "Question asked",
    "segment": "Segment",
    "answered_at": "Answered on",
    "answer": "Answer",
    "consent": "May be quoted",
}


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the person decided about a file."""

    source: str
    channel: str
    mapping: Mapping[str, str]


def choose(upload: Upload) -> ImportChoices | None:
    """Show the guess and let it be corrected; the choices once Import is pressed."""
    guess = _guess(upload)
    if guess is None:
        return None
    st.header("Which column is what", anchor=False)
    for sentence in guess.unsure:
        st.warning(plain(sentence), icon=":material/help:")
    chosen = _mapping(guess, upload.path)
    corrections = {
        field: column for field, column in chosen.items() if column != guess.mapping.get(field, "")
    }
    if not chosen["text"]:
        show_problem("Choose the column that holds the comments.")
        return None
    corrections["text"] = chosen["text"]
    _first_rows(_look(upload, corrections))
    source, channel = _origin(chosen, upload)
    if st.button("Import", type="primary", icon=":material/upload_file:", key="import"):
        return ImportChoices(source, channel, corrections)
    return None


def _guess(upload: Upload) -> Preview | None:
    """What was recognised; where no column looks like comments, the person says which one it is."""
    try:
        return _look(upload, {})
    except InputError as error:
        columns = open_table(Path(upload.path), upload.file_name).columns
        try:
            _look(upload, {"text": columns[0]})
        except InputError:
            raise error from None
        column = st.selectbox(
            "No column looks like comments. Which one holds them?",
            list(columns),
            index=None,
            format_func=visible,
            placeholder="Choose a column",
            key=f"text_column_{upload.path}",
        )
        return _look(upload, {"text": column}) if column else None


def _look(upload: Upload, corrections: Mapping[str, str]) -> Preview:
    return preview_file(
        Path(upload.path),
        file_name=upload.file_name,
        mapping=dict(corrections) or None,
        store=resources.store(),
    )


def _mapping(guess: Preview, path: str) -> dict[str, str]:
    chosen: dict[str, str] = {}
    with st.grid(4, min_column_width=200):
        for field, label in MAIN_FIELDS.items():
            chosen[field] = _column(field, label, guess, path)
    questions = [field for field in guess.mapping if field not in {*MAIN_FIELDS, *MORE_FIELDS}]
    with st.expander("More columns"), st.grid(3, min_column_width=200):
        for field, label in MORE_FIELDS.items():
            chosen[field] = _column(field, label, guess, path)
        for field in questions:
            number = field.removeprefix("text")
            chosen[field] = _column(field, f"Comment, question {number}", guess, path)
    return chosen


def _column(field: str, label: str, guess: Preview, path: str) -> str:
    options = [NONE, *guess.columns]
    guessed = guess.mapping.get(field, NONE)
    column = st.selectbox(
        label,
        options,
        index=options.index(guessed) if guessed in options else 0,
        format_func=lambda column: visible(column) if column else "– not in this file –",
        key=f"column_{field}_{path}",
    )
    return column or NONE


def _first_rows(preview: Preview) -> None:
    st.header("The first rows", anchor=False)
    st.caption(plain(_reading(preview)))
    fields = (*MAIN_FIELDS, *MORE_FIELDS)
    used = [column for field in fields if (column := preview.mapping.get(field))]
    rest = [column for column in preview.columns if column not in used]
    order = [*dict.fromkeys(used), *rest]
    st.dataframe(
        [
            {visible(column): visible(str(row.get(column, ""))) for column in order}
            for row in preview.rows
        ],
        hide_index=True,
        column_config={visible(order[0]): st.column_config.TextColumn(width=420)},
        alt="The first rows of the file, columns in use first",
    )


def _reading(preview: Preview) -> str:
    parts = [
        f"ratings on {preview.rating_scale}" if preview.rating_scale else "",
        f"dates {preview.date_order}" if preview.date_order else "",
        *(f"{name} “{value}”" for name, value in preview.reading.items()),
    ]
    return "Read as: " + ", ".join(part for part in parts if part)


def _origin(chosen: Mapping[str, str], upload: Upload) -> tuple[str, str]:
    st.header("Where these comments come from", anchor=False)
    left, right = st.columns(2)
    with left:
        source = _source(chosen["source"], upload)
    with right:
        channel = st.selectbox(
            "Channel",
            ["", *(channel.value for channel in Channel)],
            format_func=lambda value: CHANNEL_WORDS[Channel(value)] if value else RECOGNISE,
            key=f"channel_{upload.path}",
        )
    return source, channel or ""


def _source(column: str, upload: Upload) -> str:
    if column:
        st.text(f"Each row names its source in the column “{visible(column)}”.", width="stretch")
        return ""
    name = st.text_input(
        "Name of the source",
        value=Path(upload.file_name).stem,
        max_chars=80,
        key=f"source_{upload.path}",
    )
    return (name or "").strip()
