"""Sources: made once, listed by name, deleted with all that came from them."""

from typing import Any

from feedback.actions.ports import Store
from feedback.domain.comment import Channel, ImportReport, Reject, Source
from feedback.domain.summaries import CommentFilter


def test_a_source_that_is_not_there_is_made(store: Store) -> None:
    made = store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW, is_sample=True))
    assert made == Source(id=made.id, name="app", channel=Channel.REVIEW, is_sample=True)
    assert made.id > 0
    assert store.comments.sources() == [made]


def test_a_source_that_is_there_keeps_its_channel_and_its_time_zone(store: Store) -> None:
    given = Source(name="app", channel=Channel.REVIEW, timezone="Asia/Almaty")
    made = store.comments.ensure_source(given)
    assert made.timezone == "Asia/Almaty"
    revision = store.revision()
    other = Source(name="app", channel=Channel.EMAIL, timezone="UTC")
    assert store.comments.ensure_source(other) == made
    assert store.revision() == revision, "nothing was written"
    assert store.comments.sources() == [made]


def test_sources_are_listed_by_name_in_the_same_order_everywhere(store: Store) -> None:
    for name in ("survey", "Zendesk", "қолдау", "app", "élan", "App"):
        store.comments.ensure_source(Source(name=name))
    names = [source.name for source in store.comments.sources()]
    assert names == ["App", "Zendesk", "app", "survey", "élan", "қолдау"]


def test_a_deleted_source_takes_its_comments_assignments_and_imports_along(
    store: Store, given: Any
) -> None:
    gone = [given.comment(source="app"), given.comment(source="app")]
    kept = given.comment(source="survey")
    theme = given.theme(comments=[*gone, kept])
    rejects = [Reject(1, "no text", "fill it in")]
    app = given.report(ImportReport(file="a.csv", source="app"), rejects)
    survey = given.report(ImportReport(file="s.csv", source="survey"), rejects)

    assert store.comments.delete_source("app") == 2

    assert [source.name for source in store.comments.sources()] == ["survey"]
    assert list(store.comments.iterate(CommentFilter())) == [kept]
    assert [row.comment_id for row in store.themes.assignments(theme.id)] == [kept.id]
    assert store.imports.get(app) is None
    assert store.imports.rejects(app) == []
    assert store.imports.get(survey) is not None
    assert store.imports.rejects(survey) == rejects


def test_deleting_a_source_nobody_knows_deletes_nothing(store: Store, given: Any) -> None:
    given.comment(source="app")
    assert store.comments.delete_source("ap") == 0
    assert store.comments.count(CommentFilter()) == 1


def test_what_a_deleted_source_held_can_be_imported_again(store: Store, given: Any) -> None:
    first = given.comment("It is slow", source="app", key="1")
    store.comments.delete_source("app")
    second = given.comment("It is slow", source="app", key="1")
    assert second.text == "It is slow"
    assert second.id > first.id
