"""What a theme is made of: sources, ratings, languages, people, weeks; each count is a link to its
comments."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from feedback.domain.summaries import ThemeSummary, WeekCount
from feedback.ui import theme_reads
from feedback.ui.formats import counted, day, language, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain

MOST_SOURCES = 8
READ_LABEL = ":material/arrow_forward: Read"


def made_of(theme_id: int, summary: ThemeSummary) -> None:
    """Sources, ratings and languages side by side."""
    makeup = theme_reads.makeup(theme_id)
    if not makeup.sources:
        return
    st.header("Where it comes from", anchor=False)
    with st.grid(3, min_column_width=180, gap="medium"):
        with st.container(gap="xsmall"):
            st.markdown("**Sources**")
            for name, count in list(makeup.sources.items())[:MOST_SOURCES]:
                _count(plain(name), count, theme=theme_id, source=name)
            if len(makeup.sources) > MOST_SOURCES:
                st.caption(f"and {counted(len(makeup.sources) - MOST_SOURCES, 'more source')}")
        with st.container(gap="xsmall"):
            st.markdown("**Ratings**")
            for stars, count in makeup.ratings.items():
                _count(f"★ {stars}", count, theme=theme_id, rating=str(stars))
            unrated = summary.comments - sum(makeup.ratings.values())
            if unrated:
                st.caption(f"{number(unrated)} without a rating")
        with st.container(gap="xsmall"):
            st.markdown("**Languages**")
            for code, count in summary.languages.items():
                name = plain(language(code)) if code else "Unknown"
                if code:
                    _count(name, count, theme=theme_id, language=code)
                else:
                    st.caption(f"{name}: {number(count)}")


def _count(label: str, count: int, **params: Any) -> None:
    link(PageName.COMMENTS, f"{label}: {number(count)}", **params)


def people(theme_id: int, summary: ThemeSummary) -> None:
    """How many different people, and the loudest."""
    customers = theme_reads.customers(theme_id)
    st.header("Who says it", anchor=False)
    if not customers.different:
        st.text("The files named no customers.", width="stretch")
        return
    st.text(
        f"{counted(customers.different, 'different customer')}, known for "
        f"{number(customers.with_customer)} of {counted(summary.comments, 'comment')}.",
        width="stretch",
    )
    with st.expander("The loudest"):
        st.caption("Heard keeps no customer ids, only codes made from them.")
        for digest, rows in customers.loudest:
            label = f"{plain(digest[:12])}: {counted(rows, 'comment')}"
            link(PageName.COMMENTS, label, theme=theme_id, customer=digest)


def week_list(weeks: Sequence[WeekCount], everything: Mapping[date, int], theme_id: int) -> None:
    """The weeks as a table, latest first; a button on each opens its comments."""
    rows = list(reversed(weeks))
    clicked = "read_week"
    st.dataframe(
        [
            {
                "Week of": day(row.week),
                "Comments": row.comments,
                "Share of all": _share(row.comments, everything.get(row.week, 0)),
                "Open": READ_LABEL if row.comments else "",
            }
            for row in rows
        ],
        hide_index=True,
        height=280,
        column_config={
            "Share of all": st.column_config.NumberColumn(format="percent"),
            "Open": st.column_config.ButtonColumn("", key=clicked, type="tertiary", width=84),
        },
        alt="Comments of this theme per week and their share of all comments, latest first",
        key="weeks_of_theme",
    )
    click = st.session_state.get(clicked)
    if click is not None and click["row"] < len(rows) and rows[click["row"]].comments:
        open_page(PageName.COMMENTS, theme=theme_id, week=rows[click["row"]].week.isoformat())


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
