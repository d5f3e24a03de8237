"""Weeks as a table, each with a button that opens its comments."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from feedback.domain.summaries import CommentFilter, WeekCount
from feedback.ui.formats import day
from feedback.ui.narrowing import address_of
from feedback.ui.navigation import PageName, open_page

READ_LABEL = ":material/arrow_forward: Read"


def week_list(
    weeks: Sequence[WeekCount],
    *,
    theme_id: int | None = None,
    everything: Mapping[date, int] | None = None,
) -> None:
    """Comments per week, latest first: of a theme, or of all.

    `everything`: all comments by week, where their share is to be shown.
    """
    rows = list(reversed(weeks))
    clicked = "read_week"
    st.dataframe(
        [_row(row, everything) for row in rows],
        hide_index=True,
        height=280,
        column_config={
            "Comments": st.column_config.NumberColumn(format="localized"),
            "Share of all": st.column_config.NumberColumn(format="percent"),
            "Open": st.column_config.ButtonColumn("", key=clicked, type="tertiary", width=84),
        },
        alt="Comments per week, latest first",
        key="weeks",
    )
    click = st.session_state.get(clicked)
    if click is not None and click["row"] < len(rows) and rows[click["row"]].comments:
        week = rows[click["row"]].week.isoformat()
        open_page(PageName.COMMENTS, **address_of(CommentFilter(theme_id=theme_id)), week=week)


def _row(row: WeekCount, everything: Mapping[date, int] | None) -> dict[str, object]:
    shown: dict[str, object] = {"Week of": day(row.week), "Comments": row.comments}
    if everything is not None:
        whole = everything.get(row.week, 0)
        shown["Share of all"] = round(row.comments / whole, 4) if whole else 0.0
    return shown | {"Open": READ_LABEL if row.comments else ""}
