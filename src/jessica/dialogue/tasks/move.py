"""Move a visit to another time: the same record, the price of moving said first."""

from __future__ import annotations

from jessica.dialogue.effects import Failed, MoveVisit, VisitCommitted
from jessica.dialogue.phrasing.calendar_words import say_moment
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import MoveJob
from jessica.dialogue.tasks import offering
from jessica.dialogue.tasks.committed_visit import report_visit
from jessica.dialogue.tasks.costs import cost_words
from jessica.dialogue.tasks.existing_visit import settle_visit
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.verify import require


def advance(job: MoveJob, s: Session) -> Step:
    for step in (lambda job, s: require("own_visits", s), settle_visit, _take_over_slots):
        came_to = step(job, s)
        if came_to is not Step.NEXT:
            return came_to
    came_to = offering.settle_opening(job, s)
    if came_to is not Step.NEXT:
        return came_to
    return _confirm(job, s)


def _take_over_slots(job: MoveJob, s: Session) -> Step:
    """The visit stays what it is: same service, same provider unless another was asked for."""
    assert job.visit is not None
    if job.service_key is None:
        job.service_key, job.topic_key = job.visit.service_key, job.visit.topic_key
        job.patient_kind = job.visit.patient_kind
        if job.provider_key is None and not job.any_provider:
            job.provider_key = job.visit.provider_key
    return Step.NEXT


def _confirm(job: MoveJob, s: Session) -> Step:
    assert job.visit is not None
    assert job.chosen is not None
    if job.confirmed:
        return _write(job, s)
    if job.read_back:
        return s.ask("confirm_move", "confirm", "move.ask", offering.yes_no(s))
    job.read_back = True
    terms = s.ports.records.terms(job.visit.id)
    job.told_cost = terms.move
    s.say(
        "move.confirm",
        old=say_moment(job.visit.starts_at, s.language),
        new=say_moment(job.chosen.starts_at, s.language),
        provider=s.facts.provider(job.chosen.provider_key).name_in(s.language),
        place=s.facts.location(job.chosen.location_key).name,
        address=s.facts.location(job.chosen.location_key).address,
    )
    if terms.move:
        s.say("move.fee", fee=cost_words(terms.move, s), hours=terms.notice_hours)
    else:
        s.say("move.free")
    return s.ask("confirm_move", "confirm", "move.ask", offering.yes_no(s))


def _write(job: MoveJob, s: Session) -> Step:
    """After the yes."""
    assert job.visit is not None
    assert job.chosen is not None
    result = s.do(MoveVisit(job.visit.id, job.chosen, job.told_cost))
    if isinstance(result, Failed):
        job.confirmed = job.read_back = False
        if result.code == "taken":
            return offering.again(job, s, result)
        s.note(f"refused: {result.reason}")
        s.say("booking.refused")
        hand_over(s, "move_refused")
        return Step.DONE
    assert isinstance(result, VisitCommitted)
    report_visit(s, result, "visit_moved", "moved")
    if job.told_cost and job.told_cost.fee is None:
        s.say("moved.cost", cost=cost_words(job.told_cost, s))
    return Step.DONE
