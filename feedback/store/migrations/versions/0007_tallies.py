"""Counts by week that follow what they count; assignments know their source."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COMMENTS = ("source_id", "language", "is_filler", "week")
# New comments come a chunk at a time from one place, which counts the chunk.
COUNTED_BY_WRITER = ("comments", "came")
ASSIGNMENTS = ("theme_id", "source_id", "language", "week")


def upgrade() -> None:
    """Add what is counted, count what is there, and let triggers follow."""
    op.add_column("assignments", sa.Column("source_id", NUMBER))
    filler = sa.Column("is_filler", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("assignments", filler)
    op.execute(
        "UPDATE assignments SET (source_id, is_filler) = "
        "(SELECT source_id, is_filler FROM comments WHERE comments.id = assignments.comment_id)"
    )
    _make_indexes()
    _make_tables()
    op.execute(
        "INSERT INTO comment_weeks (source_id, language, is_filler, week, comments) "
        "SELECT source_id, language, is_filler, coalesce(week, -1), count(*) "
        "FROM comments GROUP BY 1, 2, 3, 4"
    )
    op.execute(
        "INSERT INTO theme_weeks "
        "(theme_id, source_id, language, week, comments, filler, rated, ratings) "
        "SELECT theme_id, source_id, language, coalesce(week, -1), "
        "count(*), sum(CASE WHEN is_filler THEN 1 ELSE 0 END), count(rating), "
        "coalesce(sum(rating), 0) "
        "FROM assignments GROUP BY 1, 2, 3, 4"
    )
    if op.get_bind().dialect.name == "postgresql":
        _follow_in_postgresql()
    else:
        _follow_in_sqlite()


def _make_indexes() -> None:
    op.drop_index("ix_assignments_figures", "assignments")
    columns = ["theme_id", "language", "week", "created_at", "rating", "source_id"]
    op.create_index("ix_assignments_figures", "assignments", columns)
    newest: list[str | sa.TextClause] = ["week", "created_at", "comment_id"]
    if op.get_bind().dialect.name == "postgresql":
        newest = [
            sa.text("week DESC NULLS LAST"),
            sa.text("created_at DESC NULLS LAST"),
            sa.text("comment_id DESC"),
        ]
    op.create_index("ix_assignments_newest", "assignments", ["theme_id", *newest])


def _make_tables() -> None:
    op.create_table(
        "comment_weeks",
        sa.Column("source_id", NUMBER, _to("sources"), primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("is_filler", sa.Boolean, primary_key=True),
        sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("comments", sa.Integer, nullable=False),
    )
    op.create_table(
        "theme_weeks",
        sa.Column("theme_id", NUMBER, _to("themes"), primary_key=True, autoincrement=False),
        sa.Column("source_id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("comments", sa.Integer, nullable=False),
        sa.Column("filler", sa.Integer, nullable=False),
        sa.Column("rated", sa.Integer, nullable=False),
        sa.Column("ratings", sa.Float, nullable=False),
    )


def _to(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")


def _follow_in_sqlite() -> None:
    """One row at a time, as SQLite has it."""
    for table, tally, keys, sums in (
        ("comments", "comment_weeks", COMMENTS, {"comments": "1"}),
        (
            "assignments",
            "theme_weeks",
            ASSIGNMENTS,
            {
                "comments": "1",
                "filler": "{row}.is_filler",
                "rated": "({row}.rating IS NOT NULL)",
                "ratings": "coalesce({row}.rating, 0)",
            },
        ),
    ):
        came = _came_in_sqlite(tally, keys, sums)
        gone = _gone_in_sqlite(tally, keys, sums)
        counted = ", ".join([*keys, *(["is_filler", "rating"] if "rated" in sums else [])])
        for name, event, steps in (
            ("came", "INSERT", came),
            ("gone", "DELETE", gone),
            ("changed", f"UPDATE OF {counted}", gone + came),
        ):
            if (table, name) == COUNTED_BY_WRITER:
                continue
            op.execute(f"CREATE TRIGGER {table}_{name} AFTER {event} ON {table} BEGIN {steps} END")


def _came_in_sqlite(tally: str, keys: tuple[str, ...], sums: dict[str, str]) -> str:
    values = [_key("NEW", key) for key in keys] + [sums[name].format(row="NEW") for name in sums]
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in sums)
    return (
        f"INSERT INTO {tally} ({', '.join([*keys, *sums])}) VALUES ({', '.join(values)}) "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added};"
    )


def _gone_in_sqlite(tally: str, keys: tuple[str, ...], sums: dict[str, str]) -> str:
    taken = ", ".join(f"{name} = {name} - {sums[name].format(row='OLD')}" for name in sums)
    same = " AND ".join(f"{key} = {_key('OLD', key)}" for key in keys)
    return f"UPDATE {tally} SET {taken} WHERE {same};"


def _key(row: str, key: str) -> str:
    return f"coalesce({row}.week, -1)" if key == "week" else f"{row}.{key}"


def _follow_in_postgresql() -> None:
    """All rows of a statement at once; in the order of keys, so that writers do not lock up."""
    for table, tally, keys, sums in (
        ("comments", "comment_weeks", COMMENTS, {"comments": "count(*)"}),
        (
            "assignments",
            "theme_weeks",
            ASSIGNMENTS,
            {
                "comments": "count(*)",
                "filler": "sum(CASE WHEN is_filler THEN 1 ELSE 0 END)",
                "rated": "count(rating)",
                "ratings": "coalesce(sum(rating), 0)",
            },
        ),
    ):
        op.execute(_function(table, tally, keys, sums))
        for name, event, rows in (
            ("came", "INSERT", "NEW TABLE AS came"),
            ("gone", "DELETE", "OLD TABLE AS gone"),
            ("changed", "UPDATE", "OLD TABLE AS gone NEW TABLE AS came"),
        ):
            if (table, name) == COUNTED_BY_WRITER:
                continue
            op.execute(
                f"CREATE TRIGGER {table}_{name} AFTER {event} ON {table} REFERENCING {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION follow_{table}()"
            )


def _function(table: str, tally: str, keys: tuple[str, ...], sums: dict[str, str]) -> str:
    places = ", ".join("coalesce(week, -1) AS week" if key == "week" else key for key in keys)
    totals = ", ".join(f"{total} AS {name}" for name, total in sums.items())
    order = ", ".join(str(place + 1) for place in range(len(keys)))
    added = ", ".join(f"{name} = {tally}.{name} + excluded.{name}" for name in sums)
    taken = ", ".join(f"{name} = {tally}.{name} - counted.{name}" for name in sums)
    same = " AND ".join(f"{tally}.{key} = counted.{key}" for key in keys)
    tallied = f"SELECT {places}, {totals} FROM {{rows}} GROUP BY {order} ORDER BY {order}"
    return f"""
        CREATE FUNCTION follow_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                UPDATE {tally} SET {taken} FROM ({tallied.format(rows="gone")}) AS counted
                WHERE {same};
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO {tally} ({", ".join([*keys, *sums])})
                {tallied.format(rows="came")}
                ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {added};
            END IF;
            RETURN NULL;
        END $$
    """
