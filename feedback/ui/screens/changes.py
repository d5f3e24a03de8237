"""What was shipped: import it, see what it answers and what nobody was told about."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from feedback.actions.changes import import_changes
from feedback.actions.links import suggest_links
from feedback.domain.change import ChangeReport
from feedback.domain.summaries import ChangeSummary
from feedback.ui import reads, resources, state, uploads
from feedback.ui.empty import empty
from feedback.ui.formats import counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain, visible

ALL = "All"
WAITING = "Answer a theme, not announced"
UNLINKED = "Answer no theme"
ROW_HEIGHT = 38
MOST_ROWS = 16
LISTED = 12
OPEN_LABEL = ":material/arrow_forward: Theme"


def page() -> None:
    """The page."""
    st.title("Changes", anchor=False)
    if reads.changes(resources.today()):
        with st.expander("Import changes", icon=":material/upload_file:"):
            _import_form()
    else:
        st.text(
            "Import your changelog, and Heard suggests which themes each change answers.",
            width="stretch",
        )
        _import_form()
    rows = reads.changes(resources.today())
    if rows:
        _list(rows)


def _import_form() -> None:
    with st.form("import_changes", clear_on_submit=True, border=True):
        file = st.file_uploader("A CHANGELOG.md in the Keep a Changelog style", key="changes_file")
        product = st.text_input(
            "Product", max_chars=80, key="changes_product", placeholder="If you ship several"
        )
        pressed = st.form_submit_button("Import changes", type="primary")
    if not pressed:
        return
    if file is None:
        st.info("Choose a file first.")
        return
    upload = uploads.keep(file, file.name, resources.settings().upload_folder)
    try:
        report = import_changes(
            resources.store(),
            Path(upload.path),
            file_name=upload.file_name,
            product=(product or "").strip(),
            today=resources.today(),
        )
    finally:
        uploads.drop(upload)
    suggest_links(resources.store(), today=resources.today())
    _report(report)


def _report(report: ChangeReport) -> None:
    st.success(
        f"{counted(report.changes, 'change')} in {plain(report.file)} = "
        f"{number(report.imported)} new + {number(report.updated)} updated + "
        f"{number(report.duplicates)} already there + {number(report.rejected)} not usable.",
        icon=":material/check_circle:",
    )
    for note in report.notes:
        st.caption(plain(note))


def _list(rows: Sequence[ChangeSummary]) -> None:
    today = resources.today()
    waiting = [
        row for row in rows if row.theme_ids and not row.announced and row.change.is_shipped(today)
    ]
    unlinked = [row for row in rows if not row.theme_ids]
    st.text(
        f"{counted(len(rows), 'change')}. Answering a theme, not announced: "
        f"{number(len(waiting))}. Answering no theme: {number(len(unlinked))}.",
        width="stretch",
    )
    view = st.segmented_control(
        "Show",
        [ALL, WAITING, UNLINKED],
        default=ALL,
        required=True,
        key="which_changes",
        bind="query-params",
        label_visibility="collapsed",
    )
    chosen = {WAITING: waiting, UNLINKED: unlinked}.get(view or ALL, list(rows))
    if not chosen:
        empty(
            "Nothing here",
            "No change is of this kind.",
            "Show all changes",
            lambda: open_page(PageName.CHANGES),
            key="clear_changes",
        )
        return
    _table(chosen)


def _table(rows: Sequence[ChangeSummary]) -> None:
    if state.is_narrow():
        _cards(rows)
        return
    st.dataframe(
        [_row(row) for row in rows],
        hide_index=True,
        key="changes_table",
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(rows), MOST_ROWS) + 1),
        column_config={
            "Change": st.column_config.TextColumn(width=400),
            "Open": st.column_config.ButtonColumn(
                "", key="changes_open", type="tertiary", width=100
            ),
            "Answers": st.column_config.TextColumn(width=260),
        },
        alt="Changes with version, day, themes they answer, and whether they were announced",
    )
    click = st.session_state.get("changes_open")
    if click is not None and click["row"] < len(rows) and rows[click["row"]].theme_ids:
        open_page(PageName.THEME, theme=rows[click["row"]].theme_ids[0])


def _cards(rows: Sequence[ChangeSummary]) -> None:
    """The same for a narrow window, where nothing lies beyond the edge."""
    pages = -(-len(rows) // LISTED)
    slot = st.container(gap="small")
    page = st.pagination(pages, key=f"changes_page_{pages}", max_visible_pages=5)
    with slot:
        for row in rows[(page - 1) * LISTED : page * LISTED]:
            change = row.change
            facts = [
                plain(change.version),
                day(change.shipped_on, missing="not shipped yet"),
                plain(change.kind).capitalize(),
                "announced" if row.announced else "",
            ]
            with st.container(border=True, gap="xsmall"):
                st.markdown(plain(change.title))
                st.caption(" · ".join(fact for fact in facts if fact))
                for theme_id, name in zip(row.theme_ids, row.theme_names, strict=True):
                    link(
                        PageName.THEME,
                        f"Answers {plain(name)}",
                        icon=":material/arrow_forward:",
                        theme=theme_id,
                    )


def _row(row: ChangeSummary) -> dict[str, object]:
    change = row.change
    shipped = day(change.shipped_on, missing="not shipped yet")
    return {
        "Change": visible(change.title),
        "Version": visible(change.version),
        "Shipped": shipped,
        "Open": OPEN_LABEL if row.theme_ids else None,
        "Answers": visible("; ".join(row.theme_names)),
        "Announced": "Yes" if row.announced else "",
        "Kind": visible(change.kind).capitalize(),
        "Product": visible(change.product),
    }
