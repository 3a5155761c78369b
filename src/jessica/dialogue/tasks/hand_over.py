"""Give the conversation to people: at once, with a time that is true."""

from __future__ import annotations

from jessica.dialogue.effects import Failed, HandoverOpened, OpenHandover
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session


def hand_over(s: Session, reason: str, *, urgency: str = "normal", tier: str | None = None) -> None:
    """Open the hand-over and say what happens now. Open jobs stay as they are for whoever takes over."""
    result = s.do(OpenHandover(reason, urgency, tier))
    s.forget_question()
    if isinstance(result, HandoverOpened):
        s.state.handed_over = True
        due = say_due(result.promised_by.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
        s.reply.handover = {
            "id": result.handover_id,
            "reason": reason,
            "staffed": result.staffed,
            "promised_by": result.promised_by.isoformat(),
        }
        s.did("handed_over", id=result.handover_id, reason=reason, promised_by=result.promised_by.isoformat())
        s.say("handover.now" if result.staffed else "handover.later", due=due, phone=s.facts.phone)
    else:
        assert isinstance(result, Failed)
        s.say("handover.failed", phone=s.facts.phone)
