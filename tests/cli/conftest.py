"""Data folders for the command, each gone with all its processes afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jessica.platform import postgres
from tests.cli.command import NOW, Command
from tests.clinic.files import SMALL


@contextmanager
def installation() -> Iterator[Command]:
    # Not in pytest's own folder: a server that root starts runs as another user, who must get there.
    above = Path(tempfile.mkdtemp(prefix="jessica-cli-")).resolve()
    above.chmod(0o755)
    command = Command(above / "data")
    yield command
    command.stop_database()
    shutil.rmtree(above)


@pytest.fixture
def jessica() -> Iterator[Command]:
    """The command on a data folder that does not exist yet."""
    with installation() as command:
        yield command


@pytest.fixture(scope="module")
def small_clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """The command on a data folder that holds the small clinic for real use."""
    file = tmp_path_factory.mktemp("clinic") / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    with installation() as command:
        loaded = command.run("clinic", "load", str(file), "--yes", "--now", NOW)
        assert loaded.code == 0, loaded
        # As a clinic's service does all day, this keeps the database running for the commands.
        with postgres.session(command.data_dir):
            yield command


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file
