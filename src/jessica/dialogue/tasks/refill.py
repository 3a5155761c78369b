"""Pass refill requests on, one for each medicine, by drug class. Nothing is approved, and no dose is said."""

from __future__ import annotations

from jessica.dialogue.effects import Filed, RequestRefill
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.ports import DrugClassFact, in_language
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import RefillJob
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.offering import yes_no
from jessica.dialogue.tasks.verify import require
from jessica.dialogue.understanding.medicines import UNLISTED, Medicine, medicines_in

_LONGEST_NAME = 80


def advance(job: RefillJob, s: Session) -> Step:
    wanted = medicines_in(job.text, s.facts.drug_classes)
    if not wanted and not job.asked:
        job.asked = True
        return s.ask("which_medicine", "reason", "refill.which")
    came_to = require("refills", s)
    if came_to is not Step.NEXT:
        return came_to
    for medicine in wanted or [Medicine(job.named[:_LONGEST_NAME], UNLISTED)]:
        if not _request(medicine, job, s):
            hand_over(s, "refill")
            return Step.DONE
    return _offer_visit(wanted, s)


def _request(medicine: Medicine, job: RefillJob, s: Session) -> bool:
    own = _class_of(medicine, s)
    person = s.state.person
    assert person.person_id is not None
    result = s.do(
        RequestRefill(
            person_id=person.person_id,
            medicine=medicine.name,
            drug_class=medicine.drug_class,
            queue=own.queue if own else "",
            text=job.text,
            contact_name=person.full_name,
            phone=person.phone,
        )
    )
    if not isinstance(result, Filed):
        return False
    due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
    s.did(
        "refill_requested",
        id=result.record_id,
        medicine=medicine.name,
        drug_class=medicine.drug_class,
        due_at=result.due_at.isoformat(),
    )
    s.say("refill.taken", medicine=medicine.name, due=due)
    if own is not None:
        s.reply.say(in_language(own.text, s.language))
    return True


def _class_of(medicine: Medicine, s: Session) -> DrugClassFact | None:
    return next((own for own in s.facts.drug_classes if own.key == medicine.drug_class), None)


def _offer_visit(wanted: list[Medicine], s: Session) -> Step:
    """Where the clinic asks for a visit first, offer it; once, and only one."""
    for medicine in wanted:
        own = _class_of(medicine, s)
        if own is not None and own.visit_key and "consultation" not in s.state.refused:
            s.state.topic_key = own.visit_key
            s.ask("offer_consultation", "confirm", "offers.ask", yes_no(s))
            break
    return Step.DONE
