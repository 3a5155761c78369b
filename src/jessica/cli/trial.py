"""Databases for trying out: the demonstration's, and those that `--fresh` empties.

Such a database is marked (a comment on it that pg_dump does not carry along), because two mistakes must be
impossible: to empty a database that holds a clinic's real records, and to serve real patients from one whose
log-ins have a printed password.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from jessica.cli.installation import Database, data_dir
from jessica.platform import postgres
from jessica.platform.errors import Refused

_MARK = "Jessica: for trying out; may be emptied"

_HOLDS_TABLES = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')"
_COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"


def is_trial_process() -> bool:
    """Whether this process was started for trying out (JESSICA_DEMO)."""
    return os.environ.get("JESSICA_DEMO", "").strip().lower() in {"1", "true", "yes", "on"}


def holds_tables(database: Database) -> bool:
    """Whether anything has been made in the database yet."""
    return _ask(database, _HOLDS_TABLES) is True


def is_trial(database: Database) -> bool:
    """Whether the database is marked."""
    return _ask(database, _COMMENT) == _MARK


def mark_trial(database: Database) -> None:
    """Mark the database, which must hold invented records only."""
    name = unquote(urlsplit(database.app_url).path.lstrip("/"))
    with psycopg.connect(database.owner_url or database.app_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(_MARK))
        )


def require_trial_or_new(database: Database) -> None:
    """Raise `Refused` when the database holds anything that was not made for trying out."""
    if is_trial(database) or not holds_tables(database):
        return
    where = data_dir() if database.endpoint else "The database that DATABASE_URL names"
    raise Refused(
        f"{where} holds a clinic's own records, which a trial must not touch. Nothing was changed. "
        f"Choose another data folder: --data {Path.home() / 'jessica-trial'}"
    )


def require_real_use(database: Database) -> None:
    """Raise `Refused` when a process that serves real patients is given what is for trying out only."""
    if is_trial_process():
        return
    if os.environ.get("JESSICA_NOW"):
        raise Refused(
            "A clock that stands still (--now, JESSICA_NOW) is for `jessica demo`, `serve --fresh` and "
            "commands in the terminal; patients need the real time. Nothing was started. Leave it out."
        )
    if is_trial(database):
        raise Refused(
            f"The records in {data_dir()} were made for trying out, and everybody knows the password of "
            "their log-ins. Nothing was started. Use `jessica demo` for them, and another data folder "
            "(--data) for a real clinic."
        )


def empty(database: Database) -> Database:
    """The same database without anything in it, marked. Raises `Refused` for one with real records."""
    require_trial_or_new(database)
    endpoint = database.endpoint
    if endpoint is not None:
        postgres.drop_database(endpoint, endpoint.database)
        postgres.create_database(endpoint, endpoint.database)
    elif holds_tables(database):
        raise Refused(
            "--fresh empties only the database in Jessica's own data folder. Nothing was changed. Let "
            "DATABASE_URL and DATABASE_OWNER_URL name an empty database, or leave them out."
        )
    mark_trial(database)
    return database


def _ask(database: Database, question: str) -> object:
    with psycopg.connect(database.owner_url or database.app_url) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None
