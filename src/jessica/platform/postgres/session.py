"""Using the database for a while: the last user to leave in an orderly way ends the server."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jessica.platform.postgres.cluster import Tuning
from jessica.platform.postgres.endpoint import Endpoint
from jessica.platform.postgres.errors import in_plain_words
from jessica.platform.postgres.file_lock import is_locked, locked, try_lock
from jessica.platform.postgres.layout import Log, desk_of, open_desk, start_lock_of
from jessica.platform.postgres.supervisor import LOCK_SECONDS, default_log, ensure_running, stop_locked


@contextmanager
def session(data_dir: Path, *, log: Log = default_log, tuning: Tuning = Tuning()) -> Iterator[Endpoint]:  # noqa: B008
    """The running database of `data_dir` while the block runs.

    At its end the server is stopped, unless another live process is inside a session of the same folder.
    Processes that died do not count, however they died.
    """
    data_dir = data_dir.expanduser().resolve()
    open_desk(data_dir)
    with locked(start_lock_of(data_dir), LOCK_SECONDS), in_plain_words(data_dir):
        name, descriptor = _register(data_dir)
    try:
        yield ensure_running(data_dir, log=log, tuning=tuning)
    finally:
        with locked(start_lock_of(data_dir), LOCK_SECONDS):
            name.unlink(missing_ok=True)
            os.close(descriptor)
            if not _others(data_dir):
                stop_locked(data_dir, log)


def _register(data_dir: Path) -> tuple[Path, int]:
    folder = desk_of(data_dir) / "users"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = folder / f"{os.getpid()}-{secrets.token_hex(4)}.lock"
    descriptor = try_lock(name)
    if descriptor is None:
        raise AssertionError("a new file cannot be locked by anybody else")
    return name, descriptor


def _others(data_dir: Path) -> bool:
    """Whether anybody else is in a session; forgets those who died."""
    found = False
    for name in (desk_of(data_dir) / "users").glob("*.lock"):
        if is_locked(name):
            found = True
        else:
            with suppress(FileNotFoundError):
                name.unlink()
    return found
