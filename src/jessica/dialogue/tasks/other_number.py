"""A known patient gives a number that is not the one on file: people check it, nothing is dropped."""

from __future__ import annotations

from jessica.dialogue.effects import ComparePhone, Filed
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session


def compare_number(s: Session) -> None:
    """Hold a given number against the file, once for each number, and say truthfully what becomes of it."""
    person = s.state.person
    if person.person_id is None or not person.phone_on_file or person.phone in {None, person.phone_compared}:
        return
    assert person.phone is not None
    result = s.do(ComparePhone(person.person_id, person.full_name, person.phone))
    person.phone_compared = person.phone
    if isinstance(result, Filed):
        due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
        s.did("number_to_check", id=result.record_id, due_at=result.due_at.isoformat())
        s.say("phone.differs", due=due)
