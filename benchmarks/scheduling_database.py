"""A database of the benchmark's own: made, migrated and dropped by it.

The server is the one that DATABASE_URL and DATABASE_OWNER_URL name (the owner may create databases), or else
an embedded one in a temporary folder.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import django
import psycopg
from psycopg import sql


@contextmanager
def bench_database() -> Iterator[tuple[str, str]]:
    """Django set up on a fresh, migrated database; yields the addresses for application and owner."""
    with ExitStack() as stack:
        app_url, owner_url = _server(stack)
        name = f"bench_jessica_{uuid4().hex[:12]}"
        stack.callback(_drop, owner_url, name)
        _create(owner_url, app_url, name)
        addresses = _with_database(app_url, name), _with_database(owner_url, name)
        os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = addresses
        stack.callback(_restore, os.environ, app_url, owner_url)
        use_database(*addresses)
        stack.callback(close_connections)
        from django.core.management import call_command

        call_command("migrate", database="owner", verbosity=0)
        yield addresses


def use_database(app_url: str, owner_url: str) -> None:
    """Point this process's Django at the database."""
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = app_url, owner_url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jessica.platform.settings")
    os.environ.setdefault("JESSICA_SECRET_KEY", "benchmark")
    django.setup()
    from django.conf import settings
    from django.db import connections

    for alias, url in (("default", app_url), ("owner", owner_url)):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = urlsplit(url).path[1:]


def close_connections() -> None:
    """Let go of every connection, pooled ones too."""
    from django.db import connections

    for alias in connections:
        connections[alias].close()
        getattr(connections[alias], "close_pool", lambda: None)()


def _server(stack: ExitStack) -> tuple[str, str]:
    url = os.environ.get("DATABASE_URL")
    if url:
        return url, os.environ.get("DATABASE_OWNER_URL", url)
    from jessica.platform import postgres

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jessica-bench-")))
    endpoint = stack.enter_context(postgres.session(folder))
    with endpoint.connect_as_superuser("postgres") as connection:
        connection.execute("ALTER ROLE jessica_owner CREATEDB")
    return endpoint.app_dsn, endpoint.owner_dsn


def _create(owner_url: str, app_url: str, name: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    role = sql.Identifier(urlsplit(app_url).username or "")
    with psycopg.connect(_with_database(owner_url, name), autocommit=True) as connection:
        for grant in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT, UPDATE ON SEQUENCES"):
            connection.execute(sql.SQL("ALTER DEFAULT PRIVILEGES GRANT " + grant + " TO {}").format(role))


def _drop(owner_url: str, name: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _restore(environment: os._Environ[str], app_url: str, owner_url: str) -> None:
    environment["DATABASE_URL"], environment["DATABASE_OWNER_URL"] = app_url, owner_url


def _with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
