"""Runs migrations on the connection that ``matcher.persistence.database`` hands in."""

from __future__ import annotations

from alembic import context

from matcher.persistence.rows import Base

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Migrations are run by Stegvis itself, for example by 'stegvis doctor'.")

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    # The caller's transaction holds the write lock and ends with a check of all foreign keys.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
