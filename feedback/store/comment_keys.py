"""Comments under another key: for ids that were once stored in the clear."""

from collections.abc import Mapping

import sqlalchemy as sa

from feedback.store.batches import batches
from feedback.store.bulk import keys_there
from feedback.store.tables import comment_versions, comments


def rekey(
    connection: sa.Connection, source_id: int, changed: Mapping[str, tuple[str, str]]
) -> None:
    """As feedback.actions.ports.Comments.rekey."""
    # As a rule none is there any more, and the keys alone tell.
    for batch in batches(list(changed)):
        there = keys_there(connection, source_id, batch)
        taken = set(keys_there(connection, source_id, [changed[was][0] for was in there]))
        for was in there:
            key, external_id = changed[was]
            if key not in taken:
                _rekey_one(connection, source_id, was, key, external_id)
                taken.add(key)


def _rekey_one(
    connection: sa.Connection, source_id: int, was: str, key: str, external_id: str
) -> None:
    its = (comments.c.source_id == source_id, comments.c.key == was)
    number = sa.select(comments.c.id).where(*its).scalar_subquery()
    connection.execute(
        sa.update(comment_versions)
        .where(comment_versions.c.comment_id == number)
        .values(external_id=external_id)
    )
    connection.execute(sa.update(comments).where(*its).values(key=key, external_id=external_id))
