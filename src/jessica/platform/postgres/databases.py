"""Further databases on the same server, and copies of one in a file."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from jessica.platform.postgres.endpoint import SUPERUSER_ROLE, Endpoint
from jessica.platform.postgres.errors import KEPT_ALL, BinariesMissing, CommandFailed, disk_full
from jessica.platform.postgres.roles import (
    admit_roles,
    create_extensions,
    create_owned_database,
    grant_default_privileges,
)
from jessica.platform.postgres.socket_folder import PORT

_BUSY_TEMPLATE_SECONDS = 10.0


def create_database(endpoint: Endpoint, name: str) -> Endpoint:
    """An empty database like the main one (owner, privileges, extensions), and the endpoint that leads there.

    Raises `psycopg.errors.DuplicateDatabase` when the name is taken.
    """
    deadline = time.monotonic() + _BUSY_TEMPLATE_SECONDS
    with endpoint.connect_as_superuser("postgres") as connection:
        while True:
            try:
                create_owned_database(connection, name)
                break
            except psycopg.errors.ObjectInUse:
                # Somebody is connected to the template for a moment.
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
    with endpoint.connect_as_superuser(name) as connection:
        admit_roles(connection, name)
        create_extensions(connection)
        grant_default_privileges(connection)
    return endpoint.with_database(name)


def drop_database(endpoint: Endpoint, name: str) -> None:
    """Drop a database, cutting off whoever uses it; no-op where there is none of that name."""
    with endpoint.connect_as_superuser("postgres") as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def dump(endpoint: Endpoint, file: Path) -> None:
    """Write the endpoint's database to `file` (pg_dump's custom format), readable by this user only.

    `file` is replaced only by a complete dump.
    """
    staging = file.with_name(file.name + ".part")
    staging.unlink(missing_ok=True)
    os.close(os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _run(endpoint, "pg_dump", "--format=custom", f"--file={staging}", f"--dbname={endpoint.database}")
    except BaseException:
        staging.unlink(missing_ok=True)
        raise
    staging.replace(file)


def restore(endpoint: Endpoint, file: Path) -> None:
    """Fill the endpoint's database, which should be empty, from a file that `dump` wrote; all or nothing."""
    _run(
        endpoint,
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={endpoint.database}",
        str(file),
    )


def _run(endpoint: Endpoint, program: str, *arguments: str) -> None:
    path = endpoint.bin_dir / program
    if not path.exists():
        raise BinariesMissing(
            f"The PostgreSQL installation in {endpoint.bin_dir} has no {program}.",
            KEPT_ALL,
            "Install the PostgreSQL client programs, or point JESSICA_PG_BIN at a complete installation.",
        )
    result = subprocess.run(
        [
            path,
            f"--host={endpoint.host}",
            f"--port={PORT}",
            f"--username={SUPERUSER_ROLE}",
            "--no-password",
            *arguments,
        ],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode == 0:
        return
    if "No space left on device" in result.stderr:
        raise disk_full(arguments[-1])
    reason = (result.stderr.strip().splitlines() or ["it gave no reason"])[-1]
    raise CommandFailed(
        f"{program} did not finish: {reason}.", KEPT_ALL, "Mend what the message names, and try again."
    )
