"""The real `jessica` command, in processes of its own, on a data folder of its own."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from jessica.platform import postgres

NOW = "2026-11-23T10:00-07:00"  # a Monday in Denver
_PATIENCE = 90.0
_FOREIGN = ("DATABASE_", "JESSICA_", "PORT", "DJANGO_")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Command:
    """`jessica` on one data folder."""

    data_dir: Path

    def run(self, *arguments: str, typed: str = "", **environment: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "jessica.cli.main", *arguments],
            env=self._environment(environment),
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def started(self, *arguments: str, **environment: str) -> Iterator[Started]:
        """A command that stays; it is told to end with the block."""
        process = subprocess.Popen(
            [sys.executable, "-m", "jessica.cli.main", *arguments],
            env=self._environment(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        started = Started(process)
        try:
            yield started
        finally:
            started.end()

    def processes(self) -> list[int]:
        """Every process that has to do with this data folder."""
        return [pid for pid in _all_processes() if self._is_ours(pid)]

    def stop_database(self) -> None:
        postgres.stop(self.data_dir)

    def _is_ours(self, pid: int) -> bool:
        try:
            place = Path(f"/proc/{pid}/cwd").resolve()
            told = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return False
        return place.is_relative_to(self.data_dir) or f"JESSICA_DATA={self.data_dir}".encode() in told

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        return {**inherited, "JESSICA_DATA": str(self.data_dir), "COLUMNS": "200", **more}


@dataclass(slots=True)
class Started:
    """A command that runs. What it printed so far is in `printed`."""

    process: subprocess.Popen[str]
    printed: str = ""
    reader: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed += line

    def wait_for(self, words: str) -> str:
        """Wait until `words` have been printed; returns all that was printed."""
        within(lambda: words in self.printed or self.process.poll() is not None, self)
        assert words in self.printed, self.printed
        return self.printed

    def children(self) -> dict[str, int]:
        """Module name -> process number of each child that runs."""
        found = {}
        for pid in _all_processes():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
                parent = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1].split()[1]
            except OSError:
                continue
            if parent == str(self.process.pid) and "-m" in words:
                found[words[words.index("-m") + 1]] = pid
        return found

    def end(self) -> int:
        """Tell it to end (SIGTERM) and wait for it; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(_PATIENCE)
        self.reader.join(_PATIENCE)
        return code


def _all_processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def within(is_so: object, started: Started | None = None) -> None:
    """Wait until `is_so()` is true."""
    assert callable(is_so)
    deadline = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, started.printed if started else "it took too long"
        time.sleep(0.05)


def addresses_in(printed: str) -> list[str]:
    return re.findall(r"http://\S+", printed)


def status_of(address: str) -> int:
    """The HTTP status of a page; 0 where nobody answers."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


@contextmanager
def taken_port() -> Iterator[int]:
    """A port at which another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        yield port


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])
