"""Send a one-time code and compare what is written back.

What comes back never tells whether a claim matches a record where the clinic asks for a code for everything:
sending is then reported alike for somebody and for nobody.
"""

from __future__ import annotations

from uuid import UUID

from jessica.dialogue import effects as e
from jessica.dialogue.phrasing.phrases import phrase
from jessica.dialogue.ports import PersonFact
from jessica.people.identity import match_by_name_and_birth_date
from jessica.people.models import Person
from jessica.people.one_time_codes import (
    CODE_HOLDS,
    MOST_TRIES,
    PROOF_HOLDS,
    Asked,
    code_in_hand,
    make_code,
    too_many_for_claim,
    too_many_for_person,
    try_code,
)
from jessica.people.reaching import ContactPoint, contact_for_codes, sender_for
from jessica.reception.carrying_out.turn_context import TurnContext
from jessica.reception.proof import tells_matches


def send_code(c: TurnContext, effect: e.SendCode) -> e.Result:
    asked = _asked(c, effect.claim)
    subject = asked.person.pk if asked.person else c.conversation.pk
    if too_many_for_claim(asked, c.at):
        c.decide("code.send", subject, too_many_codes=True, contact_on_file=None)
        return e.Failed("too_many")
    contact = contact_for_codes(asked.person, conversation_id=c.conversation.pk) if asked.person else None
    allowed = c.decide(
        "code.send",
        subject,
        too_many_codes=too_many_for_person(asked, c.at),
        contact_on_file=contact is not None,
    )
    tells = tells_matches(c.conversation.clinic)
    if tells and not allowed:
        return e.Failed("too_many" if contact is not None else "no_contact")
    row, digits = make_code(asked, to_be_sent=allowed, at=c.at)
    if allowed and contact is not None:
        _send(c, contact, digits, effect.language)
        c.record("code_sent", row.pk, person_id=str(subject), kind=contact.kind, ending=contact.ending)
    if not tells or contact is None:
        return e.CodeSent(c.at + CODE_HOLDS)
    return e.CodeSent(c.at + CODE_HOLDS, contact.kind, contact.ending)


def check_code(c: TurnContext, effect: e.CheckCode) -> e.Result:
    asked = _asked(c, effect.claim)
    subject = asked.person.pk if asked.person else c.conversation.pk
    row = code_in_hand(asked, c.at)
    if not c.decide("code.check", subject, code_in_hand=row is not None) or row is None:
        return e.Failed("expired")
    if not try_code(row, effect.digits, c.at) or asked.person is None or row.person_id != asked.person.pk:
        return e.CodeWrong(MOST_TRIES - row.tries)
    c.conversation.person = asked.person
    c.record("identity_proved", row.pk, person_id=str(asked.person.pk), by="one_time_code")
    return e.CodeRight(_fact(asked.person), c.at + PROOF_HOLDS)


def _asked(c: TurnContext, claim: e.Claim) -> Asked:
    person = match_by_name_and_birth_date(
        c.conversation.clinic, claim.given_name, claim.family_name, claim.birth_date
    )
    return Asked(
        c.conversation.clinic,
        UUID(str(c.conversation.pk)),
        claim.given_name,
        claim.family_name,
        claim.birth_date,
        person,
    )


def _send(c: TurnContext, contact: ContactPoint, digits: str, language: str) -> None:
    sender = sender_for(contact.kind)
    assert sender is not None, "a contact point without an adapter is not chosen"
    words = phrase("code.message", language, clinic=c.conversation.clinic.name, code=digits)
    sender.send(contact, words, clinic=c.conversation.clinic, at=c.at)


def _fact(person: Person) -> PersonFact:
    return PersonFact(
        id=str(person.pk),
        given_name=person.given_name,
        family_name=person.family_name,
        has_phone=bool(person.phone),
        kind="patient" if person.kind == "patient" else "lead",
    )
