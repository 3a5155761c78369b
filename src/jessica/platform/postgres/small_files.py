"""Small private files that are either whole or not there."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jessica.platform.postgres.server_user import ServerUser


def read_text(path: Path) -> str | None:
    """The text of `path`, or None when it does not exist."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_text(path: Path, text: str, owner: ServerUser | None = None) -> None:
    """Replace `path` by a file with `text` that only its owner may read, in one step.

    The folder may belong to a less trusted user: a link planted there is replaced, never followed.
    """
    staging = path.with_name(f"{path.name}.{os.getpid()}.new")
    with contextlib.suppress(FileNotFoundError):
        staging.unlink()
    descriptor = os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            if owner is not None and not owner.is_self:
                os.fchown(file.fileno(), owner.uid, owner.gid)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        staging.replace(path)
    except BaseException:
        staging.unlink(missing_ok=True)
        raise
