"""Customers who withdrew their consent: no file, and no undoing of one, takes it for a yes."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import sqlalchemy as sa

from feedback.domain.comment import Comment
from feedback.store.batches import batches
from feedback.store.tables import comments, unquoted


def with_consents_withdrawn(
    connection: sa.Connection, given: Sequence[Comment]
) -> Sequence[Comment]:
    """The comments, those of customers who withdrew their consent without it.

    As long as nobody did, that is one look at an empty table.
    """
    if not connection.execute(sa.select(sa.exists().select_from(unquoted))).scalar_one():
        return given
    writers = {comment.customer for comment in given if comment.customer}
    theirs: set[str] = set()
    for batch in batches(writers):
        query = sa.select(unquoted.c.customer).where(unquoted.c.customer.in_(batch))
        theirs.update(connection.execute(query).scalars())
    return consents_withdrawn(given, theirs)


def consents_withdrawn(given: Sequence[Comment], customers: Collection[str]) -> Sequence[Comment]:
    """The comments, those of these customers without consent."""
    if not customers:
        return given
    return [
        replace(comment, consent=False) if comment.customer in customers else comment
        for comment in given
    ]


def withdraw_restored(connection: sa.Connection, restored: sa.Select[tuple[int]]) -> None:
    """Of comments that became what they were earlier, by id: take back what was withdrawn since."""
    withdrawn = comments.c.customer.in_(sa.select(unquoted.c.customer))
    its = sa.update(comments).where(comments.c.id.in_(restored), withdrawn)
    connection.execute(its.values(consent=False))
