"""Comments as people wrote them: cards, searched and paged."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from feedback.domain.comment import Comment, CommentVersion
from feedback.domain.summaries import CommentFilter
from feedback.ui import formats, reads
from feedback.ui.guard import guarded
from feedback.ui.plain_text import plain, show

PAGE_SIZE = 20
LONG = 600
UNASSIGNED = "In no theme"


def cards(comments: Sequence[Comment]) -> None:
    """Each comment with where it came from."""
    earlier = reads.earlier_versions(tuple(comment.id for comment in comments))
    for comment in comments:
        with st.container(border=True, gap="xsmall"):
            if comment.question:
                st.caption(plain(comment.question))
            _words(comment)
            st.caption(_origin(comment))
            if comment.id in earlier:
                _earlier(earlier[comment.id])


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
def search_and_page(theme_id: int | None, unassigned: bool, key: str) -> None:
    """All comments of a theme, of none, or all there are; found by search, twenty at a time."""
    search = st.text_input(
        "Search these comments",
        key=f"search_{key}",
        type="search",
        placeholder="A word they used",
        icon=":material/search:",
    )
    where = CommentFilter(theme_id=theme_id, unassigned=unassigned, search=(search or "").strip())
    found = reads.comments_count(where)
    if not found:
        _nothing(bool(where.search))
        return
    pages = -(-found // PAGE_SIZE)
    digest = hashlib.sha256(where.search.encode("utf-8", "replace")).hexdigest()[:12]
    st.caption(f"{formats.counted(found, 'comment')}, newest first")
    slot = st.container()
    page = 1
    if pages > 1:
        page = st.pagination(pages, key=f"page_{key}_{digest}_{pages}", max_visible_pages=5)
    with slot:
        cards(reads.comments_page(where, (page - 1) * PAGE_SIZE, PAGE_SIZE))


def _nothing(searched: bool) -> None:
    if searched:
        st.info("No comment contains this. Try fewer letters, or clear the search.")
    else:
        st.info("There are no comments here.")
