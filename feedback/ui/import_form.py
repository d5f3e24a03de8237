"""Files before their import: what was recognised, what is open, and what can be changed."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from feedback.actions.importing import forget_mapping, preview_file
from feedback.actions.ports import Store
from feedback.bootstrap import customer_key
from feedback.errors import InputError
from feedback.intake.preview import Preview
from feedback.intake.reading import open_table
from feedback.jobs import FileToImport
from feedback.ui import resources, state, uploads
from feedback.ui.formats import counted
from feedback.ui.guard import show_problem
from feedback.ui.import_columns import FIELDS, choose_columns, used_columns
from feedback.ui.import_origin import choose_origin, own_name
from feedback.ui.import_questions import Answers, ask, ask_encoding
from feedback.ui.import_redactions import kinds_in_words, show_redactions
from feedback.ui.plain_text import plain, visible
from feedback.ui.state import Upload

LOOKED_AT = 200
"""Rows looked at for examples; enough for those that show what a question means."""
SHOWN_ROWS = 10
_OPTION = re.compile(r" [^.]*--[a-z][^.]*\.")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


def prepare(files: Sequence[Upload]) -> list[FileToImport] | None:
    """Show what was recognised and let it be corrected; the choices once Import is pressed."""
    cards = [
        st.container(border=True, gap="small", key=f"card_{place}") for place, _ in enumerate(files)
    ]
    button = st.container(horizontal=True, vertical_alignment="center")
    ready, is_open = [], False
    for card, upload in zip(cards, files, strict=True):
        chosen = _file(upload, card, alone=len(files) == 1)
        if chosen is None:
            continue
        ready.append(chosen[0])
        is_open = is_open or chosen[1] > 0
    with button:
        return _button(ready, len(files), is_open=is_open)


def _button(
    ready: Sequence[FileToImport], files: int, *, is_open: bool
) -> list[FileToImport] | None:
    if not ready:
        return None
    label = "Import" if files == 1 else f"Import {counted(len(ready), 'file')}"
    pressed = st.button(
        label, type="primary", icon=":material/upload_file:", key="import", disabled=is_open
    )
    if is_open:
        st.caption("Answer what is asked above first.")
    return list(ready) if pressed else None


def _file(upload: Upload, card: DeltaGenerator, *, alone: bool) -> tuple[FileToImport, int] | None:
    """One file; with it, how many questions wait for an answer. None while it cannot be used."""
    with card:
        _head(upload)
        try:
            guess, encoding, named = _guess(upload)
        except InputError as error:
            show_problem(_for_the_page(str(error)))
            return None
        if guess is None:
            return None
        summary = st.container(gap="xsmall")
        answers = ask(guess, upload, FIELDS, own_name(upload))
        answers.mapping |= named
    details = st.container() if alone else st.expander(plain(f"Details of {upload.file_name}"))
    with details:
        return _details(upload, guess, answers, encoding, summary)


def _details(
    upload: Upload, guess: Preview, answers: Answers, encoding: str, summary: DeltaGenerator
) -> tuple[FileToImport, int] | None:
    rows, columns, personal, origin = st.tabs(
        ["The first rows", "Columns", "Personal data", "Source"], key=f"tabs_{upload.path}"
    )
    with columns:
        chosen = choose_columns(guess, answers.mapping, upload)
    if not chosen["text"]:
        with summary:
            show_problem("Choose the column that holds the comments.")
        return None
    wishes = _wishes(guess, chosen, answers)
    seen = _look(upload, wishes, encoding)
    with summary:
        _recognised(seen, guess)
    with rows:
        _first_rows(seen)
    with personal:
        show_redactions(seen.redactions, min(LOOKED_AT, len(seen.rows)))
    with origin:
        source, channel = choose_origin(chosen, upload, seen.shape, answers.source)
    file = FileToImport(
        path=upload.path,
        file_name=upload.file_name,
        source=source,
        channel=channel,
        mapping=wishes,
        encoding=encoding,
        day_first=answers.day_first,
        rating_scale=answers.rating_scale,
        timezone=answers.timezone,
    )
    return file, answers.open


def _head(upload: Upload) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/description: {plain(upload.file_name)}", width="stretch")
        if st.button("Remove", key=f"remove_{upload.path}", type="tertiary"):
            uploads.drop(upload)
            state.set_uploads([one for one in state.uploads() if one.path != upload.path])
            st.rerun()


def _recognised(seen: Preview, guess: Preview) -> None:
    """Tool, encoding and columns on two lines; what was odd under them."""
    format_words = [
        seen.reading.get("format", ""),
        seen.reading.get("encoding", "").upper().replace("CP125", "Windows-125"),
        DELIMITERS.get(seen.reading.get("delimiter", ""), ""),
        counted(len(seen.columns), "column"),
    ]
    tool = f":green-badge[{plain(seen.shape)}] " if seen.shape else ""
    st.markdown(tool + plain(" · ".join(word for word in format_words if word)))
    st.markdown(" · ".join(_pair(field, seen) for field in FIELDS if seen.mapping.get(field)))
    if seen.redactions:
        st.markdown(
            f":material/shield: {plain(kinds_in_words(seen.redactions)).capitalize()} will be "
            "replaced before anything is stored."
        )
    if guess.remembered:
        _remembered(guess)
    asked = {question.sentence for question in guess.questions}
    for sentence in seen.unsure:
        if sentence not in asked and not _is_asked(sentence, guess):
            st.caption(plain(_for_the_page(sentence)))


def _pair(field: str, seen: Preview) -> str:
    detail = f" ({plain(seen.rating_scale)})" if field == "rating" and seen.rating_scale else ""
    return f"{FIELDS[field]}: “{plain(seen.mapping[field])}”{detail}"


def _is_asked(sentence: str, guess: Preview) -> bool:
    """Whether a doubt stands on the page as a question already."""
    kinds = {question.kind for question in guess.questions}
    return (
        ("dates" in kinds and sentence.startswith("The dates in"))
        or ("scale" in kinds and sentence.startswith("The ratings in"))
        or "name the encoding" in sentence
    )


def _for_the_page(sentence: str) -> str:
    """A sentence of the reading without the option that only commands have."""
    return _OPTION.sub("", sentence)


def _remembered(guess: Preview) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(":material/history: Columns are read as you said last time for such a file.")
        if st.button("Forget that", key=f"forget_{guess.file_name}", type="tertiary"):
            forget_mapping(resources.store(), guess.columns)
            st.rerun()


def _guess(upload: Upload) -> tuple[Preview | None, str, dict[str, str]]:
    """What was recognised, with the encoding and the column of comments where a person named them.

    Where no column looks like comments, the person says which one it is first.
    """
    wishes: dict[str, str] = {}
    try:
        guess = _look(upload, wishes, "")
    except InputError as error:
        column = _name_comments(upload, error)
        if not column:
            return None, "", {}
        wishes = {"text": column}
        guess = _look(upload, wishes, "")
    # Who said it once for files with such a header is not asked again.
    encoding = "" if guess.encoding else ask_encoding(guess, upload)
    seen = _look(upload, wishes, encoding) if encoding else guess
    return seen, encoding, wishes


def _name_comments(upload: Upload, error: InputError) -> str | None:
    """The column the person names; raises the error again where naming one would not help."""
    columns = open_table(Path(upload.path), upload.file_name).columns
    try:
        _look(upload, {"text": columns[0]}, "")
    except InputError:
        raise error from None
    return st.selectbox(
        "No column looks like comments. Which one holds them?",
        list(columns),
        index=None,
        format_func=visible,
        placeholder="Choose a column",
        key=f"text_column_{upload.path}",
    )


def _look(upload: Upload, wishes: Mapping[str, str], encoding: str) -> Preview:
    """The preview, read once for each answer and again when somebody has written."""
    store = resources.store()
    return _preview(upload, tuple(sorted(wishes.items())), encoding, store.revision(), store)


@st.cache_data(max_entries=32, show_spinner="Looking at the file")
def _preview(
    upload: Upload,
    wishes: tuple[tuple[str, str], ...],
    encoding: str,
    revision: int,
    _store: Store,
) -> Preview:
    # Where nothing is stored there is no key yet, and a look at a file makes none.
    key = customer_key(resources.settings(), _store) if _store.comments.sources() else b""
    return preview_file(
        Path(upload.path),
        file_name=upload.file_name,
        mapping=dict(wishes) or None,
        rows=LOOKED_AT,
        encoding=encoding,
        store=_store,
        key=key,
    )


def _wishes(guess: Preview, chosen: Mapping[str, str], answers: Answers) -> dict[str, str]:
    """What the person said about the columns: only that is remembered for the next such file."""
    changed = {
        field: column for field, column in chosen.items() if column != guess.mapping.get(field, "")
    }
    return {field: chosen[field] for field in answers.mapping} | changed


def _first_rows(seen: Preview) -> None:
    used = used_columns(seen)
    # A line of its own, so that the tools of the table do not lie over the tabs of a narrow window.
    st.caption("As they stand in the file; personal data is replaced when they come in.")
    st.dataframe(
        [
            {words: visible(str(row.get(column, ""))) for words, column in used.items()}
            for row in seen.rows[:SHOWN_ROWS]
        ],
        hide_index=True,
        column_config={next(iter(used)): st.column_config.TextColumn(width=420)},
        alt="The first rows of the file, in the columns that are used",
    )
    rest = [column for column in seen.columns if column not in used.values()]
    if rest:
        st.caption("Left out: " + plain(", ".join(rest[:20])) + (" …" if len(rest) > 20 else ""))
