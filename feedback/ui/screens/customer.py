"""Customer: everything one person wrote, so that nobody has to tell it again."""

import streamlit as st

from feedback.actions.customers import COLUMNS, Chapter, customer_story, story_rows
from feedback.bootstrap import customer_key
from feedback.intake.identity import customer_digest
from feedback.ui import reads, resources, tracked
from feedback.ui.comment_list import PAGE_SIZE, cards, first_shown
from feedback.ui.customer_wishes import wishes
from feedback.ui.empty import no_comments
from feedback.ui.formats import OUTCOME_WORDS, Colour, counted, day
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain, show


def page() -> None:
    """The page."""
    st.title("Customer", anchor=False)
    if not reads.totals().comments:
        no_comments()
        return
    st.text(
        "Everything a person wrote over all channels, and what became of it. Whoever knows the "
        "customer's id, as it stands in your files, finds them; the id itself is kept nowhere.",
        width="stretch",
    )
    with st.form("find_customer", border=False):
        wanted = st.text_input("Customer id", key="customer_id", max_chars=200)
        pressed = st.form_submit_button("Find", type="primary", icon=":material/search:")
    if not (wanted or "").strip():
        if pressed:
            st.info("Type the customer's id first.")
        return
    # Read anew each time: neither the id nor its digest is worth keeping in a cache.
    store = resources.store()
    key = customer_key(resources.settings(), store)
    story = customer_story(store, wanted, key=key, today=resources.today())
    _summary(story)
    wishes(customer_digest(key, wanted))
    slot = st.container()
    first = first_shown(len(story), f"customer_{customer_digest(key, wanted)[:12]}")
    with slot:
        for chapter in story[first : first + PAGE_SIZE]:
            _chapter(chapter)
    _table(story)


def _table(story: list[Chapter]) -> None:
    shown = [
        {
            "Wrote": day(chapter.comment.created_at),
            "Source": chapter.comment.source,
            "Said": chapter.comment.text,
            "Answered": day(chapter.comment.answered_at, missing=""),
            "Theme": chapter.theme.name if chapter.theme else "",
            "Announced": day(chapter.announced_on, missing=""),
            "Told": day(chapter.told_on, missing=""),
            "Waits": "yes" if chapter.waits else "no",
        }
        for chapter in story
    ]
    tracked.table(
        shown, story_rows(story), COLUMNS, name="customer", alt="The story as a table", folded=True
    )


def _summary(story: list[Chapter]) -> None:
    sources = sorted({chapter.comment.source for chapter in story})
    waits = sum(chapter.waits for chapter in story)
    st.markdown(
        f"**{counted(len(story), 'comment')}** over {plain(', '.join(sources))}. "
        f"{counted(waits, 'loop is', 'loops are')} still open."
    )


def _chapter(chapter: Chapter) -> None:
    comment = chapter.comment
    with st.container(border=True, gap="xsmall"):
        cards([comment])
        if comment.answer:
            st.caption(f"Answered {day(comment.answered_at)}")
            show(comment.answer)
        elif comment.answered_at:
            st.caption(f"Answered {day(comment.answered_at)}; the words are not in the file.")
        else:
            st.caption("No answer of its own.")
        with st.container(horizontal=True, vertical_alignment="center"):
            if chapter.theme:
                link(PageName.THEME, plain(chapter.theme.name), theme=chapter.theme.id)
            for badge, colour in _badges(chapter):
                st.badge(badge, color=colour)
    st.caption("")


def _badges(chapter: Chapter) -> list[tuple[str, Colour]]:
    if chapter.theme is None:
        return [("In no theme", "gray")]
    decided = OUTCOME_WORDS[chapter.theme.outcome] if chapter.is_decided else "Not decided"
    announced = f"Announced {day(chapter.announced_on)}"
    badges: list[tuple[str, Colour]] = [
        (decided, "gray"),
        (announced, "green") if chapter.announced_on else ("Not announced", "gray"),
    ]
    if chapter.told_on:
        badges.append((f"Told {day(chapter.told_on)}", "green"))
    if chapter.helped is not None:
        badges.append(("It helped", "green") if chapter.helped else ("It did not help", "orange"))
    if chapter.waits:
        return [*badges, ("Waits", "orange")]
    if chapter.announced_on or chapter.told_on:
        return [*badges, ("Closed", "green")]
    return [*badges, ("Closed by the decision, not told", "gray")]
