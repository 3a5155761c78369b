"""Cancel a visit: free where the notice is kept; where it costs, said first, with moving as a way out."""

from __future__ import annotations

from jessica.dialogue.effects import CancelVisit, Failed, VisitCancelled
from jessica.dialogue.phrasing.calendar_words import say_moment, say_money
from jessica.dialogue.reply import Choice
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import CancelJob
from jessica.dialogue.tasks.costs import cost_words
from jessica.dialogue.tasks.existing_visit import settle_visit
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.verify import require


def advance(job: CancelJob, s: Session) -> Step:
    for step in (lambda job, s: require("own_visits", s), settle_visit):
        came_to = step(job, s)
        if came_to is not Step.NEXT:
            return came_to
    assert job.visit is not None
    terms = s.ports.records.terms(job.visit.id)
    if job.confirmed and job.told:
        return _write(job, s)
    moment = say_moment(job.visit.starts_at, s.language)
    provider = s.facts.provider(job.visit.provider_key).name_in(s.language)
    cancel, move, keep = (s.text(f"choice.{key}") for key in ("cancel_it", "move_instead", "keep_it"))
    choices = [Choice(text, text) for text in (cancel, move, keep)]
    job.told, job.told_cost = True, terms.cancel
    if terms.cancel:
        return s.ask(
            "confirm_cancel", "confirm", "cancel.fee", choices,
            moment=moment, provider=provider, hours=terms.notice_hours,
            fee=cost_words(terms.cancel, s),
        )  # fmt: skip
    return s.ask("confirm_cancel", "confirm", "cancel.confirm", choices, moment=moment, provider=provider)


def _write(job: CancelJob, s: Session) -> Step:
    """After the yes. The fee that was told is the fee that is accepted."""
    assert job.visit is not None
    result = s.do(CancelVisit(job.visit.id, job.told_cost))
    if isinstance(result, Failed):
        s.note(f"refused: {result.reason}")
        s.say("booking.refused")
        hand_over(s, "cancel_refused")
        return Step.DONE
    assert isinstance(result, VisitCancelled)
    fee = str(result.fee) if result.fee else None
    s.did("visit_cancelled", id=result.visit_id, starts_at=result.starts_at.isoformat(), fee=fee)
    moment = say_moment(result.starts_at, s.language)
    if result.fee:
        s.say("cancelled.fee", moment=moment, fee=say_money(result.fee, s.facts.currency))
    elif job.told_cost:
        s.say("cancelled.cost", moment=moment, cost=cost_words(job.told_cost, s))
    else:
        s.say("cancelled", moment=moment)
    return Step.DONE
