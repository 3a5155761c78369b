"""Who may hear what: `require` is asked before anything of a person is told or changed.

Name and birth date come first, then, where the clinic's file asks for it, a one-time code. Where it asks for
a code for everything, the dialogue itself never learns whether a name and birth date match, so that its words
cannot differ.
"""

from __future__ import annotations

from jessica.dialogue.effects import CheckCode, Claim, CodeRight, CodeSent, CodeWrong, Failed, SendCode
from jessica.dialogue.ports import DataKind
from jessica.dialogue.session import Session, Step
from jessica.dialogue.tasks import personal_details
from jessica.dialogue.tasks.hand_over import hand_over

# Claims that a conversation may make without proving one; then a person takes over (receptionist's rule B2).
_CLAIMS = 2
_SENT_TO = {"phone": "code.sent_to_phone", "email": "code.sent_to_email"}


def require(kind: DataKind, s: Session) -> Step:
    """Make sure that the clinic may tell this person data of `kind`.

    NEXT: it may, and `state.person.person_id` is set. WAIT: a question is open. DONE: it may not, a person
    was asked for, and the job ends.
    """
    person = s.state.person
    asks_code = s.facts.proof_for(kind) == "one_time_code"
    if person.proved == "one_time_code" or (person.proved != "none" and not asks_code):
        return Step.NEXT
    came_to = _claim(s) if s.facts.asks_code_for_everything else personal_details.verify(s)
    return _ask_code(s) if came_to is Step.NEXT and asks_code else came_to


def take_code(digits: str, s: Session) -> bool:
    """Try the digits; True when the turn is complete, False when they are right and the job goes on."""
    result = s.do(CheckCode(_claimed(s), digits))
    match result:
        case CodeRight(found, until):
            person = s.state.person
            person.person_id, person.phone_on_file = found.id, found.has_phone
            person.code_proved_for, person.code_proved_until = found.id, until
            person.code_sent_for = None
            s.forget_question()
            s.say("code.right")
            return False
        case CodeWrong(tries_left) if tries_left > 0:
            s.ask("code", "code", "code.wrong_once" if tries_left == 1 else "code.wrong", tries=tries_left)
            return True
        case Failed("expired"):
            s.ask("code", "code", "code.expired")
            return True
    s.state.person.code_sent_for = None
    s.state.code_failed = True
    s.say("code.failed")
    hand_over(s, "identity")
    return True


def send_again(s: Session) -> None:
    """Send another code; the turn is complete."""
    _send(s)


def _claim(s: Session) -> Step:
    """Name and birth date, without a look whether they match."""
    if personal_details.ask_name(s, "name.ask_verify") is Step.WAIT:
        return Step.WAIT
    if personal_details.ask_birth_date(s) is Step.WAIT:
        return Step.WAIT
    claim = s.state.person.claim
    if claim in s.state.failed_attempts:
        return Step.NEXT
    if len(s.state.failed_attempts) >= _CLAIMS:
        s.say("verify.failed_twice")
        hand_over(s, "identity")
        return Step.DONE
    s.state.failed_attempts = [*s.state.failed_attempts, claim]
    return Step.NEXT


def _ask_code(s: Session) -> Step:
    """Send a code for this claim once; after that ask for the digits again."""
    if s.state.code_failed:
        s.say("verify.failed_twice")
        hand_over(s, "identity")
        return Step.DONE
    person = s.state.person
    expired = person.code_expires_at is None or person.code_expires_at <= s.turn.at
    if person.code_sent_for == person.claim and not expired:
        return s.ask("code", "code", "code.ask_again")
    return _send(s)


def _send(s: Session) -> Step:
    person = s.state.person
    result = s.do(SendCode(_claimed(s), s.language))
    if isinstance(result, CodeSent):
        person.code_sent_for, person.code_expires_at = person.claim, result.expires_at
        if result.kind is None:
            return s.ask("code", "code", "code.sent")
        return s.ask("code", "code", _SENT_TO[result.kind], ending=result.ending)
    person.code_sent_for = None
    assert isinstance(result, Failed)
    if result.code == "too_many":
        s.say("code.too_many")
    elif result.code == "no_contact":
        s.say("code.no_contact")
    hand_over(s, "identity")
    return Step.DONE


def _claimed(s: Session) -> Claim:
    person = s.state.person
    assert person.given_name
    assert person.family_name
    assert person.birth_date
    return Claim(person.given_name, person.family_name, person.birth_date)
