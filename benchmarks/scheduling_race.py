"""64 clients race for the same hour, again and again: with locks, with the constraint alone, with nothing.

The hour has two providers and, in every other round, one room or two rooms that both need. Each client wants
any opening that begins within it, picked at random: 10:00, 10:15, 10:30 or 10:45 with either provider. So
visits of different providers conflict over a room, visits of one provider overlap in part, and up to four
fit. Before that, all of them want the very same opening.

The clients are threads of eight processes, each with a database connection of its own. In every round all
are let go at one instant of the machine's clock. What counts is the whole wait as the client's own clock
shows it: clients and PostgreSQL share the machine's processors, so that much of it is a queue for these. How
much the clients computed themselves, and what a booking and a refusal take without a crowd, stands beside.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

from benchmarks.scheduling_clinic import NOW, TODAY, BusyClinic, make_busy_clinic
from benchmarks.scheduling_database import bench_database, close_connections, use_database
from benchmarks.scheduling_race_guards import Met, Wish, ask_nothing, book_with_locks, look_and_insert
from benchmarks.scheduling_results import Row, as_text, percentile

PROCESSES, THREADS = 8, 8
CLIENTS = PROCESSES * THREADS
BAR_MS = 50.0
CONSTRAINT = "occupancy_never_overlaps"
# All have come to the start, and sleep, before they are let go.
HEAD_START = 0.05

WAYS: dict[str, Callable[[Wish], Met]] = {
    "round trip": ask_nothing,
    "one opening": book_with_locks,
    "locks": book_with_locks,
    "constraint": look_and_insert,
    "nothing": look_and_insert,
}


@dataclass(frozen=True, slots=True)
class Race:
    """What every client must know."""

    way: str
    rounds: int
    urls: tuple[str, str]
    start: Any
    let_go: Any


def run(rounds: int = 20, slow_rounds: int = 8) -> list[Row]:
    """Double bookings, deadlocks and waits of the three guards; `slow_rounds` for the constraint alone.

    The baseline is the same crowd asking `SELECT 1` at once.
    """
    with bench_database() as urls:
        busy = make_busy_clinic()
        make_race_services(busy)
        trip = percentile([met.waited for met in _race("round trip", rounds, urls)], 95)
        rows = [Row(f"{CLIENTS} clients, SELECT 1 at once: p95", trip, "ms"), *_without_a_crowd()]
        _clear_races()
        rows += _rows("all want one opening", _race("one opening", rounds, urls), busy, trip, judged=True)
        _clear_races()
        locked = _race("locks", rounds, urls)
        rows += _rows("locks and constraint", locked, busy, trip, judged=True)
        _clear_races()
        rows += _rows("constraint alone", _race("constraint", slow_rounds, urls), busy, trip)
        _clear_races()
        _owner_execute(f"ALTER TABLE scheduling_occupancy DROP CONSTRAINT {CONSTRAINT}")
        unguarded = _race("nothing", rounds, urls)
        rows += _rows("no guard", unguarded, busy, trip)
    safe, unsafe = (percentile([met.waited for met in mets], 95) for mets in (locked, unguarded))
    rows.append(
        Row("what safety costs: p95 of locks and constraint", safe, "ms", "no guard, p95", safe / unsafe)
    )
    return rows


def make_race_services(busy: BusyClinic) -> None:
    """Two visits that the first two providers of the first place do: in one room, or in one of two."""
    from jessica.clinic.models import Resource, Service
    from jessica.platform.ids import stable_id

    place = busy.places[0]
    providers = [provider.resource for provider in busy.providers[0:4:2]]
    rooms = list(Resource.objects.filter(location=place, kind="room").order_by("key"))
    for many in (1, 2):
        service = Service.objects.create(
            id=stable_id("bench", "service", f"race-{many}"),
            clinic=busy.clinic,
            key=f"race-{many}",
            category="consultation",
            minutes_existing=30,
            buffer_after=5,
            horizon_days=365,
        )
        service.resources.set([*providers, *rooms[:many]])


def _rows(label: str, mets: list[Met], busy: BusyClinic, trip: float, *, judged: bool = False) -> list[Row]:
    doubles, deadlocks = _double_bookings(busy), sum(met.deadlocks for met in mets)
    waits = [met.waited for met in mets]
    p95, lost = percentile(waits, 95), sum(not met.booked for met in mets)
    none, quick = ("0", f"< {BAR_MS:.0f} ms") if judged else ("", "")

    def met_if(condition: bool) -> bool | None:
        return condition if judged else None

    return [
        Row(f"{label}: attempts", len(mets), ""),
        Row(f"{label}: visits booked", len(mets) - lost, ""),
        Row(f"{label}: double bookings", doubles, "pairs", bar=none, met=met_if(doubles == 0)),
        Row(f"{label}: deadlocks", deadlocks, "", bar=none, met=met_if(deadlocks == 0)),
        Row(f"{label}: losers told cleanly, of {lost}", sum(met.told for met in mets), ""),
        Row(f"{label}: p50", percentile(waits, 50), "ms"),
        Row(f"{label}: p95", p95, "ms", "SELECT 1 at once, p95", p95 / trip, quick, met_if(p95 < BAR_MS)),
        Row(f"{label}: slowest", max(waits), "ms"),
        Row(f"{label}: a client's own computing, mean", sum(met.computed for met in mets) / len(mets), "ms"),
    ]


def _without_a_crowd(days: int = 12) -> list[Row]:
    """What a booking takes, and a refusal, for one client alone; the first two of them warm up."""
    from jessica.clinic.models import Clinic
    from jessica.people.models import Person

    clinic, person = Clinic.objects.get(), Person.objects.get()
    waits: dict[str, list[float]] = {"booking": [], "refusal": []}
    for number in range(days):
        service, openings = _the_hour(clinic, number)
        for samples in waits.values():
            wish = Wish(clinic, service, person, openings[0], uuid4())
            begun = time.perf_counter()
            book_with_locks(wish)
            samples.append((time.perf_counter() - begun) * 1000)
    return [
        Row(f"one {what} without a crowd: p50", percentile(samples[2:], 50), "ms")
        for what, samples in waits.items()
    ]


def _race(way: str, rounds: int, urls: tuple[str, str]) -> list[Met]:
    context = multiprocessing.get_context("spawn")
    let_go, results = context.Value("d", 0.0), context.Queue()
    race = Race(way, rounds, urls, context.Barrier(CLIENTS), let_go)
    processes = [
        context.Process(target=_clients, args=(race, number, results)) for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    mets: list[Met] = []
    for _ in processes:
        mets += results.get(timeout=600)
    for process in processes:
        process.join()
    return mets


def _clients(race: Race, number: int, results: Any) -> None:
    """One process of clients."""
    os.environ["JESSICA_DB_POOL"] = str(THREADS)
    use_database(*race.urls)
    found: list[list[Met]] = [[] for _ in range(THREADS)]
    threads = [Thread(target=_client, args=(race, number * THREADS + n, found[n])) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_connections()
    results.put([met for mets in found for met in mets])


def _client(race: Race, number: int, mets: list[Met]) -> None:
    from django.db import connection

    from jessica.clinic.models import Clinic
    from jessica.people.models import Person

    seeded = random.Random(f"client {number}")  # noqa: S311 (picks openings, keeps no secret)
    clinic, person, write = Clinic.objects.get(), Person.objects.get(), WAYS[race.way]
    # The first round warms up connections and caches and is not counted.
    wishes = [
        Wish(clinic, service, person, seeded.choice(wanted), UUID(int=seeded.getrandbits(128), version=4))
        for service, wanted in (_wanted(race, clinic, n) for n in range(race.rounds + 1))
    ]
    # As in a server that has been up for a while: what was imported is not looked through again and again.
    gc.freeze()
    for number_of_round, wish in enumerate(wishes):
        _wait_for_the_start(race)
        begun, computing = time.perf_counter(), time.thread_time()
        met = write(wish)
        met.waited = (time.perf_counter() - begun) * 1000
        met.computed = (time.thread_time() - computing) * 1000
        if number_of_round:
            mets.append(met)
    connection.close()


def _wanted(race: Race, clinic: Any, number_of_round: int) -> tuple[Any, list[Any]]:
    service, openings = _the_hour(clinic, number_of_round)
    return service, openings[:1] if race.way == "one opening" else openings


def _wait_for_the_start(race: Race) -> None:
    """Return at the same instant in all clients: a barrier alone lets them go one after the other."""
    if race.start.wait(timeout=300) == 0:
        race.let_go.value = time.monotonic() + HEAD_START
    race.start.wait(timeout=300)
    time.sleep(max(0.0, race.let_go.value - time.monotonic()))


def _the_hour(clinic: Any, number_of_round: int) -> tuple[Any, list[Any]]:
    """The service of this round, and what begins between ten and eleven on a far, empty Monday."""
    from zoneinfo import ZoneInfo

    from jessica.clinic.models import Service
    from jessica.scheduling.openings import OpeningQuery, find_openings

    service = Service.objects.get(key=f"race-{1 + number_of_round % 2}")
    monday = TODAY + timedelta(days=7 * (25 + number_of_round) - TODAY.weekday())
    openings = find_openings(OpeningQuery(clinic, service, "existing", first=monday, last=monday), at=NOW)
    zone = ZoneInfo(clinic.time_zone)
    return service, [each for each in openings if each.starts_at.astimezone(zone).hour == 10]


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
