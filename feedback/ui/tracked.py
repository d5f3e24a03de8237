"""What the tracking pages share: their reads, and a table with its downloads."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import streamlit as st

from feedback.actions import arrivals as arrival_actions
from feedback.actions import impact as impact_actions
from feedback.actions import loop as loop_actions
from feedback.actions import open_loops as open_actions
from feedback.actions import promises as promise_actions
from feedback.actions.ports import Store
from feedback.actions.tables import write_csv, write_xlsx
from feedback.domain.change import Suggestion
from feedback.ui import resources
from feedback.ui.answers import kept
from feedback.ui.formats import number
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import visible
from feedback.ui.week_list import READ_LABEL

ROW_HEIGHT = 36
MOST_ROWS = 14
READ = "Read"
WIDE = 8  # columns
Figures = Mapping[str, Sequence[Mapping[str, str]]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@kept
def loops(
    store: Store, today: date, source: str, segment: str, owner: str, age: str
) -> open_actions.OpenLoops:
    """Who waits."""
    return open_actions.open_loops(
        store, today=today, source=source, segment=segment, owner=owner, age=age
    )


@kept
def segments(store: Store) -> list[str]:
    """The customer segments there are."""
    return store.tracking.segments()


@kept
def promises(store: Store, now: datetime, since: date) -> promise_actions.PromiseReport:
    """How the promises stand; `now` by the minute, so that the answer keeps for that long."""
    return promise_actions.promise_report(store, now=now, since=since)


@kept
def arrivals(store: Store, source: str, since: date | None) -> arrival_actions.ArrivalReport:
    """When people write."""
    return arrival_actions.arrival_report(store, source=source, since=since)


@kept
def impacts(store: Store, today: date) -> list[impact_actions.Outcomes]:
    """What became of everything that shipped."""
    return impact_actions.impacts(store, today=today)


@kept
def suggested_impacts(
    store: Store, today: date, pairs: tuple[impact_actions.Pair, ...]
) -> dict[impact_actions.Pair, impact_actions.Outcomes]:
    """What came before and after changes that are linked to themes, or may be."""
    return impact_actions.suggested_impacts(store, pairs, today=today)


@kept
def loop(store: Store, today: date, source: str) -> loop_actions.LoopReport:
    """How far the loop gets."""
    return loop_actions.loop_report(store, today=today, source=source)


@kept
def people_complaining(store: Store) -> int:
    """How many people wrote a complaint."""
    return loop_actions.people_complaining(store)


@kept
def _placed(store: Store) -> list[loop_actions.Placed]:
    return loop_actions.expectations(store)


@kept
def expectations(store: Store) -> list[dict[str, Any]]:
    """What each theme expects."""
    return loop_actions.expectation_rows(store, _placed())


@kept
def expectation_months(store: Store) -> dict[date, Any]:
    """Comments about each expectation by month."""
    return loop_actions.expectation_months(store, _placed())


def why(suggestions: Sequence[Suggestion]) -> dict[impact_actions.Pair, list[str]]:
    """Why each change was suggested for each theme, a sentence a reason."""
    pairs = [(row.theme_id, row.change_id) for row in suggestions]
    found = suggested_impacts(resources.today(), tuple(pairs)) if pairs else {}
    return {
        pair: impact_actions.reasons_in_words(row.reasons, found.get(pair))
        for pair, row in zip(pairs, suggestions, strict=True)
    }


def minute() -> datetime:
    """Now, by the minute."""
    return resources.now().replace(second=0, microsecond=0)


def table(
    shown: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    name: str,
    alt: str,
    config: Mapping[str, Any] | None = None,
    folded: bool = False,
    leads: Sequence[Mapping[str, str]] = (),
    figures: Figures | None = None,
) -> None:
    """`shown` on the page, and `rows` with all their columns as CSV and XLSX; what is missing is a
    dash. `folded`: what a chart beside it shows already opens on a click.
    `leads` are the addresses of the comments that each row counts, empty ones for none; `figures`
    those that the numbers of a column count, row by row."""
    if not shown:
        st.caption("Nothing to list here.")
        return
    place = st.expander("As a table", icon=":material/table:") if folded else st.container()
    with place:
        lead = _rows(shown, name=name, alt=alt, config=config, leads=leads, figures=figures or {})
        _files(rows, columns, name=name)
    if lead:
        open_page(PageName.COMMENTS, **lead)


def _rows(
    shown: Sequence[Mapping[str, Any]],
    *,
    name: str,
    alt: str,
    config: Mapping[str, Any] | None,
    leads: Sequence[Mapping[str, str]],
    figures: Figures,
) -> Mapping[str, str] | None:
    """The rows; the address of the comments somebody wants to read."""
    numbers = _numbers(shown)
    clicked: dict[str, Sequence[Mapping[str, str]]] = {}
    read: dict[str, Any] = {}
    for place, (column, its) in enumerate(figures.items()):
        key = f"{name}_figure_{place}"
        clicked[key] = its
        read[column] = st.column_config.ButtonColumn(key=key, type="tertiary", alignment="right")
        shown = [{**row, column: number(row[column])} for row in shown]
    if leads:
        clicked[f"{name}_read"] = leads
        shown, read[READ] = _with_read(shown, leads, key=f"{name}_read")
    st.dataframe(
        [_visible(row) for row in shown],
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(shown), MOST_ROWS) + 1) + 2,
        column_config={**numbers, **read, **(config or {})},
        placeholder="—",
        alt=alt,
        key=f"{name}_table",
    )
    for key, addresses in clicked.items():
        click = st.session_state.get(key)
        if click is not None and click["row"] < len(addresses):
            return addresses[click["row"]]
    return None


def _with_read(
    shown: Sequence[Mapping[str, Any]], leads: Sequence[Mapping[str, str]], *, key: str
) -> tuple[list[dict[str, Any]], Any]:
    """The rows with a button each to read the comments they count, and its column."""
    rows = [
        {**row, READ: READ_LABEL if lead else ""} for row, lead in zip(shown, leads, strict=True)
    ]
    # At the end of a wide table nobody would find it.
    is_wide = len(rows[0]) > WIDE
    column = st.column_config.ButtonColumn("", key=key, type="tertiary", width=84, pinned=is_wide)
    return rows, column


def _files(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, name: str) -> None:
    with st.container(horizontal=True):
        for ending, mime, made in (
            ("csv", "text/csv", partial(_csv, rows, columns)),
            ("xlsx", XLSX, partial(_xlsx, rows, columns, name)),
        ):
            st.download_button(
                ending.upper(),
                data=made,
                file_name=f"{name}.{ending}",
                mime=mime,
                icon=":material/download:",
                type="tertiary",
                key=f"{name}_{ending}",
            )


def _numbers(shown: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Whole numbers as the rest of the page writes them: 1,800."""
    whole = [
        name
        for name in shown[0]
        if any(type(row[name]) is int for row in shown)
        and all(row[name] is None or type(row[name]) is int for row in shown)
    ]
    return {name: st.column_config.NumberColumn(format="localized") for name in whole}


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    out = io.StringIO()
    write_csv(rows, columns, out)
    # With a mark at the start, without which some spreadsheets take UTF-8 for something else.
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], name: str) -> bytes:
    out = io.BytesIO()
    write_xlsx(rows, columns, out, sheet=name)
    return out.getvalue()


def _visible(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: visible(value) if isinstance(value, str) else value for key, value in row.items()}
