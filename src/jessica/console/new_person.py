"""Taking down somebody who calls or stands at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import phonenumbers

from jessica.clinic.models import Clinic
from jessica.people.identity import NewPerson, add_lead, match_by_name_and_birth_date, note_contact
from jessica.people.models import Person
from jessica.platform.errors import Refused


def take_down(said: NewPerson, *, clinic: Clinic, person_id: UUID, at: datetime) -> Person:
    """The person of that full name and birth date, or a new lead with the id `person_id`.

    `said.phone` is as it was said. Raises `Refused` for what cannot be a phone number.
    """
    new = replace(said, phone=_e164(said.phone, clinic.country) if said.phone else "")
    if new.birth_date is not None:
        known = match_by_name_and_birth_date(clinic, new.given_name, new.family_name, new.birth_date)
        if known is not None:
            note_contact(known, phone=new.phone, email=new.email, at=at)
            return known
    return add_lead(clinic, new, person_id=person_id, at=at)


def _e164(said: str, country: str) -> str:
    try:
        number = phonenumbers.parse(said, country)
    except phonenumbers.NumberParseException as error:
        raise Refused(f"“{said}” is not a phone number. Nothing was booked.") from error
    if not phonenumbers.is_possible_number(number):
        raise Refused(f"“{said}” has too many or too few digits for a phone number. Nothing was booked.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
