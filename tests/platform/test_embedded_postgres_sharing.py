"""Several processes share one data folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jessica.platform import postgres
from tests.platform.other_process import OtherProcess

RunProgram = Callable[..., OtherProcess]


def test_five_processes_that_start_at_once_end_with_one_server(
    data_dir: Path, run_program: RunProgram
) -> None:
    starters = [run_program("start_and_say_pid", data_dir) for _ in range(5)]
    pids = {starter.read() for starter in starters}
    assert pids == {str(postgres.status(data_dir).pid)}


def test_the_last_user_to_leave_stops_the_server(used_dir: Path, run_program: RunProgram) -> None:
    first, second = (run_program("use_until_told", used_dir) for _ in range(2))
    assert first.read() == second.read()
    first.tell_to_go_on()
    assert first.read() == "left"
    assert postgres.status(used_dir).state is postgres.State.RUNNING
    second.tell_to_go_on()
    assert second.read() == "left"
    assert postgres.status(used_dir).state is postgres.State.STOPPED


def test_a_user_who_was_killed_no_longer_counts(used_dir: Path, run_program: RunProgram) -> None:
    first, second = (run_program("use_until_told", used_dir) for _ in range(2))
    first.read()
    second.read()
    second.kill()
    first.tell_to_go_on()
    assert first.read() == "left"
    assert postgres.status(used_dir).state is postgres.State.STOPPED


def test_a_session_that_could_not_begin_does_not_count(used_dir: Path) -> None:
    version_file = used_dir / "postgres/cluster/PG_VERSION"
    written = version_file.read_text(encoding="utf-8")
    version_file.write_text("9\n", encoding="utf-8")
    try:
        with postgres.session(used_dir):
            raise AssertionError("PostgreSQL 9 cannot be started")
    except postgres.VersionMismatch:
        version_file.write_text(written, encoding="utf-8")
    with postgres.session(used_dir):
        assert postgres.status(used_dir).state is postgres.State.RUNNING
    assert postgres.status(used_dir).state is postgres.State.STOPPED
