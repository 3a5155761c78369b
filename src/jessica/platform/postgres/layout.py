"""Where everything of the embedded database lies.

    DATA/postgres/            the desk: what Jessica's own processes share (credentials, locks, notes)
    HOME                      what the server's user must reach; the desk itself wherever that is possible
    HOME/cluster              PostgreSQL's data
    HOME/server.log           what the server says
    HOME/bin-VERSION          a copy of the programs, only where the originals are closed to the server's user

Started by root, the server runs as another user. When that user cannot get into the data folder (because it
lies below /root, say), HOME is a folder of its own in /var/lib/jessica (JESSICA_PG_HOME changes that) and the
desk holds a note with its place. The mode of a folder above the data folder is never changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jessica.platform.postgres.errors import KEPT_ALL, FolderUnusable, PostgresError, WrongOwner
from jessica.platform.postgres.server_user import ServerUser, user_of
from jessica.platform.postgres.small_files import read_text, write_text

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one data folder's database."""

    data_dir: Path
    home: Path

    @property
    def desk(self) -> Path:
        return desk_of(self.data_dir)

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def server_log(self) -> Path:
        return self.home / "server.log"

    @property
    def server_lock(self) -> Path:
        """Inherited and held by each of the server's processes, so it is free exactly when all have ended."""
        return self.home / "server.lock"

    @property
    def is_initialised(self) -> bool:
        return os.path.lexists(self.cluster)


def desk_of(data_dir: Path) -> Path:
    return data_dir / "postgres"


def start_lock_of(data_dir: Path) -> Path:
    """Held while one process starts or stops the server."""
    return desk_of(data_dir) / "start.lock"


def _note_of(data_dir: Path) -> Path:
    return desk_of(data_dir) / "home.json"


def find_layout(data_dir: Path) -> Layout | None:
    """The layout of a data folder that has a database already, else None. Changes nothing.

    Raises `FolderUnusable` when the folder is a copy whose database lies elsewhere and still belongs to the
    original.
    """
    note = read_text(_note_of(data_dir))
    if note is None:
        layout = Layout(data_dir, desk_of(data_dir))
        return layout if layout.is_initialised else None
    told = json.loads(note)
    original = Path(told["data_dir"])
    if original != data_dir and read_text(_note_of(original)) == note:
        raise FolderUnusable(
            f"{data_dir} is a copy of {original}, but the database itself lies in {told['home']} and was not "
            "copied with it.",
            KEPT_ALL,
            f"Use {original}, or dump its database, delete {desk_of(data_dir)} and restore the dump there.",
        )
    return Layout(data_dir, Path(told["home"]))


def open_desk(data_dir: Path) -> None:
    """Make the data folder and the desk in it where they are missing, and see that they are ours."""
    desk = desk_of(data_dir)
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        desk.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise FolderUnusable(
            f"The folder {error.filename or desk} cannot be used ({error.strerror}).",
            KEPT_ALL,
            "Choose another data folder (JESSICA_DATA), or let the user who starts Jessica write there.",
        ) from error
    owner = desk.lstat().st_uid
    if owner != os.geteuid():
        raise wrong_owner(desk, owner, os.geteuid())


def wrong_owner(folder: Path, owner: int, wanted: int) -> WrongOwner:
    return WrongOwner(
        f"{folder} belongs to the user {_named(owner)}, not to {_named(wanted)}.",
        KEPT_ALL,
        f"Hand the folder over (chown -R {_named(wanted)} {folder})"
        + (f", or start Jessica as {_named(owner)}." if owner else "."),
    )


def _named(uid: int) -> str:
    try:
        return user_of(uid).name
    except PostgresError:
        return str(uid)


def place(data_dir: Path, user: ServerUser, log: Log) -> Layout:
    """Decide where a new database of `data_dir` lies so that `user` can reach it. The desk must be open."""
    desk = desk_of(data_dir)
    if user.is_self or _open_passage(data_dir, desk, user):
        return Layout(data_dir, desk)
    base = Path(os.environ.get("JESSICA_PG_HOME", "/var/lib/jessica"))
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    home = (base / f"{digest}-{secrets.token_hex(4)}").resolve()
    try:
        base.mkdir(mode=0o711, parents=True, exist_ok=True)
        home.mkdir(mode=0o711)
    except OSError as error:
        raise FolderUnusable(
            f"The database cannot lie in {data_dir}, which the user {user.name!r} cannot enter, "
            f"nor in {base} ({error.strerror}).",
            KEPT_ALL,
            "Put the data folder where that user can pass (not below /root), or set JESSICA_PG_HOME.",
        ) from error
    require_passage(home, user)
    write_text(_note_of(data_dir), json.dumps({"home": str(home), "data_dir": str(data_dir)}))
    log(
        f"The database runs as the user {user.name!r}, who cannot enter {data_dir}; "
        f"so its files lie in {home}. {_note_of(data_dir)} keeps note of that."
    )
    return Layout(data_dir, home)


def require_passage(home: Path, user: ServerUser) -> None:
    """Raise `FolderUnusable` unless `user` can get into `home`."""
    if not user.is_self and not user.can_enter(home):
        raise FolderUnusable(
            f"The database runs as the user {user.name!r}, who can no longer enter {home}.",
            "The database's files are all still there.",
            "Allow passage through the folders above it (chmod o+x), as it was when the database was made.",
        )


def _open_passage(data_dir: Path, desk: Path, user: ServerUser) -> bool:
    """Let `user` pass through the data folder, which is ours; never touch the folders above it."""
    if user.can_enter(desk):
        return True
    found = data_dir.lstat()
    if found.st_uid != os.geteuid() or not user.can_enter(data_dir.parent):
        return False
    before = stat.S_IMODE(found.st_mode)
    data_dir.chmod(before | 0o011)
    desk.chmod(0o711)
    if user.can_enter(desk):
        return True
    data_dir.chmod(before)
    return False
