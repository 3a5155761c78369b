"""64 clients race for the same hour, again and again: with locks, with the constraint alone, with nothing.

The clients are threads of four processes, each with a database connection of its own. In every round all are
let go at once, and each asks for the same hour with the same provider: half of them for its beginning, half
for a quarter past. One can have it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import UUID

from benchmarks.scheduling_clinic import NOW, TODAY, BusyClinic, make_busy_clinic
from benchmarks.scheduling_database import bench_database, close_connections, use_database
from benchmarks.scheduling_results import Row, as_text, percentile

PROCESSES, THREADS = 4, 16
BAR_MS = 50.0
RETRIES = 3
CONSTRAINT = "occupancy_never_overlaps"
_CONFLICTS = {"23P01", "40P01", "55P03"}


@dataclass(slots=True)
class Tally:
    """What the clients met with. Times are milliseconds."""

    times: list[float] = field(default_factory=list)
    booked: int = 0
    deadlocks: int = 0

    def add(self, other: Tally) -> None:
        self.times += other.times
        self.booked += other.booked
        self.deadlocks += other.deadlocks


def run(rounds: int = 20, slow_rounds: int = 4) -> list[Row]:
    """Double bookings, deadlocks and times of the three guards; `slow_rounds` for the constraint alone.

    The baseline is the same crowd asking `SELECT 1` at once.
    """
    with bench_database() as urls:
        busy = make_busy_clinic()
        trip = percentile(_race("round trip", rounds, urls).times, 95)
        rows = [Row(f"{PROCESSES * THREADS} clients, SELECT 1 at once: p95", trip, "ms")]
        rows += _rows("locks and constraint", _race("locks", rounds, urls), busy, trip, judged=True)
        _clear_races()
        rows += _rows("constraint alone", _race("constraint", slow_rounds, urls), busy, trip)
        _clear_races()
        _owner_execute(f"ALTER TABLE scheduling_occupancy DROP CONSTRAINT {CONSTRAINT}")
        rows += _rows("no guard", _race("nothing", rounds, urls), busy, trip)
    return rows


def _rows(label: str, tally: Tally, busy: BusyClinic, trip: float, *, judged: bool = False) -> list[Row]:
    doubles, p95 = _double_bookings(busy), percentile(tally.times, 95)
    none, quick = ("0", f"< {BAR_MS:.0f} ms") if judged else ("", "")

    def met(condition: bool) -> bool | None:
        return condition if judged else None

    return [
        Row(f"{label}: attempts", len(tally.times), ""),
        Row(f"{label}: visits booked", tally.booked, ""),
        Row(f"{label}: double bookings", doubles, "pairs", bar=none, met=met(doubles == 0)),
        Row(f"{label}: deadlocks", tally.deadlocks, "", bar=none, met=met(tally.deadlocks == 0)),
        Row(f"{label}: p50", percentile(tally.times, 50), "ms"),
        Row(f"{label}: p95", p95, "ms", "SELECT 1 at once, p95", p95 / trip, quick, met(p95 < BAR_MS)),
        Row(f"{label}: slowest", max(tally.times), "ms"),
    ]


def _race(guard: str, rounds: int, urls: tuple[str, str]) -> Tally:
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(PROCESSES * THREADS), context.Queue()
    processes = [
        context.Process(target=_clients, args=(guard, rounds, number, start, results, urls))
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    tally = Tally()
    for _ in processes:
        tally.add(results.get(timeout=600))
    for process in processes:
        process.join()
    return tally


def _clients(guard: str, rounds: int, number: int, start: Any, results: Any, urls: tuple[str, str]) -> None:
    """One process of clients."""
    os.environ["JESSICA_DB_POOL"] = str(THREADS)
    use_database(*urls)
    tallies = [Tally() for _ in range(THREADS)]
    threads = [
        Thread(target=_client, args=(guard, rounds, number * THREADS + n, start, tallies[n]))
        for n in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    whole = Tally()
    for thread, tally in zip(threads, tallies, strict=True):
        thread.join()
        whole.add(tally)
    close_connections()
    results.put(whole)


def _client(guard: str, rounds: int, number: int, start: Any, tally: Tally) -> None:
    from django.db import connection

    from jessica.clinic.models import Clinic, Service
    from jessica.people.models import Person

    seeded = random.Random(f"client {number}")  # noqa: S311 (names visits, keeps no secret)
    clinic, service, person = Clinic.objects.get(), Service.objects.get(), Person.objects.get()
    write = {"locks": _book, "round trip": _round_trip}.get(guard, _check_and_insert)
    # As in a server that has been up for a while: what was imported is not looked through again and again.
    gc.freeze()
    hours = [_the_hour(clinic, service, number_of_round, number) for number_of_round in range(rounds + 1)]
    # The first round warms up connections and caches and is not counted.
    for number_of_round, opening in enumerate(hours):
        visit_id = UUID(int=seeded.getrandbits(128), version=4)
        start.wait(timeout=300)
        begun = time.perf_counter()
        booked, deadlocks = write(clinic, service, person, opening, visit_id)
        elapsed = (time.perf_counter() - begun) * 1000
        if number_of_round:
            tally.times.append(elapsed)
            tally.booked += booked
            tally.deadlocks += deadlocks
    connection.close()


def _the_hour(clinic: Any, service: Any, number_of_round: int, client: int) -> Any:
    """Ten o'clock, or a quarter past, with the first provider on a far and empty Monday.

    Both overlap, so that only one visit can be booked in a round.
    """
    from zoneinfo import ZoneInfo

    from jessica.scheduling.openings import OpeningQuery, find_openings

    monday = TODAY + timedelta(days=7 * (30 + number_of_round) - TODAY.weekday())
    openings = find_openings(OpeningQuery(clinic, service, "existing", first=monday, last=monday), at=NOW)
    zone, wanted = ZoneInfo(clinic.time_zone), f"10:{15 * (client % 2):02}"
    return next(each for each in openings if each.starts_at.astimezone(zone).strftime("%H:%M") == wanted)


def _book(clinic: Any, service: Any, person: Any, opening: Any, visit_id: UUID) -> tuple[int, int]:
    """The product's own way; (booked, deadlocks)."""
    from jessica.scheduling.booking import BookingRequest, book
    from jessica.scheduling.problems import SlotTaken

    request = BookingRequest(
        clinic, person, service, opening, "existing", "jessica", visit_id, conversation_id=visit_id
    )
    try:
        book(request, at=NOW)
    except SlotTaken as taken:
        return 0, int(_state_of(taken.__cause__) == "40P01")
    return 1, 0


