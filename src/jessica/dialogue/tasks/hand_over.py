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
        due = _due(s, result)
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


def say_waiting(s: Session) -> None:
    """People have been asked for and have not answered yet: by when they will, from the record itself.

    Asking for them again opens nothing new; a promise that has passed is replaced by one that can be kept.
    """
    result = s.do(OpenHandover("waiting"))
    if isinstance(result, HandoverOpened):
        s.say("handover.waiting", due=_due(s, result))
    else:
        s.say("handover.failed", phone=s.facts.phone)


def _due(s: Session, opened: HandoverOpened) -> str:
    return say_due(opened.promised_by.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
