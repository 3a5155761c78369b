"""Ask who the visit is for: once, and only what is missing."""

from __future__ import annotations

from datetime import date

from jessica.dialogue.effects import PersonDetails
from jessica.dialogue.session import Session, Step
from jessica.dialogue.tasks.hand_over import hand_over

# After this many names that match no record, a person takes over (receptionist's rule B2).
_LOOKUPS = 2


def age_on(birth_date: date, today: date) -> int:
    """Completed years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def ask_name(s: Session, key: str = "name.ask") -> Step:
    person = s.state.person
    if person.given_name and person.family_name:
        return Step.NEXT
    if person.given_name:
        return s.ask("name", "name", "name.ask_family", given=person.given_name)
    return s.ask("name", "name", key)


def ask_birth_date(s: Session) -> Step:
    if s.state.person.birth_date is not None:
        return Step.NEXT
    return s.ask("birth_date", "birth_date", "birth_date.ask")


def ask_phone(s: Session) -> Step:
    person = s.state.person
    if person.phone or person.phone_on_file:
        return Step.NEXT
    if person.shared_phone:
        person.phone, person.phone_shown = person.shared_phone, person.shared_phone_shown
        return Step.NEXT
    return s.ask("phone", "phone", "phone.ask")


def look_up(s: Session) -> bool:
    """Match the given name and birth date to a record; True when this conversation has one."""
    person = s.state.person
    if person.person_id is not None:
        return True
    if not (person.given_name and person.family_name and person.birth_date):
        return False
    if s.facts.asks_code_for_everything:
        # Who has not proved it by a code is met as somebody new, whether there is such a record or not.
        return False
    attempt = person.claim
    if attempt in s.state.failed_attempts:
        return False
    if s.state.failed_lookups >= _LOOKUPS:
        # Whoever tries one birth date after another must not find the right one.
        return False
    found = s.ports.records.find_person(person.given_name, person.family_name, person.birth_date)
    if found is None:
        s.state.failed_attempts = [*s.state.failed_attempts, attempt]
        s.state.failed_lookups += 1
        return False
    person.person_id = found.id
    person.phone_on_file = found.has_phone
    s.note("name and birth date match a record")
    return True


def verify(s: Session) -> Step:
    """Name and birth date must match a record before any visit is named, moved or cancelled (B1)."""
    if s.state.person.person_id is not None:
        return Step.NEXT
    if ask_name(s, "name.ask_verify") is Step.WAIT or ask_birth_date(s) is Step.WAIT:
        return Step.WAIT
    if look_up(s):
        return Step.NEXT
    if s.state.failed_lookups >= _LOOKUPS:
        s.say("verify.failed_twice")
        hand_over(s, "identity")
        return Step.DONE
    person = s.state.person
    person.given_name = person.family_name = person.birth_date = None
    return s.ask("name", "name", "verify.no_match")


def details(s: Session) -> PersonDetails:
    """What a booking effect needs to know of the person; call when name and birth date are settled."""
    person = s.state.person
    assert person.given_name
    assert person.family_name
    return PersonDetails(
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        phone=person.phone,
        email=person.email,
        person_id=person.person_id,
        guardian_name=person.guardian_name,
        preferred_name=person.preferred_name,
        pronouns=person.pronouns,
    )
