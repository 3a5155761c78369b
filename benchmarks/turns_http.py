"""Turns over HTTP: 16 conversations that each say something every 2 s, then as fast as they can.

The server is one process, run as `jessica serve` runs it, on the loopback address. The clients are threads of
this process. The baseline is the smallest answer that the same server gives, over the same connections.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Thread
from typing import Any

from benchmarks.scheduling_database import bench_database
from benchmarks.scheduling_results import Row, as_text, percentile
from benchmarks.turns_visitor import NOW, Visitor, load_demonstration_clinic

CLIENTS = 16
EVERY_SECONDS = 2.0
BAR_MS = 80.0
_START_SECONDS = 30.0
_MOST_TURNS = 16
_SMALLEST = ("OPTIONS", "/api/v1/")  # passes the whole application, and is answered without a body


def run(seconds: float = 30.0, saturated_seconds: float = 10.0) -> list[Row]:
    """p50 and p95 at the steady pace, and turns a second at saturation."""
    with bench_database():
        slug = load_demonstration_clinic().slug
        with _server() as port:
            _all(lambda number: _Client(port, slug, number, "warm").talk(3.0, pause=0.0))
            baseline = [
                t for times in _all(lambda n: _Client(port, slug, n, "base").ask(3.0, 0.2)) for t in times
            ]
            paced = _merged(
                _all(lambda n: _Client(port, slug, n, "paced").talk(seconds, pause=EVERY_SECONDS))
            )
            asked = sum(len(each) for each in _all(lambda n: _Client(port, slug, n, "flood").ask(3.0, 0.0)))
            flood = _merged(_all(lambda n: _Client(port, slug, n, "fast").talk(saturated_seconds, pause=0.0)))
    return _rows(baseline, paced, asked / 3.0, flood, saturated_seconds)


@dataclass
class Tally:
    """What the clients met with. Times are milliseconds."""

    times: list[float] = field(default_factory=list)
    booked: int = 0


def _rows(baseline: list[float], paced: Tally, asked: float, flood: Tally, seconds: float) -> list[Row]:
    smallest = percentile(baseline, 50)
    p50, p95 = percentile(paced.times, 50), percentile(paced.times, 95)
    to = "smallest answer p50"
    rate = len(flood.times) / seconds
    return [
        Row("smallest answer over HTTP, p50", smallest, "ms"),
        Row(f"{CLIENTS} conversations, one turn every {EVERY_SECONDS:.0f} s: turns", len(paced.times), ""),
        Row("the same: visits booked", paced.booked, ""),
        Row("the same: p50", p50, "ms", to, p50 / smallest),
        Row("the same: p95", p95, "ms", to, p95 / smallest, f"< {BAR_MS:.0f} ms", p95 < BAR_MS),
        Row("smallest answers at saturation", asked, "a second"),
        Row("turns at saturation", rate, "a second", "smallest answers", rate / asked),
        Row("turns at saturation: p95", percentile(flood.times, 95), "ms"),
    ]


class _Client:
    """One visitor after the other, over one connection that stays open."""

    def __init__(self, port: int, slug: str, number: int, phase: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._connection.connect()
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._slug = slug
        self._seeded = random.Random(f"{phase} {number}")  # noqa: S311 (the same visitors in every run)

    def ask(self, seconds: float, pause: float) -> list[float]:
        """Ask for the smallest answer for so long; milliseconds of each."""
        times = []
        for begun in self._beats(seconds, pause):
            self._call(*_SMALLEST)
            times.append((time.perf_counter() - begun) * 1000)
        return times

    def talk(self, seconds: float, pause: float) -> Tally:
        """Hold conversations for so long. Beginning one is not timed."""
        tally = Tally()
        turns: Iterator[bool] = iter(())
        for _ in self._beats(seconds, pause):
            if not next(turns, False):
                turns = self._conversation(tally)
                next(turns)
        self._connection.close()
        return tally

    def _conversation(self, tally: Tally) -> Iterator[bool]:
        """One conversation; each step is one timed turn, and true."""
        visitor = Visitor(self._seeded)
        opened = self._call("POST", f"/api/v1/clinics/{self._slug}/conversations", {"channel": "web"})
        words: str | None = visitor.first_words()
        for turn in range(_MOST_TURNS):
            if words is None:
                return
            begun = time.perf_counter()
            answer = self._call(
                "POST",
                f"/api/v1/conversations/{opened['id']}/messages",
                {"text": words},
                {"Authorization": f"Bearer {opened['token']}", "Idempotency-Key": str(turn)},
            )
            tally.times.append((time.perf_counter() - begun) * 1000)
            tally.booked += sum(did["action"] == "visit_booked" for did in answer["reply"]["did"])
            words = visitor.answer(answer["reply"])
            yield True

    def _beats(self, seconds: float, pause: float) -> Iterator[float]:
        """The moments at which to do something; with a pause, the clients are spread over it."""
        end = time.perf_counter() + seconds
        due = time.perf_counter() + self._seeded.random() * pause
        while due < end:
            time.sleep(max(0.0, due - time.perf_counter()))
            yield time.perf_counter()
            due = due + pause if pause else time.perf_counter()

    def _call(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        content = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"} if content else {}
        self._connection.request(method, path, content, kind | (headers or {}))
        response = self._connection.getresponse()
        answer: dict[str, Any] = json.loads(response.read() or "{}")
        if response.status >= 400:
            raise RuntimeError(f"{method} {path} was answered with {response.status}: {answer}")
        return answer


def _all(work: Callable[[int], Any]) -> list[Any]:
    """The results of all clients, each in a thread of its own. Raises when one of them failed."""
    results: dict[int, Any] = {}

    def one(number: int) -> None:
        results[number] = work(number)

    threads = [Thread(target=one, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(results) < CLIENTS:
        raise RuntimeError("a client failed")
    return list(results.values())


def _merged(tallies: list[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.times += tally.times
        whole.booked += tally.booked
    return whole


@contextmanager
def _server() -> Iterator[int]:
    """The application in a process of its own, on the current database; yields its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        port: int = listening.getsockname()[1]
        program = (
            "import socket; from jessica.cli.installation import set_up_django; set_up_django();"
            "from jessica.cli.web_server import load_application, run_web_server; load_application();"
            f"run_web_server(socket.socket(fileno={listening.fileno()}))"
        )
        environment = os.environ | {
            "JESSICA_DEMO": "1",
            "JESSICA_NOW": NOW.isoformat(),
            "JESSICA_LOG_LEVEL": "ERROR",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", program], env=environment, pass_fds=[listening.fileno()]
        )
        try:
            _await_answer(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def _await_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=_START_SECONDS)
            connection.request(*_SMALLEST)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not answer in time")


if __name__ == "__main__":
    rows = run()
    sys.stdout.write(as_text(rows) + "\n")
    sys.exit(any(row.met is False for row in rows))
