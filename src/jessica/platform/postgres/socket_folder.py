"""The private folder of the server's socket.

It lies beside the cluster. The kernel takes 107 bytes for the whole path of a socket, and PostgreSQL's
settings have their own ideas about commas and quotes: where the data folder's path is too long or too odd, a
private folder in the system's place for short-lived files takes over, and the desk keeps note of it.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from pathlib import Path

from jessica.platform.postgres.layout import Layout, Log
from jessica.platform.postgres.server_user import ServerUser
from jessica.platform.postgres.small_files import read_text, write_text

PORT = 5432
"""Part of the socket's file name only; nothing listens on the network."""

_LONGEST_PATH = 103
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._+@=~-]+")


def socket_file(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def _note(layout: Layout) -> Path:
    return layout.desk / "socket-folder.txt"


def noted_socket_folder(layout: Layout) -> Path | None:
    """The folder that the last start used, or None before the first."""
    noted = read_text(_note(layout))
    return Path(noted) if noted else None


def prepare_socket_folder(layout: Layout, user: ServerUser, log: Log) -> Path:
    """A folder for the socket that belongs to `user` and is closed to all others; the desk notes it."""
    folder = layout.home / "socket"
    if _fits(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        user.own(folder)
    else:
        noted = noted_socket_folder(layout)
        folder = noted if noted is not None and _is_private(noted, user) else _make_elsewhere(user)
        log(
            f"The data folder's path is too long or too unusual for a socket, which lies in {folder} instead."
        )
    write_text(_note(layout), str(folder))
    return folder


def discard_socket_folder(layout: Layout) -> None:
    """After the server has ended: leave nothing behind outside the data folder."""
    noted = noted_socket_folder(layout)
    if noted is not None and noted != layout.home / "socket":
        with contextlib.suppress(OSError):  # gone already, or not empty and so not ours to remove
            noted.rmdir()


def _fits(folder: Path) -> bool:
    path = os.fsencode(socket_file(folder))
    return len(path) <= _LONGEST_PATH and _PLAIN_PATH.fullmatch(str(folder)) is not None


def _is_private(folder: Path, user: ServerUser) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == user.uid and stat.S_IMODE(found.st_mode) == 0o700


def _make_elsewhere(user: ServerUser) -> Path:
    for base in ("/run", os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), "/tmp"):  # noqa: S108
        if base and os.access(base, os.W_OK) and (user.is_self or user.can_enter(Path(base))):
            made = Path(tempfile.mkdtemp(prefix="jessica-", dir=base))
            if _fits(made):
                user.own(made)
                return made
            made.rmdir()
    return Path(tempfile.mkdtemp(prefix="jessica-"))
