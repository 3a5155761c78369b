"""An installation of Jessica: its data folder, its database, and Django set up on them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from jessica.platform import postgres
from jessica.platform.errors import JessicaError

Say = Callable[[str], None]


class DatabaseUnreachable(JessicaError):
    """The database that DATABASE_URL names does not let us in."""

    code = "database_unreachable"


@dataclass(frozen=True, slots=True)
class Database:
    """Where the records are. `owner_url` is None where this process must not change the database's shape.

    `endpoint` is set for the embedded database only.
    """

    app_url: str = field(repr=False)
    owner_url: str | None = field(repr=False)
    endpoint: postgres.Endpoint | None = None


def default_data_dir() -> Path:
    """Where an installation lies when nobody says otherwise."""
    if os.geteuid() == 0:
        return Path("/var/lib/jessica")
    return Path.home() / ".local/share/jessica"


def data_dir() -> Path:
    """The data folder of this process (JESSICA_DATA), absolute."""
    return Path(os.environ.get("JESSICA_DATA") or default_data_dir()).expanduser().resolve()


@contextmanager
def open_database(say: Say) -> Iterator[Database]:
    """The installation's database, running while the block runs.

    DATABASE_URL names one that somebody else runs; without it the embedded one is started (and made).
    Raises `PostgresError` or `DatabaseUnreachable` with words for the person at the machine.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        _require_answer(url)
        yield Database(url, os.environ.get("DATABASE_OWNER_URL"))
        return
    with postgres.session(data_dir(), log=say) as endpoint:
        yield Database(endpoint.app_dsn, endpoint.owner_dsn, endpoint)


def _require_answer(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise DatabaseUnreachable(
            f"The database that DATABASE_URL names does not let Jessica in: {reason}. Nothing was changed. "
            "See that it runs and that the address is right; `jessica doctor` looks closer."
        ) from error


@contextmanager
def django_on(database: Database) -> Iterator[None]:
    """Django set up on `database`; every connection is given back at the end."""
    os.environ["DATABASE_URL"] = database.app_url
    if database.owner_url:
        os.environ["DATABASE_OWNER_URL"] = database.owner_url
    set_up_django()
    try:
        yield
    finally:
        _close_connections()


def set_up_django() -> None:
    """Read the settings, which take everything from the environment."""
    import django

    os.environ["JESSICA_DATA"] = str(data_dir())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jessica.platform.settings")
    django.setup()


def _close_connections() -> None:
    from django.db import connections

    for alias in connections:
        connections[alias].close()
        getattr(connections[alias], "close_pool", lambda: None)()


@contextmanager
def ready(say: Say) -> Iterator[Database]:
    """What nearly every command needs: a running database of today's shape, and Django on it."""
    from jessica.cli.schema import bring_up_to_date

    # What a short command has to say it says itself.
    os.environ.setdefault("JESSICA_LOG_LEVEL", "WARNING")
    with open_database(say) as database, django_on(database):
        bring_up_to_date(database, say)
        yield database
