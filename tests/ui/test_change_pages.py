"""Pages about changes and decisions without a browser."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from streamlit.testing.v1 import AppTest

from feedback.actions.decisions import decide
from feedback.actions.flow import Reached, comment_flow
from feedback.actions.links import accept_link, reject_link
from feedback.actions.missing_loops import link_and_draft
from feedback.actions.ports import Store
from feedback.domain.change import Change
from feedback.domain.summaries import ChangeSummary, WeekCount
from feedback.ui.change_charts import KINDS, flow, releases, timeline
from tests.ui.conftest import press_in_dialog

Visit = Callable[..., AppTest]
NOW = datetime.now()
TODAY = NOW.date()


def all_text(page: AppTest) -> str:
    parts = [*page.markdown, *page.text, *page.caption, *page.header, *page.title, *page.info]
    return "\n".join(str(part.value) for part in parts)


def test_a_change_shows_who_waits_who_asked_and_what_it_may_answer(
    filled: Store, visit: Visit
) -> None:
    page = visit("change", change=1)
    assert page.title[0].value == "Parcels leave the same day"
    assert page.metric[0].value == "30", "thirty people wrote that parcels are late"
    text = all_text(page)
    assert "Both speak of “parcel”" in text.replace("\\", "")
    assert "My parcel came late" in text
    page.button(key="partly_1").click().run()
    assert filled.themes.get(1).outcome == "partly"  # type: ignore[union-attr]


def test_a_change_is_edited_removed_and_brought_back_on_its_page(
    filled: Store, visit: Visit
) -> None:
    page = visit("change", change=1)
    page.text_input(key="edit_1_title").set_value("Parcels leave within the hour")
    next(button for button in page.button if button.label == "Save").click().run()
    change = filled.changes.get(1)
    assert change is not None
    assert (change.title, bool(change.edited_from)) == ("Parcels leave within the hour", True)
    page.button(key="remove").click().run()
    assert filled.changes.all() == []
    page = visit("change", change=1)
    page.button(key="restore").click().run()
    assert [row.title for row in filled.changes.all()] == ["Parcels leave within the hour"]


def test_an_address_of_no_change_gets_a_sentence(filled: Store, visit: Visit) -> None:
    assert "There is no change 99" in visit("change", change=99).error[0].value
    assert "names no change" in visit("change", change="x").error[0].value
    assert "No change chosen" in all_text(visit("change"))


def test_a_change_is_added_by_hand(filled: Store, visit: Visit) -> None:
    page = visit("changes")
    page.text_input(key="add_title").set_value("Letters too")
    next(button for button in page.button if button.label == "Add the change").click().run()
    added = next(change for change in filled.changes.all() if change.title == "Letters too")
    assert added.shipped_on is None
    page = visit("changes")
    page.text_input(key="add_title").set_value("…")
    next(button for button in page.button if button.label == "Add the change").click().run()
    assert "needs a title" in page.error[0].value


def test_a_missing_loop_is_linked_and_drafted_with_one_click(filled: Store, visit: Visit) -> None:
    page = visit("changes", changes_view="Missing loops")
    assert "30 people wait" in all_text(page)
    page.button(key="draft_loop_1").click().run()
    press_in_dialog(page, "keep_name", opened_by="draft_loop_1")
    (draft,) = filled.announcements.all()
    assert draft.theme_ids == (1,)
    assert filled.themes.get(1).outcome == "did"  # type: ignore[union-attr]


def test_no_missing_loop_says_what_was_looked_at(filled: Store, visit: Visit) -> None:
    reject_link(filled, 1, 1, now=NOW)
    text = all_text(visit("changes", changes_view="Missing loops"))
    assert "No loop is missing" in text
    assert "Looked at: 1 shipped change (0 announced" in text
    assert "2 open themes" in text


def test_the_board_has_a_lane_for_each_outcome_and_flags_what_is_due(
    filled: Store, visit: Visit
) -> None:
    past = NOW - timedelta(days=40)
    day = (past + timedelta(days=10)).date()
    decide(filled, 1, outcome="planned", planned_for=day, now=past)
    decide(filled, 2, outcome="cannot", reason="They are people.", review_on=day, now=past)
    page = visit("decisions")
    lanes = [header.value for header in page.header]
    assert lanes[0] == "To look at again"
    assert lanes[1:] == [
        "Not decided",
        "Planned",
        "Done",
        "Partly done",
        "Cannot be done",
        "Will not be done",
        "Already there",
    ]
    text = all_text(page)
    assert "The plan's day has passed" in text
    assert "Time to look again" in text
    assert "They are people" in text
    assert "has passed its day" in all_text(visit("home"))


def test_a_theme_shows_its_decision_and_its_history(filled: Store, visit: Visit) -> None:
    assert "Nobody has decided yet" in all_text(visit("theme", theme=1))
    later = TODAY + timedelta(days=30)
    decide(filled, 1, outcome="planned", planned_for=later, now=NOW)
    decide(filled, 1, outcome="will-not", reason="Too <b>dear</b>", review_on=later, now=NOW)
    text = all_text(visit("theme", theme=1))
    assert r"Too \<b\>dear\<\/b\>" in text
    assert "Planned → Will not be done" in text


def test_the_flow_holds_every_comment_and_names_what_has_no_change_yet(
    filled: Store, visit: Visit
) -> None:
    streams = comment_flow(filled, today=TODAY)
    assert {(s.theme, s.reached, s.comments) for s in streams} == {
        ("Late parcels", Reached.NO_CHANGE, 30),
        ("Friendly staff", Reached.NO_CHANGE, 10),
    }
    draft = link_and_draft(filled, 1, [1], now=NOW)
    assert draft.theme_ids == (1,)
    (shipped, none) = comment_flow(filled, today=TODAY, most_themes=1)
    assert (shipped.change, shipped.reached) == ("Parcels leave the same day", Reached.SHIPPED)
    assert (none.theme, none.reached) == ("", Reached.NO_CHANGE)
    drawing = flow([shipped, none])
    assert drawing.sentence == "Of 40 comments: no change yet 10, not announced yet 30."
    assert "No change yet" in drawing.figure.data[0].node.label
    assert sum(drawing.figure.data[0].link.value) == 30 * 3 + 10 * 2
    page = visit("changes", changes_view="From source to announcement")
    assert list(page.dataframe[0].value["Comments"]) == [30, 10]


def test_every_end_of_the_flow_is_told_apart(filled: Store) -> None:
    later = TODAY + timedelta(days=30)
    decide(filled, 2, outcome="exists", where="Help", now=NOW)
    filled.themes.unassign([1])
    accept_link(filled, 1, 1, now=NOW)
    ends = {s.reached: s.comments for s in comment_flow(filled, today=TODAY)}
    assert ends == {Reached.SHIPPED: 29, Reached.EXISTS: 10, Reached.NO_THEME: 1}
    decide(filled, 2, outcome="will-not", reason="No.", review_on=later, now=NOW)
    decide(filled, 1, outcome="planned", planned_for=later, now=NOW)
    ends = {s.reached: s.comments for s in comment_flow(filled, today=TODAY)}
    assert ends == {Reached.PLANNED: 29, Reached.SAID_NO: 10, Reached.NO_THEME: 1}


def test_the_timeline_says_what_its_marks_are() -> None:
    day = date(2026, 3, 2)
    change = Change(title="<b>Map</b>", key="1", version="1.0", shipped_on=day)
    rows = [
        ChangeSummary(change=change, theme_ids=(1,), theme_names=("Map",)),
        ChangeSummary(change=replace(change, version="1.1"), theme_ids=(1,), announced=True),
        ChangeSummary(change=replace(change, version="1.2")),
        ChangeSummary(change=replace(change, shipped_on=date(2020, 1, 1))),
        ChangeSummary(change=replace(change, shipped_on=None)),
    ]
    found = releases(rows, date(2026, 6, 1))
    assert [KINDS[release.kind] for release in found] == [KINDS[2], KINDS[1], KINDS[0], KINDS[2]]
    drawing = timeline([WeekCount(date(2026, 2, 23), 4)], found)
    assert drawing.sentence == (
        "3 releases below 4 dated comments: 1 answer a theme and nobody was told (diamonds), "
        "1 were announced (squares), 1 answer no theme (circles). "
        "1 release from before the comments are not shown."
    )
    hovers = [text for trace in drawing.figure.data[1:] for text in trace.hovertext]
    assert all("<b>" not in text for text in hovers)
