"""The only writer of `Occupancy`: locks first, then a look, then the rows.

Every row is written under the advisory locks of its resource. A writer takes all its locks at once, in
ascending order, so that two writers can never wait for each other; the EXCLUDE constraint is the backstop.
Measured with 64 clients: `benchmarks/scheduling_race.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from jessica.clinic.models import Service
from jessica.scheduling.models import Occupancy
from jessica.scheduling.opening_query import Opening

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


def lock_keys(*names: str) -> None:
    """Wait for the transaction's turn on each name, in the order given; at most `LOCK_TIMEOUT` each.

    Names (a holder, an idempotency key) are always locked before resources.
    """
    _lock([_key(name) for name in names])


def lock_resources(resource_ids: Iterable[UUID]) -> None:
    """Wait for the transaction's turn on the resources. Call it once in a transaction, with all of them."""
    _lock(sorted({_key(f"resource/{resource_id}") for resource_id in resource_ids}))


def _key(name: str) -> int:
    """A 64-bit advisory lock key."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def _lock(keys: list[int]) -> None:
    if not keys:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        # An array keeps its order, and unnest() without a join or sort keeps that of the array.
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [keys])


def is_taken(taking: Taking, *, at: datetime, holder: str | None = None, moving: UUID | None = None) -> bool:
    """Whether anything that is not over at `at` touches the span; own holds and `moving` do not count."""
    with connection.cursor() as cursor:
        cursor.execute(
            _IS_TAKEN,
            {
                "resources": list(taking.resource_ids),
                "start": taking.start,
                "end": taking.end,
                "at": at,
                "holder": holder or "",
                "moving": moving,
            },
        )
        row = cursor.fetchone()
    return bool(row and row[0])


_IS_TAKEN = """
SELECT EXISTS (
    SELECT FROM scheduling_occupancy
    WHERE resource_id = ANY(%(resources)s)
      AND during && tstzrange(%(start)s, %(end)s)
      AND (expires_at IS NULL OR expires_at > %(at)s)
      AND (hold_id IS NULL OR hold_id NOT IN (SELECT id FROM scheduling_hold WHERE holder = %(holder)s))
      AND appointment_id IS DISTINCT FROM %(moving)s
)
"""


def take(taking: Taking, source: Source, *, at: datetime) -> None:
    """Write one row a resource. The caller holds the locks and has looked.

    Rows of holds that expired by `at` give way. Raises through `conflicts_are_slot_taken` as `SlotTaken` when
    the constraint objects.
    """
    during = DateTimeTZRange(taking.start, taking.end)
    Occupancy.objects.filter(
        resource_id__in=taking.resource_ids, during__overlap=during, expires_at__lte=at
    ).delete()
    Occupancy.objects.bulk_create(
        Occupancy(
            clinic_id=source.clinic_id,
            resource_id=resource_id,
            during=during,
            appointment_id=source.appointment_id,
            hold_id=source.hold_id,
            block_id=source.block_id,
            expires_at=source.expires_at,
            override=source.override,
        )
        for resource_id in taking.resource_ids
    )


def free(
    *, appointment_id: UUID | None = None, hold_ids: Iterable[UUID] = (), block_id: UUID | None = None
) -> None:
    """Delete the rows of the sources named. For holds, the caller has the locks of their resources."""
    sources = Q(hold_id__in=list(hold_ids))
    if appointment_id is not None:
        sources |= Q(appointment_id=appointment_id)
    if block_id is not None:
        sources |= Q(block_id=block_id)
    Occupancy.objects.filter(sources).delete()
