"""Ways to book one opening while others want it too. Each tells what the client met with."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from benchmarks.scheduling_clinic import NOW

# Without locks, a client that keeps running into others tries again, but not for ever.
PATIENCE_SECONDS = 10.0
_DEADLOCK, _TAKEN = "40P01", "23P01"
_GIVEN_UP = {"55P03", "57014"}


@dataclass(frozen=True, slots=True)
class Wish:
    """One client's wish for one opening."""

    clinic: Any
    service: Any
    person: Any
    opening: Any
    visit_id: UUID


@dataclass(slots=True)
class Met:
    """What came of a wish. Who was neither booked nor told that the time is gone, was left hanging."""

    booked: bool = False
    told: bool = False
    deadlocks: int = 0
    # The wait in milliseconds, and that part of it in which the client's own thread was computing.
    waited: float = 0.0
    computed: float = 0.0


def ask_nothing(wish: Wish) -> Met:
    """The least that any client can do: one empty question to the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return Met()


def book_with_locks(wish: Wish) -> Met:
    """The product's own way."""
    from jessica.scheduling.booking import BookingRequest, book
    from jessica.scheduling.problems import SlotTaken

    request = BookingRequest(
        wish.clinic,
        wish.person,
        wish.service,
        wish.opening,
        "existing",
        "jessica",
        wish.visit_id,
        conversation_id=wish.visit_id,
    )
    try:
        book(request, at=NOW)
    except SlotTaken as taken:
        state = _state_of(taken.__cause__)
        return Met(told=state is None, deadlocks=int(state == _DEADLOCK))
    return Met(booked=True)


def look_and_insert(wish: Wish) -> Met:
    """Look, then write, without locks; again after a deadlock, until `PATIENCE_SECONDS` are over.

    In the end the constraint, where there is one, is all that stands between two visits.
    """
    from django.db import DatabaseError

    met, give_up_at = Met(), time.perf_counter() + PATIENCE_SECONDS
    while (left := give_up_at - time.perf_counter()) > 0:
        try:
            met.booked = _insert_if_free(wish, left)
        except DatabaseError as error:
            state = _state_of(error)
            if state == _DEADLOCK:
                met.deadlocks += 1
                continue
            if state not in {_TAKEN, *_GIVEN_UP}:
                raise
            met.told = state == _TAKEN
            return met
        met.told = not met.booked
        return met
    return met


def _insert_if_free(wish: Wish, seconds: float) -> bool:
    from django.db import connection, transaction

    from jessica.scheduling.booking import BookingRequest, create_visit
    from jessica.scheduling.occupancy import Source, Taking, is_taken, take

    request = BookingRequest(
        wish.clinic, wish.person, wish.service, wish.opening, "existing", "jessica", wish.visit_id
    )
    taking = Taking.of(wish.opening, wish.service)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true)", [f"{int(seconds * 1000) + 1}ms"]
            )
        if is_taken(taking, at=NOW):
            return False
        create_visit(request, wish.opening, NOW)
        take(taking, Source(wish.clinic.pk, appointment_id=wish.visit_id), at=NOW)
    return True


def _state_of(error: BaseException | None) -> str | None:
    return getattr(getattr(error, "__cause__", None), "sqlstate", None)
