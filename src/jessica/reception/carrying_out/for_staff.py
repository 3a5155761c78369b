"""What people at the clinic are asked to do: answer in person, deal with a message, answer a question."""

from __future__ import annotations

from uuid import UUID

from jessica.clinic.policies import Policies
from jessica.dialogue import effects as e
from jessica.events.publish import publish
from jessica.people.models import Person
from jessica.platform.errors import NotFound
from jessica.platform.ids import derived_id
from jessica.reception.carrying_out.patient import own_record
from jessica.reception.carrying_out.turn_context import TurnContext, storable
from jessica.reception.desk_hours import desk_promise
from jessica.reception.handing_over import open_handover
from jessica.reception.models import StaffTask, UnansweredQuestion
from jessica.reception.paging import open_page

_LONGEST_MESSAGE = 4000
_PRESSING = frozenset({"clinical", "nurse"})
_LONGEST_NAME = 160
_LONGEST_CONTACT = 120
_LONGEST_QUESTION = 1000


def hand_over(c: TurnContext, effect: e.OpenHandover) -> e.Result:
    c.check("handover.open", c.conversation.pk, reason=effect.reason)
    opened = open_handover(
        c.conversation, reason=effect.reason, urgency=effect.urgency, tier=effect.tier, at=c.at
    )
    handover = opened.handover
    if opened.is_news:
        c.record(
            "handed_over",
            handover.pk,
            reason=handover.reason,
            urgency=handover.urgency,
            promised_by=handover.promised_by.isoformat(),
        )
    return e.HandoverOpened(str(handover.pk), handover.promised_by, handover.staffed)


def page_surgeon(c: TurnContext, effect: e.PageSurgeon) -> e.Result:
    """Idempotent while a page is open; afterwards a new danger pages anew."""
    c.check("handover.open", c.conversation.pk, reason="page")
    opened_before = c.conversation.pages.count()
    if effect.only_ask:
        page = c.conversation.pages.select_related("acknowledged_by").last()
    else:
        page = open_page(c.conversation, tier=effect.tier, at=c.at)
    last = page.attempts.last() if page is not None else None
    if page is None or last is None:
        raise NotFound("There is nobody to page.")
    if c.conversation.pages.count() > opened_before:
        c.record("paged", page.pk, name=last.staff_name, at=last.at.isoformat(), tier=page.tier)
    taken_by = page.acknowledged_by.name if page.acknowledged_by is not None else None
    return e.Paged(str(page.pk), last.staff_name, page.acknowledged_at or last.at, taken_by)


def compare_phone(c: TurnContext, effect: e.ComparePhone) -> e.Result:
    """The file is not changed: who knows a name and a birth date could else redirect the clinic's calls."""
    if not own_record(c, effect.person_id):
        raise NotFound("The record is not there any more.")
    person = Person.objects.filter(clinic=c.conversation.clinic, pk=UUID(effect.person_id)).first()
    if person is None or person.phone in {"", effect.phone}:
        return e.Done()
    text = f"Patient gave another number: {effect.phone}. On file is {person.phone}, which was not changed."
    return take_message(
        c, e.TakeMessage(text, effect.name, effect.phone, kind="other_number", person_id=effect.person_id)
    )


def take_message(c: TurnContext, effect: e.TakeMessage) -> e.Result:
    c.check("message.take", c.conversation.pk, own_record=own_record(c, effect.person_id))
    task = file_task(c, effect)
    c.record(effect.kind, task.pk, queue=task.queue, due_at=task.due_at.isoformat())
    return e.Filed(str(task.pk), task.due_at)


def file_task(c: TurnContext, effect: e.TakeMessage) -> StaffTask:
    """Put it on the list of its queue, with that queue's promise. The caller writes the record."""
    routing = Policies.of(c.conversation.clinic).routing
    queue = effect.queue or routing.queue_of(effect.about or effect.kind)
    promise = desk_promise(c.conversation.clinic, c.at, queue)
    task = StaffTask.objects.create(
        id=derived_id(c.conversation.pk, "task", c.conversation.tasks.count() + 1),
        clinic=c.conversation.clinic,
        conversation=c.conversation,
        person_id=UUID(effect.person_id) if effect.person_id else None,
        kind=effect.kind,
        queue=promise.queue,
        priority="high" if effect.kind in _PRESSING else "normal",
        text=storable(effect.text, _LONGEST_MESSAGE),
        contact_name=storable(effect.contact_name, _LONGEST_NAME),
        contact=storable(effect.phone or "", _LONGEST_CONTACT),
        due_at=promise.due_at,
        created_at=c.at,
    )
    publish("task.added", clinic_id=c.conversation.clinic_id, subject_id=task.pk, at=c.at, task=effect.kind)
    return task


def file_question(c: TurnContext, effect: e.FileQuestion) -> e.Result:
    c.check("question.file", c.conversation.pk)
    promise = desk_promise(c.conversation.clinic, c.at)
    question = UnansweredQuestion.objects.create(
        id=derived_id(c.conversation.pk, "question", c.conversation.unanswered.count() + 1),
        clinic=c.conversation.clinic,
        conversation=c.conversation,
        language=effect.language,
        text=storable(effect.text, _LONGEST_QUESTION),
        due_at=promise.due_at,
        created_at=c.at,
    )
    publish("question.filed", clinic_id=c.conversation.clinic_id, subject_id=question.pk, at=c.at)
    c.record("question_filed", question.pk, due_at=promise.due_at.isoformat())
    return e.Filed(str(question.pk), promise.due_at)
