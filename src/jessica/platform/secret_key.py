"""The key that signs sessions and links, kept in the data folder when the environment does not give one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_create_secret_key(data_dir: Path) -> str:
    """The signing key in `data_dir/secret-key`, created there (mode 0600) when missing.

    Several processes may start at once: the first to create the file wins, the others read it.
    """
    path = data_dir / "secret-key"
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o711)
    if not path.exists():
        draft = data_dir / f".secret-key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            # A hard link appears whole or not at all, and never replaces a key that is in use.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
    return path.read_text().strip()
