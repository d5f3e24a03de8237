"""Impact: whether what shipped helped, in sentences with their uncertainty."""

from datetime import timedelta

import streamlit as st

from feedback.actions.impact import (
    CAVEAT,
    COLUMNS,
    ImpactVerdict,
    Outcomes,
    Side,
    impact_rows,
    reopen_theme,
)
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Outcome
from feedback.ui import charts, reads, resources, state, track_charts, tracked
from feedback.ui.empty import empty, no_comments
from feedback.ui.formats import Colour, counted, day, number, tenths
from feedback.ui.narrowing import address_of
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain

VERDICT_WORDS = {
    ImpactVerdict.FELL: "Fell",
    ImpactVerdict.UNCLEAR: "Unclear",
    ImpactVerdict.ROSE: "Rose",
    ImpactVerdict.TOO_LITTLE: "Too little data",
}
VERDICT_COLOURS: dict[ImpactVerdict, Colour] = {
    ImpactVerdict.FELL: "green",
    ImpactVerdict.UNCLEAR: "gray",
    ImpactVerdict.ROSE: "orange",
    ImpactVerdict.TOO_LITTLE: "gray",
}


def page() -> None:
    """The page."""
    st.title("Impact", anchor=False)
    if not reads.totals().comments:
        no_comments()
        return
    found = tracked.impacts(resources.today())
    if not found:
        empty(
            "Nothing to look at yet",
            "This page compares a theme before and after the change that answers it. Say first "
            "which shipped change answers which theme.",
            "See the open loops",
            lambda: open_page(PageName.OPEN_LOOPS),
            key="impact_empty",
        )
        return
    st.text(
        "How often a theme came up in the weeks before and after its release, compared with themes "
        "that no release touched. " + CAVEAT,
        width="stretch",
    )
    if any(item.result.judged_by for item in found):
        charts.draw(track_charts.ratios(found), key="ratios")
    for item in found:
        _result(item)
    _table(found)


def _result(item: Outcomes) -> None:
    result = item.result
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(VERDICT_WORDS[result.verdict], color=VERDICT_COLOURS[result.verdict])
            link(PageName.THEME, plain(item.theme.name), theme=item.theme.id)
        st.markdown(plain(item.sentence))
        st.caption(
            f"Shipped {day(item.change.shipped_on)} · {plain(item.figures)}"
            + (
                f" {counted(len(result.windows.launch), 'week')} left out as the launch."
                if result.windows.launch
                else ""
            )
        )
        _read(item)
        if result.offers_reopening and item.theme.outcome is not Outcome.UNDECIDED:
            key = f"reopen_{item.change.id}_{item.theme.id}"
            if st.button("Look at it again", key=key, icon=":material/replay:"):
                reopen_theme(
                    resources.store(),
                    item.theme.id,
                    now=resources.now(),
                    who=resources.settings().user,
                )
                state.set_notice(f"“{item.theme.name}” is open for a decision again.")
                st.rerun()


def _read(item: Outcomes) -> None:
    """The comments that were counted, before and after."""
    windows = item.result.windows
    sides = (
        (windows.before, item.result.before, "before"),
        (windows.after, item.result.after, "after"),
    )
    with st.container(horizontal=True):
        for weeks, side, word in sides:
            if not weeks or not side.comments:
                continue
            last = weeks[-1] + timedelta(days=6)
            # A week left out in between is one in which nobody wrote.
            where = CommentFilter(
                theme_id=item.theme.id, since=weeks[0], until=last, without=item.left_out
            )
            label = counted(side.comments, "comment")
            link(PageName.COMMENTS, f"{label} {word}", **address_of(where))


def _table(found: list[Outcomes]) -> None:
    shown = [
        {
            "Theme": item.theme.name,
            "Change": item.change.title,
            "Verdict": VERDICT_WORDS[item.result.verdict],
            "Before, of 1,000": _rate(item, item.result.before),
            "After, of 1,000": _rate(item, item.result.after),
            "Times as many": _interval(item),
            "Comments": f"{number(item.result.before.comments)} → "
            f"{number(item.result.after.comments)}",
            "Mean ★": f"{_stars(item, item.result.before)} → {_stars(item, item.result.after)}",
        }
        for item in found
    ]
    config = {
        "Theme": st.column_config.TextColumn(width=160),
        "Change": st.column_config.TextColumn(width=170),
        **{
            name: st.column_config.NumberColumn(format="%.1f")
            for name in ("Before, of 1,000", "After, of 1,000")
        },
    }
    tracked.table(
        shown,
        impact_rows(found),
        COLUMNS,
        name="impact",
        alt="Themes before and after the changes that answer them",
        config=config,
        folded=True,
    )


def _rate(item: Outcomes, side: Side) -> float | None:
    """Of too few comments a rate would look exact, and is not."""
    return None if item.result.verdict is ImpactVerdict.TOO_LITTLE else side.per_thousand


def _stars(item: Outcomes, side: Side) -> str:
    is_enough = item.result.verdict is not ImpactVerdict.TOO_LITTLE
    return tenths(side.mean_rating) if is_enough and side.mean_rating is not None else "—"


def _interval(item: Outcomes) -> str:
    ratio = item.result.judged_by
    if ratio is None:
        return "—"
    low, middle, high = (number(value, digits=2) for value in (ratio.low, ratio.ratio, ratio.high))
    return f"{middle} ({low} – {high})"
