"""Writes heard-NNNN.sql: a database of the present schema, for later programs to upgrade.

Run it once for each new schema, from the folder that holds `feedback`, and keep all files:

    PYTHONPATH=. python tests/golden/write_golden.py
"""

import dataclasses
import sqlite3
import tempfile
from datetime import date, datetime
from pathlib import Path

from feedback.actions.ports import Store
from feedback.domain.announcement import (
    Announcement,
    AnnouncementStatus,
    Facts,
    Quote,
    ShippedFact,
)
from feedback.domain.announcement_history import AnnouncementStep, ExportedFile
from feedback.domain.change import Change, Link, LinkOutcome, LinkState, Reason, Suggestion
from feedback.domain.comment import Channel, Comment, ImportReport, Reject, Source
from feedback.domain.decision import Decision
from feedback.domain.job import Job, JobStatus
from feedback.domain.promise import Promise
from feedback.domain.telling import Reply, Told
from feedback.domain.theme import AssignedBy, Assignment, Outcome, RunReport, Theme
from feedback.store import open_database
from feedback.store.schema import NEWEST

NOW = datetime(2024, 6, 5, 12, 30)


def fill(store: Store) -> None:
    """A little of everything; test_store_golden.py knows what."""
    _fill_comments(store)
    _fill_themes(store)
    _fill_changes(store)
    store.promises.add(
        Promise(
            wording="Within two hours", channel=Channel.EMAIL, minutes=120, since=date(2024, 1, 1)
        )
    )
    store.promises.expect(1, "fast answer")
    store.jobs.add(
        Job(kind="import", params={"rows": 3}, status=JobStatus.DONE, result={"imported": 3})
    )


def _fill_comments(store: Store) -> None:
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW, is_sample=True))
    store.comments.ensure_source(Source(name="survey", channel=Channel.SURVEY))
    first = Comment(
        source="app",
        key="1",
        text="Қосымша баяу, it's 100% SLOW 🐢",
        external_id="R-1",
        created_at=datetime(2024, 5, 6, 7, 8, 9, 10),
        rating=1.5,
        rating_given="2/10",
        language="kk",
        customer="f00d",
        answered_at=datetime(2024, 5, 7),
        answer="Thanks",
        consent=True,
        redacted=1,
    )
    earlier = dataclasses.replace(first, text="Қосымша жақсы", rating=4.5)
    undated = Comment(source="app", key="2", text="Slow start", language="en")
    store.comments.upsert([earlier])
    import_id = store.imports.begin("app.csv", at=NOW)
    store.comments.upsert([first, undated], import_id=import_id)
    filler = Comment(source="survey", key="1", text="n/a", language="en", is_filler=True)
    store.comments.upsert([filler])
    report = ImportReport(
        file="app.csv",
        rows=3,
        imported=1,
        updated=1,
        rejected=1,
        source="app",
        notes=("note",),
        id=import_id,
    )
    store.imports.finish(report, [Reject(3, "no text", "fill it in", "3;;")])
    store.comments.ensure_source(Source(name="tickets", timezone="Asia/Almaty"))
    store.mappings.keep("header", {"text": "comment"})


def _fill_themes(store: Store) -> None:
    names = ("Speed", "Price", "Old", "Deleted")
    ids = [store.themes.add(Theme(name=name, terms=("slow",), created_at=NOW)) for name in names]
    speed, price, old = (theme for theme in store.themes.all()[:3])
    store.themes.save(dataclasses.replace(speed, owner="Ana"))
    store.decisions.add(Decision(theme_id=speed.id, outcome=Outcome.DID, decided_at=NOW))
    refused = Decision(
        theme_id=price.id,
        outcome=Outcome.CANNOT,
        reason="Flour costs more.",
        review_on=date(2024, 9, 1),
        decided_at=NOW,
        decided_by="Ana",
    )
    store.decisions.add(refused)
    store.themes.save(dataclasses.replace(price, name="Too expensive", named_by_person=True))
    store.themes.save(dataclasses.replace(old, retired=True))
    store.themes.delete([ids[-1]])
    store.themes.assign(
        [Assignment(1, speed.id, 0.75), Assignment(2, speed.id, 0.5, AssignedBy.PERSON)]
    )
    report = RunReport(
        run=0, comments=2, themes=3, unassigned=0, kept=0, new=3, retired=0, seconds=0.5
    )
    store.themes.add_run(report, {"detail": "medium"}, at=NOW)


def _fill_changes(store: Store) -> None:
    shipped = Change(title="Faster start", key="1", version="1.2", shipped_on=date(2024, 5, 31))
    planned = Change(title="Cheaper plan", key="2", product="App", is_sample=True)
    taken_out = Change(title="Old news", key="3", removed=True, edited_from="f00d")
    store.changes.upsert([shipped, planned, taken_out])
    speed, price = store.themes.all()
    reasons = (Reason("words", 0.5, "Both say “start”."),)
    link = Link(
        theme_id=speed.id,
        change_id=1,
        state=LinkState.ACCEPTED,
        outcome=LinkOutcome.PARTLY,
        score=0.5,
        reasons=reasons,
        decided_at=NOW,
    )
    store.links.decide(link)
    suggestion = Suggestion(theme_id=price.id, change_id=2, score=0.25, reasons=reasons)
    store.links.keep_suggestions([price.id], [suggestion])
    facts = Facts(
        themes=("Speed",),
        comments=2,
        of_comments=2,
        first_said=date(2024, 5, 6),
        channels={"review": 2},
        shipped=(ShippedFact(change_id=1, title="Faster start", shipped_on=date(2024, 5, 31)),),
        quotes=(Quote(comment_id=1, text="it's 100% SLOW 🐢"),),
        computed_at=NOW,
    )
    announcement = Announcement(
        theme_ids=(speed.id,),
        language="en",
        headline="Faster",
        you_said="It is slow.",
        we_did="It starts faster.",
        facts=facts,
        status=AnnouncementStatus.PUBLISHED,
        created_at=NOW,
        published_at=NOW,
    )
    number = store.announcements.add(announcement)
    store.announcements.add_step(
        AnnouncementStep(
            announcement_id=number,
            at=NOW,
            who="Ana",
            status=AnnouncementStatus.PUBLISHED,
            headline="Faster",
            you_said="It is slow.",
            we_did="It starts faster.",
        )
    )
    store.announcements.add_export(
        ExportedFile(announcement_id=number, as_="html", at=NOW, version=1)
    )
    store.tellings.add([Told(announcement_id=number, customer="f00d", at=NOW, language="kk")])
    store.tellings.refuse(["beef"], at=NOW)
    store.tellings.unquote(["cafe"], at=NOW)
    store.tellings.reply([Reply(announcement_id=number, customer="f00d", at=NOW, helped=False)])


def main() -> None:
    """Write the file beside this one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heard.db"
        store = open_database(f"sqlite:///{path}")
        fill(store)
        store.close()
        connection = sqlite3.connect(path)
        dump = "\n".join(connection.iterdump()) + "\n"
        connection.close()
    Path(__file__).with_name(f"heard-{NEWEST}.sql").write_text(dump, encoding="utf-8")


if __name__ == "__main__":
    main()
