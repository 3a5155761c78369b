"""Data folders whose embedded server ends with the test, and programs that use one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from jessica.platform import postgres
from tests.platform.other_process import OtherProcess, start_program


def _end_server(data_dir: Path) -> None:
    with contextlib.suppress(postgres.PostgresError):
        postgres.stop(data_dir)


@contextlib.contextmanager
def _passable_folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="jessica-test-")).resolve()
    made.chmod(0o755)
    yield made
    for note in made.rglob("start.lock"):
        _end_server(note.parent.parent)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that everybody may pass through, directly below the system's temporary folder."""
    with _passable_folder() as made:
        yield made


@pytest.fixture(scope="module")
def used_folder() -> Iterator[Path]:
    """The data folder below, made once for the tests of one file."""
    with _passable_folder() as made:
        data_dir = made / "data"
        data_dir.mkdir(mode=0o700)
        with psycopg.connect(postgres.ensure_running(data_dir).owner_dsn) as connection:
            connection.execute("CREATE TABLE visit (id int)")
            connection.execute("INSERT INTO visit SELECT generate_series(1, 400)")
        yield data_dir


@pytest.fixture
def used_dir(used_folder: Path) -> Path:
    """A data folder whose database is stopped and holds the visits 1 to 400, whatever a test did to it."""
    postgres.ensure_running(used_folder)
    postgres.stop(used_folder)
    return used_folder


@pytest.fixture
def data_dir(folder: Path) -> Path:
    """A data folder such as `mktemp -d` makes: closed to all but its owner."""
    made = folder / "data"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def closed_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that only its owner can enter, as /root is; root's databases then lie in `folder`/homes."""
    monkeypatch.setenv("JESSICA_PG_HOME", str(folder / "homes"))
    made = folder / "closed"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def run_program() -> Iterator[Callable[..., OtherProcess]]:
    """Starts `program(*arguments)` in a process of its own; those still alive at the end are killed."""
    started: list[OtherProcess] = []

    def run(program: str, *arguments: object, user: str | None = None) -> OtherProcess:
        process = start_program(program, *arguments, user=user)
        started.append(process)
        return process

    yield run
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
