"""Figures about changes: releases over the volume of comments, the flow to announcements.

Colours come from the theme of the app; symbols and words say the same again.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from feedback.actions.flow import Reached, Stream
from feedback.domain.summaries import ChangeSummary, WeekCount
from feedback.ui.charts import WEEK, Drawing
from feedback.ui.formats import counted, day, number
from feedback.ui.plain_text import chart_text

TIMELINE_HEIGHT = 360
PAD = 14
MARGIN = 12
BEFORE = timedelta(weeks=8)
REACHED_WORDS = {
    Reached.NO_THEME: "In no theme",
    Reached.NO_CHANGE: "No change yet",
    Reached.PLANNED: "Planned",
    Reached.SAID_NO: "Decided: no",
    Reached.EXISTS: "Exists already",
    Reached.SHIPPED: "Not announced yet",
    Reached.ANNOUNCED: "Announced",
}
KINDS = ("Answers a theme, announced", "Answers a theme, not announced", "Answers no theme")
SYMBOLS = ("square", "diamond", "circle-open")
COLOURS = ("#000004", "#000002", "#000006")
"""Streamlit puts colours of the app's theme in their place."""


@dataclass(slots=True)
class Release:
    """The changes of one version of one product that shipped on one day."""

    on: date
    name: str
    changes: list[ChangeSummary] = field(default_factory=list)

    @property
    def kind(self) -> int:
        """Which of KINDS it is: what waits to be announced counts before what was announced."""
        answering = [row for row in self.changes if row.theme_ids]
        if not answering:
            return 2
        return 0 if all(row.announced for row in answering) else 1


def releases(rows: Sequence[ChangeSummary], today: date) -> list[Release]:
    """Shipped changes by day, product and version, earliest first."""
    groups: dict[tuple[date, str, str], list[ChangeSummary]] = defaultdict(list)
    for row in rows:
        change = row.change
        if change.shipped_on is not None and change.is_shipped(today):
            groups[change.shipped_on, change.product, change.version].append(row)
    return [
        Release(on, " ".join(part for part in (product, version) if part) or day(on), found)
        for (on, product, version), found in sorted(groups.items(), key=lambda item: item[0])
    ]


def timeline(weeks: Sequence[WeekCount], shipped: Sequence[Release]) -> Drawing:
    """Comments per week above, releases below on the same weeks; there is at least one week.

    Releases from long before the first comment are left out, and said to be.
    """
    first = weeks[0].week - BEFORE
    shown = [release for release in shipped if release.on >= first]
    last = max([weeks[-1].week + WEEK, *(release.on for release in shown[-1:])])
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.7, 0.3], vertical_spacing=0.06
    )
    figure.add_trace(
        go.Bar(
            x=[week.week + timedelta(days=3) for week in weeks],
            y=[week.comments for week in weeks],
            customdata=[day(week.week) for week in weeks],
            hovertemplate="Week of %{customdata}: %{y}<extra></extra>",
            name="Comments per week",
            marker={"color": "#000001"},
        ),
        row=1,
        col=1,
    )
    for kind, words in enumerate(KINDS):
        dots = [release for release in shown if release.kind == kind]
        if dots:
            figure.add_trace(_dots(dots, kind, words), row=2, col=1)
    figure.update_layout(
        height=TIMELINE_HEIGHT,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        dragmode=False,
        legend={"orientation": "h", "y": -0.12},
        bargap=0.1,
    )
    figure.update_xaxes(
        fixedrange=True, range=[first.isoformat(), (last + timedelta(days=3)).isoformat()]
    )
    figure.update_yaxes(fixedrange=True, tickformat=",d", rangemode="tozero", row=1, col=1)
    figure.update_yaxes(visible=False, fixedrange=True, range=[-1, 1], row=2, col=1)
    return Drawing(figure, _timeline_sentence(weeks, shipped, shown))


