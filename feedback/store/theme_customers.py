"""Who wrote the comments of a theme."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from feedback.domain.summaries import ThemeCustomers
from feedback.store.joined import NumbersJoined, split_numbers
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


def read_people(connection: sa.Connection, groups: Sequence[Sequence[int]]) -> list[int]:
    """How many different people wrote comments of each of these groups of themes.

    Everybody's themes are read once, in the order of the index of customers: groups that share
    themes would have the same comments read again and again.
    """
    groups_of: dict[int, list[int]] = defaultdict(list)
    for number, theme_ids in enumerate(groups):
        for theme_id in set(theme_ids):
            groups_of[theme_id].append(number)
    query = (
        sa.select(comments.c.customer, NumbersJoined(assignments.c.theme_id))
        .join_from(comments, assignments, assignments.c.comment_id == comments.c.id)
        .group_by(comments.c.customer)
    )
    people = Counter[int]()
    for customer, joined in connection.execute(query):
        theme_ids = split_numbers(joined)
        if customer:
            people.update(
                {number for theme in set(theme_ids) for number in groups_of.get(theme, ())}
            )
        else:
            for theme_id, unknown in Counter(theme_ids).items():
                people.update(dict.fromkeys(groups_of.get(theme_id, ()), unknown))
    return [people[number] for number in range(len(groups))]
