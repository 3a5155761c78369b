"""Getting a time for somebody: the locks, the check and the choice of room that hold and book share."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from jessica.clinic.models import ResourceKind, Service
from jessica.scheduling.models import Occupancy
from jessica.scheduling.occupancy import Taking, is_taken, lock_resources
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.problems import OpeningProblem, OpeningRefused, ProblemCode, SlotTaken
from jessica.scheduling.revalidation import settle_opening


def claim(opening: Opening, query: OpeningQuery, *, at: datetime) -> Opening:
    """Lock every resource that the visit could use there and return the opening as it can be had now.

    The room may be another than the one offered. Losers of a race leave after one short look at the
    provider's calendar. Raises `SlotTaken` or `OpeningRefused`; call it inside `conflicts_are_slot_taken`,
    and write before that block ends.
    """
    lock_resources({opening.provider_id, *_equipment(opening, query.service), *_own_holds(query)})
    wanted = Taking.of(opening, query.service)
    provider_only = Taking((opening.provider_id,), wanted.start, wanted.end)
    if is_taken(provider_only, at=at, holder=query.holder, moving=query.moving):
        raise SlotTaken
    settled = settle_opening(opening, query, at=at)
    if not isinstance(settled, OpeningProblem):
        return settled
    if settled.code == ProblemCode.TAKEN:
        raise SlotTaken
    raise OpeningRefused(settled)


def _equipment(opening: Opening, service: Service) -> list[UUID]:
    through: Any = Service.resources.through
    rows = through.objects.filter(service=service, resource__location_id=opening.location_id)
    return list(rows.exclude(resource__kind=ResourceKind.PROVIDER).values_list("resource_id", flat=True))


def _own_holds(query: OpeningQuery) -> list[UUID]:
    """The resources of the holder's own holds, which the claim replaces."""
    if query.holder is None:
        return []
    rows = Occupancy.objects.filter(hold__holder=query.holder, hold__clinic=query.clinic)
    return list(rows.values_list("resource_id", flat=True))
