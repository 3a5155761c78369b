"""Send a short text to a person's contact point, by whatever adapter the installation has.

`JESSICA_SENDERS` names an adapter by dotted path for each kind of contact point. The demonstration has the
simulated one; without an adapter nothing can be sent, and people take over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from jessica.clinic.models import Clinic
from jessica.people.contact_preferences import may_be_sent
from jessica.people.models import Person

ContactKind = Literal["phone", "email"]


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """`address` is an E.164 number or an e-mail address."""

    kind: ContactKind
    address: str

    @property
    def ending(self) -> str:
        """As much as is shown of it: the last two digits, or the first letter and the domain."""
        if self.kind == "phone":
            return self.address[-2:]
        name, _, domain = self.address.partition("@")
        return f"{name[:1]}...@{domain}"


class Sender(Protocol):
    """An adapter. `send` runs inside the turn's transaction, so it queues and never waits for a network."""

    def send(self, to: ContactPoint, text: str, *, clinic: Clinic, at: datetime) -> None: ...


def sender_for(kind: ContactKind) -> Sender | None:
    """The adapter for this kind of contact point; None where the installation has none."""
    path = settings.JESSICA_SENDERS.get(kind)
    return cast("Sender", import_string(path)()) if path else None


def contact_for_codes(person: Person, *, conversation_id: UUID) -> ContactPoint | None:
    """The contact point on file that a code may go to; never one that was given in the same conversation.

    A record that the conversation itself has made proves nothing, whatever it holds. What the person wants no
    more messages on is left out.
    """
    if person.made_in == conversation_id:
        return None
    points = (ContactPoint("phone", person.phone), ContactPoint("email", person.email))
    return next(
        (
            point
            for point in points
            if point.address
            and point.kind not in person.unproved_contacts
            and sender_for(point.kind)
            and may_be_sent(person, "sms" if point.kind == "phone" else "email", point.address)
        ),
        None,
    )
