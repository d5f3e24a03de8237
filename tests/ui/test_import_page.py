"""The page of imports once an import has ended."""

import dataclasses
from collections.abc import Callable
from datetime import datetime

from streamlit.testing.v1 import AppTest

from feedback.actions.importing import import_file
from feedback.actions.ports import Store
from feedback.domain.job import Job, JobStatus


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
