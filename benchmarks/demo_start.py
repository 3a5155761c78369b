"""How soon `jessica demo` answers, on an empty data folder and again, and how much memory all of it takes.

The package is installed already; `make demo` on a fresh clone makes `.venv` before that.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scheduling_results import Row, as_text
from jessica.platform import postgres

FIRST_BAR_S, NEXT_BAR_S, MEMORY_BAR_MB = 30.0, 5.0, 700.0
_PATIENCE_S = 120.0
_ENVIRONMENT = ("DATABASE_", "JESSICA_", "DJANGO_", "PORT")


def run(next_starts: int = 3) -> list[Row]:
    """The first start, the median of some further ones, and the memory after some pages."""
    with _folder() as folder:
        first = _start(folder / "demo").seconds
        further = sorted((_start(folder / "demo") for _ in range(next_starts)), key=lambda each: each.seconds)
        bare_first, bare_next = _bare_database(folder / "bare"), _bare_database(folder / "bare")
    usual = further[len(further) // 2]
    bare_mb = _interpreter_mb()
    return [
        Row("the database alone, first start", bare_first, "s"),
        Row("first start, until a page answers", first, "s", "the database alone", first / bare_first,
            f"< {FIRST_BAR_S:.0f} s", first < FIRST_BAR_S),
        Row("the database alone, next start", bare_next, "s"),
        Row("next start, until a page answers", usual.seconds, "s", "the database alone",
            usual.seconds / bare_next, f"< {NEXT_BAR_S:.0f} s", usual.seconds < NEXT_BAR_S),
        Row("memory of all (PSS)", usual.megabytes, "MB", "an idle Python", usual.megabytes / bare_mb,
            f"< {MEMORY_BAR_MB:.0f} MB", usual.megabytes < MEMORY_BAR_MB),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the demonstration: seconds until a page answered, megabytes in use afterwards."""

    seconds: float
    megabytes: float


def _start(data_dir: Path) -> Start:
    """Start the demonstration, ask for some pages, and end it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    told = {name: value for name, value in os.environ.items() if not name.startswith(_ENVIRONMENT)}
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "jessica.cli.main", "demo"],
        env={**told, "JESSICA_DATA": str(data_dir), "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _page(port, "/c/demo/"):
            if time.monotonic() > begun + _PATIENCE_S or process.poll() is not None:
                raise AssertionError("the demonstration did not answer")
            time.sleep(0.02)
        seconds = time.monotonic() - begun
        for path in ("/console/login/", "/api/v1/docs", "/api/v1/clinics/demo"):
            _page(port, path)
        return Start(seconds, _megabytes_of(data_dir))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE_S)


def _page(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _bare_database(data_dir: Path) -> float:
    begun = time.monotonic()
    with postgres.session(data_dir):
        return time.monotonic() - begun


def _megabytes_of(data_dir: Path) -> float:
    """Proportional set size of every process of the data folder: shared pages count once."""
    mark = f"JESSICA_DATA={data_dir}".encode()
    total = 0.0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            ours = (place / "cwd").resolve().is_relative_to(data_dir)
            if ours or mark in (place / "environ").read_bytes().split(b"\0"):
                total += _pss(place)
        except OSError:
            continue
    return total


def _pss(place: Path) -> float:
    found = re.search(r"^Pss:\s+(\d+) kB", (place / "smaps_rollup").read_text(encoding="utf-8"), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _interpreter_mb() -> float:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    time.sleep(0.5)
    try:
        return _pss(Path(f"/proc/{process.pid}"))
    finally:
        process.communicate(b"\n")


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that the user whom the database runs as may pass through."""
    with tempfile.TemporaryDirectory(prefix="jessica-bench-") as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


if __name__ == "__main__":
    rows = run()
    sys.stdout.write(as_text(rows) + "\n")
    sys.exit(any(row.met is False for row in rows))
