"""Real clients, each with a connection of its own, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Event, Thread
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from jessica.platform.errors import JessicaError
from jessica.scheduling import calendar_locks
from jessica.scheduling.booking import book
from jessica.scheduling.calendar_locks import lock_resources
from jessica.scheduling.claiming import turn_for
from jessica.scheduling.holds import hold_opening
from jessica.scheduling.models import Appointment, Hold, Occupancy
from jessica.scheduling.occupancy import Source, Taking, take
from jessica.scheduling.problems import OpeningRefused, SlotTaken, conflicts_are_slot_taken
from jessica.scheduling.rescheduling import reschedule
from tests.factories import NOW, make_small_clinic
from tests.scheduling.test_the_calendar_stays_whole import OVERLAPS

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 16
HALF_A_DAY = timedelta(hours=12)


def race(actions: list[Callable[[], object]]) -> list[object]:
    """Do all at once; what each returned or the error that it raised."""
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> object:
        try:
            start.wait(timeout=30)
            return action()
        except JessicaError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as clients:
        return list(clients.map(run, actions))


def overlaps() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        return int(cursor.fetchone()[0])


def was_deadlocked(result: object) -> bool:
    cause = getattr(getattr(result, "__cause__", None), "__cause__", None)
    return getattr(cause, "sqlstate", None) == "40P01"


def test_one_hour_goes_to_one_of_sixteen():
    small = make_small_clinic()
    opening = small.opening("10:00")
    requests = [small.request(opening) for _ in range(CLIENTS)]
    results = race([lambda request=request: book(request, at=NOW) for request in requests])
    assert sum(isinstance(result, Appointment) for result in results) == 1
    assert sum(isinstance(result, SlotTaken) for result in results) == CLIENTS - 1
    assert Occupancy.objects.count() == 2


def test_a_hot_hour_fills_without_a_double_booking_or_a_deadlock():
    small = make_small_clinic()
    for round_number in range(6):
        hot = [
            each
            for service in (small.consultation, small.laser_visit)
            for each in small.openings(service)
            if each.starts_at.astimezone(small.zone).hour == 9 + round_number
        ]
        requests = [small.request(hot[n * 7 % len(hot)]) for n in range(CLIENTS)]
        results = race([lambda request=request: book(request, at=NOW) for request in requests])
        assert not any(was_deadlocked(result) for result in results)
    assert Appointment.objects.count() >= 6
    assert overlaps() == 0


def test_the_same_request_from_many_clients_is_one_visit():
    small = make_small_clinic()
    opening = small.opening("10:00")
    conversation = uuid4()
    requests = [
        small.request(opening, idempotency_key="turn-1", conversation_id=conversation) for _ in range(CLIENTS)
    ]
    results = race([lambda request=request: book(request, at=NOW) for request in requests])
    assert len({result.pk for result in results if isinstance(result, Appointment)}) == 1
    assert not [result for result in results if not isinstance(result, Appointment)]


def test_a_conversation_that_holds_many_times_at_once_keeps_one():
    small = make_small_clinic()
    openings = small.openings()[:CLIENTS]
    race(
        [
            lambda opening=opening: hold_opening(opening, clinic=small.clinic, holder="anna", at=NOW)
            for opening in openings
        ]
    )
    assert Hold.objects.count() == 1
    assert Occupancy.objects.count() == 2


def test_visits_that_change_places_at_once_never_deadlock():
    small = make_small_clinic()
    clocks = ["09:00", "10:00", "11:00", "12:00"]
    visits = [small.book(small.opening(clock, provider=small.okafor)) for clock in clocks]
    free = [small.opening(clock, provider=small.rivera) for clock in clocks]

    def move(visit_id: UUID, number: int) -> object:
        return reschedule(visit_id, free[number], by="jessica", at=NOW)

    results = race(
        [
            lambda visit=visit, number=number: move(visit.pk, number)
            for visit in visits
            for number in range(len(free))
        ]
    )
    assert not any(was_deadlocked(result) for result in results)
    assert overlaps() == 0
    assert Occupancy.objects.count() == 2 * len(visits)


def test_whoever_waits_too_long_for_a_calendar_is_told_and_nothing_is_written(monkeypatch):
    monkeypatch.setattr(calendar_locks, "LOCK_TIMEOUT", "100ms")
    small = make_small_clinic()
    opening = small.opening("10:00")
    locked, done = Event(), Event()

    def keep_the_calendar() -> None:
        with transaction.atomic():
            lock_resources([small.okafor.pk])
            locked.set()
            done.wait(timeout=30)
        connection.close()

    keeper = Thread(target=keep_the_calendar)
    keeper.start()
    assert locked.wait(timeout=30)
    with pytest.raises(SlotTaken):
        small.book(opening)
    assert not Appointment.objects.exists()
    done.set()
    keeper.join()
    assert small.book(opening).pk


def test_the_constraint_stops_a_writer_who_did_not_look():
    small = make_small_clinic()
    first, second = small.book(small.opening("10:00")), small.book(small.opening("14:00"))
    wanted = Taking((small.okafor.pk,), first.starts_at, first.ends_at)
    with pytest.raises(SlotTaken), conflicts_are_slot_taken():
        take(wanted, Source(small.clinic.pk, appointment_id=second.pk), at=NOW)
    assert Occupancy.objects.count() == 4
    free = Taking((small.okafor.pk,), first.ends_at, first.ends_at + (first.ends_at - first.starts_at))
    with conflicts_are_slot_taken():
        take(free, Source(small.clinic.pk, appointment_id=second.pk), at=NOW)
    assert Occupancy.objects.count() == 5


def test_nothing_stays_locked_when_a_client_has_booked_lost_or_run_into_a_rule():
    small = make_small_clinic()
    opening = small.opening("10:00")
    book(small.request(opening), at=NOW)
    with pytest.raises(SlotTaken):
        book(small.request(opening), at=NOW)
    closed = replace(opening, starts_at=opening.starts_at - HALF_A_DAY, ends_at=opening.ends_at - HALF_A_DAY)
    with pytest.raises(OpeningRefused):
        book(small.request(closed), at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)
    book(small.request(small.opening("11:00")), at=NOW)


def test_a_client_whose_connection_breaks_at_the_gate_keeps_nobody_out():
    small = make_small_clinic()
    opening = small.opening("10:00")

    def breaks() -> None:
        try:
            with turn_for(small.request(opening).wanted, at=NOW), connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        except DatabaseError:
            broken.set()
        finally:
            connection.close()

    broken = Event()
    client = Thread(target=breaks)
    client.start()
    client.join(timeout=30)
    assert broken.is_set()
    assert book(small.request(opening), at=NOW)
