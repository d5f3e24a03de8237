"""Who wrote the comments of a theme."""

import sqlalchemy as sa

from feedback.domain.summaries import ThemeCustomers
from feedback.store.tables import assignments, comments


def read_customers(connection: sa.Connection, theme_id: int, top: int) -> ThemeCustomers:
    """How many customers are known, and the `top` with most comments."""
    per_customer = (
        sa.select(comments.c.customer, sa.func.count().label("rows"))
        .join_from(comments, assignments, assignments.c.comment_id == comments.c.id)
        .where(assignments.c.theme_id == theme_id, comments.c.customer != "")
        .group_by(comments.c.customer)
        .subquery()
    )
    totals = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(per_customer.c.rows), 0))
    different, rows = connection.execute(totals.select_from(per_customer)).one()
    loudest = sa.select(per_customer).order_by(per_customer.c.rows.desc(), per_customer.c.customer)
    return ThemeCustomers(
        different=different,
        with_customer=int(rows),
        loudest=tuple((row.customer, row.rows) for row in connection.execute(loudest.limit(top))),
    )
