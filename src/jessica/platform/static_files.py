"""Gather style sheets and scripts in the data folder, compressed, so that a phone loads little."""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_files() -> None:
    """Bring `STATIC_ROOT` up to date and have it served from there; several processes may start at once.

    Without a writable data folder the files are served from the package, uncompressed.
    """
    root = Path(settings.STATIC_ROOT)
    mark = root / ".collected"
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (root.parent / ".static.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            wanted = _fingerprint()
            if not mark.exists() or mark.read_text() != wanted:
                call_command("collectstatic", interactive=False, clear=True, verbosity=0)
                mark.write_text(wanted)
    except OSError:
        return
    settings.WHITENOISE_USE_FINDERS = False


def _fingerprint() -> str:
    """Changes whenever a file is added, removed or changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}/{stat.st_size}/{stat.st_mtime_ns}".encode())
    return digest.hexdigest()
