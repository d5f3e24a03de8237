"""Steps on the pages of themes that say what they did, and lead back."""

from collections.abc import Callable
from datetime import datetime, timedelta

from streamlit.testing.v1 import AppTest

from feedback.actions.decisions import decide
from feedback.actions.ports import Store
from feedback.actions.theme_edits import set_priority, set_tags
from feedback.actions.theme_membership import move_comments
from feedback.actions.theme_runs import find_themes, propose_themes
from feedback.domain.theme import Outcome
from feedback.settings import Settings
from feedback.ui.theme_edit import who
from tests.ui.conftest import LATER

Visit = Callable[..., AppTest]
NAMES = ["Late parcels", "Friendly staff"]


def said(page: AppTest) -> str:
    elements = (*page.markdown, *page.text, *page.caption, *page.success)
    return "\n".join(str(element.value) for element in elements).replace("\\", "")


def listed(page: AppTest) -> list[str]:
    return [name for table in page.dataframe for name in table.value["Theme"]]


def test_themes_are_narrowed_by_priority_and_tag(filled: Store, visit: Visit) -> None:
    set_priority(filled, 1, "high", now=LATER)
    set_tags(filled, 2, ["spring", "Team"], now=LATER)
    assert listed(visit("themes")) == NAMES
    assert listed(visit("themes", priority="High")) == NAMES[:1]
    assert listed(visit("themes", tag="spring")) == NAMES[1:]
    assert listed(visit("themes", tag="spring", priority="High")) == []


def test_a_view_is_saved_with_one_press_and_a_word(filled: Store, visit: Visit) -> None:
    page = visit("themes", language="English")
    page.text_input(key="view_name").set_value("Ours")
    page.button(key="save_view").click().run()
    (toast,) = page.toast
    assert toast.value.replace("\\", "") == "The view “Ours” is saved."
    (view,) = filled.theme_edits.views()
    assert (view.name, view.filter) == ("Ours", {"language": "English"})
    assert page.text_input(key="view_name").value == ""


def test_a_view_without_a_name_is_not_saved_and_says_why(filled: Store, visit: Visit) -> None:
    page = visit("themes")
    page.button(key="save_view").click().run()
    assert len(page.toast) == 1
    assert "name" in page.toast[0].value
    assert filled.theme_edits.views() == []


def test_the_list_is_found_again_as_it_was_when_the_browser_went_back(
    filled: Store, visit: Visit
) -> None:
    page = visit("themes")
    page.text_input(key="search_themes").set_value("staff").run()
    assert listed(page) == NAMES[1:]
    # What the browser's Back does: the widgets are new, and the address is that of a theme.
    page.session_state["search_themes"] = ""
    page.query_params["theme"] = "2"
    page.run()
    assert page.text_input(key="search_themes").value == "staff"
    assert listed(page) == NAMES[1:]
    assert "theme" not in page.query_params


def test_ones_own_edits_are_told_as_ones_own(filled: Store, visit: Visit) -> None:
    page = visit("theme", theme=1)
    page.button(key="pin").click().run()
    assert "You pinned “Late parcels”." in said(page)
    set_tags(filled, 1, ["spring"], by="Bo", now=datetime.now())
    page = visit("theme", theme=1)
    assert "Bo set the tags" in said(page)
    assert f"{who()} " not in said(page)


def test_what_the_last_run_said_is_told_as_such_after_comments_were_moved(
    filled: Store, settings: Settings, visit: Visit
) -> None:
    find_themes(filled, number=2, model_folder=settings.model_folder, now=LATER)
    theme = filled.themes.all()[0].id
    assert "moved by hand" not in said(visit("theme", theme=theme))
    outside = next(row for row in filled.themes.assignments() if row.theme_id != theme)
    move_comments(filled, [outside.comment_id], theme, now=LATER + timedelta(days=1))
    words = said(visit("theme", theme=theme))
    assert "comments were moved by hand in 1 edit since" in words


def test_a_run_says_how_many_comments_move_before_and_what_it_did_after(
    filled: Store, settings: Settings, visit: Visit
) -> None:
    filled.themes.unassign([1, 2])
    propose_themes(filled, number=2, model_folder=settings.model_folder, now=LATER)
    page = visit("proposal")
    words = said(page)
    assert "in a theme, 38 now." in words
    (summary,) = [text.value for text in page.text if "Nothing is changed" in text.value]
    assert "0 " not in summary.split(": ", 1)[1].split(".", 1)[0]
    assert "cannot be taken back as a whole" in words
    page.button(key="apply").click().run()
    assert filled.theme_runs.waiting() is None
    page = _themes_after(page)
    assert "Applied. " in said(page)
    page.button(key="close_applied").click().run()
    assert "Applied. " not in said(page)


def _themes_after(page: AppTest) -> AppTest:
    """AppTest stays in the script that switched pages: its session goes on there."""
    return page.run()


def test_a_merge_of_themes_decided_in_different_ways_asks_whose_decision_holds(
    filled: Store, visit: Visit
) -> None:
    visit("themes")
    later = LATER.date() + timedelta(days=90)
    decide(filled, 1, outcome="planned", planned_for=later, now=LATER)
    decide(filled, 2, outcome="will-not", reason="Too few", review_on=later, now=LATER)
    page = AppTest.from_function(_two_selected).run()
    assert not page.exception
    assert "They were decided in different ways: one decision holds afterwards." in said(page)
    page.selectbox(key="merge_holds").set_value(2)
    page.button(key="merge").click().run()
    kept = filled.themes.get(1)
    assert kept is not None
    assert kept.outcome is Outcome.WILL_NOT


def _two_selected() -> None:
    from feedback.ui import reads, resources  # noqa: PLC0415  (runs as a script of its own)
    from feedback.ui.theme_selected import selected_bar  # noqa: PLC0415

    selected_bar(reads.theme_rows(resources.today()))
