"""A large database to open the pages on, built through the store and kept for the next time.

Texts are those of `themes_scale.million`: sentences of the development data joined anew, one row in
ten survey filler. Dates, customers, sources, segments and ratings come from a fixed seed: five
years that grow, twelve sources, one customer for five comments; two of three mails were answered
within three days, one of ten of these by a bot. The engine is fitted on a part and places the rest,
as an import does. Every third theme is answered by a change, every sixth announced, and a run waits
to be applied.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.themes_scale import FILLER, million
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus, Facts
from feedback.domain.change import Change, Reason, Suggestion
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.promise import Promise
from feedback.domain.proposal import ProposalItem, ProposalKind
from feedback.domain.theme import Assignment, RunReport, Theme
from feedback.settings import Settings
from feedback.store import open_database
from models import ThemeModel

THEMES = 150
CHANGES = 300
FITTED = 20_000
CHUNK = 20_000
DAYS = 5 * 365
LAST_DAY = datetime(2025, 6, 1, 12)
LEAST_FIT = 0.05
ANSWERED, BY_BOT, SLOWEST = 2 / 3, 0.1, timedelta(days=3)
SEGMENTS = ("", "", "free", "pro", "enterprise")
SOURCES = {
    f"{channel.value} {language}": (channel, language)
    for language in ("en", "id", "pt", "kk")
    for channel in (Channel.REVIEW, Channel.SURVEY, Channel.EMAIL)
}


def settings_of(rows: int) -> Settings:
    """Settings of a data folder with `rows` comments, which is made where it is not there.

    A database that an earlier Heard filled is brought up to date, as anybody's is.
    """
    folder = Path(tempfile.gettempdir()) / "heard-benchmark-pages" / str(rows)
    url = f"sqlite:///{(folder / 'heard.db').as_posix()}"
    if not (folder / "complete").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("heard.db*"):
            path.unlink()
        store = open_database(url)
        fill(store, rows)
        store.close()
        (folder / "complete").touch()
    return Settings(data_folder=folder, database_url=url)


def fill(store: Store, rows: int) -> None:
    """`rows` comments, most of them in themes; changes, some of them suggested."""
    texts, languages = million(rows)
    for name, (channel, _) in SOURCES.items():
        store.comments.ensure_source(Source(name=name, channel=channel))
    model = ThemeModel(THEMES).fit(texts[:FITTED], languages=languages[:FITTED])
    theme_ids = _add_themes(store, model, rows)
    waiting = _comments(texts, languages)
    first = 1
    while chunk := list(islice(waiting, CHUNK)):
        with store.writing():
            for name in SOURCES:
                store.comments.upsert([comment for comment in chunk if comment.source == name])
            stored = store.comments.get(range(first, first + len(chunk)))
            labels, scores = model.assign(
                [comment.text for comment in stored], [comment.language for comment in stored]
            )
            store.themes.assign(
                Assignment(comment.id, theme_ids[label], float(score))
                for comment, label, score in zip(stored, labels, scores, strict=True)
                if label >= 0 and score >= LEAST_FIT and not comment.is_filler
            )
        first += len(chunk)
    _add_changes(store, theme_ids)


def _comments(texts: list[str], languages: list[str]) -> Iterator[Comment]:
    chance, answers = random.Random(1), random.Random(2)
    by_language = {
        language: [name for name, (_, spoken) in SOURCES.items() if spoken == language]
        for language in ("en", "id", "pt", "kk")
    }
    for place, (text, language) in enumerate(zip(texts, languages, strict=True)):
        days = DAYS * (1 - chance.random() ** 1.5)
        source = chance.choice(by_language[language])
        came = LAST_DAY - timedelta(days=DAYS - days)
        is_answered = SOURCES[source][0] is Channel.EMAIL and answers.random() < ANSWERED
        yield Comment(
            source=source,
            key=str(place),
            text=text,
            created_at=came,
            answered_at=came + SLOWEST * answers.random() if is_answered else None,
            answered_by_bot=answers.random() < BY_BOT if is_answered else None,
            rating=chance.choice((None, None, 1.0, 2.0, 3.0, 4.0, 5.0)),
            language=language,
            customer=f"customer-{chance.randrange(max(1, len(texts) // 5))}",
            segment=chance.choice(SEGMENTS),
            is_filler=text in FILLER,
        )


def _add_themes(store: Store, model: ThemeModel, rows: int) -> list[int]:
    every = max(1, rows // FITTED)
    return [
        store.themes.add(
            Theme(
                name=f"{theme.name} {place}",
                terms=tuple(theme.terms),
                language=theme.language,
                representatives=tuple(1 + i * every % rows for i in theme.representatives),
                cohesion=0.4,
                created_at=LAST_DAY,
            )
        )
        for place, theme in enumerate(model.themes_)
    ]


def _add_changes(store: Store, theme_ids: list[int]) -> None:
    day = date(2021, 1, 1)
    store.changes.upsert(
        [
            Change(title=f"Change number {n}", key=str(n), shipped_on=day + timedelta(days=5 * n))
            for n in range(CHANGES)
        ]
    )
    reason = Reason("words", 0.5, "Both speak of the same.")
    change_ids = [change.id for change in store.changes.all()]
    for place, theme_id in enumerate(theme_ids):
        wanted = change_ids[place : place + 3]
        found = [
            Suggestion(theme_id=theme_id, change_id=change, score=0.5, reasons=(reason,))
            for change in wanted
        ]
        store.links.keep_suggestions([theme_id], found)
    close_loops(store, theme_ids)


def close_loops(store: Store, theme_ids: Sequence[int]) -> None:
    """Links, announcements and a promise, so that the pages of tracking have something to say."""
    changes = store.changes.all()
    for place, theme_id in enumerate(theme_ids[::3]):
        accept_link(store, theme_id, changes[3 * place].id, now=LAST_DAY)
    for theme_id in theme_ids[::6]:
        store.announcements.add(
            Announcement(
                theme_ids=(theme_id,),
                language="en",
                headline="It is done",
                you_said="You asked.",
                we_did="We did.",
                facts=Facts(themes=("Theme",), comments=1, of_comments=1),
                status=AnnouncementStatus.PUBLISHED,
                created_at=LAST_DAY,
                published_at=LAST_DAY,
            )
        )
    propose(store)
    store.promises.add(
        Promise(wording="Within a day", channel=Channel.EMAIL, minutes=1440, since=date(2021, 1, 1))
    )


def propose(store: Store) -> None:
    """A run that keeps every theme and finds as many new ones again."""
    themes = store.themes.all()
    kept = [
        ProposalItem(
            kind=ProposalKind.KEPT,
            name=theme.name,
            sentence=f"“{theme.name}” stays with the same comments.",
            theme_id=theme.id,
            cluster=place,
            found=theme,
        )
        for place, theme in enumerate(themes)
    ]
    new = [
        ProposalItem(
            kind=ProposalKind.NEW,
            name=theme.name,
            sentence=f"“{theme.name}” is new.",
            cluster=len(themes) + place,
            found=theme,
        )
        for place, theme in enumerate(themes)
    ]
    report = RunReport(
        run=0, comments=0, themes=2 * len(themes), unassigned=0, kept=len(kept), new=len(new),
        retired=0, seconds=0.0,
    )  # fmt: skip
    store.theme_runs.propose(report, {}, [*kept, *new], b"", at=LAST_DAY)
