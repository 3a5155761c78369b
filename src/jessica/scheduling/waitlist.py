"""People who want an earlier time, or any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from jessica.clinic.models import Clinic, Location, Provider, Service
from jessica.events.publish import publish
from jessica.people.models import Person
from jessica.scheduling.calendar_locks import lock_names
from jessica.scheduling.models import WaitlistEntry, WaitlistStatus
from jessica.scheduling.opening_query import Opening


@dataclass(frozen=True, slots=True)
class WaitlistRequest:
    """What somebody waits for. No places: any of them. `earliest` and `latest` are local dates, inclusive."""

    clinic: Clinic
    person: Person
    service: Service
    earliest: date
    latest: date | None = None
    location_keys: Sequence[str] = ()
    provider: Provider | None = None
    conversation_id: UUID | None = None
    entry_id: UUID | None = None


def join_waitlist(request: WaitlistRequest, *, at: datetime) -> WaitlistEntry:
    """Put the person on the list for the visit, once.

    Whoever waits for this visit already keeps the place in the queue; newer wishes replace the old ones.
    Publishes `waitlist.joined` the first time.
    """
    wishes = {
        "provider": request.provider,
        "location_keys": list(request.location_keys),
        "earliest": request.earliest,
        "latest": request.latest,
    }
    with transaction.atomic():
        lock_names(f"waitlist/{request.person.pk}/{request.service.pk}")
        entry, joined = WaitlistEntry.objects.update_or_create(
            person=request.person,
            service=request.service,
            status=WaitlistStatus.WAITING,
            defaults=wishes,
            create_defaults={
                **wishes,
                "id": request.entry_id or uuid4(),
                "clinic": request.clinic,
                "conversation_id": request.conversation_id,
                "created_at": at,
            },
        )
        if joined:
            _publish("waitlist.joined", entry, at)
    return entry


def leave(entry_id: UUID, *, at: datetime) -> bool:
    """Take the person off the list; False when they were not waiting (any more)."""
    return _end(entry_id, WaitlistStatus.LEFT, at)


def booked_from_waitlist(entry_id: UUID, *, at: datetime) -> bool:
    """The person got a time: the wait is over. False when they were not waiting (any more)."""
    return _end(entry_id, WaitlistStatus.BOOKED, at)


def candidates_for(opening: Opening) -> list[WaitlistEntry]:
    """Who waits for such a time, longest first."""
    location = Location.objects.get(pk=opening.location_id)
    day = opening.starts_at.astimezone(ZoneInfo(location.time_zone)).date()
    waiting = WaitlistEntry.objects.filter(
        Q(provider__isnull=True) | Q(provider_id=opening.provider_id),
        Q(location_keys=[]) | Q(location_keys__contains=[location.key]),
        Q(latest__isnull=True) | Q(latest__gte=day),
        clinic_id=location.clinic_id,
        service_id=opening.service_id,
        earliest__lte=day,
        status=WaitlistStatus.WAITING,
    )
    return list(waiting.select_related("person", "service").order_by("created_at", "pk"))


def _end(entry_id: UUID, status: WaitlistStatus, at: datetime) -> bool:
    with transaction.atomic():
        waiting = WaitlistEntry.objects.select_for_update().filter(pk=entry_id, status=WaitlistStatus.WAITING)
        entry = waiting.first()
        if entry is None:
            return False
        entry.status = status
        entry.save(update_fields=["status"])
        _publish(f"waitlist.{status.value}", entry, at)
    return True


def _publish(kind: str, entry: WaitlistEntry, at: datetime) -> None:
    publish(kind, clinic_id=entry.clinic_id, subject_id=entry.pk, at=at, service_id=str(entry.service_id))
