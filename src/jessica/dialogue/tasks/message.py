"""Take a message or a call-back wish for people at the clinic."""

from __future__ import annotations

from jessica.dialogue.effects import Failed, Filed, TakeMessage
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import MessageJob
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.personal_details import ask_name
from jessica.dialogue.understanding.subjects import subject_of


def advance(job: MessageJob, s: Session) -> Step:
    if not job.text:
        return s.ask("message_text", "reason", "message.ask_callback" if job.callback else "message.ask")
    if ask_name(s, "name.ask_own") is Step.WAIT:
        return Step.WAIT
    if job.callback and s.state.person.phone is None:
        return s.ask("phone", "phone", "phone.ask_callback")
    person = s.state.person
    about = subject_of(job.text)
    kind = "callback" if job.callback else "clinical" if about == "clinical" else "message"
    result = s.do(
        TakeMessage(
            text=job.text,
            contact_name=person.full_name,
            phone=person.phone,
            kind=kind,
            person_id=person.person_id,
            about=about,
        )
    )
    if isinstance(result, Failed):
        hand_over(s, "message_failed")
        return Step.DONE
    assert isinstance(result, Filed)
    due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
    s.did(
        "callback_promised" if job.callback else "message_taken",
        id=result.record_id,
        due_at=result.due_at.isoformat(),
    )
    s.say("callback.taken" if job.callback else "message.taken", due=due, phone=person.phone_shown or "")
    return Step.DONE
