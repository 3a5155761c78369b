"""Looks at the data folder: is it there, ours, closed to strangers, with room left."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from jessica.platform.doctor.finding import Finding, ok, problem, warning

_TITLE = "Data folder"
_TOO_LITTLE = 200_000_000
_LITTLE = 2_000_000_000


def look_at_folder(data_dir: Path) -> Iterator[Finding]:
    """Findings on the folder; the last ones only where it exists."""
    if not data_dir.exists():
        yield _not_there(data_dir)
        return
    if not data_dir.is_dir():
        yield problem(
            _TITLE, f"{data_dir} is a file, not a folder.", "Choose another data folder (JESSICA_DATA)."
        )
        return
    yield _ownership(data_dir)
    yield from _openness(data_dir)
    yield room(data_dir, shutil.disk_usage(data_dir).free)


def _not_there(data_dir: Path) -> Finding:
    above = next(folder for folder in data_dir.absolute().parents if folder.exists())
    if os.access(above, os.W_OK):
        return warning(
            _TITLE,
            f"{data_dir} does not exist yet.",
            "Nothing: `jessica demo` or `jessica serve` makes it. If you had data, check JESSICA_DATA.",
        )
    return problem(
        _TITLE,
        f"{data_dir} does not exist, and {above} is closed to you, so it cannot be made.",
        "Choose another data folder (JESSICA_DATA).",
    )


def _ownership(data_dir: Path) -> Finding:
    owner = data_dir.stat().st_uid
    if not os.access(data_dir, os.R_OK | os.W_OK | os.X_OK):
        return problem(
            _TITLE,
            f"{data_dir} belongs to {_name_of(owner)} and is closed to you ({_name_of(os.geteuid())}).",
            f"Start Jessica as {_name_of(owner)}, or hand the folder over with chown -R.",
        )
    if owner != os.geteuid():
        return warning(
            _TITLE,
            f"{data_dir} belongs to {_name_of(owner)}, while you are {_name_of(os.geteuid())}.",
            f"Start Jessica always as the same user, best as {_name_of(owner)}.",
        )
    return ok(_TITLE, f"{data_dir} is there and you may write in it.")


def _openness(data_dir: Path) -> Iterator[Finding]:
    mode = stat.S_IMODE(data_dir.stat().st_mode)
    if mode & 0o066:
        yield warning(
            _TITLE,
            f"Other users of this machine may look into {data_dir} or write there (mode {mode:o}).",
            f"Close it: chmod go-rw {data_dir}",
        )
    credentials = data_dir / "postgres" / "credentials.json"
    if credentials.exists() and stat.S_IMODE(credentials.stat().st_mode) & 0o077:
        yield problem(
            _TITLE,
            f"Other users of this machine may read the database's passwords in {credentials}.",
            f"Delete {credentials}; the next start makes new passwords.",
        )


def room(data_dir: Path, free: int) -> Finding:
    """Judge `free`, the bytes left on the disk of `data_dir`."""
    title = "Disk"
    said = f"{free / 1e9:.1f} GB are free on the disk of {data_dir}."
    if free < _TOO_LITTLE:
        return problem(title, said + " The database cannot work without room.", "Free some space now.")
    if free < _LITTLE:
        return warning(title, said, "Free some space soon; a full disk stops the database.")
    return ok(title, said)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
