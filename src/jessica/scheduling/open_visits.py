"""Taking hold of a visit that is to be changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from jessica.platform.errors import NotFound
from jessica.scheduling.booking import is_staff
from jessica.scheduling.models import Appointment, AppointmentStatus
from jessica.scheduling.problems import VisitNotOpen


def lock_visit(appointment_id: UUID) -> Appointment:
    """The visit, locked until the transaction ends. Raises `NotFound`."""
    visits = Appointment.objects.select_for_update(of=("self",)).select_related("service", "topic", "clinic")
    visit = visits.filter(pk=appointment_id).first()
    if visit is None:
        raise NotFound("This visit is not on the calendar. Nothing was changed.")
    return visit


def require_open(visit: Appointment, *, by: str, at: datetime) -> None:
    """Raise `VisitNotOpen` unless the visit can still be moved or cancelled by `by`.

    Only staff change a visit whose time has come.
    """
    if visit.status != AppointmentStatus.BOOKED:
        raise VisitNotOpen("This visit is cancelled or over and stays as it is. A new one can be booked.")
    if visit.starts_at <= at and not is_staff(by):
        raise VisitNotOpen("This visit has already begun. Nothing was changed; the clinic can help.")


def require_sequence(visit: Appointment, expected: int | None) -> None:
    """Raise `VisitNotOpen` when somebody changed the visit after the caller had read it."""
    if expected is not None and visit.sequence != expected:
        raise VisitNotOpen("This visit was changed meanwhile. It stays as it is now; please look again.")
