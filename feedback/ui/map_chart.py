"""The map of themes: near each other when people use the same words."""

from collections.abc import Sequence

import plotly.graph_objects as go

from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import ThemeStatus
from feedback.ui.charts import Drawing, _calm
from feedback.ui.formats import STATUS_WORDS, counted
from feedback.ui.plain_text import chart_text

MAP_HEIGHT = 480
LABEL_LETTERS = 22
LETTER_PIXELS, LABEL_PIXELS, LABEL_GAP = 6.2, 16, 4
MAP_X, MAP_Y = 1.25, 1.2
# Smaller than the charts are, so that names that had room still have it in a smaller window.
WIDE_MAP, NARROW_MAP, MAP_PIXELS = 760, 330, 400
Box = tuple[float, float, float, float]
"""Left, right, bottom and top in pixels."""

SYMBOLS = {
    ThemeStatus.OPEN: "circle",
    ThemeStatus.SHIPPED: "diamond",
    ThemeStatus.ANNOUNCED: "square",
    ThemeStatus.RETIRED: "x",
}


def map_of_themes(
    positions: Sequence[tuple[int, float, float]],
    rows: Sequence[ThemeSummary],
    *,
    narrow: bool = False,
) -> Drawing:
    """Themes as dots: near each other when people use the same words, larger with more comments.

    Only names that have room stand beside their dots, those with more comments first. `narrow` is
    for a window such as a telephone's.
    """
    by_id = {row.id: row for row in rows}
    placed = [(by_id[id_], x, y) for id_, x, y in positions if id_ in by_id]
    largest = max((row.comments for row, _, _ in placed), default=1) or 1
    named = _labelled(placed, width=NARROW_MAP if narrow else WIDE_MAP)
    figure = go.Figure()
    for status, symbol in SYMBOLS.items():
        dots = [dot for dot in placed if dot[0].status is status]
        if dots:
            figure.add_trace(_dots(dots, status, symbol, largest=largest, named=named))
    _calm(figure, MAP_HEIGHT)
    figure.update_xaxes(visible=False, range=[-MAP_X, MAP_X])
    figure.update_yaxes(visible=False, range=[-MAP_Y, MAP_Y])
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.02})
    return Drawing(
        figure,
        f"{counted(len(placed), 'theme')}. Themes lie near each other when people use the same "
        "words; a larger mark has more comments. Distance is approximate.",
    )


def _labelled(placed: Sequence[tuple[ThemeSummary, float, float]], *, width: int) -> dict[int, str]:
    """Themes whose names can be written beside their dots without lying over another's name or
    dot, and on which side of the dot.

    `width` is that of the map in pixels; the largest theme has the first choice.
    """
    taken: list[Box] = []
    named: dict[int, str] = {}
    largest = max((row.comments for row, _, _ in placed), default=1) or 1
    marks = {row.id: _mark_box(row, x, y, largest, width) for row, x, y in placed}
    for row, _, _ in sorted(placed, key=lambda dot: -dot[0].comments):
        others = [mark for id_, mark in marks.items() if id_ != row.id]
        for side, box in _label_boxes(row, marks[row.id]).items():
            is_inside = box[0] >= 0 and box[1] <= width and box[2] >= 0
            if is_inside and not any(_overlap(box, other) for other in (*taken, *others)):
                taken.append(box)
                named[row.id] = side
                break
    return named


def _label_boxes(row: ThemeSummary, mark: Box) -> dict[str, Box]:
    """Where a name would lie on each side of its mark, the best side first."""
    long = LETTER_PIXELS * min(len(row.name), LABEL_LETTERS) + 2 * LABEL_GAP
    left, right, bottom, top = mark
    across, up = (left + right) / 2, (bottom + top) / 2
    low, high = up - LABEL_PIXELS / 2, up + LABEL_PIXELS / 2
    return {
        "top center": (across - long / 2, across + long / 2, top, top + LABEL_PIXELS),
        "bottom center": (across - long / 2, across + long / 2, bottom - LABEL_PIXELS, bottom),
        "middle right": (right, right + long, low, high),
        "middle left": (left - long, left, low, high),
    }


def _mark_box(row: ThemeSummary, x: float, y: float, largest: int, width: int) -> Box:
    """Where the mark of a theme lies on the map."""
    half = _mark_size(row, largest) / 2
    across = (x + MAP_X) / (2 * MAP_X) * width
    up = (y + MAP_Y) / (2 * MAP_Y) * MAP_PIXELS
    return across - half, across + half, up - half, up + half


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _mark_size(row: ThemeSummary, largest: int) -> float:
    """Pixels; the area goes with the number of comments."""
    return float(12 + 34 * (row.comments / largest) ** 0.5)


def _dots(
    dots: Sequence[tuple[ThemeSummary, float, float]],
    status: ThemeStatus,
    symbol: str,
    *,
    largest: int,
    named: dict[int, str],
) -> go.Scatter:
    rows = [row for row, _, _ in dots]
    return go.Scatter(
        x=[x for _, x, _ in dots],
        y=[y for _, _, y in dots],
        name=STATUS_WORDS[status],
        mode="markers+text",
        text=[chart_text(row.name, limit=LABEL_LETTERS) if row.id in named else "" for row in rows],
        textposition=[named.get(row.id, "top center") for row in rows],
        textfont={"size": 11},
        cliponaxis=False,
        marker={
            "symbol": symbol,
            "size": [_mark_size(row, largest) for row in rows],
            "opacity": 0.75,
        },
        customdata=[[row.id] for row in rows],
        hovertext=[
            f"{chart_text(row.name)}<br>{counted(row.comments, 'comment')}<br>"
            + chart_text(", ".join(row.terms[:6]))
            for row in rows
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
