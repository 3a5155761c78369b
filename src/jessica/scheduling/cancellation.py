"""Cancelling a visit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from jessica.scheduling.booking import publish_change
from jessica.scheduling.models import Appointment, AppointmentStatus
from jessica.scheduling.occupancy import free
from jessica.scheduling.open_visits import lock_visit, require_open
from jessica.scheduling.problems import conflicts_are_slot_taken


def cancel(appointment_id: UUID, *, reason: str, by: str, at: datetime) -> Appointment:
    """Cancel the visit, free its time and publish `appointment.cancelled`; a cancelled one stays cancelled.

    What it costs is `notice.cancellation_terms`' to say and `billing.fees.post_fee`'s to charge. Raises
    `NotFound` or `VisitNotOpen`.
    """
    with conflicts_are_slot_taken():
        visit = lock_visit(appointment_id)
        if visit.status == AppointmentStatus.CANCELLED:
            return visit
        require_open(visit, by=by, at=at)
        free(appointment_id=visit.pk)
        visit.status = AppointmentStatus.CANCELLED
        visit.cancel_reason = reason
        visit.cancelled_at = visit.updated_at = at
        visit.sequence += 1
        visit.save()
        publish_change("appointment.cancelled", visit, by=by, at=at)
    return visit
