"""Which column is what: the guess, to be looked at and corrected before anything is stored."""

from collections.abc import Mapping

import streamlit as st

from feedback.intake.preview import Preview
from feedback.ui.import_examples import example_of
from feedback.ui.plain_text import visible
from feedback.ui.state import Upload

NONE = ""
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
    "answered_by": "Answered by, a person or a bot",
    "consent": "May be quoted",
}
FIELDS = (
    MAIN_FIELDS
    | {f"text{n}": f"Comment, question {n}" for n in range(2, 100)}
    | {f"rating{n}": f"Rating, question {n}" for n in range(2, 100)}
    | MORE_FIELDS
)
"""Every field in words, in the order of their weight."""


def choose_columns(guess: Preview, answered: Mapping[str, str], upload: Upload) -> dict[str, str]:
    """Field → column, empty for a field the file does not have."""
    mapping = guess.mapping | dict(answered)
    chosen: dict[str, str] = {}
    further = [field for field in guess.mapping if field not in {*MAIN_FIELDS, *MORE_FIELDS}]
    used = [field for field in MORE_FIELDS if mapping.get(field)]
    with st.grid(3, min_column_width=220):
        for field in (*MAIN_FIELDS, *further, *used):
            chosen[field] = _column(field, guess, mapping, upload)
    rest = [field for field in MORE_FIELDS if field not in used]
    with st.expander("More that a column can be"), st.grid(3, min_column_width=220):
        for field in rest:
            chosen[field] = _column(field, guess, mapping, upload)
    return chosen


def used_columns(seen: Preview) -> dict[str, str]:
    """The columns in use, by what they are: of the comment first."""
    return {words: seen.mapping[field] for field, words in FIELDS.items() if field in seen.mapping}


def _column(field: str, guess: Preview, mapping: Mapping[str, str], upload: Upload) -> str:
    options = [NONE, *guess.columns]
    guessed = mapping.get(field, NONE)

    def words(column: str) -> str:
        if not column:
            return "– not in this file –"
        example = example_of(guess.rows, column)
        return visible(f"{column} – {example}" if example else column)

    column = st.selectbox(
        FIELDS[field],
        options,
        index=options.index(guessed) if guessed in options else 0,
        format_func=words,
        # An answer to a question is a new guess, which the box then shows.
        key=f"column_{field}_{guessed}_{upload.path}",
    )
    return column or NONE
