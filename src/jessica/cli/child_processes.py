"""Keeps child processes running: those that end by themselves come back, all end with their parent."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from jessica.cli.installation import Say

PARENT = "JESSICA_PARENT"
"""The environment variable in which a child finds its parent's process number."""

GATE = "JESSICA_GATE"
"""The environment variable in which a child finds the pipe that is closed when it may begin to work."""

_LOOK_SECONDS = 0.2
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_STEADY_SECONDS = 60.0
_FAREWELL_SECONDS = 10.0
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """A module of Jessica that runs in a process of its own (`python -m MODULE ARGUMENTS`).

    An `early` one is started at once, loads its code and waits at the gate; the others start when it opens.
    """

    name: str
    module: str
    arguments: Sequence[str] = ()
    pass_fds: Sequence[int] = ()
    early: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    due: float = field(default=0.0)

    def start(self, environment: dict[str, str], gate: int) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, *self.arguments],
            env=environment,
            pass_fds=(gate, *self.pass_fds),
            stdin=subprocess.DEVNULL,
            # Ctrl-C reaches the parent only, which then ends its children in order.
            start_new_session=True,
        )


@contextmanager
def child_processes(children: Sequence[Child], environment: dict[str, str], say: Say) -> Iterator[Family]:
    """`children`, starting; they end with the block."""
    reading, writing = os.pipe()
    family = Family(
        children, {**environment, PARENT: str(os.getpid()), GATE: str(reading)}, reading, writing, say
    )
    try:
        family.keep_once()
        yield family
    finally:
        family.let_in()
        os.close(reading)
        _end(children)


@dataclass(slots=True)
class Family:
    """Children that are kept running, and the gate at which the early ones wait before they work."""

    children: Sequence[Child]
    environment: dict[str, str]
    reading: int
    writing: int | None
    say: Say

    @property
    def is_open(self) -> bool:
        return self.writing is None

    def let_in(self) -> None:
        """Open the gate, for good: the database is ready."""
        if self.writing is not None:
            os.close(self.writing)
            self.writing = None

    def keep(self, look: Callable[[], None]) -> None:
        """Keep them running until this process is told to end (an exception: KeyboardInterrupt, SystemExit).

        `look` is called every now and then, for whatever else must be kept alive.
        """
        self.let_in()
        while True:
            self.keep_once()
            look()
            time.sleep(_LOOK_SECONDS)

    def keep_once(self) -> None:
        """Start those that should run and do not."""
        for child in self.children:
            _keep(child, self, self.say)


def _keep(child: Child, family: Family, say: Say) -> None:
    """Start `child` where it does not run, later and later when it keeps failing."""
    now = time.monotonic()
    if child.process is None:
        if now >= child.due and (child.early or family.is_open):
            child.start(family.environment, family.reading)
        return
    code = child.process.poll()
    if code is None:
        return
    if now - child.started > _STEADY_SECONDS:
        child.pause = _FIRST_PAUSE
    say(f"The {child.name} ended by itself (code {code}); starting it again in {child.pause:.1f} s.")
    child.process, child.due = None, now + child.pause
    child.pause = min(child.pause * 2, _LONGEST_PAUSE)


def _end(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + _FAREWELL_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_with_parent() -> None:
    """Called in a child: be told to end (SIGTERM) when the parent dies, however it dies. Linux only."""
    parent = os.environ.get(PARENT)
    if parent is None or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != int(parent):  # it died before the line above
        sys.exit(1)


def wait_at_gate() -> None:
    """Called in a child that has loaded everything: wait until the parent lets it in."""
    gate = os.environ.get(GATE)
    if gate is not None:
        while os.read(int(gate), 1):
            pass
        os.close(int(gate))
