"""Programs for a second process, and the first process's end of the line to it.

A program is a function below. It speaks by printing one line at a time and goes on when it is told to.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from jessica.platform import postgres

_REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class OtherProcess:
    """A running program. `read` gives its next line, "" once it has ended."""

    process: subprocess.Popen[str]

    @property
    def pid(self) -> int:
        return self.process.pid

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell_to_go_on(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def wait(self) -> int:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        return self.process.wait(timeout=60)


def start_program(program: str, *arguments: object, user: str | None) -> OtherProcess:
    """Run one of the functions below in a new Python, as `user` where one is given."""
    command = [sys.executable, "-m", __name__, user or "", program, *map(str, arguments)]
    return OtherProcess(
        subprocess.Popen(
            command, cwd=_REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
    )


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def use_until_told(data_dir: str) -> None:
    """Enter a session, say the server's process, and leave in an orderly way when told."""
    with postgres.session(Path(data_dir)):
        _say(postgres.status(Path(data_dir)).pid)
        sys.stdin.readline()
    _say("left")


def start_and_say_pid(data_dir: str) -> None:
    """Start the server (or find it running) and say its process; leave it running."""
    postgres.ensure_running(Path(data_dir))
    _say(postgres.status(Path(data_dir)).pid)


def write_and_read(data_dir: str) -> None:
    """Keep a note in the database across a restart, then say who ran the server and what the note said."""
    folder = Path(data_dir)
    endpoint = postgres.ensure_running(folder)
    with psycopg.connect(endpoint.owner_dsn) as connection:
        connection.execute("CREATE TABLE note (text text)")
        connection.execute("INSERT INTO note VALUES ('kept')")
    postgres.stop(folder)
    endpoint = postgres.ensure_running(folder)
    pid = postgres.status(folder).pid
    owner = pwd.getpwuid(Path(f"/proc/{pid}").stat().st_uid).pw_name
    with psycopg.connect(endpoint.app_dsn) as connection:
        row = connection.execute("SELECT text FROM note").fetchone()
    postgres.stop(folder)
    _say(owner, row[0] if row else "lost")


def crash_without_burial(data_dir: str) -> None:
    """Kill the server while its parent is a process that never collects dead children, then start it anew."""
    adopt_orphans = 36
    ctypes.CDLL(None).prctl(adopt_orphans, 1, 0, 0, 0)
    folder = Path(data_dir)
    postgres.ensure_running(folder)
    dead = postgres.status(folder).pid
    assert dead is not None
    os.kill(dead, signal.SIGKILL)
    postgres.ensure_running(folder)
    state = Path(f"/proc/{dead}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1][0]
    _say(state, dead != postgres.status(folder).pid)


_PROGRAMS: dict[str, Callable[..., None]] = {
    program.__name__: program
    for program in (use_until_told, start_and_say_pid, write_and_read, crash_without_burial)
}


def _become(user: str) -> None:
    """Take on `user` for good. What Python loads late is loaded before: its folder may be closed to them."""
    postgres.status(Path("/nonexistent"))
    try:
        psycopg.connect("host=/nonexistent user=nobody")
    except psycopg.OperationalError:
        entry = pwd.getpwnam(user)
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)


def _main(user: str, program: str, *arguments: str) -> None:
    if user:
        _become(user)
    _PROGRAMS[program](*arguments)


if __name__ == "__main__":
    _main(*sys.argv[1:])
