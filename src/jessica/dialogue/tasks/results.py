"""Say whether a result has come in, never what it says, and have the clinical team get in touch about it."""

from __future__ import annotations

from jessica.dialogue.effects import Filed, TakeMessage
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import ResultsJob
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.verify import require


def advance(job: ResultsJob, s: Session) -> Step:
    came_to = require("results", s)
    if came_to is not Step.NEXT:
        return came_to
    person = s.state.person
    assert person.person_id is not None
    status = s.ports.records.result_status(person.person_id)
    result = s.do(
        TakeMessage(job.text, person.full_name, person.phone, kind="results", person_id=person.person_id)
    )
    if not isinstance(result, Filed):
        hand_over(s, "results")
        return Step.DONE
    s.say(_SAID[status.latest])
    due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
    s.did("results_asked", id=result.record_id, status=status.latest, due_at=result.due_at.isoformat())
    s.say("results.asked", due=due)
    if status.portal == "inactive":
        _ask_for_portal(s)
    return Step.DONE


_SAID = {
    "none": "results.none",
    "pending": "results.pending",
    "in": "results.in",
    "released": "results.released",
}


def _ask_for_portal(s: Session) -> None:
    person = s.state.person
    result = s.do(
        TakeMessage(
            "Portal access is not active. Please send it.",
            person.full_name,
            person.phone,
            kind="portal_access",
            person_id=person.person_id,
        )
    )
    if isinstance(result, Filed):
        s.did("portal_asked", id=result.record_id, due_at=result.due_at.isoformat())
        s.say("results.portal")
