"""Changes as a table, filtered, each row with a button that opens it."""

from collections.abc import Sequence

import streamlit as st

from feedback.domain.summaries import ChangeSummary
from feedback.ui import resources, state
from feedback.ui.empty import empty
from feedback.ui.formats import counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain, visible

ALL = "All"
WAITING = "Answer a theme, not announced"
ANNOUNCED = "Announced"
UNLINKED = "Answer no theme"
PLANNED = "Planned"
KIND_WORDS = {
    ANNOUNCED: "announced",
    WAITING: "answering a theme and not announced",
    UNLINKED: "answering no theme",
    PLANNED: "planned",
}
"""Each change is of one of these kinds, so that they add up."""
ROW_HEIGHT = 38
MOST_ROWS = 16
LISTED = 12
OPEN_LABEL = ":material/arrow_forward: Open"


def change_list(rows: Sequence[ChangeSummary]) -> None:
    """The filters, which are part of the address, and the table."""
    kinds = _kinds(rows)
    st.text(
        f"{counted(len(rows), 'change')}: "
        + ", ".join(f"{number(len(kinds[kind]))} {words}" for kind, words in KIND_WORDS.items())
        + ".",
        width="stretch",
    )
    which = st.segmented_control(
        "Show",
        list(kinds),
        default=ALL,
        required=True,
        key="which_changes",
        bind="query-params",
        label_visibility="collapsed",
    )
    chosen = _narrowed(kinds[which or ALL])
    if chosen:
        _table(chosen)
        return
    empty(
        "Nothing here",
        "No change is of this kind.",
        "Show all changes",
        lambda: open_page(PageName.CHANGES),
        key="clear_changes",
    )


def _kinds(rows: Sequence[ChangeSummary]) -> dict[str, list[ChangeSummary]]:
    """All changes, and those of each kind; each is of one kind."""
    today = resources.today()
    return {
        ALL: list(rows),
        WAITING: [
            row
            for row in rows
            if row.theme_ids and not row.announced and row.change.is_shipped(today)
        ],
        ANNOUNCED: [row for row in rows if row.announced],
        UNLINKED: [
            row
            for row in rows
            if not row.theme_ids and not row.announced and row.change.is_shipped(today)
        ],
        PLANNED: [row for row in rows if not row.announced and not row.change.is_shipped(today)],
    }


def _narrowed(rows: Sequence[ChangeSummary]) -> list[ChangeSummary]:
    """Those of one product and kind, with a word in them."""
    products = sorted({row.change.product for row in rows if row.change.product})
    sorts = sorted({row.change.kind for row in rows if row.change.kind})
    with st.container(horizontal=True):
        word = st.text_input(
            "Search",
            key="changes_search",
            bind="query-params",
            type="search",
            placeholder="A word in the title",
            icon=":material/search:",
            width=280,
        )
        product = _choice("Product", products, "changes_product_filter")
        kind = _choice("Kind", sorts, "changes_kind_filter")
    sought = (word or "").strip().casefold()
    return [
        row
        for row in rows
        if (not product or row.change.product == product)
        and (not kind or row.change.kind == kind)
        and sought in f"{row.change.title} {row.change.version}".casefold()
    ]


def _choice(label: str, options: Sequence[str], key: str) -> str:
    """One of several, or all of them; nothing to choose where there is one only."""
    if len(options) < 2:
        return ""
    chosen = st.selectbox(
        label, options, index=None, placeholder="All", key=key, format_func=visible, width=200
    )
    return chosen or ""


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
            "Change": st.column_config.TextColumn(width=260),
            "Open": st.column_config.ButtonColumn(
                "", key="changes_open", type="tertiary", width=84
            ),
            "Answers": st.column_config.TextColumn(width=260),
        },
        alt="Changes with version, day, themes they answer, and whether they were announced",
    )
    click = st.session_state.get("changes_open")
    if click is not None and click["row"] < len(rows):
        open_page(PageName.CHANGE, change=rows[click["row"]].change.id)


def _cards(rows: Sequence[ChangeSummary]) -> None:
    """The same for a narrow window, where nothing lies beyond the edge."""
    pages = -(-len(rows) // LISTED)
    slot = st.container(gap="small")
    page = st.pagination(pages, key=f"changes_page_{pages}", max_visible_pages=5)
    with slot:
        for row in rows[(page - 1) * LISTED : page * LISTED]:
            facts = [plain(row.change.version), _shipped(row), "announced" if row.announced else ""]
            with st.container(border=True, gap="xsmall"):
                link(PageName.CHANGE, plain(row.change.title), change=row.change.id)
                st.caption(" · ".join(fact for fact in facts if fact))
                if row.theme_names:
                    st.caption("Answers " + plain("; ".join(row.theme_names)))


def _row(row: ChangeSummary) -> dict[str, object]:
    change = row.change
    return {
        "Change": visible(change.title),
        "Open": OPEN_LABEL,
        "Shipped": _shipped(row),
        "Answers": visible("; ".join(row.theme_names)),
        "Announced": "Yes" if row.announced else "",
        "Version": visible(change.version),
        "Kind": visible(change.kind).capitalize(),
        "Product": visible(change.product),
    }


def _shipped(row: ChangeSummary) -> str:
    change = row.change
    if change.is_shipped(resources.today()):
        return day(change.shipped_on)
    return f"Planned: {day(change.shipped_on)}" if change.shipped_on else "Planned"
