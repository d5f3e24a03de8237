"""One theme: how much, what people say, what answers it, and what was told."""

from functools import partial

import streamlit as st

from feedback.domain.change import Change, LinkState
from feedback.domain.summaries import CommentFilter, ThemeSummary
from feedback.domain.theme import Theme, ThemeStatus
from feedback.errors import NotFoundError
from feedback.ui import charts, reads, resources, state, theme_reads
from feedback.ui.charts import ShipDate
from feedback.ui.comment_list import cards, search_and_page
from feedback.ui.empty import empty
from feedback.ui.formats import (
    OUTCOME_WORDS,
    STATUS_COLOURS,
    STATUS_WORDS,
    counted,
    day,
    languages,
    number,
    rating,
)
from feedback.ui.navigation import PageName, link, open_page, wanted_id
from feedback.ui.plain_text import plain
from feedback.ui.theme_answers import answers
from feedback.ui.theme_comment import comment_acts
from feedback.ui.theme_details import details, history, neighbours
from feedback.ui.theme_makeup import made_of, people
from feedback.ui.theme_name import name_form
from feedback.ui.theme_outcome import outcome_panel
from feedback.ui.theme_solidity import solidity_badge, solidity_sentence
from feedback.ui.week_list import week_list

TYPICAL = 5
COMMENTS, SHARE = "Comments", "Share of all"
MARKED_SUGGESTIONS = 3


def page() -> None:
    """The page."""
    theme_id = wanted_id("theme")
    if theme_id is None:
        _no_theme_named()
        return
    theme = reads.theme(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id}. Choose one from the list of themes.")
    summary = reads.summary(theme_id, resources.today())
    st.set_page_config(page_title=f"{theme.name} · Heard")
    _step_to_neighbours(theme_id)
    st.title(plain(theme.name), anchor=False)
    _facts(theme, summary)
    left, right = st.columns([5, 3], gap="large")
    with left:
        _volume(theme_id)
        _typical(theme)
        made_of(theme_id, summary)
    with right:
        name_form(theme)
        outcome_panel(theme)
        details(theme)
        answers(theme)
        people(theme_id, summary)
        neighbours(theme_id)
    st.header("All comments", anchor=False)
    acts = None if theme.retired else partial(comment_acts, theme)
    search_and_page(CommentFilter(theme_id=theme_id), f"theme_{theme_id}", acts)
    history(theme_id)


def _no_theme_named() -> None:
    st.title("Theme", anchor=False)
    empty(
        "No theme chosen",
        "This address shows one theme.",
        "Choose a theme",
        lambda: open_page(PageName.THEMES),
        key="choose_theme",
    )


def _step_to_neighbours(theme_id: int) -> None:
    rows = theme_reads.theme_rows(resources.today())
    ids = [row.id for row in rows]
    with st.container(horizontal=True, vertical_alignment="center"):
        back = state.themes_address()
        link(PageName.THEMES, "All themes", icon=":material/arrow_back:", **back)
        if theme_id not in ids:
            return
        place = ids.index(theme_id)
        if st.button(
            "Previous", disabled=place == 0, shortcut="Alt+Up", type="tertiary", key="previous"
        ):
            open_page(PageName.THEME, theme=ids[place - 1])
        if st.button(
            "Next",
            disabled=place == len(ids) - 1,
            shortcut="Alt+Down",
            type="tertiary",
            key="next",
        ):
            open_page(PageName.THEME, theme=ids[place + 1])


def _facts(theme: Theme, summary: ThemeSummary) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(STATUS_WORDS[summary.status], color=STATUS_COLOURS[summary.status])
        st.badge(OUTCOME_WORDS[theme.outcome], color="gray")
        solidity_badge(theme)
        link(PageName.COMMENTS, counted(summary.comments, "comment"), theme=theme.id)
        parts = [
            rating(summary.mean_rating),
            plain(", ".join(languages(summary.languages))),
            f"{day(summary.first_seen)} – {day(summary.last_seen)}" if summary.first_seen else "",
            f"{number(100 * summary.share, digits=1)} % of all comments",
            f"owner: {plain(theme.owner)}" if theme.owner else "no owner",
        ]
        st.markdown(" · ".join(part for part in parts if part), width="stretch")
    if summary.status is ThemeStatus.RETIRED:
        st.info("This theme is retired. Its history says how that came.")
    if theme.terms:
        st.caption("What it is about: " + plain(", ".join(theme.terms[:10])))
    solidity_sentence(theme)
    moved = theme_reads.moved_since_run(theme.id)
    if moved is not None:
        st.caption(
            f"These words, and whether it is solid, are as themes were last found on "
            f"{day(moved[0])}; comments were moved by hand in {counted(moved[1], 'edit')} since."
        )


def _volume(theme_id: int) -> None:
    st.header("How often", anchor=False)
    weeks = reads.weekly(CommentFilter(theme_id=theme_id))
    if not weeks:
        st.text("None of these comments has a date.", width="stretch")
        return
    measure = st.segmented_control(
        "Shown as",
        [COMMENTS, SHARE],
        default=COMMENTS,
        required=True,
        key="measure",
        bind="query-params",
        label_visibility="collapsed",
    )
    marks, span = _ship_dates(theme_id), reads.span()
    everything = {week.week: week.comments for week in reads.weekly(CommentFilter())}
    if measure == SHARE:
        drawing = charts.share(weeks, everything, marks, span=span)
    else:
        drawing = charts.volume(weeks, marks, span=span)
    charts.draw(drawing, key="volume")
    with st.expander("The same as a table, with the comments of each week"):
        week_list(weeks, theme_id=theme_id, everything=everything)


def _ship_dates(theme_id: int) -> list[ShipDate]:
    changes = {row.change.id: row.change for row in reads.changes(resources.today())}
    accepted = [
        link.change_id
        for link in reads.links(theme_id)
        if link.state is LinkState.ACCEPTED and link.change_id in changes
    ]
    suggested = [
        suggestion.change_id
        for suggestion in reads.suggestions(theme_id)[:MARKED_SUGGESTIONS]
        if suggestion.change_id in changes
    ]
    marks = [
        ShipDate(change.shipped_on, _short(change, id_ in accepted), id_ in accepted)
        for id_ in [*accepted, *suggested]
        if (change := changes[id_]).shipped_on is not None
    ]
    answered_on = {mark.on for mark in marks if mark.accepted}
    return list(
        dict.fromkeys(mark for mark in marks if mark.accepted or mark.on not in answered_on)
    )


def _short(change: Change, accepted: bool) -> str:
    """A label for a line in a chart: what answers the theme by name, a suggestion by version."""
    return change.title if accepted or not change.version else change.version


def _typical(theme: Theme) -> None:
    typical = reads.comments(tuple(theme.representatives[:TYPICAL]))
    if typical:
        st.header("What people say", anchor=False)
        cards(typical)
