"""Bringing changes in: a file, or one by hand; and editing one."""

from datetime import date
from pathlib import Path

import streamlit as st

from feedback.actions.changes import import_changes
from feedback.actions.changes_by_hand import Written, add_change, edit_change
from feedback.actions.links import suggest_links
from feedback.domain.change import Change, ChangeReport
from feedback.ui import resources, state, uploads
from feedback.ui.formats import counted, number
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import plain

TEXTS = ["md", "markdown", "txt", "rst", "json", "csv", "tsv"]
TYPES = [*TEXTS, "xlsx", "xls", "ods", "parquet", "gz", "zip"]


def import_form() -> None:
    """A file of changes of any form Heard reads."""
    with st.form("import_changes", clear_on_submit=True, border=True):
        file = st.file_uploader(
            "A changelog, releases as JSON, or a table with a row per change",
            type=TYPES,
            key="changes_file",
            help="CHANGELOG.md in any usual style; the releases interface of GitHub or GitLab; "
            "exports of Jira, Linear, GitHub, Azure DevOps, Trello; any CSV or XLSX with a title.",
        )
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


def add_form() -> None:
    """One change by hand."""
    with st.form("add_change", border=True):
        written = _fields(None, key="add")
        pressed = st.form_submit_button("Add the change", type="primary")
    if pressed:
        change = add_change(resources.store(), written, now=resources.now())
        suggest_links(resources.store(), today=resources.today())
        state.set_notice(f"Added: “{change.title}”.")
        open_page(PageName.CHANGE, change=change.id)


def edit_form(change: Change) -> None:
    """Another wording for a change; it stays when the file is imported again."""
    with st.form(f"edit_change_{change.id}", border=False):
        written = _fields(change, key=f"edit_{change.id}")
        pressed = st.form_submit_button("Save", type="primary")
    if pressed:
        edit_change(resources.store(), change.id, written, now=resources.now())
        suggest_links(resources.store(), today=resources.today())
        state.set_notice("Saved. An import of its file leaves it so until that line changes.")
        st.rerun()


def _fields(change: Change | None, *, key: str) -> Written:
    title = _text(change, key, "title", "What changed, in a sentence", max_chars=500)
    details = st.text_area(
        "Details", value=change.details if change else "", height=80, key=f"{key}_details"
    )
    with st.grid(2, min_column_width=200):
        shipped_on: date | None = st.date_input(
            "Shipped on (empty: planned)",
            value=change.shipped_on if change else None,
            min_value=date(1970, 1, 1),
            format="YYYY-MM-DD",
            key=f"{key}_shipped_on",
        )
        return Written(
            title=title,
            details=details or "",
            shipped_on=shipped_on,
            version=_text(change, key, "version", "Version"),
            product=_text(change, key, "product", "Product", disabled=change is not None),
            component=_text(change, key, "component", "Part of the product"),
            url=_text(change, key, "url", "Address to read more"),
            kind=_text(change, key, "kind", "Kind", placeholder="added, fixed, changed …"),
        )


def _text(
    change: Change | None,
    key: str,
    name: str,
    label: str,
    *,
    max_chars: int | None = None,
    disabled: bool = False,
    placeholder: str | None = None,
) -> str:
    """A field of a change as a line of text, with what it holds so far."""
    value = st.text_input(
        label,
        value=getattr(change, name) if change else "",
        max_chars=max_chars,
        disabled=disabled,
        placeholder=placeholder,
        key=f"{key}_{name}",
    )
    return value or ""
