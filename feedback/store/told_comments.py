"""Comments whose writers were told in person of an announcement about their theme."""

import sqlalchemy as sa

from feedback.domain.theme_event import survivors
from feedback.store.columns import scanned
from feedback.store.moments import DayOf
from feedback.store.tables import announcement_themes, assignments, comments, replies, told
from feedback.store.theme_merges import live_merges


def told_comments(connection: sa.Connection) -> sa.Subquery:
    """Per such comment: its id, its theme, the first day of being told on or after the day it was
    written, and the day on which its writer said that it helped (days as text, or NULL).

    What was told of a theme that was merged into another was told of the other."""
    theme, reply = announcement_themes, replies
    told_on = DayOf(told.c.at)
    # Few were told. Neither the order of comments nor an index on who was told may lead the search,
    # or every comment is looked at in place of theirs.
    comment, its_theme = scanned(comments.c.id), scanned(assignments.c.theme_id)
    helped = sa.case((reply.c.helped.is_(True), DayOf(reply.c.at)))
    return (
        sa.select(
            comment.label("id"),
            its_theme.label("theme_id"),
            sa.func.min(told_on).label("told_on"),
            sa.func.min(helped).label("confirmed_on"),
        )
        .select_from(told)
        .join(comments, comments.c.customer == told.c.customer + "")
        .join(assignments, assignments.c.comment_id == comments.c.id)
        .join(
            theme,
            sa.and_(
                theme.c.announcement_id == told.c.announcement_id,
                _about(connection) == assignments.c.theme_id,
            ),
        )
        .outerjoin(
            reply,
            sa.and_(
                reply.c.announcement_id == told.c.announcement_id,
                reply.c.customer == told.c.customer,
            ),
        )
        .where(
            told.c.customer != "",
            sa.or_(comments.c.created_at.is_(None), told_on >= DayOf(comments.c.created_at)),
        )
        .group_by(comment, its_theme)
        .subquery("told_comments")
    )


def _about(connection: sa.Connection) -> sa.ColumnElement[int]:
    """The theme an announcement is about by now: the one that is left of its own after merges."""
    named = announcement_themes.c.theme_id
    merged = survivors(live_merges(connection))
    return sa.case(merged, value=named, else_=named) if merged else named
