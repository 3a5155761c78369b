"""Times kept for one conversation while its details are settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from jessica.clinic.models import Clinic, Service
from jessica.scheduling.calendar_locks import Wanted, lock_names, lock_resources
from jessica.scheduling.claiming import claim, turn_for
from jessica.scheduling.models import Hold, Occupancy
from jessica.scheduling.occupancy import (
    Source,
    Taking,
    free_holds,
    take,
)
from jessica.scheduling.opening_query import Opening, OpeningQuery, kind_for_length
from jessica.scheduling.problems import conflicts_are_slot_taken


def holder_lock(holder: str) -> str:
    """The name to lock before the holder's holds are read or changed."""
    return f"holder/{holder}"


def hold_opening(
    opening: Opening, *, clinic: Clinic, holder: str, at: datetime, query: OpeningQuery | None = None
) -> Hold:
    """Keep the opening for `holder` for the clinic's `hold_minutes`, instead of what they held before.

    The clinic's rules are checked again for `query`, the search that offered the opening; without it, for
    anybody whose visit has that length. A hold blocks everybody else and is never in the way of its holder.
    Raises `SlotTaken` or `OpeningRefused`; then the old hold stays.
    """
    query = replace(query or _query_by_length(opening, clinic), holder=holder)
    with turn_for(Wanted(opening, query, [holder_lock(holder)]), at=at):
        opening = claim(opening, query, at=at)
        free_holds(holder)
        hold = _create(opening, query, at)
        source = Source(clinic.pk, hold_id=hold.pk, expires_at=hold.expires_at)
        take(Taking.of(opening, query.service), source, at=at)
    return hold


def _query_by_length(opening: Opening, clinic: Clinic) -> OpeningQuery:
    """The search that offers an opening of this length: new patients' visits are often longer."""
    service = Service.objects.get(pk=opening.service_id, clinic=clinic)
    kind = kind_for_length(service, opening, "existing")
    day = opening.starts_at.date()
    return OpeningQuery(clinic, service, kind, first=day, last=day)


def _create(opening: Opening, query: OpeningQuery, at: datetime) -> Hold:
    return Hold.objects.create(
        id=uuid4(),
        clinic=query.clinic,
        holder=query.holder or "",
        service_id=opening.service_id,
        location_id=opening.location_id,
        provider_id=opening.provider_id,
        starts_at=opening.starts_at,
        ends_at=opening.ends_at,
        expires_at=at + timedelta(minutes=query.clinic.hold_minutes),
        created_at=at,
    )


def release_holds(holder: str) -> int:
    """Give back everything that `holder` keeps; the number of holds released."""
    with conflicts_are_slot_taken():
        lock_names(holder_lock(holder))
        lock_resources(held_resources(holder))
        return free_holds(holder)


def sweep_expired(at: datetime) -> int:
    """Delete the holds that are over at `at`, each in its own transaction; the number deleted."""
    expired = Hold.objects.filter(expires_at__lte=at).order_by("expires_at").values_list("pk", "holder")
    return sum(_sweep(hold_id, holder) for hold_id, holder in expired)


def _sweep(hold_id: UUID, holder: str) -> int:
    with conflicts_are_slot_taken():
        lock_names(holder_lock(holder))
        lock_resources(held_resources(holder))
        return free_holds(holder, hold_id=hold_id)


def held_resources(holder: str) -> list[UUID]:
    """What the holder's holds keep, expired or not."""
    return list(Occupancy.objects.filter(hold__holder=holder).values_list("resource_id", flat=True))