def _dots(dots: Sequence[Release], kind: int, words: str) -> go.Scatter:
    return go.Scatter(
        x=[release.on for release in dots],
        y=[0] * len(dots),
        mode="markers",
        name=words,
        marker={
            "symbol": SYMBOLS[kind],
            "color": COLOURS[kind],
            "size": [8 + min(16, 2 * len(release.changes) ** 0.5) for release in dots],
            "line": {"width": 2},
        },
        hovertext=[
            f"{chart_text(release.name)} · {day(release.on)}<br>"
            f"{counted(len(release.changes), 'change')}<br>"
            + "<br>".join(chart_text(row.change.title, limit=70) for row in release.changes[:5])
            for release in dots
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _timeline_sentence(
    weeks: Sequence[WeekCount], shipped: Sequence[Release], shown: Sequence[Release]
) -> str:
    counts = [sum(release.kind == kind for release in shown) for kind in range(3)]
    comments = sum(week.comments for week in weeks)
    parts = [
        f"{counted(len(shown), 'release')} below {counted(comments, 'dated comment')}: "
        f"{number(counts[1])} answer a theme and nobody was told (diamonds), {number(counts[0])} "
        f"were announced (squares), {number(counts[2])} answer no theme (circles)."
    ]
    if len(shown) < len(shipped):
        parts.append(
            f"{counted(len(shipped) - len(shown), 'release')} from before the comments are not "
            "shown."
        )
    return " ".join(parts)


def flow(streams: Sequence[Stream]) -> Drawing:
    """Where comments get to, from left to right; there is at least one stream."""
    nodes: dict[tuple[int, str], int] = {}
    links: dict[tuple[int, int], int] = defaultdict(int)
    for stream in streams:
        path = [nodes.setdefault(node, len(nodes)) for node in _path(stream)]
        for source, target in pairwise(path):
            links[source, target] += stream.comments
    columns = [column for column, _ in nodes]
    tallest = max(columns.count(column) for column in range(4))
    height = max(360, 60 + 34 * tallest)
    figure = go.Figure(
        go.Sankey(
            arrangement="fixed",
            node={
                "label": [chart_text(label, limit=26) for _, label in nodes],
                "color": [_node_colour(column, label) for column, label in nodes],
                "pad": PAD,
                "thickness": 14,
                "x": [_across(column) for column in columns],
                "y": _down(list(nodes), links, height - 2 * MARGIN),
                "hovertemplate": "%{label}: %{value:,.0f} comments<extra></extra>",
            },
            link={
                "source": [source for source, _ in links],
                "target": [target for _, target in links],
                "value": list(links.values()),
                "color": "rgba(128, 140, 145, 0.28)",
                "hovertemplate": "%{source.label} → %{target.label}: %{value:,.0f}<extra></extra>",
            },
        )
    )
    margin = {"l": 8, "r": 8, "t": MARGIN, "b": MARGIN}
    figure.update_layout(height=height, margin=margin)
    return Drawing(figure, _flow_sentence(streams))


def _path(stream: Stream) -> list[tuple[int, str]]:
    """The nodes a stream passes, each with its column."""
    path = [(0, stream.source or "Other sources")]
    if stream.reached is Reached.NO_THEME:
        return [*path, (1, REACHED_WORDS[Reached.NO_THEME])]
    path.append((1, stream.theme or "Smaller themes"))
    if stream.reached not in (Reached.SHIPPED, Reached.ANNOUNCED):
        return [*path, (2, REACHED_WORDS[stream.reached])]
    return [*path, (2, change_words(stream)), (3, REACHED_WORDS[stream.reached])]


def change_words(stream: Stream) -> str:
    """What answers a stream, in few words; "" where nothing does."""
    if stream.reached not in (Reached.SHIPPED, Reached.ANNOUNCED):
        return ""
    if not stream.change:
        return "Several changes"
    return stream.change + (f" and {stream.changes - 1} more" if stream.changes > 1 else "")


def _node_colour(column: int, label: str) -> str:
    open_ends = {REACHED_WORDS[r] for r in (Reached.NO_THEME, Reached.NO_CHANGE, Reached.SHIPPED)}
    if column and label in open_ends:
        return "#000002"
    return ("#000007", "#000001", "#000003", "#000004")[column]


def _across(column: int) -> float:
    return (0.001, 0.33, 0.66, 0.999)[column]


def _down(
    nodes: Sequence[tuple[int, str]], links: dict[tuple[int, int], int], height: int
) -> list[float]:
    """Where the middles of nodes lie in their columns, 0 to 1: the largest on top, what is left
    over at the bottom. Drawn as Plotly does: one scale for all columns, PAD between nodes."""
    size: dict[int, int] = defaultdict(int)
    for (source, target), value in links.items():
        size[target] += value
        if nodes[source][0] == 0:
            size[source] += value
    last = set(REACHED_WORDS.values()) | {"Smaller themes", "Other sources"}
    columns = [[p for p, node in enumerate(nodes) if node[0] == column] for column in range(4)]
    scale = min(
        (height - PAD * (len(members) - 1)) / sum(size[place] for place in members)
        for members in columns
        if members
    )
    places = [0.0] * len(nodes)
    for members in columns:
        members.sort(key=lambda place: (nodes[place][1] in last, -size[place]))
        above = 0.0
        for place in members:
            places[place] = min(0.999, max(0.001, (above + size[place] * scale / 2) / height))
            above += size[place] * scale + PAD
    return places


def _flow_sentence(streams: Sequence[Stream]) -> str:
    total = sum(stream.comments for stream in streams)
    by: dict[Reached, int] = defaultdict(int)
    for stream in streams:
        by[stream.reached] += stream.comments
    parts = [
        f"{REACHED_WORDS[reached].lower()} {number(by[reached])}"
        for reached in Reached
        if by[reached]
    ]
    return f"Of {counted(total, 'comment')}: {', '.join(parts)}."
