"""What can go wrong with the embedded database, in words for the person who runs the clinic's machine."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from jessica.platform.errors import JessicaError


class PostgresError(JessicaError):
    """Base of every failure of the embedded database: what happened, what was kept, what to do."""

    code = "database"

    def __init__(self, happened: str, kept: str, to_do: str) -> None:
        super().__init__(f"{happened} {kept} {to_do}")
        self.happened = happened
        self.kept = kept
        self.to_do = to_do


class BinariesMissing(PostgresError):
    """No PostgreSQL programs that can be used were found on this machine."""

    code = "database_binaries_missing"


class VersionMismatch(PostgresError):
    """The data was written by another major version of PostgreSQL than the programs at hand."""

    code = "database_version_mismatch"


class WrongOwner(PostgresError):
    """The data folder or the database's files belong to somebody else."""

    code = "database_wrong_owner"


class FolderUnusable(PostgresError):
    """A folder cannot be created, written or entered by the user who needs it."""

    code = "database_folder_unusable"


class DiskFull(PostgresError):
    """There is no room left on the disk that holds the data."""

    code = "database_disk_full"


class SocketUnusable(PostgresError):
    """The server cannot listen at its socket, or nobody answers there."""

    code = "database_socket_unusable"


class HeldElsewhere(PostgresError):
    """Another container or machine runs a server on the same files."""

    code = "database_held_elsewhere"


class CannotDropPrivileges(PostgresError):
    """PostgreSQL never runs as root, and no ordinary user could be taken on instead."""

    code = "database_cannot_drop_privileges"


class StartFailed(PostgresError):
    """The server ended, or was not ready in time, for a reason that its log tells."""

    code = "database_start_failed"


class CommandFailed(PostgresError):
    """A PostgreSQL program (initdb, pg_dump, pg_restore) ended with an error."""

    code = "database_command_failed"


KEPT_ALL = "Nothing in the data folder was changed."


@contextmanager
def in_plain_words(place: object) -> Iterator[None]:
    """Turn what the system or the server says about a full disk or a closed folder into our words."""
    try:
        yield
    except psycopg.errors.DiskFull as error:
        raise disk_full(place) from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise disk_full(place) from error
        if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise
        raise FolderUnusable(
            f"{error.filename or place} cannot be used ({error.strerror}).",
            KEPT_ALL,
            "Let the user who starts Jessica write there, or choose another data folder (JESSICA_DATA).",
        ) from error


def disk_full(place: object) -> DiskFull:
    return DiskFull(
        f"The disk that holds {place} is full, so the database cannot run.",
        "Everything saved so far is kept.",
        "Free some space (200 MB at the least), then start Jessica again.",
    )
