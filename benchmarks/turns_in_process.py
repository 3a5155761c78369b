"""How long a turn takes in this process: the engine alone, with what it asks and does, and all of reception.

Scripted visitors book visits at the demonstration clinic. The engine is timed inside the product's own
`receive`; what it spends in its ports and in effects, which is the database's time, is told apart.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

from benchmarks.scheduling_database import bench_database
from benchmarks.scheduling_results import Row, as_text, percentile
from benchmarks.turns_visitor import NOW, Visitor, load_demonstration_clinic

P50_MS, P95_MS = 5.0, 20.0
_MOST_TURNS = 16
_WARM_UP = 4


@dataclass
class Timings:
    """Milliseconds of each turn."""

    alone: list[float] = field(default_factory=list)
    respond: list[float] = field(default_factory=list)
    receive: list[float] = field(default_factory=list)

    def clear(self) -> None:
        for each in (self.alone, self.respond, self.receive):
            each.clear()


class Outside:
    """Adds up the time that the engine spends outside itself, in whatever is reached through here."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **kwargs: Any) -> Any:
            begun = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds += time.perf_counter() - begun

        return measured

    def port(self, port: Any) -> Any:
        return _TimedPort(self, port)


class _TimedPort:
    def __init__(self, outside: Outside, port: Any) -> None:
        self._outside, self._port = outside, port

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        return self._outside.timed(found) if callable(found) else found


def run(conversations: int = 60) -> list[Row]:
    """p50 and p95 of a turn over so many seeded conversations."""
    with bench_database():
        clinic = load_demonstration_clinic()
        timings = Timings()
        with _engine_timed(timings):
            _talk(clinic, range(_WARM_UP), timings)
            timings.clear()
            gc.collect()
            _talk(clinic, range(_WARM_UP, _WARM_UP + conversations), timings)
        return _rows(timings, _round_trip_ms())


def _rows(timings: Timings, trip: float) -> list[Row]:
    rows = [Row("SELECT 1, p50", trip, "ms"), Row("turns", len(timings.receive), "")]
    for label, samples, judged in (
        ("engine alone", timings.alone, True),
        ("engine with its ports and effects", timings.respond, False),
        ("reception, from words to committed reply", timings.receive, False),
    ):
        for percent, bar in ((50, P50_MS), (95, P95_MS)):
            value = percentile(samples, percent)
            verdict = (f"< {bar:.0f} ms", value < bar) if judged else ("", None)
            rows.append(Row(f"{label}, p{percent}", value, "ms", "SELECT 1 p50", value / trip, *verdict))
    return rows


@contextmanager
def _engine_timed(timings: Timings) -> Iterator[None]:
    """Every `Engine.respond` is timed while this is open."""
    from dataclasses import replace

    from jessica.dialogue.engine import Engine

    untimed = Engine.respond

    def respond(engine: Any, turn: Any, state: Any, ports: Any, carry_out: Any) -> Any:
        outside = Outside()
        through = {each.name: outside.port(getattr(ports, each.name)) for each in fields(ports)}
        begun = time.perf_counter()
        reply = untimed(engine, turn, state, replace(ports, **through), outside.timed(carry_out))
        elapsed = time.perf_counter() - begun
        timings.respond.append(elapsed * 1000)
        timings.alone.append((elapsed - outside.seconds) * 1000)
        return reply

    Engine.respond = respond  # type: ignore[method-assign]
    try:
        yield
    finally:
        Engine.respond = untimed  # type: ignore[method-assign]


def _talk(clinic: Any, numbers: range, timings: Timings) -> None:
    from jessica.reception.receiving import open_conversation, receive

    for number in numbers:
        visitor = Visitor(random.Random(f"visitor {number}"))  # noqa: S311 (the same in every run)
        opened = open_conversation(clinic, channel="web", locale="en", source="bench", at=NOW)
        words: str | None = visitor.first_words()
        for turn in range(_MOST_TURNS):
            if words is None:
                break
            begun = time.perf_counter()
            reply = receive(opened.conversation.pk, words, idempotency_key=str(turn), at=NOW)
            timings.receive.append((time.perf_counter() - begun) * 1000)
            words = visitor.answer(reply)


def _round_trip_ms() -> float:
    from django.db import connection

    samples = []
    with connection.cursor() as cursor:
        for _ in range(300):
            begun = time.perf_counter()
            cursor.execute("SELECT 1")
            samples.append((time.perf_counter() - begun) * 1000)
    return percentile(samples, 50)


if __name__ == "__main__":
    rows = run()
    sys.stdout.write(as_text(rows) + "\n")
    sys.exit(any(row.met is False for row in rows))
