"""Comments that are in no theme, one at a time, to be cleared with the keyboard alone."""

from dataclasses import dataclass, field

import streamlit as st

from feedback.actions.explaining import suggest_themes
from feedback.actions.leaving_alone import leave_alone
from feedback.actions.theme_making import make_theme_of
from feedback.actions.theme_membership import move_comments
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.errors import HeardError
from feedback.ui import reads, resources, state, theme_edit, theme_reads
from feedback.ui.comment_list import UNASSIGNED, cards
from feedback.ui.empty import empty, no_comments
from feedback.ui.focus import focus_on
from feedback.ui.formats import counted, number
from feedback.ui.held_keys import hold_keys
from feedback.ui.job_progress import start_finding
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain, visible

CHOICES = 9
AHEAD = 10
NEW_NAME = "What people talk about in it"


@dataclass(slots=True)
class Queue:
    """Comments skipped in this session; what was cleared lies in the edits, which outlive it."""

    skipped: list[int] = field(default_factory=list)
    naming: int = 0
    """The comment a new theme is being named for."""
    numbered: list[int] = field(default_factory=list)
    """The themes on the keys 1 to 9."""


def page() -> None:
    """The page."""
    st.title("Not yet a theme", anchor=False)
    queue = st.session_state.setdefault("heard_queue", Queue())
    if not reads.totals().comments:
        no_comments()
        return
    left = reads.comments_count(CommentFilter(unassigned=True))
    comment = _next(queue)
    _progress(left)
    if comment is None:
        _nothing_left(queue, left)
        return
    hold_keys()
    st.caption("One comment at a time, with the mouse or the keys shown on the buttons.")
    cards([comment])
    if queue.naming == comment.id:
        # Nothing else is on the page then: letters that are typed choose nothing.
        _make(queue, comment)
        return
    _choices(queue, comment)
    _other_steps(queue, comment)


def _cleared() -> list[int]:
    """What this person cleared today, latest last: a reload or another window does not forget."""
    return theme_reads.cleared_on(resources.today(), theme_edit.who())


