"""The only writer of `Occupancy`.

Every row is written under the advisory locks of its resource (`calendar_locks`), after a look at what is
there; the EXCLUDE constraint is the backstop.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def is_taken(taking: Taking, *, at: datetime, holder: str | None = None, moving: UUID | None = None) -> bool:
    """Whether anything that is not over at `at` touches the span; own holds and `moving` do not count."""
    parameters = {
        "resources": list(taking.resource_ids),
        "start": taking.start,
        "end": taking.end,
        "at": at,
        "holder": holder or "",
        "moving": moving,
    }
    ((taken,),) = next(read_results(_IS_TAKEN, parameters))
    return bool(taken)


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
