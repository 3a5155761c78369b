"""Somebody is unhappy: an apology that admits nothing, a record for the manager, a person offered."""

from __future__ import annotations

from jessica.dialogue.effects import Filed, TakeMessage
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session
from jessica.dialogue.tasks.hand_over import hand_over, say_waiting
from jessica.dialogue.tasks.offering import yes_no


def complain(s: Session, *, legal: bool) -> None:
    """File the words as they stand, once a conversation; a lawyer or a second complaint brings a person."""
    s.say("complaint.sorry")
    state = s.state
    state.complaints += 1
    if state.complaints == 1:
        _file(s)
    if state.handed_over:
        say_waiting(s)
    elif legal or state.complaints > 1:
        hand_over(s, "complaint")
    else:
        s.ask("offer_manager", "confirm", "complaint.offer_person", yes_no(s))


def _file(s: Session) -> None:
    person = s.state.person
    result = s.do(
        TakeMessage(s.turn.text, person.full_name, person.phone, kind="complaint", person_id=person.person_id)
    )
    if isinstance(result, Filed):
        due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
        s.did("complaint_taken", id=result.record_id, due_at=result.due_at.isoformat())
        s.say("complaint.taken", due=due)
