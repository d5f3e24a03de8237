"""Which schema a database has, and bringing it up to the present one.

For a new schema: change tables/, write the next file in migrations/versions by hand, raise
NEWEST, and run tests/golden/write_golden.py. Tests tell when one of these is missing.
"""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from feedback.errors import DatabaseError
from feedback.store.postgresql import wait_for_migration

NEWEST = "0012"
"""The schema this program works with: the last file in migrations/versions."""

VERSION_TABLE = "heard_schema"
MIGRATIONS = "feedback.store:migrations"


def is_up_to_date(connection: sa.Connection) -> bool:
    """Whether there is nothing to migrate.

    Raises DatabaseError if the database is newer than the program or belongs to another one.
    """
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return False
    if VERSION_TABLE not in tables:
        raise DatabaseError(
            "The database holds tables of another program. Give Heard a database of its own."
        )
    version = sa.table(VERSION_TABLE, sa.column("version_num", sa.Text))
    stored = connection.execute(sa.select(version.c.version_num)).scalar_one_or_none() or ""
    if stored > NEWEST:
        raise DatabaseError(
            f"The database was written by a newer Heard (its schema is {stored}, this program "
            f"knows {NEWEST}). Install the newer Heard, or open an older copy of the database."
        )
    return stored == NEWEST


def migrate(engine: sa.Engine) -> None:
    """Bring the tables up to date in one transaction; programs that do so at once take turns."""
    with engine.connect() as connection:
        connection = connection.execution_options(heard_writing=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                wait_for_migration(connection)
            if not is_up_to_date(connection):
                config = Config()
                config.set_main_option("script_location", MIGRATIONS)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
