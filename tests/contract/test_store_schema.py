"""The migrations make the tables that the program works with."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from feedback.store.schema import MIGRATIONS, NEWEST, VERSION_TABLE
from feedback.store.sql_store import SqlStore
from feedback.store.tables import metadata

# Descending in PostgreSQL, see tables/.
SAID_DIFFERENTLY = {
    ("postgresql", "ix_comments_newest"),
    ("postgresql", "ix_assignments_newest"),
    ("postgresql", "ix_comments_segment"),
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_migrated_tables_are_those_of_the_program(
    request: pytest.FixtureRequest, kind: str
) -> None:
    store: SqlStore = request.getfixturevalue(f"{kind}_store")
    with store._database.reading() as connection:
        options = {
            "compare_type": True,
            "version_table": VERSION_TABLE,
            "include_name": lambda name, *_: (kind, name) not in SAID_DIFFERENTLY,
            "include_object": lambda _, name, *__: (kind, name) not in SAID_DIFFERENTLY,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_newest_schema_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST
