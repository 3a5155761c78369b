"""The only writer of `Occupancy`: locks first, then a look, then the rows.

Every row is written under the advisory locks of its resource. A writer takes all its locks at once, in
ascending order, so that two writers can never wait for each other; the EXCLUDE constraint is the backstop.
Measured with 64 clients: `benchmarks/scheduling_race.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from jessica.clinic.models import Service
from jessica.scheduling.models import Occupancy
from jessica.scheduling.opening_query import Opening
from jessica.scheduling.round_trip import read_results

LOCK_TIMEOUT = "3s"


@dataclass(frozen=True, slots=True)
class Taking:
    """A span, buffers included, and the resources that are wanted for it."""

    resource_ids: Sequence[UUID]
    start: datetime
    end: datetime

    @classmethod
    def of(cls, opening: Opening, service: Service) -> Taking:
        """What a visit of `service` takes: before and after it, its resources are kept free."""
        before = timedelta(minutes=service.buffer_before)
        after = timedelta(minutes=service.buffer_after)
        return cls(opening.resource_ids, opening.starts_at - before, opening.ends_at + after)


@dataclass(frozen=True, slots=True)
class Source:
    """What takes a resource: exactly one of the ids is set."""

    clinic_id: UUID
    appointment_id: UUID | None = None
    hold_id: UUID | None = None
    block_id: UUID | None = None
    expires_at: datetime | None = None
    override: bool = False


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


def lock_for_visit(names: Sequence[str], opening: Opening, *, holder: str | None) -> None:
    """Lock `names`, then all that a visit could need: the provider, every room and device of the service at
    that place, what the holder's own holds keep, and the day's count of a service that has a daily cap. One
    round trip.
    """
    parameters: dict[str, Any] = {
        "timeout": LOCK_TIMEOUT,
        "names": list(names),
        "provider": opening.provider_id,
        "service": opening.service_id,
        "location": opening.location_id,
        "starts_at": opening.starts_at,
        "holder": holder or "",
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_NAMES + _LOCK_FOR_VISIT, parameters)


def enter_gate(provider_id: UUID) -> bool:
    """Whether this transaction is the one that may go ahead to the provider's calendar now. Never waits."""
    return bool(_last_result(_ENTER_GATE, {"provider": provider_id}))


_ENTER_GATE = "SELECT pg_try_advisory_xact_lock(hashtextextended(%(provider)s::uuid::text, 2))"

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


def is_taken(taking: Taking, *, at: datetime, holder: str | None = None, moving: UUID | None = None) -> bool:
    """Whether anything that is not over at `at` touches the span; own holds and `moving` do not count."""
    return bool(_last_result(_IS_TAKEN, _taken_parameters(taking, at, holder, moving)))


def is_taken_behind_gate(
    taking: Taking, *, at: datetime, holder: str | None = None, moving: UUID | None = None
) -> bool:
    """`is_taken` after whoever went through the gate of the first resource is done.

    All who wait are let go together, not one after the other. One round trip.
    """
    parameters = _taken_parameters(taking, at, holder, moving)
    parameters |= {"timeout": LOCK_TIMEOUT, "gate": taking.resource_ids[0]}
    return bool(_last_result(_WAIT_AT_GATE + _IS_TAKEN, parameters))


def _taken_parameters(
    taking: Taking, at: datetime, holder: str | None, moving: UUID | None
) -> dict[str, Any]:
    return {
        "resources": list(taking.resource_ids),
        "start": taking.start,
        "end": taking.end,
        "at": at,
        "holder": holder or "",
        "moving": moving,
    }


def _last_result(statements: str, parameters: dict[str, Any]) -> Any:
    """The one value that the last of the statements returns."""
    *_, rows = read_results(statements, parameters)
    return rows[0][0]


_WAIT_AT_GATE = """
SELECT set_config('lock_timeout', %(timeout)s, true);
SELECT pg_advisory_xact_lock_shared(hashtextextended(%(gate)s::uuid::text, 2));
"""

_IS_TAKEN = """
SELECT EXISTS (
    SELECT FROM scheduling_occupancy
    WHERE resource_id = ANY(%(resources)s)
      AND during && tstzrange(%(start)s, %(end)s)
      AND (expires_at IS NULL OR expires_at > %(at)s)
      AND (hold_id IS NULL OR hold_id NOT IN (SELECT id FROM scheduling_hold WHERE holder = %(holder)s))
      AND (appointment_id IS NULL OR appointment_id IS DISTINCT FROM %(moving)s)
)
"""


def take(taking: Taking, source: Source, *, at: datetime) -> None:
    """Write one row a resource. The caller holds the locks and has looked.

    Rows of holds that expired by `at` give way. When the constraint objects, `conflicts_are_slot_taken` makes
    that a `SlotTaken`.
    """
    parameters: dict[str, Any] = {
        "resources": list(taking.resource_ids),
        "start": taking.start,
        "end": taking.end,
        "at": at,
        "clinic": source.clinic_id,
        "appointment": source.appointment_id,
        "hold": source.hold_id,
        "block": source.block_id,
        "expires_at": source.expires_at,
        "override": source.override,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, parameters)


_TAKE = """
DELETE FROM scheduling_occupancy
WHERE resource_id = ANY(%(resources)s) AND during && tstzrange(%(start)s, %(end)s) AND expires_at <= %(at)s;
INSERT INTO scheduling_occupancy
    (clinic_id, resource_id, during, appointment_id, hold_id, block_id, expires_at, override)
SELECT %(clinic)s::uuid, resource_id, tstzrange(%(start)s, %(end)s), %(appointment)s::uuid, %(hold)s::uuid,
       %(block)s::uuid, %(expires_at)s::timestamptz, %(override)s
FROM unnest(%(resources)s::uuid[]) AS resource_id
"""


def free(*, appointment_id: UUID | None = None, block_id: UUID | None = None) -> None:
    """Delete the rows of a visit or of a block."""
    sources = Q(appointment_id=appointment_id) if appointment_id else Q(block_id=block_id)
    Occupancy.objects.filter(sources).delete()


def free_holds(holder: str, *, hold_id: UUID | None = None) -> int:
    """Delete what the holder keeps, or only the hold with that id; the number of holds deleted.

    The caller has the locks of the holder and of their resources.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FREE_HOLDS, {"holder": holder, "hold": hold_id})
        cursor.nextset()
        return int(cursor.rowcount)


_FREE_HOLDS = """
DELETE FROM scheduling_occupancy
WHERE hold_id IN (
    SELECT id FROM scheduling_hold WHERE holder = %(holder)s AND (%(hold)s::uuid IS NULL OR id = %(hold)s)
);
DELETE FROM scheduling_hold WHERE holder = %(holder)s AND (%(hold)s::uuid IS NULL OR id = %(hold)s)
"""
