"""Comments as people wrote them: cards, searched and paged."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from feedback.actions.loop_comments import LoopFilter
from feedback.domain.comment import Comment, CommentVersion
from feedback.domain.summaries import CommentFilter
from feedback.ui import formats, reads, resources
from feedback.ui.guard import guarded
from feedback.ui.plain_text import plain, show

PAGE_SIZE = 20
LONG = 600
PLACED, UNASSIGNED, SILENT = "In a theme", "In no theme", "Say nothing"
AMONG = 400_000
MOST_FOUND = 1000
CommentActs = Callable[[Comment], None]


def cards(comments: Sequence[Comment], acts: CommentActs | None = None) -> None:
    """Each comment with where it came from, and what can be done with it."""
    earlier = reads.earlier_versions(tuple(comment.id for comment in comments))
    for comment in comments:
        with st.container(border=True, gap="xsmall"):
            if comment.question:
                st.caption(plain(comment.question))
            _words(comment)
            st.caption(_origin(comment))
            if comment.id in earlier:
                _earlier(earlier[comment.id])
            if acts is not None:
                acts(comment)


def _words(comment: Comment) -> None:
    if len(comment.text) <= LONG:
        show(comment.text)
        return
    show(comment.text[:LONG].rstrip() + " …")
    with st.expander("Read it all"):
        show(comment.text)


def _earlier(versions: Sequence[CommentVersion]) -> None:
    """What the comment was before, latest first, with the day each version was replaced."""
    with st.expander(f"Changed since: {formats.counted(len(versions), 'earlier version')}"):
        for version in versions:
            before = version.comment
            st.caption(
                " · ".join(
                    part
                    for part in (
                        f"Until {formats.day(version.replaced_at)}",
                        formats.rating(before.rating),
                        formats.day(before.created_at),
                    )
                    if part
                )
            )
            show(before.text)


def _origin(comment: Comment) -> str:
    """Rating, day, source and language on one line of Markdown, what people wrote escaped."""
    parts = [
        formats.rating(comment.rating),
        formats.day(comment.created_at),
        plain(comment.source),
        plain(formats.language(comment.language)) if comment.language else "",
        "says nothing" if comment.is_filler else "",
    ]
    return " · ".join(part for part in parts if part)


@st.fragment
@guarded
def search_and_page(
    among: CommentFilter,
    key: str,
    acts: CommentActs | None = None,
    *,
    of: LoopFilter | None = None,
) -> None:
    """The comments a filter means, at a place in the loop where one is given; found by search,
    twenty at a time.

    `acts` draws what can be done with a comment, inside its card.
    """
    search = st.text_input(
        "Search these comments",
        key=f"search_{key}",
        bind="query-params",
        type="search",
        placeholder="A word they used",
        icon=":material/search:",
    )
    where = replace(among, search=(search or "").strip())
    if where.search:
        _found(where, key, acts, of)
        return
    if of is not None:
        _in_loop(reads.loop_comments(of, among, resources.today()), key, acts, of)
        return
    found = reads.comments_count(where)
    if not found:
        st.info("There are no comments here.")
        return
    st.caption(f"{formats.counted(found, 'comment')}, newest first")
    slot = st.container()
    first = first_shown(found, f"{key}_all")
    with slot:
        cards(reads.comments_page(where, first, PAGE_SIZE), acts)


def _in_loop(ids: Sequence[int], key: str, acts: CommentActs | None, of: LoopFilter) -> None:
    """Those at a place in the loop."""
    if not ids:
        st.info("There are no comments here.")
        return
    order = "longest waiting first" if of.is_longest_first else "newest first"
    st.caption(f"{formats.counted(len(ids), 'comment')}, {order}")
    slot = st.container()
    first = first_shown(len(ids), f"{key}_loop")
    with slot:
        cards(reads.comments(tuple(ids[first : first + PAGE_SIZE])), acts)


def _found(where: CommentFilter, key: str, acts: CommentActs | None, of: LoopFilter | None) -> None:
    """What a search finds. In many comments it looks at the latest first, and offers the rest."""
    digest = hashlib.sha256(where.search.encode("utf-8", "replace")).hexdigest()[:12]
    older = f"older_{key}_{digest}"
    among = None if where.theme_id is not None or st.session_state.get(older) else AMONG
    found = reads.found(where, among, MOST_FOUND, of, resources.today())
    if not found.all_searched:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"Searched: the {formats.number(AMONG)} comments that came in last.")
            if st.button("Search the older ones too", key=f"button_{older}"):
                st.session_state[older] = True
                st.rerun(scope="fragment")
    if not found.ids:
        st.info("No comment contains this. Try fewer letters, or clear the search.")
        return
    more = " or more" if found.more else ""
    counted = formats.counted(len(found.ids), f"comment{more}", f"comments{more}")
    st.caption(f"{counted}, newest first")
    slot = st.container()
    first = first_shown(len(found.ids), f"{key}_{digest}")
    with slot:
        cards(reads.comments(found.ids[first : first + PAGE_SIZE]), acts)


def first_shown(found: int, key: str) -> int:
    """The place of the first comment of the page that was chosen."""
    pages = -(-found // PAGE_SIZE)
    if pages < 2:
        return 0
    page = st.pagination(pages, key=f"page_{key}_{pages}", max_visible_pages=5)
    return (page - 1) * PAGE_SIZE
