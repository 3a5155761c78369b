"""Stop messages to whoever asks for it."""

from __future__ import annotations

from uuid import UUID

from jessica.dialogue import effects as e
from jessica.people.contact_preferences import Stopping, stop_contact
from jessica.people.identity import access_person
from jessica.people.models import OptOutScope, Person
from jessica.platform.errors import NotFound, Refused
from jessica.reception.carrying_out.patient import own_record
from jessica.reception.carrying_out.turn_context import TurnContext


def stop(c: TurnContext, effect: e.StopContact) -> e.Result:
    """Honoured at once; for the number or address where this conversation has reached no record."""
    c.check("contact.stop", c.conversation.pk, own_record=own_record(c, effect.person_id))
    points = [effect.phone, effect.email]
    address = next(filter(None, reversed(points) if effect.scope == "email" else points), "")
    person = _person(c, effect.person_id)
    if person is None and not address:
        raise Refused("It is not known whose messages should stop.")
    row = stop_contact(
        Stopping(
            clinic=c.conversation.clinic,
            scope=OptOutScope(effect.scope),
            person=person,
            address=address,
            conversation_id=c.conversation.pk,
        ),
        at=c.at,
    )
    c.record("opted_out", row.pk, scope=effect.scope)
    return e.ContactStopped(str(row.pk))


def _person(c: TurnContext, person_id: str | None) -> Person | None:
    if person_id is None:
        return None
    try:
        return access_person(c.conversation.clinic, UUID(person_id))
    except (Person.DoesNotExist, ValueError) as error:
        raise NotFound("The record is not there any more.") from error
