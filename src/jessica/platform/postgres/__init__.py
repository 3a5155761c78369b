"""The private PostgreSQL that Jessica brings along and keeps running when no DATABASE_URL is given.

    with session(data_dir) as endpoint:
        ...endpoint.app_dsn, endpoint.owner_dsn...

It listens at a socket inside the data folder and nowhere else, never runs as root, and comes back by itself
after a crash. Nothing here imports Django, so it works before settings are read.
"""

from __future__ import annotations

from jessica.platform.postgres.cluster import Tuning
from jessica.platform.postgres.databases import create_database, drop_database, dump, restore
from jessica.platform.postgres.endpoint import Endpoint
from jessica.platform.postgres.errors import (
    BinariesMissing,
    CannotDropPrivileges,
    CommandFailed,
    DiskFull,
    FolderUnusable,
    HeldElsewhere,
    PostgresError,
    SocketUnusable,
    StartFailed,
    VersionMismatch,
    WrongOwner,
)
from jessica.platform.postgres.session import session
from jessica.platform.postgres.supervisor import State, Status, ensure_running, status, stop

__all__ = [
    "BinariesMissing",
    "CannotDropPrivileges",
    "CommandFailed",
    "DiskFull",
    "Endpoint",
    "FolderUnusable",
    "HeldElsewhere",
    "PostgresError",
    "SocketUnusable",
    "StartFailed",
    "State",
    "Status",
    "Tuning",
    "VersionMismatch",
    "WrongOwner",
    "create_database",
    "drop_database",
    "dump",
    "ensure_running",
    "restore",
    "session",
    "status",
    "stop",
]
