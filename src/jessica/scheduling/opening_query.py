"""What is asked when somebody looks for a time, and what is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from jessica.clinic.models import Clinic, Location, Provider, Service

PatientKind = Literal["new", "existing", "post_op"]


@dataclass(frozen=True, slots=True)
class Opening:
    """A time that can be booked: `starts_at` to `ends_at` (UTC) is what the patient is told.

    `resource_ids` holds the provider first, then a room and a device where the service needs them.
    """

    service_id: UUID
    location_id: UUID
    provider_id: UUID
    resource_ids: tuple[UUID, ...]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class OpeningQuery:
    """A wish for a visit. `first` and `last` are local dates at each location, both inclusive.

    `topic` is the procedure that the visit is about: only providers who do it are asked. `holder` does not
    stand in its own way with a hold, nor does `moving`, the visit that is to be moved. `staff` is not bound
    by minimum notice, horizon and `self_bookable`, which are rules of self-service.
    """

    clinic: Clinic
    service: Service
    patient_kind: PatientKind
    first: date
    last: date
    location: Location | None = None
    provider: Provider | None = None
    topic: Service | None = None
    holder: str | None = None
    staff: bool = False
    moving: UUID | None = None


def kind_for_length(service: Service, opening: Opening, preferred: PatientKind) -> PatientKind:
    """The kind of patient whose visit is as long as `opening`: `preferred` if possible, and if none is."""
    minutes = (opening.ends_at - opening.starts_at) // timedelta(minutes=1)
    kinds: tuple[PatientKind, ...] = (preferred, "existing", "new", "post_op")
    offered = (kind for kind in kinds if not service.patient_kinds or kind in service.patient_kinds)
    return next((kind for kind in offered if visit_minutes(service, kind) == minutes), preferred)


def visit_minutes(service: Service, patient_kind: PatientKind) -> int:
    """The whole length of the visit: the minutes for that kind of patient plus the stay afterwards.

    A service with one length has it for everybody.
    """
    own, other = service.minutes_existing, service.minutes_new
    if patient_kind == "new":
        own, other = other, own
    minutes = own if own is not None else other
    if minutes is None:
        raise ValueError(f"service {service.key} has no length and cannot be booked")
    return minutes + service.stay_after
