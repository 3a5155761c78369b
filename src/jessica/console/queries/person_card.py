"""What the clinic knows of a person, for the card beside a conversation or a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from jessica.billing.models import Charge, ChargeStatus
from jessica.clinic.models import StaffMember
from jessica.people.contact_preferences import opt_outs_of
from jessica.people.identity import access_person
from jessica.people.models import ContactOptOut, Person
from jessica.scheduling.models import Appointment, AppointmentStatus

MOST_VISITS = 4
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with the visits and open charges that matter now."""

    person: Person
    coming: list[Appointment]
    past: list[Appointment]
    owes: list[Charge]
    wants_no: list[ContactOptOut]  # messages


def person_card(person: Person, at: datetime) -> PersonCard:
    """The card of `person` at the instant `at`: next visits first, last visits latest first."""
    visits = Appointment.objects.filter(person=person).select_related("service", "provider", "location")
    return PersonCard(
        person=person,
        coming=list(
            visits.filter(starts_at__gte=at)
            .exclude(status=AppointmentStatus.CANCELLED)
            .order_by("starts_at")[:MOST_VISITS]
        ),
        past=list(visits.filter(starts_at__lt=at).order_by("-starts_at")[:MOST_VISITS]),
        owes=list(Charge.objects.filter(person=person, status=ChargeStatus.OPEN)),
        wants_no=opt_outs_of(person),
    )


def find_people(staff: StaffMember, words: str) -> QuerySet[Person]:
    """People of the clinic of `staff` in whose name, phone or e-mail every word occurs; none for no words."""
    found = Person.objects.filter(clinic_id=staff.clinic_id)
    if not words.split():
        return found.none()
    for word in words.split():
        digits = "".join(character for character in word if character.isdigit())
        fits = (
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(preferred_name__icontains=word)
            | Q(email__icontains=word)
        )
        found = found.filter(fits | Q(phone__contains=digits) if len(digits) >= 3 else fits)
    return found[:MOST_FOUND]


def find_person(staff: StaffMember, person_id: UUID) -> Person | None:
    """The person, if the clinic of `staff` knows them."""
    try:
        return access_person(staff.clinic, person_id)
    except Person.DoesNotExist:
        return None
