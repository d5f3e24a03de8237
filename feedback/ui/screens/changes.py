"""What was shipped: releases over what people said, missing loops, the flow to announcements."""

from collections.abc import Sequence

import streamlit as st

from feedback.domain.summaries import ChangeSummary, CommentFilter
from feedback.ui import change_charts, charts, reads, resources
from feedback.ui.change_charts import REACHED_WORDS, change_words
from feedback.ui.change_form import add_form, import_form
from feedback.ui.change_table import change_list
from feedback.ui.formats import counted, day
from feedback.ui.missing_loop_cards import MISSING_LOOPS, missing_loops
from feedback.ui.plain_text import visible

RELEASES, FLOW = "Releases", "From source to announcement"


def page() -> None:
    """The page."""
    st.title("Changes", anchor=False)
    rows = reads.changes(resources.today())
    if rows:
        with st.container(horizontal=True):
            with st.expander("Import changes", icon=":material/upload_file:"):
                import_form()
            with st.expander("Add one by hand", icon=":material/add:"):
                add_form()
    else:
        st.text(
            "Import your changelog, and Heard suggests which themes each change answers.",
            width="stretch",
        )
        import_form()
        with st.expander("Or add a change by hand", icon=":material/add:"):
            add_form()
    rows = reads.changes(resources.today())
    if rows:
        _views(rows)


def _views(rows: Sequence[ChangeSummary]) -> None:
    view = st.segmented_control(
        "View",
        [RELEASES, MISSING_LOOPS, FLOW],
        default=RELEASES,
        required=True,
        key="changes_view",
        bind="query-params",
        label_visibility="collapsed",
    )
    if view == MISSING_LOOPS:
        missing_loops()
    elif view == FLOW:
        _flow()
    else:
        _timeline(rows)
        change_list(rows)


def _timeline(rows: Sequence[ChangeSummary]) -> None:
    today = resources.today()
    weeks = reads.weekly(CommentFilter())
    shipped = change_charts.releases(rows, today)
    if not weeks or not shipped:
        return
    charts.draw(change_charts.timeline(weeks, shipped), key="timeline")
    with st.expander("The releases as a table"):
        st.dataframe(
            [
                {
                    "Release": visible(release.name),
                    "Shipped": day(release.on),
                    "Changes": len(release.changes),
                    "Answers": change_charts.KINDS[release.kind],
                    "Themes": visible(
                        "; ".join(name for row in release.changes for name in row.theme_names)
                    ),
                }
                for release in reversed(shipped)
            ],
            hide_index=True,
            height=280,
            alt="Releases, latest first, with what they answer and whether that was announced",
        )


def _flow() -> None:
    streams = reads.comment_flow(resources.today())
    if not streams:
        st.info("No comment says anything yet, so there is no flow to show.")
        return
    charts.draw(change_charts.flow(streams), key="flow")
    st.header("The same as a table", anchor=False)
    st.dataframe(
        [
            {
                "Source": visible(stream.source) or "Other sources",
                "Theme": visible(stream.theme)
                or ("" if stream.reached == "no-theme" else "Smaller themes"),
                "Change": visible(change_words(stream)),
                "Reached": REACHED_WORDS[stream.reached],
                "Comments": stream.comments,
            }
            for stream in streams
        ],
        hide_index=True,
        height=420,
        alt="Comments by source, theme, change and how far they came, most comments first",
    )
    st.caption(f"{counted(sum(s.comments for s in streams), 'comment')} in all.")
