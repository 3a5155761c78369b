"""How people want to be reached: who wants no more messages of a kind, and what may still be sent.

Source of the rule: 47 CFR 64.1200(a)(10): a wish to stop is honoured however it is said, without proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from jessica.clinic.models import Clinic
from jessica.events.publish import publish
from jessica.people.models import ContactOptOut, OptOutScope, Person
from jessica.platform.ids import derived_id

Medium = Literal["sms", "calls", "email"]


@dataclass(frozen=True, slots=True)
class Stopping:
    """What is to stop. Without a `person`, for the number (E.164) or e-mail address that was given."""

    clinic: Clinic
    scope: OptOutScope
    person: Person | None = None
    address: str = ""
    conversation_id: UUID | None = None


def stop_contact(stopping: Stopping, *, at: datetime) -> ContactOptOut:
    """Write down that messages of this kind end; said twice it is one record."""
    address = "" if stopping.person else stopping.address.lower()
    same = ContactOptOut.objects.filter(
        clinic=stopping.clinic,
        person=stopping.person,
        address=address,
        scope=stopping.scope,
        withdrawn_at__isnull=True,
    ).first()
    if same is not None:
        return same
    owner = stopping.person.pk if stopping.person else stopping.clinic.pk
    said_before = ContactOptOut.objects.filter(
        clinic=stopping.clinic, person=stopping.person, address=address
    )
    row = ContactOptOut.objects.create(
        id=derived_id(owner, "opt_out", f"{address}/{stopping.scope}/{said_before.count()}"),
        clinic=stopping.clinic,
        person=stopping.person,
        address=address,
        scope=stopping.scope,
        conversation_id=stopping.conversation_id,
        said_at=at,
    )
    publish("person.opted_out", clinic_id=stopping.clinic.pk, subject_id=row.pk, at=at, scope=stopping.scope)
    return row


def allow_contact_again(person: Person, scope: OptOutScope, *, at: datetime) -> int:
    """The person wishes these messages again; returns how many opt-outs end."""
    found = _in_force(person, "").filter(scope=scope)
    return found.update(withdrawn_at=at)


def may_be_sent(person: Person, medium: Medium, address: str, *, marketing: bool = False) -> bool:
    """Whether a message may go to this number or address of the person, over this medium.

    Everything that writes to a person asks this first.
    """
    stops = {OptOutScope.ALL, OptOutScope(medium)}
    if marketing:
        stops.add(OptOutScope.MARKETING)
    return not _in_force(person, address).filter(scope__in=stops).exists()


def opt_outs_of(person: Person) -> list[ContactOptOut]:
    """What the person wants no more of, for staff: their own wishes and those of their number or e-mail."""
    addresses = [address.lower() for address in (person.phone, person.email) if address]
    found = ContactOptOut.objects.filter(clinic_id=person.clinic_id, withdrawn_at__isnull=True)
    return list(found.filter(Q(person=person) | Q(person=None, address__in=addresses)))


def _in_force(person: Person, address: str) -> QuerySet[ContactOptOut]:
    """Wishes of the person, and of whoever gave this very number or address without being known."""
    found = ContactOptOut.objects.filter(clinic_id=person.clinic_id, withdrawn_at__isnull=True)
    own = Q(person=person)
    return found.filter(own | Q(person=None, address=address.lower()) if address else own)
