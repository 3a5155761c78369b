"""Locks that the kernel drops when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jessica.platform.postgres.errors import KEPT_ALL, HeldElsewhere

_POLL_SECONDS = 0.02


def try_lock(path: Path) -> int | None:
    """An open descriptor that holds the exclusive lock on `path`, or None when somebody else holds it.

    Closing the descriptor (in every process that has it) releases the lock.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def is_locked(path: Path) -> bool:
    """Whether somebody holds the exclusive lock on `path`. Any number of processes may ask at once."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def lock_within(path: Path, seconds: float) -> int | None:
    """As `try_lock`, but try again for `seconds`."""
    deadline = time.monotonic() + seconds
    while (descriptor := try_lock(path)) is None and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    return descriptor


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Hold the exclusive lock on `path`, waiting for it `seconds` at most."""
    descriptor = lock_within(path, seconds)
    if descriptor is None:
        raise HeldElsewhere(
            f"Another program has been starting or stopping the database for {seconds:.0f} seconds "
            f"(it holds {path}).",
            KEPT_ALL,
            "Wait for it, or end it, and start Jessica again.",
        )
    try:
        yield
    finally:
        os.close(descriptor)
