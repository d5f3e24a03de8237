"""Finding comments by what they say, in a time that has an end."""

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter, FoundComments
from feedback.store.comment_filters import matching, newest_first
from feedback.store.tables import comments


def find_comments(
    connection: sa.Connection, where: CommentFilter, among: int | None, most: int
) -> FoundComments:
    """As feedback.actions.ports.Comments.find.

    The texts are read as they lie, which is in the order they came in: an index on the words of a
    million comments would be larger than they are, and keep words of comments that were erased.
    """
    query = matching(where, comments.c.id).order_by(*newest_first(where)).limit(most + 1)
    bound = 0 if among is None else _last_id(connection) - among
    if bound > 0:
        query = query.where(comments.c.id > bound)
    ids = connection.execute(query).scalars().all()
    return FoundComments(ids=tuple(ids[:most]), more=len(ids) > most, all_searched=bound <= 0)


def _last_id(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.max(comments.c.id))).scalar_one() or 0
