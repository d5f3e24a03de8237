"""What an import did, so that it adds up in front of the reader."""

import streamlit as st

from feedback.actions.importing import rejects_csv
from feedback.domain.comment import ImportReport
from feedback.ui import resources
from feedback.ui.formats import counted, language, number
from feedback.ui.plain_text import plain


def show_report(report: ImportReport) -> None:
    """The report with its sum, its remarks, and the rejected rows to download."""
    st.success(
        f"{plain(report.file)} is in." if report.imported else f"{plain(report.file)} was read.",
        icon=":material/check_circle:",
    )
    st.markdown(f"**{sum_of(report)}**")
    with st.grid(4, min_column_width=160):
        st.metric("New", number(report.imported), border=True)
        st.metric("Updated", number(report.updated), border=True)
        st.metric("Already there", number(report.duplicates), border=True)
        st.metric("Not usable", number(report.rejected), border=True)
    for sentence in _remarks(report):
        st.text(sentence, width="stretch")
    for note in report.notes:
        st.caption(plain(note))
    if report.rejected:
        store, import_id = resources.store(), report.id
        st.download_button(
            f"Download the {counted(report.rejected, 'row')} that could not be used",
            data=lambda: rejects_csv(store, import_id),
            file_name="not-usable.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def sum_of(report: ImportReport) -> str:
    """1,200 rows = 1,150 new + 0 updated + 30 already there + 20 not usable."""
    return (
        f"{counted(report.rows, 'row')} = {number(report.imported)} new + "
        f"{number(report.updated)} updated + {number(report.duplicates)} already there + "
        f"{number(report.rejected)} not usable"
    )


def _remarks(report: ImportReport) -> list[str]:
    remarks = []
    if report.filler:
        remarks.append(
            f"{counted(report.filler, 'comment says', 'comments say')} nothing (“none”, “n/a”). "
            "They are kept and left out of the themes."
        )
    if report.redacted:
        remarks.append(
            f"{counted(report.redacted, 'piece')} of personal data, such as e-mail addresses and "
            "phone numbers, replaced before storing."
        )
    if report.languages:
        named = ", ".join(
            f"{language(code) if code else 'unknown'} {number(count)}"
            for code, count in sorted(report.languages.items(), key=lambda item: -item[1])
        )
        remarks.append(f"Languages: {named}.")
    return remarks
