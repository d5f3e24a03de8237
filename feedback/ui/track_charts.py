"""The figures of the tracking pages, each with a sentence that says what it shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go

from feedback.actions.arrivals import Arrivals
from feedback.actions.impact import Outcomes, Ratio
from feedback.actions.loop import Loop, percent
from feedback.actions.open_loops import AGES, Waiting
from feedback.actions.promise_tables import Kept, Verdict
from feedback.ui.charts import FIRST_COLOUR, SECOND_COLOUR, Drawing, _calm
from feedback.ui.formats import counted, day, number
from feedback.ui.plain_text import chart_text

FACTORS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
"""Marks of an axis of ratios; few enough for a telephone."""
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def ages(total: Waiting) -> Drawing:
    """How many comments have waited how long."""
    labels = [f"{age} days" for age in AGES]
    bars = go.Bar(
        y=labels,
        x=list(total.ages),
        orientation="h",
        text=[number(count) for count in total.ages],
        textposition="outside",
        cliponaxis=False,
        marker={"color": FIRST_COLOUR},
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    figure = go.Figure(bars)
    _calm(figure, 220)
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(range=[0, max(*total.ages, 1) * 1.15], tickformat=",d", nticks=5)
    dated = sum(total.ages)
    if not dated:
        return Drawing(figure, "No dated comment waits.")
    undated = (
        f" {counted(total.undated, 'comment')} without a date not shown." if total.undated else ""
    )
    return Drawing(
        figure,
        f"Of {counted(dated, 'waiting comment')} {number(total.ages[3])} have waited more than "
        f"90 days ({percent(total.ages[3] / dated)}).{undated}",
    )


def kept_by_month(rows: Sequence[Kept]) -> Drawing:
    """Kept and broken answers by month, all promises together."""
    months: dict[date, list[int]] = {}
    for row in rows:
        for month, verdicts in row.months.items():
            found = months.setdefault(month, [0, 0])
            found[0] += verdicts[Verdict.KEPT]
            found[1] += verdicts[Verdict.BROKEN]
    ordered = sorted(months)
    labels = [f"{month:%b %Y}" for month in ordered]
    figure = go.Figure(
        [
            go.Bar(
                x=labels,
                y=[months[month][place] for month in ordered],
                name=name,
                marker={"color": colour, "pattern": {"shape": shape, "fillmode": "replace"}},
                hovertemplate=f"{name}, %{{x}}: %{{y}}<extra></extra>",
            )
            for place, (name, colour, shape) in enumerate(
                (("Kept", FIRST_COLOUR, ""), ("Broken", SECOND_COLOUR, "/"))
            )
        ]
    )
    _calm(figure, 260)
    figure.update_layout(barmode="stack", showlegend=True, legend={"orientation": "h", "y": 1.15})
    figure.update_yaxes(rangemode="tozero", tickformat=",d", title_text="Times promised")
    kept = sum(found[0] for found in months.values())
    judged = kept + sum(found[1] for found in months.values())
    share = f"{percent(kept / judged)} of {number(judged)}" if judged else "none"
    return Drawing(
        figure,
        f"Promises kept, by the month in which people wrote: {share} that were due, all promises "
        "together; what is still open is not drawn.",
    )


def week_of_hours(arrivals: Arrivals) -> Drawing:
    """Comments by weekday and hour, staffed hours outlined."""
    cells = [[arrivals.cells[weekday, hour] for hour in range(24)] for weekday in range(7)]
    names = [name[:3] for name in DAY_NAMES]
    figure = go.Figure(
        go.Heatmap(
            z=cells,
            x=list(range(24)),
            y=list(range(7)),
            colorscale=[[0, "rgba(128,128,128,0.06)"], [1, "rgba(31,111,180,1)"]],
            xgap=2,
            ygap=2,
            customdata=[[name] * 24 for name in DAY_NAMES],
            hovertemplate="%{customdata} %{x}:00: %{z}<extra></extra>",
            colorbar={"title": {"text": "Comments"}, "thickness": 12, "tickformat": ",d"},
        )
    )
    for (weekday, hour), share in arrivals.staffed.items():
        if share >= 0.5:
            figure.add_shape(
                type="rect",
                x0=hour - 0.46, x1=hour + 0.46, y0=weekday - 0.44, y1=weekday + 0.44,
                line={"color": "#d9730d", "width": 1.5},
            )  # fmt: skip
    _calm(figure, 320)
    figure.update_xaxes(
        tickvals=list(range(0, 24, 3)),
        ticktext=[f"{hour:02d}:00" for hour in range(0, 24, 3)],
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        tickvals=list(range(7)),
        ticktext=names,
        autorange="reversed",
        showgrid=False,
        zeroline=False,
    )
    return Drawing(figure, _hours_sentence(arrivals))


def _hours_sentence(arrivals: Arrivals) -> str:
    busiest = arrivals.busiest()
    if busiest is None:
        return "No comment has a day and a time."
    parts = [
        _busiest(arrivals, *busiest),
        f"{percent(arrivals.evening / arrivals.comments)} write in the evening (18:00–22:59), "
        f"{percent(arrivals.weekend / arrivals.comments)} at the weekend.",
    ]
    if arrivals.outside_share is None:
        parts.append("No staffed hours are stated yet: a promise to answer states them.")
    else:
        among = (
            f" of the {counted(round(arrivals.judged), 'comment')} with stated hours"
            if arrivals.unstated
            else ""
        )
        parts.append(
            f"{percent(arrivals.outside_share)}{among} write when nobody is there (staffed hours "
            "are outlined)."
        )
    return " ".join(parts)


def _busiest(arrivals: Arrivals, weekday: int, hour: int) -> str:
    most = arrivals.cells[weekday, hour]
    equals = sum(count == most for count in arrivals.cells.values()) - 1
    as_many = f"; {counted(equals, 'other hour')} saw as many" if equals else ""
    return (
        f"Busiest hour: {DAY_NAMES[weekday]} from {hour:02d}:00 to {hour + 1:02d}:00, with "
        f"{number(most)} of {counted(arrivals.comments, 'comment')} "
        f"({percent(most / arrivals.comments)}){as_many}."
    )


def ratios(found: Sequence[Outcomes]) -> Drawing:
    """After divided by before, with its interval, one line for each change and theme."""
    judged = [(item, ratio) for item in found if (ratio := item.result.judged_by) is not None]
    figure = go.Figure(
        [_ratio_line(place, item, ratio) for place, (item, ratio) in enumerate(judged)]
    )
    figure.add_vline(x=1, line={"dash": "dot", "width": 2, "color": SECOND_COLOUR})
    _calm(figure, 90 + 44 * len(judged))
    figure.update_yaxes(
        tickvals=list(range(len(judged))),
        ticktext=[chart_text(item.theme.name, limit=26) for item, _ in judged],
        range=[len(judged) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        type="log",
        title_text="times as many comments as before",
        tickvals=list(FACTORS),
        ticktext=[f"{factor:g}" for factor in FACTORS],
    )
    return Drawing(
        figure,
        "Each dot is how many times as often a theme came up after its release as before; the line "
        "is where that lies with 95 % confidence. Left of the dotted line is fewer.",
    )


def _ratio_line(place: int, item: Outcomes, ratio: Ratio) -> go.Scatter:
    return go.Scatter(
        x=[ratio.ratio],
        y=[place],
        mode="markers",
        marker={"size": 10, "color": FIRST_COLOUR},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [ratio.high - ratio.ratio],
            "arrayminus": [ratio.ratio - ratio.low],
            "thickness": 2,
        },
        hovertemplate=(
            f"{chart_text(item.theme.name)}: %{{x:.2f}} "
            f"({ratio.low:.2f} – {ratio.high:.2f})<extra></extra>"
        ),
    )


def funnel(loop: Loop) -> Drawing:
    """How many comments got to each step."""
    known = loop.steps
    bars = go.Bar(
        y=[step.step.value.capitalize() for step in known],
        x=[step.comments for step in known],
        orientation="h",
        text=[f"{number(step.comments)} · {percent(step.share)}" for step in known],
        textposition="outside",
        cliponaxis=False,
        marker={"color": FIRST_COLOUR},
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    figure = go.Figure(bars)
    _calm(figure, 60 + 40 * len(known))
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(range=[0, max(loop.received, 1) * 1.45], tickformat=",d", nticks=5)
    if not loop.received:
        return Drawing(figure, "No comment came in.")
    return Drawing(
        figure,
        f"Of {counted(loop.received, 'comment')}, {percent(loop.closed / loop.received)} have a "
        f"closed loop: announced, told in person, or an honest no ({number(loop.noes)}, of which "
        f"{number(loop.untold)} are decided and nobody was told). {_skipped(loop)}"
        f"{number(loop.unheard)} never got an answer, a decision or a word "
        f"({percent(loop.unheard / loop.received)}).",
    )


def _skipped(loop: Loop) -> str:
    """Why a bar may be longer than the one above it, where one is."""
    counts = [step.comments for step in loop.steps]
    if all(later <= earlier for earlier, later in pairwise(counts)):
        return ""
    return (
        "A bar can be longer than the one above it, since steps can be skipped: a “no” or a plan "
        "is decided and announced, and nothing ships for it. "
    )


def expectation_trend(months: Mapping[date, Mapping[str, int]], names: Sequence[str]) -> Drawing:
    """Comments about each expectation by month."""
    ordered = sorted(months)
    totals = {name: sum(months[month].get(name, 0) for month in ordered) for name in names}
    shown = [name for name in names if totals[name]]
    symbols = ("circle", "square", "diamond", "x", "triangle-up", "cross", "star", "pentagon")
    figure = go.Figure(
        [
            go.Scatter(
                x=[f"{month:%Y-%m}-01" for month in ordered],
                y=[months[month].get(name, 0) for month in ordered],
                name=name.capitalize(),
                mode="lines+markers",
                marker={"symbol": symbols[place % len(symbols)], "size": 8},
            )
            for place, name in enumerate(shown)
        ]
    )
    _calm(figure, 320)
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.2})
    figure.update_yaxes(rangemode="tozero", tickformat=",d", title_text="Comments per month")
    if not shown:
        return Drawing(figure, "No theme is about any of the eight expectations.")
    most = max(shown, key=lambda name: totals[name])
    return Drawing(
        figure,
        f"What customers expect, by the themes they wrote about from {day(ordered[0])} on: most "
        f"comments are about “{most}” ({number(totals[most])}).",
    )
