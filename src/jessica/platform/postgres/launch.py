"""Starts the server process, waits until it accepts connections, and ends it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from psycopg import pq

from jessica.platform.postgres import postmaster
from jessica.platform.postgres.binaries import Binaries
from jessica.platform.postgres.endpoint import ping
from jessica.platform.postgres.errors import (
    HeldElsewhere,
    PostgresError,
    SocketUnusable,
    StartFailed,
    disk_full,
)
from jessica.platform.postgres.file_lock import lock_within
from jessica.platform.postgres.layout import Layout, Log
from jessica.platform.postgres.server_user import ServerUser
from jessica.platform.postgres.socket_folder import socket_file

RECOVERY_SECONDS = 120.0
_RETRY_SECONDS = 5.0
_ORPHAN_SECONDS = 2.0
_STOP_SECONDS = 60.0
_SOCKET_SECONDS = 1.0
_PROGRESS_SECONDS = 5.0
_LARGEST_LOG = 10_000_000
_EVERYTHING_KEPT = "Everything saved so far is kept."

# A crashed server's last processes may take a moment to let go of its memory and its socket.
_PASSING = ("already exists", "still in use", "already in use")


def start(layout: Layout, binaries: Binaries, user: ServerUser, socket: Path, log: Log) -> None:
    """Start the server of a cluster that has none alive, and return once it accepts connections."""
    give_up = time.monotonic() + _RETRY_SECONDS
    while True:
        postmaster.remove_leftovers(layout)
        already_said = _open_log(layout, user)
        _spawn(layout, binaries, user)
        try:
            wait_until_ready(layout, socket, log, partial(_read_from, layout.server_log, already_said))
            return
        except StartFailed:
            said = _read_from(layout.server_log, already_said)
            if time.monotonic() > give_up or not any(sign in said for sign in _PASSING):
                raise
            time.sleep(0.1)


def _spawn(layout: Layout, binaries: Binaries, user: ServerUser) -> None:
    """Start the server in a session of its own, where neither this process's end nor Ctrl-C reaches it."""
    # Whoever looks whether the server lives holds the lock for an instant.
    descriptor = lock_within(layout.server_lock, 1.0)
    if descriptor is None:
        raise held_elsewhere(layout)
    try:
        command = [str(binaries.program("pg_ctl")), "start", "-W", "-s"]
        command += ["-D", layout.cluster.name, "-l", layout.server_log.name]
        result = user.run(command, cwd=layout.home, pass_fds=[descriptor])
    finally:
        os.close(descriptor)
    if result.returncode != 0:
        raise _explain(layout, result.stdout)


def wait_until_ready(layout: Layout, socket: Path, log: Log, said: Callable[[], str]) -> None:
    """Wait while a live server starts up; `said` gives its words since then, for the error when it ends."""
    began = time.monotonic()
    pause, next_word = 0.01, began + _PROGRESS_SECONDS
    while ping(socket) != pq.Ping.OK:
        if not postmaster.is_alive(layout):
            raise _explain(layout, said())
        now = time.monotonic()
        if now - began > RECOVERY_SECONDS:
            raise StartFailed(
                f"The database was not ready after {RECOVERY_SECONDS:.0f} seconds; it may be recovering.",
                _EVERYTHING_KEPT,
                f"Look at the end of {layout.server_log}, wait, and start Jessica again.",
            )
        if now > next_word:
            log(f"The database is still starting, or recovering from an unclean end ({now - began:.0f} s).")
            next_word = now + _PROGRESS_SECONDS
        time.sleep(pause)
        pause = min(pause * 1.5, 0.25)


def _explain(layout: Layout, said: str) -> PostgresError:
    """Turn what the server said before it ended into an error that names the cause."""
    if "No space left on device" in said:
        return disk_full(layout.home)
    reasons = [line for line in said.splitlines() if "FATAL:" in line or "PANIC:" in line]
    reason = (reasons or said.splitlines() or ["it gave no reason"])[-1].strip()
    advice = f"Look at the end of {layout.server_log}, mend what it names, and start Jessica again."
    if "could not create any Unix-domain sockets" in said and not any(sign in said for sign in _PASSING):
        return SocketUnusable(
            f"The database cannot listen at its socket: {reason}.", _EVERYTHING_KEPT, advice
        )
    return StartFailed(f"The database did not start: {reason}.", _EVERYTHING_KEPT, advice)


def await_orphans(layout: Layout, log: Log) -> None:
    """After the postmaster died alone, wait for its other processes; end those that linger."""
    if _gone_within(layout, _ORPHAN_SECONDS):
        return
    orphans = postmaster.server_processes(layout)
    if not orphans:
        raise held_elsewhere(layout)
    log("Ending what a crashed database server left running.")
    postmaster.signal_processes(orphans, signal.SIGQUIT)
    if not _gone_within(layout, _ORPHAN_SECONDS):
        raise held_elsewhere(layout)


def stop(layout: Layout, log: Log) -> None:
    """End the server: sessions are cut off, data is written out. Returns when all its processes are gone."""
    pid = postmaster.postmaster_pid(layout)
    if pid is None:
        return
    postmaster.signal_processes([pid], signal.SIGINT)
    if not _gone_within(layout, _STOP_SECONDS):
        log("The database does not end in an orderly way; ending it at once (its next start recovers).")
        postmaster.signal_processes(postmaster.server_processes(layout), signal.SIGQUIT)
        if not _gone_within(layout, _ORPHAN_SECONDS):
            raise held_elsewhere(layout)


def socket_appears(folder: Path) -> bool:
    """Whether a live server has its socket in `folder`; one that just starts makes it within moments."""
    deadline = time.monotonic() + _SOCKET_SECONDS
    while not socket_file(folder).exists():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _gone_within(layout: Layout, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while postmaster.is_alive(layout):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def held_elsewhere(layout: Layout) -> HeldElsewhere:
    return HeldElsewhere(
        f"A database server that this machine cannot see runs on {layout.cluster}.",
        _EVERYTHING_KEPT,
        "Stop the other container or machine that uses this data folder, then start Jessica again.",
    )


def _open_log(layout: Layout, user: ServerUser) -> int:
    """Make sure that `user` can write the log, start a new one when it has grown large; its size in bytes."""
    path = layout.server_log
    if path.exists() and path.stat().st_size > _LARGEST_LOG:
        path.replace(path.with_name(path.name + ".1"))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        if not user.is_self:
            os.fchown(descriptor, user.uid, user.gid)
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def _read_from(path: Path, offset: int) -> str:
    with path.open("rb") as file:
        file.seek(offset)
        return file.read().decode("utf-8", errors="replace")
