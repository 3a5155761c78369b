"""Give a conversation to people: hand-over, alert and timer in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from jessica.events.publish import publish
from jessica.platform.ids import derived_id
from jessica.reception.desk_hours import desk_promise
from jessica.reception.models import Conversation, Handover

# Red flags do not wait for the desk's ordinary promise.
_URGENT_WITHIN = {"emergency": timedelta(minutes=5), "urgent": timedelta(minutes=15)}


def open_handover(
    conversation: Conversation, *, reason: str, urgency: str, tier: str | None, at: datetime
) -> Handover:
    """Open a hand-over, or return the one that is open; a graver reason makes the open one more urgent.

    The caller holds the conversation's row lock. Staff hear of it when the transaction commits.
    """
    open_one = Handover.objects.filter(conversation=conversation, closed_at__isnull=True).first()
    promise = desk_promise(conversation.clinic, at)
    due = min(promise.due_at, at + _URGENT_WITHIN[urgency]) if urgency in _URGENT_WITHIN else promise.due_at
    if open_one is not None:
        return _made_more_urgent(open_one, reason, urgency, due) if urgency in _URGENT_WITHIN else open_one
    handover = Handover.objects.create(
        id=derived_id(conversation.pk, "handover", conversation.handovers.count() + 1),
        conversation=conversation,
        reason=reason,
        urgency=urgency,
        requested_at=at,
        promised_by=due,
        staffed=promise.staffed,
    )
    if tier:
        conversation.escalation = tier
    conversation.unread_by_staff = True
    publish(
        "handover.opened", clinic_id=conversation.clinic_id, subject_id=conversation.pk, at=at,
        reason=reason, urgency=urgency,
    )  # fmt: skip
    return handover


def _made_more_urgent(handover: Handover, reason: str, urgency: str, due: datetime) -> Handover:
    handover.reason, handover.urgency = reason, urgency
    handover.promised_by = min(handover.promised_by, due)
    handover.save(update_fields=["reason", "urgency", "promised_by"])
    return handover


def note_human_answer(conversation: Conversation, at: datetime) -> None:
    """Stop the timer of the open hand-over at the first human answer."""
    Handover.objects.filter(
        conversation=conversation, closed_at__isnull=True, first_human_reply_at__isnull=True
    ).update(first_human_reply_at=at)


def close_handover(conversation: Conversation, at: datetime) -> None:
    Handover.objects.filter(conversation=conversation, closed_at__isnull=True).update(closed_at=at)
