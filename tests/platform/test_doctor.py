"""The doctor finds a healthy installation healthy, and names each kind of broken one in plain words."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from jessica.platform import postgres
from jessica.platform.doctor import Addresses, Finding, Level, run_checks
from jessica.platform.doctor.folder import room
from jessica.platform.doctor.machine import look_at_clock, look_at_python, look_at_time_zones

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _concerns(findings: list[Finding]) -> dict[str, Finding]:
    """What is not in order, by its title."""
    return {finding.title: finding for finding in findings if finding.level is not Level.OK}


def _no_pending(addresses: Addresses) -> list[str]:
    return []


@pytest.fixture
def endpoint(used_dir: Path) -> Iterator[postgres.Endpoint]:
    yield postgres.ensure_running(used_dir)
    postgres.stop(used_dir)


def test_a_healthy_installation_has_no_concerns(used_dir: Path, endpoint: postgres.Endpoint) -> None:
    findings = run_checks(used_dir, now=NOON, pending_migrations=_no_pending)
    assert _concerns(findings) == {}
    assert {finding.title for finding in findings} >= {
        "Python",
        "Clock",
        "Time zones",
        "Data folder",
        "Disk",
        "PostgreSQL programs",
        "Database server",
        "Connection of the application",
        "Connection of the owner",
        "Database version",
        "Powers of the application",
        "Extensions",
        "Migrations",
        "Chromium",
    }


def test_a_stopped_database_is_looked_into_and_left_stopped(used_dir: Path) -> None:
    findings = run_checks(used_dir, pending_migrations=_no_pending)
    assert _concerns(findings) == {}
    assert "Migrations" in {finding.title for finding in findings}
    assert postgres.status(used_dir).state is postgres.State.STOPPED


def test_a_running_database_is_left_running(used_dir: Path, endpoint: postgres.Endpoint) -> None:
    assert _concerns(run_checks(used_dir)) == {}
    assert postgres.status(used_dir).state is postgres.State.RUNNING


def test_looking_makes_nothing(folder: Path) -> None:
    concerns = _concerns(run_checks(folder / "data"))
    assert concerns["Data folder"].level is Level.WARNING
    assert concerns["Database server"].what == "No database has been made yet."
    assert not (folder / "data").exists()


def test_a_file_in_place_of_the_data_folder_is_a_problem(folder: Path) -> None:
    (folder / "data").write_text("in the way", encoding="utf-8")
    assert _concerns(run_checks(folder / "data"))["Data folder"].level is Level.PROBLEM


def test_a_data_folder_that_strangers_can_read_is_named(used_dir: Path) -> None:
    before = used_dir.stat().st_mode
    used_dir.chmod(0o755)
    assert "go-rw" in _concerns(run_checks(used_dir))["Data folder"].what_to_do
    used_dir.chmod(before)


def test_passwords_that_strangers_can_read_are_a_problem(used_dir: Path) -> None:
    credentials = used_dir / "postgres/credentials.json"
    credentials.chmod(0o644)
    assert _concerns(run_checks(used_dir))["Data folder"].level is Level.PROBLEM
    credentials.chmod(0o600)


def test_a_data_folder_of_somebody_else_is_named(folder: Path) -> None:
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        assert "belongs to nobody" in _concerns(run_checks(folder))["Data folder"].what
        os.chown(folder, 0, -1)
    assert "Data folder" not in _concerns(run_checks(folder))


@pytest.mark.parametrize(
    ("free", "level"), [(10**11, Level.OK), (10**9, Level.WARNING), (10**8, Level.PROBLEM)]
)
def test_room_on_the_disk_is_judged(free: int, level: Level) -> None:
    assert room(Path("/srv/jessica"), free).level is level


def test_missing_programs_are_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JESSICA_PG_BIN", str(folder))
    assert _concerns(run_checks(folder))["PostgreSQL programs"].level is Level.PROBLEM


def test_a_stale_pid_file_is_named_before_the_start_removes_it(used_dir: Path) -> None:
    postgres.ensure_running(used_dir)
    pid = postgres.status(used_dir).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    pid_file = used_dir / "postgres/cluster/postmaster.pid"
    left_behind = pid_file.read_text(encoding="utf-8").split("\n", 1)[1]
    with subprocess.Popen(["sleep", "600"]) as stranger:
        pid_file.write_text(f"{stranger.pid}\n{left_behind}", encoding="utf-8")
        assert str(stranger.pid) in _concerns(run_checks(used_dir))["Database server"].what
        stranger.kill()
    assert _concerns(run_checks(used_dir)) == {}


def test_data_of_another_version_is_a_problem_that_names_the_way_out(used_dir: Path) -> None:
    version_file = used_dir / "postgres/cluster/PG_VERSION"
    written = version_file.read_text(encoding="utf-8")
    version_file.write_text("9\n", encoding="utf-8")
    concern = _concerns(run_checks(used_dir))["Database server"]
    version_file.write_text(written, encoding="utf-8")
    assert concern.level is Level.PROBLEM
    assert "pg_dump" in concern.what_to_do


def test_an_application_with_the_powers_of_the_owner_is_a_problem(
    used_dir: Path, endpoint: postgres.Endpoint
) -> None:
    same = Addresses(endpoint.owner_dsn, endpoint.owner_dsn)
    concern = _concerns(run_checks(used_dir, addresses=same))["Powers of the application"]
    assert "owns tables" in concern.what
    assert "may create tables" in concern.what


def test_an_application_that_steps_around_row_level_security_is_a_problem(
    used_dir: Path, endpoint: postgres.Endpoint
) -> None:
    with endpoint.connect_as_superuser() as connection:
        connection.execute("ALTER ROLE jessica_app BYPASSRLS")
    concern = _concerns(run_checks(used_dir))["Powers of the application"]
    with endpoint.connect_as_superuser() as connection:
        connection.execute("ALTER ROLE jessica_app NOBYPASSRLS")
    assert "steps around row-level security" in concern.what
    assert _concerns(run_checks(used_dir)) == {}


def test_a_missing_extension_is_a_problem_that_names_the_statement(
    used_dir: Path, endpoint: postgres.Endpoint
) -> None:
    other = postgres.create_database(endpoint, "bare")
    with other.connect_as_superuser() as connection:
        connection.execute("DROP EXTENSION unaccent")
    addresses = Addresses(other.app_dsn, other.owner_dsn)
    concern = _concerns(run_checks(used_dir, addresses=addresses))["Extensions"]
    assert concern.what_to_do.endswith("CREATE EXTENSION unaccent;")
    with psycopg.connect(other.owner_dsn) as connection:
        connection.execute("CREATE EXTENSION unaccent")
    assert _concerns(run_checks(used_dir, addresses=addresses)) == {}
    postgres.drop_database(endpoint, "bare")


def test_a_database_that_cannot_be_reached_is_a_problem_and_asked_nothing_more(
    used_dir: Path, folder: Path
) -> None:
    nowhere = f"postgresql://someone@/jessica?host={folder}"
    findings = run_checks(used_dir, addresses=Addresses(nowhere, nowhere), pending_migrations=_no_pending)
    concerns = _concerns(findings)
    assert set(concerns) == {"Connection of the application", "Connection of the owner"}
    assert "Migrations" not in {finding.title for finding in findings}


def test_pending_migrations_are_a_problem(used_dir: Path, endpoint: postgres.Endpoint) -> None:
    concern = _concerns(run_checks(used_dir, pending_migrations=lambda _: ["reception.0002_inbox"]))
    assert "reception.0002_inbox" in concern["Migrations"].what


def test_a_taken_port_is_named_and_a_free_one_is_fine(used_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert str(port) in _concerns(run_checks(used_dir, port=port))["Web port"].what
    assert "Web port" not in _concerns(run_checks(used_dir, port=port))


def test_another_python_is_a_problem() -> None:
    assert look_at_python((3, 11)).level is Level.OK
    assert look_at_python((3, 13)).level is Level.PROBLEM


def test_a_clock_that_has_lost_its_time_is_a_problem() -> None:
    assert look_at_clock(NOON).level is Level.OK
    assert look_at_clock(datetime(1970, 1, 1, tzinfo=UTC)).level is Level.PROBLEM


def test_missing_time_zones_are_a_problem() -> None:
    assert look_at_time_zones().level is Level.OK
    assert "Mars/Olympus" in look_at_time_zones(["Mars/Olympus"]).what
