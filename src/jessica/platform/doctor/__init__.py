"""Says in plain words what is wrong with an installation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from jessica.platform import postgres
from jessica.platform.doctor.database import Addresses, PendingMigrations, look_into_database
from jessica.platform.doctor.finding import Finding, Level
from jessica.platform.doctor.folder import look_at_folder
from jessica.platform.doctor.machine import (
    look_at_browser,
    look_at_clock,
    look_at_port,
    look_at_python,
    look_at_time_zones,
)
from jessica.platform.doctor.server import enter_server, look_at_programs, look_at_server

__all__ = ["Addresses", "Finding", "Level", "PendingMigrations", "run_checks"]


def run_checks(
    data_dir: Path,
    *,
    port: int | None = None,
    now: datetime | None = None,
    addresses: Addresses | None = None,
    pending_migrations: PendingMigrations | None = None,
) -> list[Finding]:
    """Look at everything and report it, good and bad, in the order in which a person would look.

    `addresses` names a database of one's own (DATABASE_URL); without it the embedded one is looked at, and
    started for the time of the look where it exists but is stopped. It is never made. `pending_migrations` is
    asked only once the database can be reached. `now` must have a time zone.
    """
    data_dir = data_dir.expanduser().resolve()
    findings = [look_at_python(sys.version_info[:2]), look_at_time_zones()]
    if now is not None:
        findings.append(look_at_clock(now))
    findings += look_at_folder(data_dir)
    if port is not None:
        findings.append(look_at_port(port))
    if addresses is not None:
        findings += look_into_database(addresses, pending_migrations)
    else:
        findings += _embedded_database(data_dir, pending_migrations)
    findings.append(look_at_browser())
    return findings


def _embedded_database(data_dir: Path, pending_migrations: PendingMigrations | None) -> Iterator[Finding]:
    yield look_at_programs()
    yield from look_at_server(data_dir)
    if not _has_database(data_dir):
        return
    with ExitStack() as stack:
        endpoint = enter_server(data_dir, stack)
        if isinstance(endpoint, Finding):
            yield endpoint
            return
        addresses = Addresses(endpoint.app_dsn, endpoint.owner_dsn)
        yield from look_into_database(addresses, pending_migrations)


def _has_database(data_dir: Path) -> bool:
    try:
        return postgres.status(data_dir).state is not postgres.State.ABSENT
    except (postgres.PostgresError, PermissionError):
        return False
