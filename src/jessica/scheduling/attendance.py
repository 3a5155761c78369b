"""Who came: marking a visit as arrived, missed or kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jessica.platform.errors import Refused
from jessica.scheduling.booking import publish_change
from jessica.scheduling.models import Appointment, AppointmentStatus
from jessica.scheduling.open_visits import lock_visit

# From each mark, the marks that may follow; a slip of the finger can be taken back.
_NEXT: dict[str, frozenset[str]] = {
    AppointmentStatus.BOOKED: frozenset({AppointmentStatus.ARRIVED, AppointmentStatus.NO_SHOW}),
    AppointmentStatus.ARRIVED: frozenset({AppointmentStatus.BOOKED, AppointmentStatus.FULFILLED}),
    AppointmentStatus.NO_SHOW: frozenset({AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED}),
    AppointmentStatus.FULFILLED: frozenset({AppointmentStatus.ARRIVED}),
}

_EVENTS: dict[str, str] = {
    AppointmentStatus.BOOKED: "appointment.mark_removed",
    AppointmentStatus.ARRIVED: "appointment.arrived",
    AppointmentStatus.NO_SHOW: "appointment.missed",
    AppointmentStatus.FULFILLED: "appointment.fulfilled",
}


def mark_attendance(appointment_id: UUID, status: AppointmentStatus, *, by: str, at: datetime) -> Appointment:
    """Give the visit the mark `status` and publish it; the same mark again changes nothing.

    Raises `NotFound`, and `Refused` for a mark that cannot follow the present one and for a no-show before
    the visit was to begin.
    """
    with transaction.atomic():
        visit = lock_visit(appointment_id)
        if visit.status == status:
            return visit
        if status not in _NEXT.get(visit.status, frozenset()):
            raise Refused(
                f"This visit is marked “{visit.get_status_display()}” and stays so. Nothing was changed."
            )
        if status == AppointmentStatus.NO_SHOW and visit.starts_at > at:
            raise Refused("This visit has not begun yet, so nobody can have missed it. Nothing was changed.")
        visit.status = status
        visit.updated_at = at
        visit.save(update_fields=["status", "updated_at"])
        publish_change(_EVENTS[status], visit, by=by, at=at)
    return visit
