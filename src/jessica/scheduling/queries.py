"""Reads of the calendar. Each takes the clinic, and returns nothing of another one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jessica.clinic.models import Clinic, Location, Provider
from jessica.people.models import Person
from jessica.platform.errors import NotFound
from jessica.scheduling.models import Appointment, AppointmentStatus, Block


def _visits(clinic: Clinic) -> QuerySet[Appointment]:
    """Visits with everything that a line about one shows, in one query."""
    return Appointment.objects.filter(clinic=clinic).select_related(
        "clinic", "person", "service", "topic", "location", "provider__resource"
    )


def access_appointment(clinic: Clinic, appointment_id: UUID) -> Appointment:
    """The visit of this clinic. Raises `NotFound` for any other id."""
    visit = _visits(clinic).filter(pk=appointment_id).first()
    if visit is None:
        raise NotFound("This visit is not on the calendar.")
    return visit


def visits_of(person: Person, at: datetime, *, upcoming: bool = True) -> list[Appointment]:
    """The person's visits: the booked ones that are not over at `at`, soonest first; or all, latest first."""
    visits = _visits(person.clinic).filter(person=person)
    if not upcoming:
        return list(visits.order_by("-starts_at"))
    return list(visits.filter(status=AppointmentStatus.BOOKED, ends_at__gt=at).order_by("starts_at"))


def appointments_between(
    clinic: Clinic,
    start: datetime,
    end: datetime,
    *,
    provider: Provider | None = None,
    location: Location | None = None,
    cancelled: bool = False,
) -> list[Appointment]:
    """Visits that touch [start, end), in one query, by start; cancelled ones only if asked for."""
    visits = _visits(clinic).filter(starts_at__lt=end, ends_at__gt=start)
    if provider is not None:
        visits = visits.filter(provider=provider)
    if location is not None:
        visits = visits.filter(location=location)
    if not cancelled:
        visits = visits.exclude(status=AppointmentStatus.CANCELLED)
    return list(visits.order_by("starts_at", "provider__resource__position"))


def blocks_between(clinic: Clinic, start: datetime, end: datetime) -> list[Block]:
    """Blocked times that touch [start, end), in one query, by start."""
    blocks = Block.objects.filter(clinic=clinic, starts_at__lt=end, ends_at__gt=start)
    return list(blocks.select_related("resource").order_by("starts_at", "resource__position"))
