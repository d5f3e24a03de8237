"""Promises, and what people said a theme expects."""

import sqlalchemy as sa

from feedback.store.tables.parts import needed, numbered, reference, table

promises = numbered(
    "promises",
    needed("wording"),
    needed("kind"),
    needed("source"),
    needed("channel"),  # empty for any
    needed("complaints", sa.Boolean),
    needed("minutes", sa.Integer),
    needed("hours"),
    needed("timezone"),
    needed("since", sa.Date),
    sa.Column("until", sa.Date),
)

expectation_overrides = table(
    "expectation_overrides",
    reference("theme_id", "themes", primary_key=True, autoincrement=False),
    needed("expectation"),
)
