"""Who somebody is: match by full name and birth date, or make a new record."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jessica.clinic.models import Clinic
from jessica.events.publish import publish
from jessica.people.models import Person, PersonKind
from jessica.platform.ids import derived_id


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is known of somebody who has no record yet. `phone` is E.164."""

    given_name: str
    family_name: str
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    language: str = "en"
    preferred_name: str = ""
    pronouns: str = ""
    guardian_name: str = ""
    source: str = ""
    made_in: UUID | None = None  # the conversation in which all this was said


# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)


def _plain(name: str) -> str:
    """A name without case, accents, marks and spaces, for comparison."""
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_PLAIN_LETTERS)
    return "".join(letter for letter in decomposed if letter.isalnum())


def plain_claim(given_name: str, family_name: str, birth_date: date) -> str:
    """A name and birth date in the one form in which wordings that match alike are equal."""
    return f"{_plain(given_name)}/{_plain(family_name)}/{birth_date.isoformat()}"


def match_by_name_and_birth_date(
    clinic: Clinic, given_name: str, family_name: str, birth_date: date
) -> Person | None:
    """The one person with that full name (given or preferred) and birth date; None for none or several.

    Case, accents, hyphens and spaces do not matter. A name without a letter matches nobody.
    """
    given, family = _plain(given_name), _plain(family_name)
    if not given or not family:
        return None
    born_then = Person.objects.filter(clinic=clinic, birth_date=birth_date)
    found = [
        person
        for person in born_then
        if _plain(person.family_name) == family
        and given in {_plain(person.given_name), _plain(person.preferred_name)}
    ]
    return found[0] if len(found) == 1 else None


def access_person(clinic: Clinic, person_id: UUID) -> Person:
    """The person of this clinic. Raises `Person.DoesNotExist` for any other id."""
    return Person.objects.get(clinic=clinic, pk=person_id)


def add_lead(clinic: Clinic, new: NewPerson, *, person_id: UUID, at: datetime) -> Person:
    """A new record for somebody who contacts the clinic for the first time."""
    person, created = Person.objects.get_or_create(
        id=person_id,
        defaults={
            "clinic": clinic,
            "kind": PersonKind.LEAD,
            "given_name": new.given_name,
            "family_name": new.family_name,
            "preferred_name": new.preferred_name,
            "pronouns": new.pronouns,
            "birth_date": new.birth_date,
            "phone": new.phone,
            "email": new.email,
            "language": new.language,
            "source": new.source,
            "made_in": new.made_in,
            "created_at": at,
            "updated_at": at,
        },
    )
    if created:
        if new.guardian_name:
            _add_guardian(person, new.guardian_name, at)
        publish("person.added", clinic_id=clinic.pk, subject_id=person.pk, at=at)
    return person


def _add_guardian(person: Person, name: str, at: datetime) -> None:
    given, _, family = name.partition(" ")
    person.guardian = Person.objects.create(
        id=derived_id(person.pk, "guardian", 1),
        clinic=person.clinic,
        given_name=given,
        family_name=family,
        phone=person.phone,
        language=person.language,
        created_at=at,
        updated_at=at,
    )
    person.save(update_fields=["guardian"])


def note_contact(
    person: Person, *, phone: str | None, email: str | None, at: datetime, proved: bool = False
) -> None:
    """Keep a phone or e-mail that was given where the record had none; never replace one silently.

    Unless `proved` by a one-time code, no code is ever sent there: whoever knows a name and a birth date
    could else have the codes sent to a phone of his own.
    """
    changed = []
    if phone and not person.phone:
        person.phone = phone
        changed.append("phone")
    if email and not person.email:
        person.email = email
        changed.append("email")
    if changed:
        if not proved:
            person.unproved_contacts = sorted({*person.unproved_contacts, *changed})
        person.updated_at = at
        person.save(update_fields=[*changed, "unproved_contacts", "updated_at"])
