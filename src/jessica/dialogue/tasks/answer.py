"""Answer a question from the clinic's records or an approved entry; else file it for staff. Never guess."""

from __future__ import annotations

from collections.abc import Callable

from jessica.dialogue.commands import Ask
from jessica.dialogue.effects import Failed, Filed, FileQuestion
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.session import Session
from jessica.dialogue.tasks import record_answers
from jessica.dialogue.tasks.clinical_message import pass_on
from jessica.dialogue.tasks.hand_over import say_waiting
from jessica.dialogue.understanding.approved_answers import Answers
from jessica.dialogue.understanding.subjects import is_after_an_operation, is_clinical

# An approved wording this close to the question beats a general answer made from records.
_BETTER_THAN_RECORDS = 0.8

_FROM_RECORDS: dict[str, Callable[[Ask, Session], bool]] = {
    "offers_service": record_answers.offers_service,
    "about_service": record_answers.about_service,
    "price": record_answers.price,
    "hours": record_answers.hours,
    "address": record_answers.address,
    "parking": record_answers.parking,
    "transit": record_answers.transit,
    "insurance": record_answers.insurance,
    "providers": record_answers.providers,
    "credentials": record_answers.credentials,
    "services": record_answers.services,
    "preparation": record_answers.preparation,
    "duration": record_answers.duration,
    "phone": record_answers.phone,
}


def answer(question: Ask, s: Session, answers: Answers) -> None:
    """Answer `question`, or say truthfully that the clinic has not told Jessica, and file it."""
    if question.kind == "third_party":
        record_answers.third_party(question, s)
        return
    match = answers.find(question.text, s.language, question.service_key)
    from_records = _FROM_RECORDS.get(question.kind)
    approved_fits = match is not None and match.likeness >= _BETTER_THAN_RECORDS
    if approved_fits and question.kind != "insurance":
        from_records = None
    if from_records is not None and from_records(question, s):
        return
    if match is not None:
        s.note(f"approved answer {match.entry.key}, likeness {match.likeness:.2f}")
        s.reply.say(match.entry.answer)
        s.reply.sources.append(match.entry.id)
        if is_after_an_operation(question.text):
            s.say("clinical.watch")
        return
    if is_clinical(question.text):
        pass_on(question.text, s)
        return
    _file(question, s)


def _file(question: Ask, s: Session) -> None:
    if s.state.handed_over:
        say_waiting(s)
        return
    result = s.do(FileQuestion(question.text, s.language))
    if isinstance(result, Failed):
        s.say("question.unknown", phone=s.facts.phone)
        return
    assert isinstance(result, Filed)
    due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
    s.did("question_filed", id=result.record_id, due_at=result.due_at.isoformat())
    s.say("question.filed", due=due)
