"""Links with which a patient sees, moves or cancels one visit without logging in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer

from jessica.platform.errors import NotFound
from jessica.scheduling.models import Appointment

_SALT = "jessica.scheduling.visit-link"


@dataclass(frozen=True, slots=True)
class LinkedVisit:
    """All that a link shows. Links are forwarded and found: no name, no reason, no procedure is behind it."""

    appointment_id: UUID
    clinic_id: UUID
    clinic_name: str
    provider_name: str
    location_name: str
    address: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    status: str
    sequence: int


def make_link_token(appointment: Appointment) -> str:
    """A token that opens this visit and no other. It stays the same when the visit moves."""
    return Signer(salt=_SALT).sign(appointment.pk.hex)


def read_link_token(token: str, at: datetime) -> LinkedVisit:
    """What the token opens. Raises `NotFound` when it is not ours, or when the visit is over at `at`."""
    gone = NotFound("This link does not open a visit (any more). Please call or write to the clinic.")
    try:
        appointment_id = UUID(hex=Signer(salt=_SALT).unsign(token))
    except (BadSignature, ValueError):
        raise gone from None
    visits = Appointment.objects.select_related("clinic", "location", "provider")
    visit = visits.filter(pk=appointment_id).first()
    if visit is None or visit.ends_at <= at:
        raise gone
    return LinkedVisit(
        appointment_id=visit.pk,
        clinic_id=visit.clinic_id,
        clinic_name=visit.clinic.name,
        provider_name=visit.provider.display_name,
        location_name=visit.location.name,
        address=visit.location.address,
        time_zone=visit.location.time_zone,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        status=visit.status,
        sequence=visit.sequence,
    )
