"""The test database: made and migrated by the owner's role, used through the application's role."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

pytest_plugins = ["tests.support.demo_clinic"]


def _owner_connection(database: str) -> psycopg.Connection[tuple[object, ...]]:
    entry = settings.DATABASES["owner"]
    return psycopg.connect(
        dbname=database,
        user=entry["USER"],
        password=entry["PASSWORD"] or None,
        host=entry["HOST"],
        port=entry["PORT"] or None,
        autocommit=True,
    )


def _end_sessions_of_the_application(database: str) -> None:
    """A server thread may still hold pooled connections; only their own role may end them."""
    entry = settings.DATABASES["default"]
    with psycopg.connect(
        dbname=database,
        user=entry["USER"],
        password=entry["PASSWORD"] or None,
        host=entry["HOST"],
        port=entry["PORT"] or None,
        autocommit=True,
    ) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()",
            [database],
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The database is named below; pytest-django has nothing to change."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A fresh database for this test process, with the privileges that an installation has."""
    admin_database = settings.DATABASES["owner"]["NAME"]
    name = f"test_jessica_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    app_role = sql.Identifier(settings.DATABASES["default"]["USER"])
    with _owner_connection(admin_database) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with _owner_connection(name) as connection:
        for grant in (
            "SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES",
            "USAGE, SELECT, UPDATE ON SEQUENCES",
        ):
            # TRUNCATE is for emptying tables between tests; an installation does not grant it.
            connection.execute(sql.SQL("ALTER DEFAULT PRIVILEGES GRANT " + grant + " TO {}").format(app_role))
    for alias in ("default", "owner"):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("migrate", database="owner", verbosity=0)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for alias in ("default", "owner"):
            connections[alias].close()
            getattr(connections[alias], "close_pool", lambda: None)()
    _end_sessions_of_the_application(name)
    with _owner_connection(admin_database) as connection:
        _drop(connection, name)


def _drop(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Drop the database as soon as the server's own workers (autovacuum) have left it."""
    deadline = time.monotonic() + 20
    while True:
        try:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            return
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > deadline:
                raise


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests recorded, summed over all test processes."""
    sums: dict[str, int] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, figure in (
                getattr(report, "user_properties", ()) if getattr(report, "when", "") == "call" else ()
            ):
                sums[name] = sums.get(name, 0) + int(figure)
    for name, figure in sums.items():
        terminalreporter.write_line(f"{figure:,} {name}")