def _round_trip(clinic: Any, service: Any, person: Any, opening: Any, visit_id: UUID) -> tuple[int, int]:
    """The least that any client can do: one empty question to the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return 0, 0


def _check_and_insert(
    clinic: Any, service: Any, person: Any, opening: Any, visit_id: UUID
) -> tuple[int, int]:
    """Look, then write, without locks; again after a deadlock, given up after five seconds of waiting."""
    from django.db import DatabaseError, connection, transaction

    from jessica.scheduling.booking import BookingRequest, create_visit
    from jessica.scheduling.occupancy import Source, Taking, is_taken, take

    request = BookingRequest(clinic, person, service, opening, "existing", "jessica", visit_id)
    taking, deadlocks = Taking.of(opening, service), 0
    for _ in range(RETRIES):
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '5s'")
                if is_taken(taking, at=NOW):
                    return 0, deadlocks
                create_visit(request, opening, NOW)
                take(taking, Source(clinic.pk, appointment_id=visit_id), at=NOW)
                return 1, deadlocks
        except DatabaseError as error:
            state = _state_of(error)
            if state not in _CONFLICTS:
                raise
            deadlocks += state == "40P01"
            if state != "40P01":
                return 0, deadlocks
    return 0, deadlocks


def _state_of(error: BaseException | None) -> str | None:
    return getattr(getattr(error, "__cause__", None), "sqlstate", None)


def _owner_execute(statement: str) -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def _clear_races() -> None:
    _owner_execute(
        "DELETE FROM scheduling_occupancy USING scheduling_appointment visit"
        " WHERE visit.id = appointment_id AND booked_by = 'jessica'"
    )
    _owner_execute("DELETE FROM scheduling_appointment WHERE booked_by = 'jessica'")


def _double_bookings(busy: BusyClinic) -> int:
    """Pairs of rows that overlap on one resource."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM scheduling_occupancy a JOIN scheduling_occupancy b"
            " ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during"
            " WHERE a.clinic_id = %s",
            [busy.clinic.pk],
        )
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    rows = run()
    sys.stdout.write(as_text(rows) + "\n")
    sys.exit(any(row.met is False for row in rows))
