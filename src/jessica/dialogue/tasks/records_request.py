"""Leave a request for records, for whoever has proved whose they are."""

from __future__ import annotations

from jessica.dialogue.effects import Filed, RequestRecords
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import RecordsJob
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.verify import require


def advance(job: RecordsJob, s: Session) -> Step:
    came_to = require("documents", s)
    if came_to is not Step.NEXT:
        return came_to
    person = s.state.person
    assert person.person_id is not None
    result = s.do(RequestRecords(person.person_id, job.text, person.full_name, person.phone))
    if not isinstance(result, Filed):
        hand_over(s, "records")
        return Step.DONE
    due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
    s.did("records_requested", id=result.record_id, due_at=result.due_at.isoformat())
    s.say("records.taken", due=due)
    return Step.DONE
