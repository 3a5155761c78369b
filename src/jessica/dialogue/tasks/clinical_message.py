"""A question for the medical team: never answered here, passed on with the time by which they answer."""

from __future__ import annotations

from jessica.dialogue.effects import Filed, TakeMessage
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session
from jessica.dialogue.tasks.hand_over import hand_over, say_waiting


def pass_on(words: str, s: Session) -> None:
    """File `words` with the nurses at once: they answer in this conversation, so nobody is asked for details.

    Comes after the safety screen, which every message passes first.
    """
    s.say("clinical.not_mine")
    if s.state.handed_over:
        say_waiting(s)
        return
    person = s.state.person
    result = s.do(
        TakeMessage(words, person.full_name, person.phone, kind="clinical", person_id=person.person_id)
    )
    if not isinstance(result, Filed):
        hand_over(s, "clinical")
        return
    due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
    s.did("clinical_message_taken", id=result.record_id, due_at=result.due_at.isoformat())
    s.say("clinical.taken", due=due)
    s.say("clinical.meanwhile", phone=s.facts.phone, emergency=s.facts.emergency_number)
