"""Brings the database to the shape that this version expects. Many processes may try at once."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from jessica.cli.installation import Database, Say
from jessica.platform.errors import JessicaError

# Any number that nothing else in the database locks.
_MIGRATION_LOCK = 6_001_137_551


class NotUpToDate(JessicaError):
    """Migrations are pending and this process may not apply them."""

    code = "not_up_to_date"


def pending_migrations() -> list[str]:
    """Names of the migrations that the database lacks, in the order in which they would be applied."""
    from django.db import DEFAULT_DB_ALIAS, connections
    from django.db.migrations.executor import MigrationExecutor

    owner = "owner" if connections["owner"].settings_dict["USER"] else DEFAULT_DB_ALIAS
    executor = MigrationExecutor(connections[owner])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_up_to_date(database: Database, say: Say) -> list[str]:
    """Apply what is pending and return its names. One process does the work while the others wait for it.

    Raises `NotUpToDate` where something is pending and only the application's role is known.
    """
    if not pending_migrations():
        return []
    if database.owner_url is None:
        raise NotUpToDate(
            "The database does not have the shape that this version of Jessica expects, and changing it "
            "takes its owner. Nothing was changed. Run `jessica migrate` with DATABASE_OWNER_URL set."
        )
    with psycopg.connect(database.owner_url, autocommit=True) as lock:
        lock.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        applied = pending_migrations()
        if applied:
            say(f"Bringing the database up to date ({len(applied)} changes).")
            if database.endpoint is None:
                _admit_application(lock, database.app_url)
            _migrate()
    return applied


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    # The powerful role is used for this and then let go of.
    connections["owner"].close()


def _admit_application(owner: psycopg.Connection[tuple[object, ...]], app_url: str) -> None:
    """Let the application's role work with the rows of every table that the owner makes from now on.

    Tables that exist are left alone: a migration that took a privilege away stays obeyed.
    """
    role = unquote(urlsplit(app_url).username or "")
    if not role or role == owner.info.user:
        return
    application = sql.Identifier(role)
    owner.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(application))
    for privileges, kind in (
        ("SELECT, INSERT, UPDATE, DELETE", "TABLES"),
        ("USAGE, SELECT", "SEQUENCES"),
    ):
        owner.execute(
            sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {} ON {} TO {}").format(
                sql.SQL(privileges), sql.SQL(kind), application
            )
        )
