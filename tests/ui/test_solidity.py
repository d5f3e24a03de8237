"""Solid and loose, as the pages say it."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from feedback.actions.ports import Store
from feedback.actions.theme_runs import find_themes
from feedback.settings import Settings
from tests.ui.conftest import LATER

Visit = Callable[..., AppTest]


def test_a_theme_and_the_list_say_how_well_it_holds_together(
    filled: Store, settings: Settings, visit: Visit
) -> None:
    assert not [
        said.value for said in visit("theme", theme=1).caption if "found again" in said.value
    ]
    find_themes(filled, number=2, model_folder=settings.model_folder, now=LATER)
    number = filled.themes.all()[0].id
    (sentence,) = [
        said.value
        for said in visit("theme", theme=number).caption
        if "found again as one theme" in said.value
    ]
    assert sentence.startswith(("Solid: ", "Loose: "))
    (table,) = visit("themes").dataframe
    assert set(table.value["Holds together"]) <= {"Solid", "Loose"}
    assert table.value["Holds together"].tolist()[0] in sentence
