"""Late for a visit of today: the clinic's rule at once, then those who wait are told."""

from __future__ import annotations

from jessica.dialogue.effects import Filed, NoteLateness
from jessica.dialogue.phrasing.calendar_words import say_time
from jessica.dialogue.ports import VisitFact, in_language
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import LateJob
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.verify import require


def advance(job: LateJob, s: Session) -> Step:
    if not job.told_rule:
        # The rule is public and what somebody in traffic wants to know first.
        s.reply.say(in_language(s.facts.late_text, s.language))
        job.told_rule, job.text = True, s.turn.text
    came_to = require("own_visits", s)
    if came_to is not Step.NEXT:
        return came_to
    visit = _visit_of_today(s)
    if visit is None:
        s.say("late.no_visit_today", phone=s.facts.phone)
        return Step.DONE
    person = s.state.person
    result = s.do(NoteLateness(visit.id, job.text, person.full_name, person.phone))
    if not isinstance(result, Filed):
        s.say("booking.refused")
        hand_over(s, "late")
        return Step.DONE
    s.did("lateness_noted", id=result.record_id, visit_id=visit.id, due_at=result.due_at.isoformat())
    s.say(
        "late.noted",
        time=say_time(visit.starts_at, s.language),
        place=s.facts.location(visit.location_key).name,
    )
    return Step.DONE


def _visit_of_today(s: Session) -> VisitFact | None:
    assert s.state.person.person_id is not None
    visits = s.ports.records.upcoming_visits(s.state.person.person_id)
    return next((visit for visit in visits if visit.starts_at.date() == s.today), None)
