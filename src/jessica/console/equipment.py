"""The room and the device for a visit that staff book over the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from jessica.clinic.models import Resource, ResourceKind, Service
from jessica.scheduling.occupancy import Taking, is_taken
from jessica.scheduling.openings import Opening


def with_equipment(opening: Opening, service: Service, *, at: datetime) -> Opening:
    """The opening with one resource of each kind that the service needs there: a free one, else the first."""
    by_kind: dict[str, list[UUID]] = {}
    there = Resource.objects.filter(services=service, location_id=opening.location_id, active=True)
    for kind, resource_id in there.exclude(kind=ResourceKind.PROVIDER).values_list("kind", "pk"):
        by_kind.setdefault(kind, []).append(resource_id)
    wanted = Taking.of(opening, service)
    chosen = tuple(
        next((each for each in ids if not is_taken(Taking((each,), wanted.start, wanted.end), at=at)), ids[0])
        for ids in by_kind.values()
    )
    return replace(opening, resource_ids=(opening.provider_id, *chosen))
