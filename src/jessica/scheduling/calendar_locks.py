"""Who may write into the calendar now: advisory locks, held until the transaction ends.

A writer takes the locks of names first and then those of all resources at once, in ascending order, so that
two writers can never wait for each other. Measured with 64 clients: `benchmarks/scheduling_race.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DatabaseError, connection

from jessica.scheduling.occupancy import Taking
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.round_trip import read_results

LOCK_TIMEOUT = "3s"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A visit that is to be written. `names` are locked before its resources.

    `appointment_id` and `idempotency_key` say which visit the same request may have led to before.
    """

    opening: Opening
    query: OpeningQuery
    names: Sequence[str]
    appointment_id: UUID | None = None
    idempotency_key: str | None = None

    def parameters(self, at: datetime) -> dict[str, Any]:
        """What the statements of this file ask about."""
        span = Taking.of(self.opening, self.query.service)
        return {
            "timeout": LOCK_TIMEOUT,
            "names": list(self.names),
            "clinic": self.query.clinic.pk,
            "provider": self.opening.provider_id,
            "service": self.opening.service_id,
            "location": self.opening.location_id,
            "starts_at": self.opening.starts_at,
            "start": span.start,
            "end": span.end,
            "at": at,
            "holder": self.query.holder or "",
            "moving": self.query.moving,
            "appointment": self.appointment_id,
            "key": self.idempotency_key,
        }


class Look(NamedTuple):
    """`taken`: the provider, or the last room or device of a kind, is somebody else's.

    `booked` is the visit that the request has led to before.
    """

    taken: bool
    booked: UUID | None


def lock_names(*names: str) -> None:
    """Wait for the transaction's turn on each name, in the order given; at most `LOCK_TIMEOUT` each.

    Names (a holder, an idempotency key) are always locked before resources.
    """
    parameters: dict[str, Any] = {"timeout": LOCK_TIMEOUT, "names": list(names)}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_NAMES, parameters)


def lock_resources(resource_ids: Iterable[UUID]) -> None:
    """Wait for the transaction's turn on the resources. Call it once in a transaction, with all of them."""
    parameters: dict[str, Any] = {"timeout": LOCK_TIMEOUT, "resources": list(resource_ids)}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_RESOURCES, parameters)


def lock_for_visit(wanted: Wanted, *, at: datetime) -> Look:
    """Lock the names, then all that the visit could need: the provider, every room and device of the service
    at that place, what the holder's own holds keep, and the day's count of a service that has a daily cap.

    Returns what is to be seen then. One round trip.
    """
    *_, rows = read_results(_LOCK_NAMES + _LOCK_FOR_VISIT + _LOOK, wanted.parameters(at))
    return Look(*rows[0])


def wait_at_gate(wanted: Wanted, *, at: datetime, for_session: bool) -> tuple[bool, Look]:
    """Whether one may go ahead to the provider's calendar, and what is to be seen.

    One goes ahead at once, and keeps the gate until the transaction ends or, `for_session`, until
    `leave_gate`. All others wait until that one is done and are let go together, not one after the other;
    they have seen what the one did, and may ask again. One round trip.
    """
    parameters = wanted.parameters(at) | {"for_session": for_session}
    ((entered, taken, booked),) = next(read_results(_WAIT_AT_GATE, parameters))
    return entered, Look(taken, booked)


def leave_gate(wanted: Wanted) -> None:
    """Give back what was entered for the session; a broken connection has given it back already."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_LEAVE_GATE, [wanted.opening.provider_id])
    except DatabaseError:
        connection.close()


# Arrays keep their order, and so does unnest() without a join or a sort. Each statement sees what was
# committed before it began, so what follows a lock sees the work of whoever held it.
_LOCK_NAMES = """
SELECT set_config('lock_timeout', %(timeout)s, true);
SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%(names)s::text[]) AS name;
"""

# A subquery with ORDER BY is never flattened: locks are taken in ascending order of their keys.
_LOCK_RESOURCES = """
SELECT set_config('lock_timeout', %(timeout)s, true);
SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended(resource_id::text, 1) AS key
    FROM unnest(%(resources)s::uuid[]) AS resource_id
    ORDER BY key
) AS ascending;
"""

# A cap counts the visits of all providers, who may have no room in common: the count has a lock of its own,
# in the same order as the resources.
_LOCK_FOR_VISIT = """
SELECT pg_advisory_xact_lock(key) FROM (
    SELECT hashtextextended(resource_id::text, 1) AS key
    FROM (
        SELECT %(provider)s::uuid AS resource_id
        UNION
        SELECT resource.id
        FROM clinic_service_resources able JOIN clinic_resource resource ON resource.id = able.resource_id
        WHERE able.service_id = %(service)s AND resource.location_id = %(location)s
        UNION
        SELECT held.resource_id
        FROM scheduling_occupancy held JOIN scheduling_hold hold ON hold.id = held.hold_id
        WHERE hold.holder = %(holder)s
    ) AS wanted
    UNION ALL
    SELECT hashtextextended(
        concat_ws(
            '/', 'cap', service.id, place.id, (%(starts_at)s::timestamptz AT TIME ZONE place.time_zone)::date
        ),
        1
    )
    FROM clinic_service service, clinic_location place
    WHERE service.id = %(service)s AND place.id = %(location)s AND service.daily_cap IS NOT NULL
    ORDER BY key
) AS ascending;
"""

# The functions are those of migrations 0002 and 0003: a connection plans what they ask only once.
_LOOK = """
SELECT is_taken, booked FROM scheduling_look(
    %(clinic)s, %(provider)s, %(service)s, %(location)s, tstzrange(%(start)s, %(end)s), %(at)s, %(holder)s,
    %(moving)s, %(appointment)s, %(key)s
)
"""
_WAIT_AT_GATE = """
SELECT entered, is_taken, booked FROM scheduling_wait_at_gate(
    %(clinic)s, %(provider)s, %(service)s, %(location)s, tstzrange(%(start)s, %(end)s), %(at)s, %(holder)s,
    %(moving)s, %(appointment)s, %(key)s, %(timeout)s, %(for_session)s
)
"""
_LEAVE_GATE = "SELECT pg_advisory_unlock(hashtextextended(%s::uuid::text, 2))"
