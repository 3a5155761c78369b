"""What patients say about a visit that stands: that they come, or that they will be late."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jessica.platform.errors import Refused
from jessica.scheduling.booking import publish_change
from jessica.scheduling.models import Appointment, AppointmentStatus
from jessica.scheduling.open_visits import lock_visit, require_open

LONGEST_NOTE = 300


def confirm_coming(appointment_id: UUID, *, by: str, at: datetime) -> Appointment:
    """Note that the patient comes; said again it is the newer instant. Raises `NotFound`, `VisitNotOpen`."""
    with transaction.atomic():
        visit = lock_visit(appointment_id)
        require_open(visit, by=by, at=at)
        visit.confirmed_at = visit.updated_at = at
        visit.save(update_fields=["confirmed_at", "updated_at"])
        publish_change("appointment.confirmed", visit, by=by, at=at)
    return visit


def note_lateness(appointment_id: UUID, words: str, *, by: str, at: datetime) -> Appointment:
    """Note on a booked visit, before or after its start, that the patient is late, in the patient's words.

    Raises `NotFound`, and `Refused` for a visit that is not booked or is over.
    """
    with transaction.atomic():
        visit = lock_visit(appointment_id)
        if visit.status != AppointmentStatus.BOOKED or visit.ends_at <= at:
            raise Refused("This visit is cancelled or over. Nothing was noted.")
        visit.late_note, visit.updated_at = words[:LONGEST_NOTE], at
        visit.save(update_fields=["late_note", "updated_at"])
        publish_change("appointment.running_late", visit, by=by, at=at)
    return visit
