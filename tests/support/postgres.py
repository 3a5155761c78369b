"""Gives the tests a PostgreSQL before Django reads its settings.

Loaded by `-p tests.support.postgres`. JESSICA_TEST_DATABASE_URL (and JESSICA_TEST_DATABASE_OWNER_URL, a role
that may create databases) name a server to use; without them an embedded one runs in a stable temporary
folder, is shared by all test processes and ends with the last of them.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from psycopg import sql

from jessica.platform import postgres
from jessica.platform.postgres.endpoint import OWNER_ROLE

_TUNING = postgres.Tuning(durable=False, max_connections=300)
_open = ExitStack()
atexit.register(_open.close)  # for runs that end before they are configured


def data_folder() -> Path:
    """The data folder of the server that all test runs of this user share."""
    folder = Path(tempfile.gettempdir()) / f"jessica-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != os.getuid() or folder.is_symlink():
        raise pytest.UsageError(f"{folder} is not ours; remove it, or set TMPDIR to a folder of your own")
    return folder


def _enter_server() -> postgres.Endpoint:
    """The shared server. Nothing in it is worth keeping: one that cannot be started is thrown away."""
    try:
        return _open.enter_context(postgres.session(data_folder(), tuning=_TUNING))
    except (postgres.VersionMismatch, postgres.StartFailed):
        postgres.stop(data_folder())
        shutil.rmtree(data_folder())
        return _open.enter_context(postgres.session(data_folder(), tuning=_TUNING))


def _drop_databases_of_dead_runs(endpoint: postgres.Endpoint) -> None:
    """A test process names its database after its process number; one that was killed left it behind."""
    with endpoint.connect_as_superuser("postgres") as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall()
    for (name,) in names:
        process = str(name).rsplit("_", 1)[-1]
        if process.isdigit() and not Path(f"/proc/{process}").exists():
            postgres.drop_database(endpoint, str(name))


def _provide_database() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the controlling process has set the addresses and keeps the server running
    url = os.environ.get("JESSICA_TEST_DATABASE_URL")
    owner_url = os.environ.get("JESSICA_TEST_DATABASE_OWNER_URL", url)
    if url is None or owner_url is None:
        endpoint = _enter_server()
        with endpoint.connect_as_superuser("postgres") as connection:
            # Each test process makes a database of its own; an installation's owner may not. Test runs that
            # start together take turns: PostgreSQL refuses to change one role twice at once.
            connection.execute("SELECT pg_advisory_lock(1)")
            connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER_ROLE)))
        _drop_databases_of_dead_runs(endpoint)
        url, owner_url = endpoint.app_dsn, endpoint.owner_dsn
    os.environ["DATABASE_URL"] = url
    os.environ["DATABASE_OWNER_URL"] = owner_url


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Comes before pytest-django, which reads the settings in the same hook."""
    _provide_database()
    return (yield)


def pytest_unconfigure() -> None:
    _open.close()
