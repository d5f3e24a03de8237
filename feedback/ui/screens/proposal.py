"""What a run would do to the themes there are, before it does it."""

from collections.abc import Sequence

import streamlit as st

from feedback.actions.theme_runs import apply_run, discard_run
from feedback.domain.proposal import Proposal, ProposalItem, ProposalKind
from feedback.domain.theme import RunReport
from feedback.ui import reads, resources, state, theme_edit, theme_reads
from feedback.ui.empty import empty
from feedback.ui.formats import counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain

LISTED = 12
EXAMPLES, LONGEST = 3, 140
ARROW = ":material/arrow_forward:"
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
    for kind, (title, means) in KINDS.items():
        if counts[kind]:
            _group(title, means, counts[kind], kind)
    _apply_or_discard(proposal)


def _apply_or_discard(proposal: Proposal) -> None:
    """At the bottom of the window, however far one has read."""
    with st.bottom, st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Apply", type="primary", icon=":material/check:", key="apply"):
            _decide(proposal.run, is_applied=True)
        if st.button("Discard", icon=":material/close:", key="discard"):
            _decide(proposal.run, is_applied=False)
        st.caption("Applied, a run cannot be taken back as a whole; edits of people can.")


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
        pages = -(-len(items) // LISTED)
        slot = st.container(gap="small")
        page = 1
        if pages > 1:
            page = st.pagination(pages, key=f"page_{kind.value}_{pages}", max_visible_pages=5)
        with slot:
            for item in items[(page - 1) * LISTED : page * LISTED]:
                _item(item)


def _item(item: ProposalItem) -> None:
    """A sentence with its numbers; the comments that are there now behind a link."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(plain(item.sentence), width="stretch")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if item.theme_id is not None:
                there = f"{counted(_now(item), 'comment')} now"
                link(PageName.COMMENTS, there, icon=":material/chat:", theme=item.theme_id)
                link(PageName.THEME, "Open the theme", icon=ARROW, theme=item.theme_id)
                if item.kind is ProposalKind.KEPT:
                    st.caption(f"{counted(item.after, 'comment')} afterwards")
            elif item.other_id is not None and item.kind is ProposalKind.SPLIT:
                link(PageName.THEME, "The theme it comes from", icon=ARROW, theme=item.other_id)
        examples = reads.comments(item.found.representatives[:EXAMPLES]) if item.found else []
        if item.theme_id is None and examples:
            st.caption("Such as:")
            for comment in examples:
                st.caption(f"“{plain(_short(comment.text))}”")


def _now(item: ProposalItem) -> int:
    """How many comments a theme has at present: an import may have brought some since the run."""
    rows = reads.theme_rows(resources.today())
    return next((row.comments for row in rows if row.id == item.theme_id), item.before)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"


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
