"""Whom an effect is for: the record that was matched, or a new one, and what the rules ask about them."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from jessica.clinic.policies import Policies
from jessica.dialogue.effects import PersonDetails
from jessica.people.identity import NewPerson, access_person, add_lead, note_contact
from jessica.people.models import Person
from jessica.platform.errors import NotFound
from jessica.platform.ids import derived_id
from jessica.policy.deciding import Fact
from jessica.reception.carrying_out.turn_context import TurnContext
from jessica.reception.proof import proved_level

_LONGEST_NAME = 80
_LONGEST_PRONOUNS = 30


def person_for(c: TurnContext, details: PersonDetails) -> Person:
    """The matched record, or a new lead; contact points are added to a record that has none."""
    if details.person_id is None:
        person = _new_person(c, details)
    else:
        try:
            person = access_person(c.conversation.clinic, UUID(details.person_id))
        except (Person.DoesNotExist, ValueError) as error:
            raise NotFound("The record is not there any more.") from error
        proved = proved_level(c.conversation, c.state, c.at) == "one_time_code"
        note_contact(person, phone=details.phone, email=details.email, at=c.at, proved=proved)
    c.conversation.person = person
    return person


def _new_person(c: TurnContext, details: PersonDetails) -> Person:
    new = NewPerson(
        given_name=details.given_name[:_LONGEST_NAME],
        family_name=details.family_name[:_LONGEST_NAME],
        birth_date=details.birth_date,
        phone=details.phone or "",
        email=details.email or "",
        language=c.conversation.locale,
        preferred_name=(details.preferred_name or "")[:_LONGEST_NAME],
        pronouns=(details.pronouns or "")[:_LONGEST_PRONOUNS],
        guardian_name=(details.guardian_name or "")[:_LONGEST_NAME],
        source=c.conversation.source,
        made_in=c.conversation.pk,
    )
    key = f"{details.given_name}/{details.family_name}/{details.birth_date}"
    return add_lead(
        c.conversation.clinic, new, person_id=derived_id(c.conversation.pk, "person", key), at=c.at
    )


def own_record(c: TurnContext, person_id: str | None) -> bool:
    """Whether an effect names nobody's record, or the one that this conversation verified."""
    return person_id is None or person_id == c.state.person.person_id


def patient_facts(c: TurnContext, details: PersonDetails, *service_keys: str | None) -> dict[str, Fact]:
    """What the rules ask about the patient of a visit: own record, age, guardian. An unknown age is None."""
    services = [c.records.service(key) for key in service_keys if key]
    lowest = max((service.minimum_age or 0 for service in services), default=0)
    facts: dict[str, Fact] = {
        "own_record": own_record(c, details.person_id),
        "guardian": bool(details.guardian_name),
    }
    if details.birth_date is None:
        return facts | {"minor": None, "below_minimum_age": None if lowest else False}
    adult = max(
        (service.guardian_below for service in services if service.guardian_below is not None),
        default=Policies.of(c.conversation.clinic).minors.adult_age,
    )
    today = c.at.astimezone(ZoneInfo(c.conversation.clinic.time_zone)).date()
    age = _completed_years(details.birth_date, today)
    return facts | {"minor": age < adult, "below_minimum_age": age < lowest}


def _completed_years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
