"""The sources that promises to answer are about, and those among them that never have an answer."""

import dataclasses
from collections.abc import Iterator, Sequence

from feedback.actions.ports import Store
from feedback.domain.comment import Source
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.tracked import Arrival, TrackedFilter
from feedback.tracking.complaints import GOOD_RATINGS, LOWEST_RATINGS, complaint_words


def promised_arrivals(
    store: Store, promises: Sequence[Promise], where: TrackedFilter
) -> Iterator[Arrival]:
    """The comments that these promises may be about: most promises are about some sources, and
    words are looked for only where one is about complaints."""
    about_complaints = any(promise.complaints for promise in promises)
    for source in store.comments.sources():
        if any(_concerns(promise, source) for promise in promises):
            yield from store.tracking.arrivals(
                dataclasses.replace(where, source=source.name),
                complaint_words=complaint_words() if about_complaints else (),
                lowest_ratings=LOWEST_RATINGS,
                good_ratings=GOOD_RATINGS,
            )


def _concerns(promise: Promise, source: Source) -> bool:
    return promise.source in ("", source.name) and promise.channel in (None, source.channel)


def silent_sources(
    store: Store, promises: Sequence[Promise], where: TrackedFilter
) -> tuple[str, ...]:
    """Sources with comments meant and a promise to answer, none of whose comments has an answer."""
    promised = [row for row in promises if row.kind is PromiseKind.ANSWER]
    if not promised:
        return ()
    sources = {source.name: source for source in store.comments.sources()}
    meant = {row.source for row in store.tracking.answers(where)}
    return tuple(
        row.source
        for row in store.tracking.answers(TrackedFilter())
        if row.source in meant
        and not row.people + row.bots + row.unsaid
        and any(_concerns(promise, sources[row.source]) for promise in promised)
    )
