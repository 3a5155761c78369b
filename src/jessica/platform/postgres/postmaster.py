"""Tells whether the server of a cluster is alive, and which process it is.

A process number alone proves nothing: after a crash or a restart of the machine `postmaster.pid` may name a
stranger. A process counts as the server's only when the kernel says that it runs a program called postgres in
the cluster's folder. The server also inherits a lock from its starter that all its processes keep; it is free
exactly when the last of them has ended, and other containers see it too.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jessica.platform.postgres.file_lock import is_locked
from jessica.platform.postgres.layout import Layout
from jessica.platform.postgres.socket_folder import noted_socket_folder, socket_file


def recorded_pid(layout: Layout) -> int | None:
    """The process number in `postmaster.pid`, whoever that is by now."""
    try:
        first = (
            (layout.cluster / "postmaster.pid")
            .read_text(encoding="utf-8", errors="replace")
            .split("\n", 1)[0]
        )
        return int(first)
    except (OSError, ValueError):
        return None


def _runs_postgres_in(pid: int, cluster: Path) -> bool:
    """Whether `pid` is a live postgres process of `cluster`. A zombie has no program and is not."""
    try:
        program = os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")
        folder = os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return False
    return program.rsplit("/", 1)[-1] == "postgres" and folder == str(cluster)


def postmaster_pid(layout: Layout) -> int | None:
    """The server's process, when it lives."""
    pid = recorded_pid(layout)
    return pid if pid is not None and _runs_postgres_in(pid, layout.cluster) else None


def stale_pid(layout: Layout) -> int | None:
    """The process number that `postmaster.pid` wrongly names as the server, if it does."""
    pid = recorded_pid(layout)
    return pid if pid is not None and not _runs_postgres_in(pid, layout.cluster) else None


def server_processes(layout: Layout) -> list[int]:
    """All live processes of the server: the postmaster, its helpers and sessions, and what a crash left."""
    pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [pid for pid in pids if _runs_postgres_in(pid, layout.cluster)]


def is_alive(layout: Layout) -> bool:
    """Whether any process of the server lives, here or in another container."""
    return is_locked(layout.server_lock) or postmaster_pid(layout) is not None


def signal_processes(pids: list[int], number: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def remove_leftovers(layout: Layout) -> None:
    """Remove what a dead server left: its pid file and its socket. Only for a server that is not alive."""
    leftovers = [layout.cluster / "postmaster.pid"]
    folder = noted_socket_folder(layout)
    if folder is not None:
        socket = socket_file(folder)
        leftovers += [socket, socket.with_name(socket.name + ".lock")]
    for path in leftovers:
        path.unlink(missing_ok=True)
