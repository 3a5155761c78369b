"""Moving a visit: the same record at another time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from jessica.scheduling.booking import is_staff, publish_change
from jessica.scheduling.calendar_locks import Wanted, lock_for_visit, lock_names
from jessica.scheduling.claiming import claim
from jessica.scheduling.holds import holder_lock
from jessica.scheduling.models import Appointment
from jessica.scheduling.occupancy import Source, Taking, free, free_holds, take
from jessica.scheduling.open_visits import lock_visit, require_open, require_sequence
from jessica.scheduling.opening_query import Opening, OpeningQuery, PatientKind, kind_for_length
from jessica.scheduling.problems import SlotTaken, conflicts_are_slot_taken


def reschedule(
    appointment_id: UUID,
    opening: Opening,
    *,
    by: str,
    at: datetime,
    expected_sequence: int | None = None,
    holder: str | None = None,
) -> Appointment:
    """Move the visit: free the old time and take the new one in one transaction, with SEQUENCE one higher.

    `holder` is whose hold on the new time is used up. A visit that is already there stays as it is. Raises
    `NotFound`, `VisitNotOpen`, `SlotTaken` or `OpeningRefused`; the visit then keeps its old time.
    """
    with conflicts_are_slot_taken():
        if holder is not None:
            lock_names(holder_lock(holder))
        visit = lock_visit(appointment_id)
        if is_there(visit, opening):
            return visit
        require_open(visit, by=by, at=at)
        require_sequence(visit, expected_sequence)
        query = _query(visit, opening, by, holder)
        if lock_for_visit(Wanted(opening, query, ()), at=at).taken:
            raise SlotTaken
        settled = claim(opening, query, at=at)
        if holder is not None:
            free_holds(holder)
        free(appointment_id=visit.pk)
        take(Taking.of(settled, visit.service), Source(visit.clinic_id, appointment_id=visit.pk), at=at)
        move_record(visit, settled, by=by, at=at)
    return visit


def is_there(visit: Appointment, opening: Opening) -> bool:
    """Whether the visit already has the time, the place and the provider of `opening`."""
    here = (visit.starts_at, visit.ends_at, visit.provider_id, visit.location_id)
    return here == (opening.starts_at, opening.ends_at, opening.provider_id, opening.location_id)


def move_record(
    visit: Appointment, opening: Opening, *, by: str, at: datetime, override_reason: str = ""
) -> None:
    """Write the new time into the visit and publish `appointment.rescheduled`."""
    previous = visit.starts_at
    visit.location_id = opening.location_id
    visit.provider_id = opening.provider_id
    visit.starts_at, visit.ends_at = opening.starts_at, opening.ends_at
    visit.sequence += 1
    visit.confirmed_at, visit.late_note = None, ""
    visit.override_reason = override_reason
    visit.updated_at = at
    visit.save()
    publish_change(
        "appointment.rescheduled",
        visit,
        by=by,
        at=at,
        previous_starts_at=previous.isoformat(),
        override=bool(override_reason),
    )


def _query(visit: Appointment, opening: Opening, by: str, holder: str | None) -> OpeningQuery:
    kinds: dict[str, PatientKind] = {"new": "new", "post_op": "post_op"}
    day = opening.starts_at.date()
    return OpeningQuery(
        clinic=visit.clinic,
        service=visit.service,
        patient_kind=kind_for_length(visit.service, opening, kinds.get(visit.patient_kind, "existing")),
        first=day,
        last=day,
        topic=visit.topic,
        holder=holder,
        staff=is_staff(by),
        moving=visit.pk,
    )
