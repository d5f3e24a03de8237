"""Themes as a table, each row with a button that opens it."""

import dataclasses
from collections.abc import Sequence
from typing import Any
from zlib import crc32

import streamlit as st

from feedback.actions.solidity import HoldsTogether
from feedback.domain.summaries import CommentFilter, ThemeSummary
from feedback.domain.theme import ThemeStatus
from feedback.ui import state, theme_reads
from feedback.ui.formats import (
    OUTCOME_WORDS,
    SOLIDITY_WORDS,
    STATUS_COLOURS,
    STATUS_WORDS,
    counted,
    languages,
    rating,
)
from feedback.ui.narrowing import address_of
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain, visible

ROW_HEIGHT = 38
MOST_ROWS = 16
LISTED = 12
OPEN_LABEL, READ_LABEL = ":material/arrow_forward: Open", ":material/chat: Read"


def theme_table(
    rows: Sequence[ThemeSummary], *, key: str, where: CommentFilter
) -> list[ThemeSummary]:
    """Name, comments, trend, rating, languages, status and what answers it; the rows selected.

    `where` is which comments are counted: those that “Read” opens. In a narrow window a list,
    where nothing lies beyond the edge and nothing is selected.
    """
    if state.is_narrow():
        _list(rows, key=key, where=where)
        return []
    # Other rows are another table: what is selected or pressed in it are places, and they would
    # mean other themes.
    key = f"{key}_{state.selection_round()}_{crc32(repr([row.id for row in rows]).encode()):x}"
    clicked, read = f"{key}_open", f"{key}_read"
    held = theme_reads.solidity()
    left_out = _left_out(rows)
    selected = [n for n, row in enumerate(rows) if row.id in state.selected_themes()]
    table = st.dataframe(
        [_row(row, held.get(row.id), left_out) for row in rows],
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": state.first_places(key, selected)}},
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(rows), MOST_ROWS) + 1),
        column_config=_columns(clicked, read, status_width=_status_width(rows)),
        alt="Themes with comments, trend, mean rating, languages, status and linked changes",
    )
    if (row := _clicked(clicked, rows)) is not None:
        open_page(PageName.THEME, theme=row.id)
    if (row := _clicked(read, rows)) is not None:
        open_page(PageName.COMMENTS, **_comments_of(row, where))
    chosen = [rows[place] for place in table.selection.rows if place < len(rows)]
    state.set_selected_themes(row.id for row in chosen)
    return chosen


def _status_width(rows: Sequence[ThemeSummary]) -> int:
    """Room for the longest status there is, and no more."""
    longest = max((STATUS_WORDS[row.status] for row in rows), key=len, default="")
    return 96 if len(longest) <= len(STATUS_WORDS[ThemeStatus.ANNOUNCED]) else 172


def _columns(clicked: str, read: str, *, status_width: int) -> Any:
    """How the columns are shown; the keys of the two columns of buttons."""
    return {
        "Theme": st.column_config.TextColumn(width=170),
        "Open": st.column_config.ButtonColumn("", key=clicked, type="tertiary", width=74),
        "Comments": st.column_config.NumberColumn(format="localized", width=72),
        "Read": st.column_config.ButtonColumn("", key=read, type="tertiary", width=74),
        "Last 26 weeks": st.column_config.BarChartColumn("26 weeks", width=80, y_min=0),
        "Share": st.column_config.NumberColumn(format="percent", width=54),
        "Rating": st.column_config.NumberColumn(format="★ %.1f", width=54),
        "Status": st.column_config.MultiselectColumn(
            options=list(STATUS_WORDS.values()),
            color=["orange", "blue", "green", "gray"],
            width=status_width,
        ),
        "Decided": st.column_config.TextColumn(width=86),
        "Languages": st.column_config.TextColumn(width=90),
        "Holds together": st.column_config.TextColumn(
            width=103,
            help="Solid: when only some comments are read, most of it is found again as one theme.",
        ),
        "Owner": st.column_config.TextColumn(width=100),
        "Answered by": st.column_config.TextColumn(width=220),
        "Waiting since": st.column_config.DateColumn(format="localized", width=110),
        "What it is about": st.column_config.TextColumn(width=320),
    }


def _clicked(key: str, rows: Sequence[ThemeSummary]) -> ThemeSummary | None:
    """The row whose button was pressed."""
    click = st.session_state.get(key)
    return rows[click["row"]] if click is not None and click["row"] < len(rows) else None


def _comments_of(row: ThemeSummary, where: CommentFilter) -> dict[str, str]:
    """The address of the comments that a row counts."""
    return address_of(dataclasses.replace(where, theme_id=row.id))


def _list(rows: Sequence[ThemeSummary], *, key: str, where: CommentFilter) -> None:
    pages = -(-len(rows) // LISTED)
    slot = st.container(gap="small")
    page = st.pagination(pages, key=f"{key}_page_{pages}", max_visible_pages=5) if pages > 1 else 1
    with slot:
        for row in rows[(page - 1) * LISTED : page * LISTED]:
            with st.container(border=True, gap="xsmall"):
                link(PageName.THEME, plain(row.name), theme=row.id)
                counts = counted(row.comments, "comment")
                link(PageName.COMMENTS, counts, icon=":material/chat:", **_comments_of(row, where))
                st.markdown(
                    f":{STATUS_COLOURS[row.status]}-badge[{STATUS_WORDS[row.status]}] "
                    + " · ".join(part for part in _facts(row) if part)
                )
                if row.change_titles:
                    st.caption("Answered by " + plain("; ".join(row.change_titles)))


def _facts(row: ThemeSummary) -> list[str]:
    return [
        rating(row.mean_rating),
        plain(", ".join(languages(row.languages))),
    ]


def _left_out(rows: Sequence[ThemeSummary]) -> set[str]:
    """Columns that would say the same, or nothing, of every theme."""
    said = {language for row in rows for language in row.languages}
    empty = {
        "Rating": all(row.mean_rating is None for row in rows),
        "Languages": len(said) < 2,
        "Owner": not any(row.owner for row in rows),
        "Answered by": not any(row.change_titles for row in rows),
    }
    return {name for name, is_empty in empty.items() if is_empty}


def _row(row: ThemeSummary, held: HoldsTogether | None, left_out: set[str]) -> dict[str, object]:
    shown = {
        "Theme": visible(row.name),
        "Open": OPEN_LABEL,
        "Comments": row.comments,
        "Read": READ_LABEL,
        "Last 26 weeks": list(row.weekly),
        "Share": round(row.share, 3),
        "Rating": row.mean_rating,
        "Status": [STATUS_WORDS[row.status]],
        "Decided": OUTCOME_WORDS[row.outcome],
        "Languages": ", ".join(languages(row.languages)),
        "Holds together": SOLIDITY_WORDS[held.verdict] if held else "",
        "Owner": visible(row.owner),
        "Answered by": visible("; ".join(row.change_titles)),
        "Waiting since": row.waiting_since.date() if row.waiting_since else None,
        "What it is about": visible(", ".join(row.terms[:8])),
    }
    return {name: value for name, value in shown.items() if name not in left_out}
