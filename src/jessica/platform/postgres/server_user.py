"""The operating-system user that the server runs as: never root."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jessica.platform.postgres.errors import KEPT_ALL, CannotDropPrivileges, PostgresError

_PREFERRED_USERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class ServerUser:
    """An ordinary user; `is_self` when it is the user of this process, so that nothing needs dropping."""

    name: str
    uid: int
    gid: int

    @property
    def is_self(self) -> bool:
        return self.uid == os.geteuid()

    def own(self, path: Path) -> None:
        """Hand `path` (never followed when it is a link) to this user."""
        if not self.is_self:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can_enter(self, folder: Path) -> bool:
        """Whether this user may pass through `folder` and all above it, by asking the kernel as them."""
        return self.run(["test", "-x", str(folder)], cwd=Path("/")).returncode == 0

    def run(
        self, command: Sequence[str | Path], *, cwd: Path, pass_fds: Sequence[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run `command` as this user with an environment that holds no secret, and return what it said.

        The working folder is given because the caller's own may be closed to this user.
        """
        try:
            return subprocess.run(
                [os.fspath(part) for part in command],
                cwd=cwd,
                pass_fds=pass_fds,
                env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                user=None if self.is_self else self.uid,
                group=None if self.is_self else self.gid,
                extra_groups=None if self.is_self else [],
                umask=0o077,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        except PermissionError as error:
            if self.is_self or _may_become(self):
                return subprocess.CompletedProcess(list(command), 126, stdout=str(error))
            raise CannotDropPrivileges(
                f"Jessica runs as root here but may not start a program as the user {self.name!r}.",
                KEPT_ALL,
                "Start Jessica as an ordinary user, or allow the container to change users "
                "(the capabilities SETUID and SETGID).",
            ) from error


def _may_become(user: ServerUser) -> bool:
    try:
        subprocess.run(["true"], user=user.uid, group=user.gid, extra_groups=[], cwd="/", check=False)
    except PermissionError:
        return False
    return True


def choose_server_user() -> ServerUser:
    """This user, or for root the one that `JESSICA_PG_USER` names, else `postgres`, else `nobody`."""
    uid = os.geteuid()
    if uid != 0:
        return user_of(uid)
    asked = os.environ.get("JESSICA_PG_USER")
    for name in [asked] if asked else _PREFERRED_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise CannotDropPrivileges(
        "PostgreSQL must not run as root, and "
        + (f"JESSICA_PG_USER names {asked!r}, which is" if asked else "neither 'postgres' nor 'nobody' is")
        + " not an ordinary user of this machine.",
        KEPT_ALL,
        "Set JESSICA_PG_USER to an existing ordinary user, or start Jessica as one.",
    )


def user_of(uid: int) -> ServerUser:
    """The user with this number; raises `PostgresError` when the machine has no name for it."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        raise PostgresError(
            f"The user number {uid} has no name on this machine, and PostgreSQL refuses to run without one.",
            KEPT_ALL,
            "Add the user to /etc/passwd, or start Jessica as a user who has a name.",
        ) from error
    return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def own_user_name() -> str:
    """The name of the user of this process, for PostgreSQL's peer authentication."""
    return user_of(os.geteuid()).name
