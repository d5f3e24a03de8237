"""What Alembic runs to migrate, inside the transaction that schema.migrate has begun."""

from alembic import context

from feedback.store.schema import VERSION_TABLE
from feedback.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
context.run_migrations()
