"""Long work, and how often what was written."""

import sqlalchemy as sa

from feedback.store.columns import Id
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

# How often a part was written, see marks.py. No reference to themes: 0 and below are none.
marks = table(
    "marks",
    sa.Column("part", Id, primary_key=True, autoincrement=False),
    needed("number", sa.BigInteger),
)
