"""What a theme is made of: sources, ratings, languages, people; each count has a link."""

from typing import Any

import streamlit as st

from feedback.domain.summaries import UNKNOWN, ThemeSummary
from feedback.ui import theme_reads
from feedback.ui.formats import counted, language, number
from feedback.ui.narrowing import UNRATED
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain

MOST_SOURCES = 8


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
                _count("Without a rating", unrated, theme=theme_id, rating=UNRATED)
        with st.container(gap="xsmall"):
            st.markdown("**Languages**")
            for code, count in summary.languages.items():
                name = plain(language(code)) if code else "Unknown"
                _count(name, count, theme=theme_id, language=code or UNKNOWN)


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
