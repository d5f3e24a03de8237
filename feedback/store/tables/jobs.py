"""Long work, and how often something was written."""

import sqlalchemy as sa

from feedback.store.tables.parts import needed, numbered, table

jobs = numbered(
    "jobs",
    needed("kind"),
    needed("params", sa.JSON),
    needed("status"),
    needed("progress", sa.Float),
    needed("message"),
    needed("result", sa.JSON),
    needed("error"),
    sa.Column("created_at", sa.DateTime),
    sa.Column("heartbeat_at", sa.DateTime),
    sa.Column("finished_at", sa.DateTime),
)

# One row: how often something other than a job was written.
revisions = table("revisions", needed("number", sa.BigInteger))
