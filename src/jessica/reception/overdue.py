"""A promise to answer that passed: staff hear of it, and the patient hears the truth once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.reply import Reply
from jessica.events.publish import publish
from jessica.reception.clinic_facts import shown_phone
from jessica.reception.desk_hours import desk_promise
from jessica.reception.handing_over import promise_anew
from jessica.reception.models import Author, Conversation, Handover, Owner
from jessica.reception.receiving import as_json, store_message

# Said outside a turn, so these are not among the dialogue's phrases.
_WORDS = {
    "en": "I'm sorry: nobody from our team has answered you yet. I've told them again."
    " A person will answer here by {due}. If it can't wait, call {phone}.",
    "es": "Le pido disculpas: todavía nadie de nuestro equipo le ha respondido. Ya les avisé otra vez."
    " Una persona le responde por aquí a más tardar {due}. Si no puede esperar, llame al {phone}.",
}


def notice_overdue(at: datetime) -> int:
    """Notice every hand-over that no person answered by the promised time; the number noticed.

    Each is noticed once, in its own transaction: `handover.overdue` tells staff, and Jessica tells the
    patient a new time, unless somebody on staff has taken the conversation and will speak for themselves.
    """
    overdue = Handover.objects.filter(
        closed_at__isnull=True,
        first_human_reply_at__isnull=True,
        overdue_noticed_at__isnull=True,
        promised_by__lt=at,
    )
    waiting = overdue.order_by("promised_by").values_list("pk", "conversation_id")
    return sum(_notice(handover_id, conversation_id, at) for handover_id, conversation_id in waiting)


def _notice(handover_id: UUID, conversation_id: UUID, at: datetime) -> bool:
    with transaction.atomic():
        conversation = (
            Conversation.objects.select_for_update(of=("self",))
            .select_related("clinic")
            .get(pk=conversation_id)
        )
        # Asked again under the lock: somebody may have answered, or another worker noticed, in between.
        handover = Handover.objects.filter(
            pk=handover_id,
            closed_at__isnull=True,
            first_human_reply_at__isnull=True,
            overdue_noticed_at__isnull=True,
        ).first()
        if handover is None:
            return False
        missed = handover.promised_by
        handover.overdue_noticed_at = at
        handover.save(update_fields=["overdue_noticed_at"])
        publish(
            "handover.overdue",
            clinic_id=conversation.clinic_id,
            subject_id=conversation.pk,
            at=at,
            promised_by=missed.isoformat(),
            urgency=handover.urgency,
        )
        if conversation.owner == Owner.JESSICA:
            _tell_patient(conversation, handover, at)
    return True


def _tell_patient(conversation: Conversation, handover: Handover, at: datetime) -> None:
    clinic = conversation.clinic
    promise_anew(handover, desk_promise(clinic, at))
    zone = ZoneInfo(clinic.time_zone)
    due = say_due(handover.promised_by.astimezone(zone), at.astimezone(zone), conversation.locale)
    words = _WORDS.get(conversation.locale, _WORDS["en"]).format(due=due, phone=shown_phone(clinic.phone))
    reply = Reply(
        text=[words], handover=as_told(handover), trace=["the promised time passed without an answer"]
    )
    store_message(conversation, Author.JESSICA, words, at, reply=as_json(reply), trace=reply.trace)
    conversation.unread_by_staff = True
    conversation.updated_at = at
    conversation.save(update_fields=["last_ordinal", "unread_by_staff", "updated_at"])
    publish("conversation.changed", clinic_id=clinic.pk, subject_id=conversation.pk, at=at)


def as_told(handover: Handover) -> dict[str, object]:
    """The hand-over as replies hold it."""
    return {
        "id": str(handover.pk),
        "reason": handover.reason,
        "staffed": handover.staffed,
        "promised_by": handover.promised_by.isoformat(),
    }
