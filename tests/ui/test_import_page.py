"""The page of imports once an import has ended."""

import dataclasses
import io
from collections.abc import Callable
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.importing import import_file
from feedback.actions.ports import Store
from feedback.bootstrap import customer_key
from feedback.domain.job import Job, JobStatus
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment
from feedback.jobs import files_of
from feedback.settings import Settings, from_environment
from feedback.ui import uploads
from feedback.ui.state import Key


def test_who_comes_back_sees_the_report_and_can_drop_the_next_file(
    filled: Store, visit: Callable[..., AppTest], tmp_path
) -> None:
    path = tmp_path / "cafe.csv"
    path.write_text("id,comment\n1,The coffee was cold again\n2,none\n", encoding="utf-8")
    now = datetime.now()
    report = import_file(filled, path, key=b"k" * 32, now=now)
    job_id = filled.jobs.add(Job(kind="import", created_at=now, heartbeat_at=now))
    job = filled.jobs.get(job_id)
    assert job is not None
    filled.jobs.save(
        dataclasses.replace(
            job, status=JobStatus.DONE, result={"imports": [report.id]}, finished_at=now
        )
    )
    page = visit("import")
    assert not page.exception
    assert "cafe\\.csv is in." in [box.value for box in page.success]
    assert len(page.get("file_uploader")) == 1


def _cafe(numbers: range, text: str = "The coffee was cold at table {}") -> str:
    lines = (f"{n},{text.format(n)}" for n in numbers)
    return "\n".join(["id,comment", *lines]) + "\n"


@pytest.fixture
def october(store: Store, settings: Settings, tmp_path) -> Store:
    """A store with the first twenty comments of a café."""
    path = tmp_path / "cafe_outubro.csv"
    path.write_text(_cafe(range(20)), encoding="utf-8")
    key = customer_key(settings, store)
    import_file(store, path, key=key, now=datetime.now())
    return store


@pytest.fixture
def dropped(october: Store, settings: Settings, visit) -> Callable[[str, str], AppTest]:
    """The page once a file of that name and text was dropped on it."""

    def drop(name: str, text: str) -> AppTest:
        page = visit("import")
        upload = uploads.keep(io.BytesIO(text.encode()), name, settings.upload_folder)
        page.session_state[Key.UPLOADS] = (upload,)
        return page.run()

    return drop


@pytest.mark.parametrize(("option", "count"), [("cafe_outubro", 35), ("cafe_novembro", 55)])
def test_a_longer_export_is_asked_about_and_the_answer_holds(
    october: Store, dropped, tmp_path, option: str, count: int
) -> None:
    page = dropped("cafe_novembro.csv", _cafe(range(35)))
    assert not page.exception
    (asked,) = page.radio
    assert "These look like the comments of “cafe\\_outubro”\\: 20 of 35" in asked.label
    assert asked.value == "cafe_outubro"
    assert "The coffee was cold at table" in asked.proto.captions[0]
    asked.set_value(option).run()
    assert page.text_input[0].value == option
    page.button(key="import").click().run()
    job = october.jobs.recent(kind="import")[0]
    (file,) = files_of(job.params)
    assert file.source == option


def test_a_reload_before_import_keeps_the_dropped_files(october: Store, dropped, visit) -> None:
    page = dropped("cafe_novembro.csv", _cafe(range(35)))
    assert page.query_params["dropped"]
    again = visit("import", dropped="".join(page.query_params["dropped"]))
    assert not again.exception
    assert any("cafe\\_novembro" in one.value for one in again.markdown)
    again.radio[0].set_value("cafe_outubro").run()
    again.button(key="import").click().run()
    (file,) = files_of(october.jobs.recent(kind="import")[0].params)
    assert file.file_name == "cafe_novembro.csv"


@pytest.mark.parametrize("name", ["0" * 32, "../../etc/passwd", ""])
def test_an_address_of_no_upload_is_the_empty_page(october: Store, visit, name: str) -> None:
    page = visit("import", dropped=name)
    assert not page.exception
    assert len(page.get("file_uploader")) == 1
    assert not page.query_params


def test_a_report_names_the_themes_its_comments_came_into_with_links(
    filled: Store, visit: Callable[..., AppTest], tmp_path
) -> None:
    path = tmp_path / "cafe.csv"
    path.write_text(_cafe(range(9)), encoding="utf-8")
    report = import_file(filled, path, key=b"k" * 32, now=datetime.now())
    new = list(filled.comments.iterate(CommentFilter(import_id=report.id)))
    filled.themes.assign(
        [Assignment(one.id, 1 if at < 6 else 2, 0.5) for at, one in enumerate(new)]
    )
    page = visit("import", **{"import": report.id})
    assert not page.exception
    links = [one.proto for one in page.get("page_link")]
    named = [one.label for one in links if "new comment" in one.label]
    assert named == ["Late parcels: 6 new comments", "Friendly staff: 3 new comments"]
    assert [one.query_string for one in links if "new comment" in one.label] == [
        "theme=1",
        "theme=2",
    ]


def test_another_file_is_not_asked_about(dropped) -> None:
    page = dropped("cafe_novembro.csv", _cafe(range(35), "Another story about chair {}"))
    assert not page.exception
    assert not page.radio
    assert page.text_input[0].value == "cafe_novembro"


def test_what_may_be_chance_waits_for_an_answer(october: Store, dropped, tmp_path) -> None:
    path = tmp_path / "ios.csv"
    path.write_text("date,comment\n2026-01-01,Good\n2026-01-02,Bad\n", encoding="utf-8")
    import_file(october, path, key=customer_key(from_environment(), october), now=datetime.now())
    page = dropped("android.csv", path.read_text(encoding="utf-8"))
    assert page.radio[0].value is None
    assert page.button(key="import").disabled
    page.radio[0].set_value("android").run()
    assert not page.button(key="import").disabled
