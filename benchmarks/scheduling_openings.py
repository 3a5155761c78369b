"""How long a search for openings takes, beside a slot-by-slot search and one empty round trip."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from benchmarks.scheduling_clinic import NOW, TODAY, BusyClinic, make_busy_clinic
from benchmarks.scheduling_database import bench_database
from benchmarks.scheduling_results import Row, as_text, percentile

BAR_MS = 20.0
DAYS = (7, 30, 60)


def run(rounds: int = 60) -> list[Row]:
    """p50 and p95 for 7, 30 and 60 days; how they grow; and the baselines of the same run."""
    with bench_database():
        busy = make_busy_clinic()
        return measure(busy, rounds)


def measure(busy: BusyClinic, rounds: int) -> list[Row]:
    """The figures for a clinic that is in the current database."""
    from jessica.scheduling.openings import find_openings

    trip = _timed(_empty_round_trip, rounds)
    trip_p50 = percentile(trip, 50)
    rows = [Row("SELECT 1, p50", trip_p50, "ms")]
    p50_of: dict[int, float] = {}
    for days in DAYS:
        query = a_query(busy, days)
        found = find_openings(query, at=NOW)
        samples = _timed(lambda query=query: find_openings(query, at=NOW), rounds)
        p50_of[days], p95 = percentile(samples, 50), percentile(samples, 95)
        rows.append(Row(f"{days} days, {len(found)} openings, p50", p50_of[days], "ms"))
        bar = (f"< {BAR_MS:.0f} ms", p95 < BAR_MS) if days == 30 else ("", None)
        rows.append(Row(f"{days} days, p95", p95, "ms", "SELECT 1 p50", p95 / trip_p50, *bar))
        if days == 30:
            rows.append(_naive_row(busy, query, found, p50_of[days]))
    growth = p50_of[60] / p50_of[30]
    rows.append(Row("60 days beside 30 days", growth, "x", "30 days p50", growth, "<= 2.2 x", growth <= 2.2))
    return rows


def a_query(busy: BusyClinic, days: int) -> Any:
    """Any provider, any place, for so many days from tomorrow on."""
    from jessica.scheduling.openings import OpeningQuery

    first = TODAY + timedelta(days=1)
    last = TODAY + timedelta(days=days)
    return OpeningQuery(busy.clinic, busy.consultation, "existing", first=first, last=last)


def _naive_row(busy: BusyClinic, query: Any, found: list[Any], p50: float) -> Row:
    """The slot-by-slot search, which must find the same times."""
    begun = time.perf_counter()
    slots = naive_openings(busy, query)
    elapsed = (time.perf_counter() - begun) * 1000
    if slots != {(each.provider_id, each.starts_at) for each in found}:
        raise AssertionError("the search and the slot-by-slot search disagree")
    return Row(
        "30 days, slot by slot in memory (finds the same)", elapsed, "ms", "30 days p50", elapsed / p50
    )


def naive_openings(busy: BusyClinic, query: Any) -> set[tuple[Any, datetime]]:
    """Every slot of every provider against every visit in the window, as schedulers commonly do."""
    from zoneinfo import ZoneInfo

    from jessica.clinic.models import Resource
    from jessica.scheduling.models import Occupancy

    zone = ZoneInfo(busy.clinic.time_zone)
    start = datetime(query.first.year, query.first.month, query.first.day, tzinfo=zone)
    end = start + timedelta(days=(query.last - query.first).days + 2)
    taken: dict[Any, list[Any]] = {}
    for row in Occupancy.objects.filter(during__overlap=(start, end)):
        taken.setdefault(row.resource_id, []).append(row.during)
    rooms = {place.pk: list(Resource.objects.filter(location=place, kind="room")) for place in busy.places}

    def is_free(resource_id: Any, since: datetime, until: datetime) -> bool:
        return not any(span.lower < until and span.upper > since for span in taken.get(resource_id, ()))

    slots = set()
    for provider in busy.providers:
        for hours in provider.hours.all():
            for number in range((query.last - query.first).days + 1):
                day = query.first + timedelta(days=number)
                if day.weekday() != hours.weekday:
                    continue
                for minute in range(hours.start_minute, hours.end_minute - 29, 15):
                    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
                    since, until = (
                        local.astimezone(NOW.tzinfo),
                        local.astimezone(NOW.tzinfo) + timedelta(minutes=35),
                    )
                    if is_free(provider.pk, since, until) and any(
                        is_free(room.pk, since, until) for room in rooms[hours.location_id]
                    ):
                        slots.add((provider.pk, since))
    return slots


def _empty_round_trip() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def _timed(action: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round, after three that warm up."""
    for _ in range(3):
        action()
    gc.collect()
    samples = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        samples.append((time.perf_counter() - begun) * 1000)
    return samples


if __name__ == "__main__":
    rows = run()
    sys.stdout.write(as_text(rows) + "\n")
    sys.exit(any(row.met is False for row in rows))
