"""What an import did, so that it adds up in front of the reader."""

import re
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from feedback.actions.importing import rejects_csv
from feedback.domain.comment import ImportReport, ImportStatus
from feedback.domain.summaries import CommentFilter
from feedback.intake.notes import REPLACED
from feedback.ui import charts, reads, resources
from feedback.ui.formats import counted, day, language, number
from feedback.ui.import_redactions import KIND_WORDS
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain, visible

SHOWN_REJECTS = 50
SHOWN_THEMES = 5
_MARKERS = re.compile(r"([\d,]+) \[([a-z-]+)\]")


def show_report(report: ImportReport) -> None:
    """The report with its sum, its remarks, and the rejected rows to download."""
    _headline(report)
    if report.status is ImportStatus.UNFINISHED:
        return
    st.markdown(f"**{sum_of(report)}**")
    with st.grid(4, min_column_width=140):
        st.metric("New", number(report.imported), border=True)
        st.metric("Updated", number(report.updated), border=True)
        st.metric("Already there", number(report.duplicates), border=True)
        st.metric("Not usable", number(report.rejected), border=True)
    _what_came(report)
    _rejects(report)
    if report.notes:
        with st.expander("How the file was read"):
            for note in report.notes:
                st.text(visible(note), width="stretch")


def show_sum(reports: Sequence[ImportReport]) -> None:
    """Several files in one sentence that adds up as each of them does."""
    total = ImportReport(
        file="",
        rows=sum(report.rows for report in reports),
        imported=sum(report.imported for report in reports),
        updated=sum(report.updated for report in reports),
        duplicates=sum(report.duplicates for report in reports),
        rejected=sum(report.rejected for report in reports),
    )
    st.success(f"{counted(len(reports), 'file')}: {sum_of(total)}.", icon=":material/check_circle:")


def sum_of(report: ImportReport) -> str:
    """1,200 rows = 1,150 new + 0 updated + 30 already there + 20 not usable."""
    return (
        f"{counted(report.rows, 'row')} = {number(report.imported)} new + "
        f"{number(report.updated)} updated + {number(report.duplicates)} already there + "
        f"{number(report.rejected)} not usable"
    )


def _headline(report: ImportReport) -> None:
    name = plain(report.file)
    if report.status is ImportStatus.UNDONE:
        st.info(
            f"{name} was taken back on {day(report.undone_at)}. This is what it had brought.",
            icon=":material/undo:",
        )
    elif report.status is ImportStatus.UNFINISHED:
        st.warning(
            f"{name} was not read to its end. Import it again: what is in already does not come "
            "in twice.",
            icon=":material/warning:",
        )
    elif report.imported:
        st.success(f"{name} is in.", icon=":material/check_circle:")
    else:
        st.success(f"{name} was read; nothing in it is new.", icon=":material/check_circle:")


def _what_came(report: ImportReport) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        for sentence in remarks(report):
            st.text(sentence, width="stretch")
        if report.imported and report.status is ImportStatus.DONE:
            its = CommentFilter(import_id=report.id, include_filler=False)
            waiting = reads.comments_count(replace(its, unassigned=True))
            if sentence := where_they_went(reads.comments_count(its) - waiting, waiting):
                st.text(sentence, width="stretch")
                _top_themes(report.id)
    if report.ratings:
        with right:
            charts.draw(charts.ratings(report.ratings), key=f"ratings_{report.id}")


def _top_themes(import_id: int) -> None:
    """The themes that most of the new comments are in, each a link."""
    themes = reads.themes_of_import(import_id)
    with st.container(gap="xxsmall"):
        for theme_id, count in themes[:SHOWN_THEMES]:
            if (theme := reads.theme(theme_id)) is not None:
                link(
                    PageName.THEME,
                    f"{plain(theme.name)}: {counted(count, 'new comment')}",
                    icon=":material/forum:",
                    theme=theme_id,
                )
    if len(themes) > SHOWN_THEMES:
        st.caption(f"And {counted(len(themes) - SHOWN_THEMES, 'further theme')}.")


def remarks(report: ImportReport) -> list[str]:
    """When, in which languages, how much says nothing, what was replaced: of all rows of the file
    that could be used, also those that were there."""
    said = []
    if report.updated or report.duplicates:
        usable = report.rows - report.rejected
        said.append(f"Of all {counted(usable, 'row')} of the file, whether new or not:")
    if report.first_day is not None:
        said.append(f"Dates: {day(report.first_day)} – {day(report.last_day)}.")
    if report.languages:
        named = ", ".join(
            f"{language(code) if code else 'unknown'} {number(count)}"
            for code, count in sorted(report.languages.items(), key=lambda item: -item[1])
        )
        said.append(f"Languages: {named}.")
    if report.redacted:
        replaced = counted(report.redacted, "piece")
        said.append(f"Personal data: {replaced} replaced before storing{_kinds(report.notes)}.")
    if report.filler:
        said.append(
            f"{counted(report.filler, 'comment says', 'comments say')} nothing (“none”, “n/a”). "
            "They are kept and left out of the themes."
        )
    return said


def _kinds(notes: Sequence[str]) -> str:
    """What was replaced, in words: " (12 e-mail addresses, 3 @names)"."""
    counts = next((note for note in notes if note.startswith(REPLACED)), "")
    kinds = [f"{count} {KIND_WORDS.get(kind, kind)}" for count, kind in _MARKERS.findall(counts)]
    return f" ({', '.join(kinds)})" if kinds else ""


def where_they_went(placed: int, waiting: int) -> str:
    """How many of the comments an import brought are in a theme by now; empty where none is."""
    if not placed:
        return ""
    rest = f", {number(waiting)} in none yet" if waiting else ""
    came = counted(placed + waiting, "new comment")
    return f"In a theme by now: {number(placed)} of the {came} that say something{rest}."


def _rejects(report: ImportReport) -> None:
    if not report.rejected:
        return
    store, import_id = resources.store(), report.id
    rejected = reads.rejects(import_id)
    reasons: dict[str, int] = {}
    for reject in rejected:
        reasons[reject.reason] = reasons.get(reject.reason, 0) + 1
    ranked = sorted(reasons.items(), key=lambda item: -item[1])[:3]
    why = "; ".join(f"{number(count)} × {reason}" for reason, count in ranked)
    with st.expander(plain(f"{counted(report.rejected, 'row')} not usable: {why}")):
        st.dataframe(
            [
                {
                    "Line": reject.line,
                    "Reason": visible(reject.reason),
                    "What to do": visible(reject.advice),
                    "The row": visible(reject.excerpt),
                }
                for reject in rejected[:SHOWN_REJECTS]
            ],
            hide_index=True,
            column_config={
                "Line": st.column_config.NumberColumn(format="localized", width=70),
                "Reason": st.column_config.TextColumn(width=220),
                "What to do": st.column_config.TextColumn(width=300),
            },
            alt="Rows that could not be used, with the reason and what to do",
        )
        if len(rejected) > SHOWN_REJECTS:
            st.caption(f"The first {SHOWN_REJECTS}; all are in the download.")
    st.download_button(
        f"Download the {counted(report.rejected, 'row')} that could not be used",
        data=lambda: rejects_csv(store, import_id),
        file_name="not-usable.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"rejects_{import_id}",
    )
