"""Staff's last word: a visit over another one, or outside the hours, with a reason that is kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from jessica.platform.errors import Refused
from jessica.scheduling.booking import (
    BookingRequest,
    already_booked,
    create_visit,
    is_staff,
    publish_change,
)
from jessica.scheduling.calendar_locks import lock_names, lock_resources
from jessica.scheduling.holds import held_resources
from jessica.scheduling.models import Appointment
from jessica.scheduling.occupancy import Source, Taking, free, free_holds, is_taken, take
from jessica.scheduling.open_visits import lock_visit, require_open
from jessica.scheduling.opening_query import Opening
from jessica.scheduling.problems import conflicts_are_slot_taken
from jessica.scheduling.rescheduling import move_record


def book_anyway(request: BookingRequest, *, override_reason: str, at: datetime) -> Appointment:
    """Book the opening as it is written, whatever the rules and the calendar say.

    `opening.resource_ids` are taken as they stand. The reason stays on the visit, and the event
    `appointment.booked` says `override: true`. Raises `Refused` for anybody but staff and without a reason.
    """
    _require_staff_with_reason(request.booked_by, override_reason)
    taking = Taking.of(request.opening, request.service)
    with conflicts_are_slot_taken():
        lock_names(*request.locks)
        booked = already_booked(request)
        if booked is not None:
            return booked
        lock_resources([*taking.resource_ids, *held_resources(request.holder)])
        free_holds(request.holder)
        visit = create_visit(request, request.opening, at, override_reason=override_reason)
        _take(taking, visit, at)
        publish_change("appointment.booked", visit, by=request.booked_by, at=at, override=True)
    return visit


def move_anyway(
    appointment_id: UUID, opening: Opening, *, override_reason: str, by: str, at: datetime
) -> Appointment:
    """Move the visit to the opening as it is written; see `book_anyway`."""
    _require_staff_with_reason(by, override_reason)
    with conflicts_are_slot_taken():
        visit = lock_visit(appointment_id)
        require_open(visit, by=by, at=at)
        taking = Taking.of(opening, visit.service)
        lock_resources(taking.resource_ids)
        free(appointment_id=visit.pk)
        _take(taking, visit, at)
        move_record(visit, opening, by=by, at=at, override_reason=override_reason)
    return visit


def _take(taking: Taking, visit: Appointment, at: datetime) -> None:
    # Each resource by itself: one that is free stays under the guard of the constraint.
    for resource_id in taking.resource_ids:
        alone = Taking((resource_id,), taking.start, taking.end)
        source = Source(visit.clinic_id, appointment_id=visit.pk, override=is_taken(alone, at=at))
        take(alone, source, at=at)


def _require_staff_with_reason(by: str, reason: str) -> None:
    if not is_staff(by):
        raise Refused(
            "Only staff can book over the calendar. Nothing was changed; please choose another time."
        )
    if not reason.strip():
        raise Refused("Booking over the calendar needs a reason. Nothing was changed; please give one.")
