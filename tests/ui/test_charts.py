"""What the charts show and say."""

from dataclasses import replace
from datetime import date, timedelta

from feedback.domain.summaries import ThemeSummary, WeekCount
from feedback.domain.theme import Outcome, ThemeStatus
from feedback.ui import charts, formats, map_chart
from feedback.ui.charts import ShipDate

MONDAY = date(2025, 3, 3)


def weeks(*counts: int) -> list[WeekCount]:
    return [WeekCount(MONDAY + timedelta(days=7 * i), count) for i, count in enumerate(counts)]


def theme(id_: int, name: str, comments: int) -> ThemeSummary:
    return ThemeSummary(
        id=id_,
        name=name,
        terms=("late", "<b>parcel</b>"),
        comments=comments,
        languages={"en": comments},
        status=ThemeStatus.OPEN,
        outcome=Outcome.UNDECIDED,
        owner="",
        first_seen=None,
        last_seen=None,
        mean_rating=None,
        weekly=(1, 2, comments),
    )


def test_a_last_week_the_data_cuts_short_is_hatched_and_said() -> None:
    drawing = charts.volume(weeks(4, 2), [], span=(MONDAY, date(2025, 3, 12)))
    assert drawing.figure.data[0].marker.pattern.shape == ("", "/")
    assert "The last week is hatched: the data ends on" in drawing.sentence


def test_a_whole_last_week_is_not_hatched() -> None:
    drawing = charts.volume(weeks(4, 2), [], span=(MONDAY, date(2025, 3, 16)))
    assert drawing.figure.data[0].marker.pattern.shape == ("", "")
    assert "hatched" not in drawing.sentence


def test_a_first_week_the_data_cuts_short_is_hatched_and_said() -> None:
    span = (date(2025, 3, 5), date(2025, 3, 16))
    drawing = charts.volume(weeks(4, 2), [], span=span)
    assert drawing.figure.data[0].marker.pattern.shape == ("/", "")
    assert "The first week is hatched: the data begins on" in drawing.sentence
    assert "last week is hatched" not in drawing.sentence


def test_the_first_week_of_a_theme_is_whole_where_the_data_began_before_it() -> None:
    drawing = charts.volume(weeks(4, 2), [], span=(date(2025, 2, 12), date(2025, 3, 16)))
    assert drawing.figure.data[0].marker.pattern.shape == ("", "")
    assert "hatched" not in drawing.sentence


def test_weeks_cut_short_are_hatched_in_the_trend() -> None:
    last_week = MONDAY + timedelta(days=14)
    drawing = charts.trend([theme(1, "a", 9)], last_week, (date(2025, 3, 5), date(2025, 3, 18)))
    assert drawing.figure.data[0].marker.pattern.shape == ("/", "", "/")
    assert "Hatched weeks" in drawing.sentence


def test_weeks_without_comments_after_the_last_one_are_not_partial() -> None:
    assert "hatched" not in charts.volume(weeks(4), [], span=(MONDAY, date(2025, 5, 1))).sentence


def test_a_linked_change_is_a_solid_line_and_a_suggested_one_dotted() -> None:
    ships = [
        ShipDate(date(2025, 3, 18), "Linked", accepted=True),
        ShipDate(date(2025, 3, 25), "2.0", accepted=False),
    ]
    drawing = charts.volume(weeks(4, 4, 2, 1, 1), ships, span=None)
    assert [line.line.dash for line in drawing.figure.layout.shapes] == ["solid", "dot"]
    assert f"Shipped on {formats.day(date(2025, 3, 18))}." in drawing.sentence
    assert "a week" not in drawing.sentence, "how it went is said by the impact, and only there"
    assert "Dotted lines are suggested changes." in drawing.sentence


def test_a_change_shipped_before_the_first_comment_is_not_drawn() -> None:
    ships = [ShipDate(date(2024, 1, 1), "Old", accepted=True)]
    drawing = charts.volume(weeks(4, 4), ships, span=None)
    assert not drawing.figure.layout.shapes
    assert "Shipped" not in drawing.sentence


def test_names_on_charts_are_text() -> None:
    rows = [theme(1, "<b>bold</b>", 9), theme(2, "quiet", 1)]
    on_map = map_chart.map_of_themes([(1, 0.0, 0.5), (2, 0.2, -0.5)], rows).figure
    assert on_map.data[0].text[0] == "&lt;b&gt;bold&lt;/b&gt;"
    assert "<b>" not in "".join(on_map.data[0].hovertext)
    over_time = charts.trend(rows, MONDAY, None).figure
    assert over_time.layout.annotations[0].text.startswith("&lt;b&gt;bold")
    ships = [ShipDate(MONDAY, "<a href='x'>y</a>", accepted=True)]
    volume = charts.volume(weeks(1), ships, span=None).figure
    assert volume.layout.annotations[0].text == "&lt;a href='x'&gt;y&lt;/a&gt;"


def test_a_name_that_would_lie_under_another_dot_stands_on_another_side_or_is_left_off() -> None:
    rows = [theme(1, "a long name here", 9), *(theme(n, "other", 8) for n in range(2, 6))]
    around = [(1, 0.0, 0.0), (2, 0.08, 0.1), (3, 0.08, -0.1), (4, 0.15, 0.0), (5, -0.15, 0.0)]
    apart, near, crowded = (
        map_chart.map_of_themes(places, rows).figure.data[0]
        for places in ([(1, 0.0, 0.0), (2, 0.8, 0.8)], around[:2], around)
    )
    assert apart.text == ("a long name here", "other")
    assert apart.textposition == ("top center", "top center")
    assert near.text == ("a long name here", "other")
    assert near.textposition == ("bottom center", "top center")
    assert crowded.text[0] == ""


def test_a_trend_begins_with_the_week_in_which_the_data_begins() -> None:
    rows = [replace(theme(1, "late", 9), weekly=(0,) * 24 + (4, 5))]
    span = (MONDAY - timedelta(days=5), MONDAY + timedelta(days=6))
    drawing = charts.trend(rows, MONDAY, span)
    assert drawing.figure.data[0].y == (4, 5)
    assert drawing.figure.data[0].x == (MONDAY - timedelta(days=7), MONDAY)
    assert "in the last 2 weeks of the data" in drawing.sentence


def test_a_theme_without_a_place_is_left_off_the_map_and_not_counted() -> None:
    rows = [theme(1, "placed", 9), theme(2, "not placed", 1)]
    assert map_chart.map_of_themes([(1, 0.0, 0.0)], rows).sentence.startswith("1 theme.")


def test_charts_offer_no_way_to_send_data_away() -> None:
    assert charts.CONFIG["showSendToCloud"] is False
    assert charts.CONFIG["plotlyServerURL"] == ""
