"""Plotly figures, each with a sentence that says what it shows.

Colours come from the theme of the app; shape, dash or hatching says the same again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from feedback.domain.summaries import ThemeSummary, WeekCount
from feedback.ui.formats import counted, day
from feedback.ui.formats import number as in_digits
from feedback.ui.plain_text import chart_text

CONFIG = {
    "showSendToCloud": False,
    "showEditInChartStudio": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
}
HEIGHT = 300
RATINGS_HEIGHT = 170
TREND_THEMES = 6
WEEK = timedelta(days=7)
LAST_DAY = timedelta(days=6)
Span = tuple[date, date]
"""The first and the last day of all data."""
ROOM_FOR_LABELS = 1.5
FIRST_COLOUR, SECOND_COLOUR = "#000001", "#000002"
"""Streamlit puts the first colours of the app's theme in their place."""


@dataclass(frozen=True, slots=True)
class ShipDate:
    """A day to be marked in a chart over time."""

    on: date
    label: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure and the sentence that says what it shows."""

    figure: go.Figure
    sentence: str


def draw(drawing: Drawing, *, key: str) -> None:
    """The figure with its sentence under it, and as its name for screen readers."""
    st.plotly_chart(drawing.figure, config=CONFIG, alt=drawing.sentence, key=key)
    st.text(drawing.sentence, width="stretch")


def volume(weeks: Sequence[WeekCount], ships: Sequence[ShipDate], *, span: Span | None) -> Drawing:
    """Comments per week as bars, ship dates as lines, weeks that the data cuts short hatched.

    There is at least one week. `span` is the first and the last day of all data.
    """
    figure, visible_ships = _weekly_bars(
        weeks, [week.comments for week in weeks], ships, span=span, least=4
    )
    figure.update_traces(hovertemplate="Week of %{customdata}: %{y}<extra></extra>")
    figure.update_yaxes(title_text="Comments per week", tickformat=",d")
    sentence = " ".join([_volume_sentence(weeks, visible_ships), *_cut_short(weeks, span)])
    return Drawing(figure, sentence)


def share(
    weeks: Sequence[WeekCount],
    everything: Mapping[date, int],
    ships: Sequence[ShipDate],
    *,
    span: Span | None,
) -> Drawing:
    """The same as `volume`, as a share of all comments of each week; so that growth of everything
    is not taken for growth of this. `everything`: all comments by week."""
    shares = [_share(week.comments, everything.get(week.week, 0)) for week in weeks]
    figure, _ = _weekly_bars(weeks, shares, ships, span=span, least=0.01)
    figure.update_traces(hovertemplate="Week of %{customdata}: %{y:.1%}<extra></extra>")
    figure.update_yaxes(title_text="Share of all comments", tickformat=".0%")
    whole = sum(everything.get(week.week, 0) for week in weeks)
    total = _share(sum(week.comments for week in weeks), whole)
    peak = max(range(len(weeks)), key=lambda place: shares[place])
    parts = [
        f"{total:.1%} of all comments in {counted(len(weeks), 'week')}, most in the week of "
        f"{day(weeks[peak].week)} ({shares[peak]:.1%}).",
        *_cut_short(weeks, span),
    ]
    return Drawing(figure, " ".join(parts))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _weekly_bars(
    weeks: Sequence[WeekCount],
    values: Sequence[float],
    ships: Sequence[ShipDate],
    *,
    span: Span | None,
    least: float,
) -> tuple[go.Figure, list[ShipDate]]:
    """One bar a week and a line for each ship date in sight; `least` is the lowest height."""
    patterns = _patterns([week.week for week in weeks], span)
    figure = go.Figure(
        go.Bar(
            x=[week.week + timedelta(days=3) for week in weeks],
            y=list(values),
            width=6 * 24 * 3600 * 1000,
            marker={"pattern": {"shape": patterns, "fillmode": "replace"}},
            customdata=[day(week.week) for week in weeks],
        )
    )
    visible_ships = [ship for ship in ships if ship.on >= weeks[0].week]
    first, last = _span(weeks, visible_ships)
    figure.update_xaxes(range=[first.isoformat(), last.isoformat()])
    for place, ship in enumerate(visible_ships):
        is_late = ship.on - first > (last - first) * 0.7
        _mark(figure, ship, place, is_late=is_late)
    _calm(figure, HEIGHT)
    room = ROOM_FOR_LABELS if visible_ships else 1.05
    figure.update_yaxes(range=[0, max(*values, least) * room])
    return figure, visible_ships


def _span(weeks: Sequence[WeekCount], ships: Sequence[ShipDate]) -> tuple[date, date]:
    """First and last day of a chart that shows all weeks and all ship dates."""
    days = [week.week for week in weeks] + [ship.on for ship in ships]
    return min(days) - timedelta(days=2), max(days) + WEEK + timedelta(days=1)


def _mark(figure: go.Figure, ship: ShipDate, place: int, *, is_late: bool) -> None:
    figure.add_vline(
        x=ship.on.isoformat(),
        line={"color": SECOND_COLOUR, "dash": "solid" if ship.accepted else "dot", "width": 2},
    )
    figure.add_annotation(
        x=ship.on.isoformat(),
        y=1.0 - 0.1 * (place % 4),
        yref="paper",
        text=chart_text(ship.label, limit=28),
        showarrow=False,
        xanchor="right" if is_late else "left",
        xshift=-4 if is_late else 4,
        font={"size": 11},
    )


def _begins_late(week: date, span: Span | None) -> bool:
    """Whether the data begins after the Monday of this week."""
    return span is not None and week < span[0] <= week + LAST_DAY


def _ends_early(week: date, span: Span | None) -> bool:
    """Whether the data ends before the Sunday of this week."""
    return span is not None and week <= span[1] < week + LAST_DAY


def _patterns(weeks: Sequence[date], span: Span | None) -> list[str]:
    """How the bar of each week is filled: hatched where the data cuts the week short."""
    return ["/" if _begins_late(week, span) or _ends_early(week, span) else "" for week in weeks]


def _cut_short(weeks: Sequence[WeekCount], span: Span | None) -> list[str]:
    """Why weeks are hatched, in sentences."""
    parts = []
    if span is not None and _begins_late(weeks[0].week, span):
        parts.append(f"The first week is hatched: the data begins on {day(span[0])}.")
    if span is not None and _ends_early(weeks[-1].week, span):
        parts.append(f"The last week is hatched: the data ends on {day(span[1])}.")
    return parts


def _volume_sentence(weeks: Sequence[WeekCount], ships: Sequence[ShipDate]) -> str:
    total = sum(week.comments for week in weeks)
    peak = max(weeks, key=lambda week: week.comments)
    parts = [
        f"{counted(total, 'dated comment')} in {counted(len(weeks), 'week')}, "
        f"most in the week of {day(peak.week)} ({in_digits(peak.comments)})."
    ]
    parts += [f"Shipped on {day(ship.on)}." for ship in ships if ship.accepted]
    if any(not ship.accepted for ship in ships):
        parts.append("Dotted lines are suggested changes.")
    return " ".join(parts)


def trend(rows: Sequence[ThemeSummary], last_week: date, span: Span | None) -> Drawing:
    """Comments per week of the most frequent themes, one small chart under the other."""
    largest = sorted(rows, key=lambda row: -sum(row.weekly))[:TREND_THEMES]
    shown = max((len(row.weekly) for row in largest), default=0)
    shown = _weeks_of_data(shown, last_week, span)
    weeks = [last_week - WEEK * (shown - 1 - place) for place in range(shown)]
    patterns = _patterns(weeks, span)
    figure = make_subplots(
        rows=len(largest),
        cols=1,
        shared_xaxes=True,
        shared_yaxes="all",
        vertical_spacing=0.4 / len(largest),
        subplot_titles=[f"{chart_text(row.name, limit=40)} · {sum(row.weekly)}" for row in largest],
    )
    for place, row in enumerate(largest, 1):
        bars = go.Bar(
            x=weeks,
            y=list(row.weekly[-shown:]),
            marker={
                "color": FIRST_COLOUR,
                "pattern": {"shape": patterns, "fillmode": "replace"},
            },
            hovertemplate="%{x|%d %b %Y}: %{y}<extra></extra>",
        )
        figure.add_trace(bars, row=place, col=1)
    _calm(figure, 60 + 84 * len(largest))
    figure.update_annotations(x=0, xanchor="left", font={"size": 12})
    figure.update_layout(margin={"t": 28})
    figure.update_yaxes(rangemode="tozero", tickformat=",d", nticks=3)
    hatched = " Hatched weeks are cut short by where the data begins or ends."
    return Drawing(
        figure,
        f"Comments per week in the last {counted(shown, 'week')} of the data: the "
        f"{counted(len(largest), 'theme')} people spoke of most, on one scale, with the number of "
        f"comments in that time.{hatched if any(patterns) else ''}",
    )


def _weeks_of_data(most: int, last_week: date, span: Span | None) -> int:
    """How many weeks to show: none before the data begins, in which nobody could write."""
    if span is None:
        return most
    first = span[0] - timedelta(days=span[0].weekday())
    return max(1, min(most, (last_week - first).days // 7 + 1))


def ratings(counts: Mapping[str, int]) -> Drawing:
    """How many comments gave each rating from 5 to 1; `counts` by whole rating in words."""
    stars = [str(stars) for stars in range(5, 0, -1)]
    numbers = [counts.get(one, 0) for one in stars]
    figure = go.Figure(
        go.Bar(
            x=numbers,
            y=[f"★ {one}" for one in stars],
            orientation="h",
            marker={"color": FIRST_COLOUR},
            text=[f"{number:,}" for number in numbers],
            textposition="auto",
            hoverinfo="skip",
        )
    )
    _calm(figure, RATINGS_HEIGHT)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(autorange="reversed")
    total = sum(numbers)
    mean = sum(int(one) * number for one, number in zip(stars, numbers, strict=True)) / total
    return Drawing(figure, f"{counted(total, 'comment')} with a rating, {mean:.1f} on average.")


def _calm(figure: go.Figure, height: int) -> None:
    """No grid of buttons, no dragging: a chart to be read."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        showlegend=False,
        dragmode=False,
        bargap=0.1,
    )
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
