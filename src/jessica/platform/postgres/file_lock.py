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
    """Whether somebody holds the lock on `path`."""
    if not path.exists():
        return False
    descriptor = try_lock(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Hold the exclusive lock on `path`, waiting for it `seconds` at most."""
    deadline = time.monotonic() + seconds
    while (descriptor := try_lock(path)) is None:
        if time.monotonic() > deadline:
            raise HeldElsewhere(
                f"Another program has been starting or stopping the database for {seconds:.0f} seconds "
                f"(it holds {path}).",
                KEPT_ALL,
                "Wait for it, or end it, and start Jessica again.",
            )
        time.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        os.close(descriptor)
