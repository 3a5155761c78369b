"""Confirm a visit that stands on the calendar, for whoever has proved whose it is."""

from __future__ import annotations

from jessica.dialogue.effects import ConfirmVisit, VisitConfirmed
from jessica.dialogue.phrasing.calendar_words import say_moment
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import ConfirmJob
from jessica.dialogue.tasks.existing_visit import settle_visit
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.verify import require


def advance(job: ConfirmJob, s: Session) -> Step:
    came_to = require("own_visits", s)
    if came_to is Step.NEXT:
        came_to = settle_visit(job, s)
    if came_to is not Step.NEXT:
        return came_to
    assert job.visit is not None
    result = s.do(ConfirmVisit(job.visit.id))
    if not isinstance(result, VisitConfirmed):
        s.say("booking.refused")
        hand_over(s, "confirm_refused")
        return Step.DONE
    s.did("visit_confirmed", id=result.visit_id, starts_at=result.starts_at.isoformat())
    s.say(
        "visit.confirmed",
        moment=say_moment(result.starts_at, s.language),
        provider=s.facts.provider(job.visit.provider_key).name_in(s.language),
        place=s.facts.location(job.visit.location_key).name,
    )
    return Step.DONE