def _progress(left: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        link(PageName.THEMES, "All themes", icon=":material/arrow_back:")
        alone = len(theme_reads.left_alone())
        said = f" {number(alone)} more left alone for good." if alone else ""
        to_do = counted(max(0, left - alone), "comment")
        st.text(f"{to_do} left, {number(len(_cleared()))} cleared today.{said}")
        if left:
            link(
                PageName.COMMENTS,
                f"Read all {number(left)}" if left > 1 else "Read it",
                icon=":material/chat:",
                which_comments=UNASSIGNED,
            )
    waiting = theme_reads.not_yet()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(waiting.sentence)
        if waiting.run_pays and st.button("Find themes again", key="run_pays"):
            start_finding()


def _next(queue: Queue) -> Comment | None:
    past = theme_reads.left_alone().union(queue.skipped)
    waiting = reads.comments_page(CommentFilter(unassigned=True), 0, AHEAD + len(past))
    return next((row for row in waiting if row.id not in past), None)


def _nothing_left(queue: Queue, left: int) -> None:
    if queue.skipped and left > len(theme_reads.left_alone()):
        empty(
            "Only skipped ones are left",
            f"{counted(len(queue.skipped), 'comment')} that you skipped in this visit.",
            "Look at them again",
            lambda: _look_again(queue),
            key="again",
        )
    else:
        empty(
            "Every comment is in a theme or left alone" if left else "Every comment is in a theme",
            "New comments that fit no theme collect here.",
            "Go to the themes",
            lambda: open_page(PageName.THEMES),
            key="to_themes",
        )
    if _cleared():
        _undo_button()


def _look_again(queue: Queue) -> None:
    queue.skipped.clear()
    st.rerun()


def _choices(queue: Queue, comment: Comment) -> None:
    """The suggested theme on Enter, nine themes by number, and any other by its name.

    The numbers stay with their themes from one comment to the next, and every press is counted in
    a callback: a key pressed again before the page has changed files the next comment where the
    person means it.
    """
    names = {theme.id: theme.name for theme in theme_reads.open_themes() if not theme.hidden}
    numbered = _numbered(queue, names)
    near = [row for row in suggest_themes(theme_reads.engine(), comment) if row in names]
    # Always there, so that what follows keeps its place on the page and is not shown twice.
    with st.container():
        if near:
            st.button(
                f"Suggested: {plain(names[near[0]])}",
                type="primary",
                shortcut="Enter",
                key="accept",
                width="stretch",
                on_click=_put_this,
                args=(queue, comment.id, near[0]),
            )
    with st.grid(3, min_column_width=220, gap="small"):
        for place, theme_id in enumerate(numbered, 1):
            if theme_id in names:
                st.button(
                    plain(names[theme_id]),
                    shortcut=str(place),
                    key=f"choose_{place}",
                    width="stretch",
                    on_click=_put_next,
                    args=(queue, theme_id),
                )
    _any_theme(queue, comment, names)


def _numbered(queue: Queue, names: dict[int, str]) -> list[int]:
    """The themes on the keys 1 to 9: the largest when the visit began. One that ended since leaves
    its number free, a new one takes a number behind the others."""
    if not queue.numbered:
        rows = theme_reads.theme_rows(resources.today())
        queue.numbered = [row.id for row in rows if row.id in names][:CHOICES]
    room = CHOICES - len(queue.numbered)
    queue.numbered += [id_ for id_ in names if id_ not in queue.numbered][:room]
    return queue.numbered


def _any_theme(queue: Queue, comment: Comment, names: dict[int, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"other_{comment.id}"
        st.selectbox(
            "Any theme",
            list(names),
            index=None,
            format_func=lambda theme_id: visible(names[theme_id]),
            placeholder="Type a part of its name",
            key=key,
            on_change=_put_chosen,
            args=(comment.id, key),
            width=320,
        )
        st.button(
            "Largest themes first",
            key="renumber",
            type="tertiary",
            help="The numbers stay with their themes until you press this.",
            on_click=queue.numbered.clear,
        )


def _other_steps(queue: Queue, comment: Comment) -> None:
    with st.container(horizontal=True):
        if st.button("New theme", shortcut="N", key="new", icon=":material/add:"):
            queue.naming = comment.id
            st.rerun()
        st.button(
            "Skip",
            shortcut="S",
            key="skip",
            icon=":material/skip_next:",
            help="Look at it again later in this visit.",
            on_click=_skip,
            args=(queue,),
        )
        st.button(
            "Says nothing",
            shortcut="0",
            key="says_nothing",
            icon=":material/do_not_disturb_on:",
            help="It speaks of no theme, and you are not asked about it again.",
            on_click=_leave,
            args=(queue, comment.id),
        )
        _undo_button()


def _leave(queue: Queue, comment_id: int) -> None:
    """Leave the comment that was shown alone: what comes next was not read yet."""
    comment = _next(queue)
    if comment is None or comment.id != comment_id:
        return
    who, now = theme_edit.who(), theme_edit.now()
    try:
        leave_alone(resources.store(), comment_id, by=who, now=now)
    except HeardError as error:
        state.set_notice(str(error))


def _skip(queue: Queue) -> None:
    comment = _next(queue)
    if comment is not None:
        queue.skipped.append(comment.id)


def _undo_button() -> None:
    cleared = _cleared()
    pressed = st.button(
        "Undo", shortcut="U", key="undo", icon=":material/undo:", disabled=not cleared
    )
    if pressed and cleared:
        theme_edit.undo(cleared[-1])


def _make(queue: Queue, comment: Comment) -> None:
    """A name and Enter make a theme of this comment; an empty name leads back."""
    with st.form("new_theme"):
        name = st.text_input(NEW_NAME, key=f"new_name_{comment.id}", max_chars=120)
        with st.container(horizontal=True):
            made = st.form_submit_button("Make it", type="primary")
            back = st.form_submit_button("Back", shortcut="Escape")
    focus_on(NEW_NAME, key=f"focus_{comment.id}")
    if back or (made and not (name or "").strip()):
        queue.naming = 0
        st.rerun()
    if not made:
        return
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    done = theme_edit.attempt(
        lambda: make_theme_of(store, [comment.id], name or "", by=who, now=now),
        f"“{name}” is a theme now.",
    )
    if done:
        queue.naming = 0
        st.rerun()


def _put_next(queue: Queue, theme_id: int) -> None:
    """File the comment that is next by now: after a quick second press not the one shown before."""
    comment = _next(queue)
    if comment is not None:
        _put(comment.id, theme_id)


def _put_this(queue: Queue, comment_id: int, theme_id: int) -> None:
    """File the comment that was shown: another one has another suggestion, not read yet."""
    comment = _next(queue)
    if comment is not None and comment.id == comment_id:
        _put(comment_id, theme_id)


def _put_chosen(comment_id: int, key: str) -> None:
    theme_id = st.session_state.get(key)
    if theme_id is not None:
        _put(comment_id, theme_id)


def _put(comment_id: int, theme_id: int) -> None:
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    try:
        move_comments(store, [comment_id], theme_id, by=who, now=now)
    except HeardError as error:
        state.set_notice(str(error))
