"""What a run would do to the themes there are, before it does it."""

from collections.abc import Sequence

import streamlit as st

from feedback.actions.theme_runs import apply_run, discard_run
from feedback.domain.proposal import ProposalItem, ProposalKind
from feedback.domain.theme import RunReport
from feedback.ui import resources, state, theme_edit, theme_reads
from feedback.ui.empty import empty
from feedback.ui.formats import counted, day, number
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import plain, visible

KINDS = {
    ProposalKind.NEW: ("New", "Groups of comments that were no theme yet."),
    ProposalKind.SPLIT: ("Split", "Themes that come out of one that is there."),
    ProposalKind.MERGED: ("Merged", "Themes whose comments now lie in another one."),
    ProposalKind.RETIRED: ("Retired", "Themes that no comment is left in."),
    ProposalKind.KEPT: ("Kept", "Their id, name and everything decided about them stay."),
}


def page() -> None:
    """The page."""
    st.title("What the run found", anchor=False)
    proposal = theme_reads.proposal()
    if proposal is None:
        empty(
            "Nothing waits",
            "When a search for themes finds something to change, you see it here first.",
            "Go to the themes",
            lambda: open_page(PageName.THEMES),
            key="to_themes",
        )
        return
    counts = {kind: [i for i in proposal.items if i.kind is kind] for kind in KINDS}
    said = ", ".join(
        f"{number(len(counts[kind]))} {KINDS[kind][0].lower()}" for kind in KINDS if counts[kind]
    )
    st.text(
        f"{counted(proposal.report.comments, 'comment')} on {day(proposal.at)}: {said}. "
        f"{_moves(proposal.items)} Nothing is changed before you apply it.",
        width="stretch",
    )
    with st.container(horizontal=True):
        if st.button("Apply", type="primary", icon=":material/check:", key="apply"):
            _decide(proposal.run, is_applied=True)
        if st.button("Discard", icon=":material/close:", key="discard"):
            _decide(proposal.run, is_applied=False)
    st.caption(
        "A run cannot be taken back as a whole once it is applied. What people did to themes "
        "before it stays, and can still be undone step by step."
    )
    for kind, (title, means) in KINDS.items():
        if counts[kind]:
            _group(title, means, counts[kind], kind)


def _moves(items: Sequence[ProposalItem]) -> str:
    """How many comments would be in another theme than now, and how many in one at all."""
    there = [item for item in items if item.kind not in (ProposalKind.NEW, ProposalKind.SPLIT)]
    before, after = sum(item.before for item in there), sum(item.after for item in items)
    leave = before - sum(item.shared for item in there if item.kind is ProposalKind.KEPT)
    left = counted(leave, "comment leaves its theme", "comments leave their themes")
    return (
        f"{left}; {counted(after, 'comment is', 'comments are')} in a theme, {number(before)} now."
    )


def _group(title: str, means: str, items: Sequence[ProposalItem], kind: ProposalKind) -> None:
    with st.expander(f"{title} ({number(len(items))})", expanded=kind is not ProposalKind.KEPT):
        st.caption(means)
        st.dataframe(
            [
                {
                    "Theme": visible(item.name),
                    "What happens": visible(item.sentence),
                    "Comments before": item.before,
                    "Comments after": item.after,
                    "The same in both": item.shared,
                }
                for item in items
            ],
            hide_index=True,
            key=f"items_{kind.value}",
            column_config={
                "Theme": st.column_config.TextColumn(width=220),
                "What happens": st.column_config.TextColumn(width=480),
            },
            alt=plain(f"{title} themes with the number of comments before and after"),
        )


def _decide(run: int, *, is_applied: bool) -> None:
    store, folder = resources.store(), resources.settings().model_folder
    who, now = theme_edit.who(), theme_edit.now()

    def apply() -> None:
        report = apply_run(store, run, model_folder=folder, by=who, now=now)
        state.set_applied_run(run_sentence(report))

    def discard() -> None:
        discard_run(store, run, model_folder=folder, by=who, now=now)

    if theme_edit.attempt(
        apply if is_applied else discard, "Applied." if is_applied else "Discarded."
    ):
        open_page(PageName.THEMES)


def run_sentence(report: RunReport) -> str:
    """What a run did, with its numbers; what there is none of is left out."""
    steps = ((report.kept, "kept"), (report.new, "new"), (report.retired, "retired"))
    said = ", ".join(f"{number(count)} {word}" for count, word in steps if count)
    stay = " Your names, decisions and links stayed." if report.kept else ""
    return (
        f"{counted(report.themes, 'theme')} in {counted(report.comments, 'comment')}"
        f"{f': {said}' if said else ''}. "
        f"{counted(report.unassigned, 'comment fits', 'comments fit')} no theme.{stay}"
    )
