"""Whatever dies, the database comes back with everything that was saved."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from jessica.platform import postgres
from jessica.platform.postgres import file_lock
from tests.platform.other_process import OtherProcess

RunProgram = Callable[..., OtherProcess]


@pytest.fixture
def stranger() -> Iterator[int]:
    """A live process that has nothing to do with PostgreSQL."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process.pid
        process.kill()


def _count_rows(endpoint: postgres.Endpoint) -> int:
    with psycopg.connect(endpoint.app_dsn) as connection:
        row = connection.execute("SELECT count(*) FROM visit").fetchone()
    assert row is not None
    return int(row[0])


def _pid(data_dir: Path) -> int:
    pid = postgres.status(data_dir).pid
    assert pid is not None
    return pid


def test_the_server_outlives_a_killed_starter_and_the_next_process_uses_it(
    used_dir: Path, run_program: RunProgram
) -> None:
    starter = run_program("use_until_told", used_dir)
    server = int(starter.read())
    postgres.ensure_running(used_dir)
    starter.kill()
    assert run_program("start_and_say_pid", used_dir).read() == str(server)
    assert _count_rows(postgres.ensure_running(used_dir)) == 400


def test_a_killed_server_recovers_at_the_next_start(used_dir: Path) -> None:
    postgres.ensure_running(used_dir)
    killed = _pid(used_dir)
    os.kill(killed, signal.SIGKILL)
    assert _count_rows(postgres.ensure_running(used_dir)) == 400
    assert _pid(used_dir) != killed


def test_a_dead_server_that_nobody_has_buried_does_not_block_the_next(
    used_dir: Path, run_program: RunProgram
) -> None:
    assert run_program("crash_without_burial", used_dir).read() == "Z True"


def test_a_session_that_a_crash_left_busy_is_ended_before_the_next_start(used_dir: Path) -> None:
    endpoint = postgres.ensure_running(used_dir)
    with closing(psycopg.connect(endpoint.owner_dsn, autocommit=True)) as busy:
        orphan = busy.info.backend_pid
        busy.pgconn.send_query(b"DO 'BEGIN LOOP END LOOP; END'")
        os.kill(_pid(used_dir), signal.SIGKILL)
        assert _count_rows(postgres.ensure_running(used_dir)) == 400
        assert not Path(f"/proc/{orphan}/exe").exists()


def test_a_pid_file_that_names_a_living_stranger_is_removed(used_dir: Path, stranger: int) -> None:
    postgres.ensure_running(used_dir)
    home, socket = postgres.status(used_dir).home, postgres.status(used_dir).socket_dir
    assert home is not None
    assert socket is not None
    left_behind = (home / "cluster" / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[1]
    os.kill(_pid(used_dir), signal.SIGKILL)
    (home / "cluster" / "postmaster.pid").write_text(f"{stranger}\n{left_behind}", encoding="utf-8")
    (socket / ".s.PGSQL.5432.lock").write_text(f"{stranger}\n{left_behind}", encoding="utf-8")
    assert postgres.status(used_dir).stale_pid == stranger
    assert _count_rows(postgres.ensure_running(used_dir)) == 400
    assert Path(f"/proc/{stranger}").exists()


def test_a_full_restart_loses_nothing(used_dir: Path) -> None:
    postgres.ensure_running(used_dir)
    postgres.stop(used_dir)
    assert postgres.status(used_dir).state is postgres.State.STOPPED
    assert _count_rows(postgres.ensure_running(used_dir)) == 400


def test_a_server_whose_socket_was_swept_away_is_started_anew(used_dir: Path) -> None:
    postgres.ensure_running(used_dir)
    socket = postgres.status(used_dir).socket_dir
    assert socket is not None
    for file in socket.iterdir():
        file.unlink()
    assert postgres.status(used_dir).state is postgres.State.NOT_ANSWERING
    assert _count_rows(postgres.ensure_running(used_dir)) == 400


def test_files_that_another_container_uses_are_left_alone(used_dir: Path) -> None:
    home = postgres.status(used_dir).home
    assert home is not None
    held = file_lock.try_lock(home / "server.lock")
    assert held is not None
    try:
        with pytest.raises(postgres.HeldElsewhere):
            postgres.ensure_running(used_dir)
    finally:
        os.close(held)
    assert _count_rows(postgres.ensure_running(used_dir)) == 400
