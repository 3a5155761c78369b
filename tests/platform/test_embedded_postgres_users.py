"""The server never runs as root, reaches its files nevertheless, and opens no door on the way."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from jessica.platform import postgres
from jessica.platform.postgres.binaries import find_binaries
from tests.platform.other_process import OtherProcess

RunProgram = Callable[..., OtherProcess]

IS_ROOT = os.geteuid() == 0
ORDINARY_USERS = ["nobody"] if IS_ROOT else [pwd.getpwuid(os.geteuid()).pw_name]


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _server_user(data_dir: Path) -> int:
    return Path(f"/proc/{postgres.status(data_dir).pid}").stat().st_uid


def _may_pass(user: str, path: Path) -> bool:
    """Whether a user who neither owns `path` nor is in its group may enter it."""
    return user == pwd.getpwuid(path.stat().st_uid).pw_name or bool(_mode(path) & stat.S_IXOTH)


def test_the_server_runs_as_an_ordinary_user(used_dir: Path) -> None:
    endpoint = postgres.ensure_running(used_dir)
    assert _server_user(used_dir) != 0
    with psycopg.connect(endpoint.app_dsn) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("jessica_app",)


@pytest.mark.parametrize("user", ORDINARY_USERS)
def test_an_ordinary_user_starts_a_server_of_their_own(
    folder: Path, run_program: RunProgram, user: str
) -> None:
    entry = pwd.getpwnam(user)
    home = folder / "home"
    home.mkdir(mode=0o700)
    os.chown(home, entry.pw_uid, entry.pw_gid)
    program = run_program("write_and_read", home / "data", user=user if IS_ROOT else None)
    assert program.read() == f"{user} kept"
    assert _mode(home) == 0o700
    assert _mode(home / "data") == 0o700


def test_a_data_folder_below_a_closed_folder_works_and_the_closed_folder_stays_closed(
    closed_folder: Path,
) -> None:
    data_dir = closed_folder / "deeper" / "data"
    endpoint = postgres.ensure_running(data_dir)
    with psycopg.connect(endpoint.owner_dsn) as connection:
        connection.execute("CREATE TABLE note (text text)")
    postgres.stop(data_dir)
    with psycopg.connect(postgres.ensure_running(data_dir).app_dsn) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    assert _server_user(data_dir) != 0
    assert _mode(closed_folder) == 0o700
    assert not (data_dir / "postgres/cluster").exists() or not IS_ROOT


def test_only_the_own_data_folder_is_opened_for_passage(used_dir: Path) -> None:
    before = _mode(used_dir.parent)
    postgres.ensure_running(used_dir)
    assert _mode(used_dir.parent) == before
    assert _mode(used_dir) == (0o711 if IS_ROOT else 0o700)


def test_nobody_else_can_read_the_passwords_or_enter_the_cluster_and_the_socket(used_dir: Path) -> None:
    endpoint = postgres.ensure_running(used_dir)
    assert _mode(used_dir / "postgres/credentials.json") == 0o600
    assert _mode(used_dir / "postgres/cluster") == 0o700
    assert _mode(endpoint.socket_dir) == 0o700
    assert _mode(endpoint.socket_dir / ".s.PGSQL.5432") == 0o700


def test_programs_that_the_server_user_cannot_reach_are_copied(
    data_dir: Path, closed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binaries = find_binaries()
    shutil.copytree(
        binaries.root,
        closed_folder / "installed",
        symlinks=True,
        ignore=lambda place, names: [
            name for name in names if Path(place) == binaries.root and not _belongs(name, binaries.parts)
        ],
    )
    within = closed_folder / "installed" / binaries.folder.relative_to(binaries.root)
    monkeypatch.setenv("JESSICA_PG_BIN", str(within))
    endpoint = postgres.ensure_running(data_dir)
    assert endpoint.version == binaries.version
    assert (data_dir / f"postgres/bin-{binaries.version}").is_dir() == IS_ROOT
    assert _mode(closed_folder) == 0o700


def _belongs(name: str, parts: tuple[str, ...]) -> bool:
    return any(part.split("/")[0] == name for part in parts)


def test_files_that_belong_to_somebody_else_are_refused_with_a_reason(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir()
    if IS_ROOT:
        os.chown(data_dir / "postgres", pwd.getpwnam("nobody").pw_uid, -1)
        with pytest.raises(postgres.WrongOwner, match="belongs to the user nobody, not to root"):
            postgres.ensure_running(data_dir)
        os.chown(data_dir / "postgres", 0, -1)
    assert postgres.ensure_running(data_dir).version


def test_a_folder_that_cannot_be_made_is_refused_with_a_reason(folder: Path) -> None:
    (folder / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(postgres.FolderUnusable, match="Choose another data folder"):
        postgres.ensure_running(folder / "file" / "data")


def test_a_copy_of_a_data_folder_does_not_write_into_the_original(closed_folder: Path) -> None:
    original, copy = closed_folder / "original", closed_folder / "copy"
    postgres.ensure_running(original)
    postgres.stop(original)
    shutil.copytree(original, copy, ignore=shutil.ignore_patterns(".s.PGSQL*"))
    if IS_ROOT:
        with pytest.raises(postgres.FolderUnusable, match="is a copy of"):
            postgres.ensure_running(copy)
        shutil.rmtree(copy)
    assert postgres.ensure_running(original).version
