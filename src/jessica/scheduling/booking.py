"""Writing a visit into the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jessica.clinic.models import Clinic, Service
from jessica.events.publish import publish
from jessica.people.models import Person
from jessica.scheduling.calendar_locks import Wanted
from jessica.scheduling.claiming import claim, turn_for
from jessica.scheduling.holds import holder_lock
from jessica.scheduling.models import Appointment
from jessica.scheduling.occupancy import Source, Taking, free_holds, take
from jessica.scheduling.opening_query import Opening, OpeningQuery, PatientKind


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """A visit to be booked. `booked_by` is a principal: jessica, patient-link, file or staff:KEY.

    The same `idempotency_key`, or the same `appointment_id`, is the same visit however often it is asked for.
    """

    clinic: Clinic
    person: Person
    service: Service
    opening: Opening
    patient_kind: PatientKind
    booked_by: str
    appointment_id: UUID
    topic: Service | None = None
    reason: str = ""
    conversation_id: UUID | None = None
    idempotency_key: str | None = None

    @property
    def holder(self) -> str:
        """Whose hold this booking uses up: the conversation's, else the principal's."""
        return str(self.conversation_id) if self.conversation_id else self.booked_by

    @property
    def locks(self) -> tuple[str, str]:
        """The names to lock before the resources."""
        return f"booking/{self.idempotency_key or self.appointment_id}", holder_lock(self.holder)

    @property
    def query(self) -> OpeningQuery:
        """The search in which the opening must still be found."""
        day = self.opening.starts_at.date()
        return OpeningQuery(
            clinic=self.clinic,
            service=self.service,
            patient_kind=self.patient_kind,
            first=day,
            last=day,
            topic=self.topic,
            holder=self.holder,
            staff=is_staff(self.booked_by),
        )

    @property
    def wanted(self) -> Wanted:
        """What is to be locked and looked at."""
        return Wanted(self.opening, self.query, self.locks, self.appointment_id, self.idempotency_key)


def is_staff(principal: str) -> bool:
    return principal.startswith("staff:")


def book(request: BookingRequest, *, at: datetime) -> Appointment:
    """Book the visit, use up the holder's hold and publish `appointment.booked`, in one transaction.

    Raises `SlotTaken` when somebody else has the time and `OpeningRefused` when a rule forbids it; nothing is
    written then, and a hold of the holder stays.
    """
    with turn_for(request.wanted, at=at) as booked_before:
        if booked_before is not None:
            return Appointment.objects.get(pk=booked_before)
        return _book(request, at)


def _book(request: BookingRequest, at: datetime) -> Appointment:
    opening = claim(request.opening, request.query, at=at)
    free_holds(request.holder)
    visit = create_visit(request, opening, at)
    take(Taking.of(opening, request.service), Source(request.clinic.pk, appointment_id=visit.pk), at=at)
    publish_change("appointment.booked", visit, by=request.booked_by, at=at)
    return visit


def already_booked(request: BookingRequest) -> Appointment | None:
    """The visit that this request has already led to, if any."""
    same = Q(pk=request.appointment_id)
    if request.idempotency_key is not None:
        same |= Q(idempotency_key=request.idempotency_key)
    return Appointment.objects.filter(same, clinic=request.clinic).first()


def create_visit(
    request: BookingRequest, opening: Opening, at: datetime, *, override_reason: str = ""
) -> Appointment:
    """The record of the visit, without its occupancy."""
    return Appointment.objects.create(
        id=request.appointment_id,
        clinic=request.clinic,
        person=request.person,
        service=request.service,
        topic=request.topic,
        location_id=opening.location_id,
        provider_id=opening.provider_id,
        starts_at=opening.starts_at,
        ends_at=opening.ends_at,
        patient_kind=request.patient_kind,
        reason=request.reason,
        booked_by=request.booked_by,
        conversation_id=request.conversation_id,
        idempotency_key=request.idempotency_key,
        override_reason=override_reason,
        created_at=at,
        updated_at=at,
    )


def publish_change(
    kind: str, appointment: Appointment, *, by: str, at: datetime, **facts: str | bool
) -> None:
    """Tell what happened to a visit, in ids, codes and instants only."""
    publish(
        kind,
        clinic_id=appointment.clinic_id,
        subject_id=appointment.pk,
        at=at,
        by=by,
        service_id=str(appointment.service_id),
        provider_id=str(appointment.provider_id),
        location_id=str(appointment.location_id),
        conversation_id=str(appointment.conversation_id or ""),
        starts_at=appointment.starts_at.isoformat(),
        sequence=appointment.sequence,
        **facts,
    )
