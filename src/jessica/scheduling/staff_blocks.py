"""Time that staff take out of the calendar of a provider, a room or a device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from jessica.clinic.models import Resource
from jessica.events.publish import publish
from jessica.platform.errors import Refused
from jessica.scheduling.calendar_locks import lock_resources
from jessica.scheduling.models import Block
from jessica.scheduling.occupancy import Source, Taking, free, is_taken, take
from jessica.scheduling.problems import SlotTaken, conflicts_are_slot_taken


@dataclass(frozen=True, slots=True)
class BlockRequest:
    """A span to keep free of visits. With `over_visits`, visits that are there already stay and are kept."""

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    reason: str
    by: str
    over_visits: bool = False


def block(request: BlockRequest, *, at: datetime) -> Block:
    """Block the span and publish `resource.blocked`.

    Raises `SlotTaken` when something is booked or held in it and `over_visits` is not set.
    """
    if request.ends_at <= request.starts_at:
        raise Refused("The end of the blocked time must be after its beginning. Nothing was changed.")
    resource = request.resource
    taking = Taking((resource.pk,), request.starts_at, request.ends_at)
    with conflicts_are_slot_taken():
        lock_resources(taking.resource_ids)
        taken = is_taken(taking, at=at)
        if taken and not request.over_visits:
            raise SlotTaken(
                "Something is already on the calendar in that time. Nothing was blocked: move it first, or "
                "block around it."
            )
        made = Block.objects.create(
            id=uuid4(),
            clinic_id=resource.clinic_id,
            resource=resource,
            starts_at=request.starts_at,
            ends_at=request.ends_at,
            reason=request.reason,
            created_by=request.by,
            created_at=at,
        )
        take(taking, Source(resource.clinic_id, block_id=made.pk, override=taken), at=at)
        _publish("resource.blocked", made, by=request.by, at=at)
    return made


def unblock(block_id: UUID, *, by: str, at: datetime) -> bool:
    """Give the time back and publish `resource.unblocked`; False when it was not blocked (any more)."""
    with conflicts_are_slot_taken():
        made = Block.objects.select_for_update().filter(pk=block_id).first()
        if made is None:
            return False
        free(block_id=made.pk)
        _publish("resource.unblocked", made, by=by, at=at)
        made.delete()
    return True


def _publish(kind: str, made: Block, *, by: str, at: datetime) -> None:
    publish(
        kind,
        clinic_id=made.clinic_id,
        subject_id=made.pk,
        at=at,
        by=by,
        resource_id=str(made.resource_id),
        starts_at=made.starts_at.isoformat(),
        ends_at=made.ends_at.isoformat(),
    )
