"""Give a conversation to people: hand-over, alert and timer in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jessica.events.publish import publish
from jessica.platform.ids import derived_id
from jessica.reception.desk_hours import DeskPromise, desk_promise
from jessica.reception.escalation import graver
from jessica.reception.models import Conversation, Handover

# Red flags do not wait for the desk's ordinary promise while people are there. Nobody is promised at night.
_URGENT_WITHIN = {"emergency": timedelta(minutes=5), "urgent": timedelta(minutes=15)}
_BY_URGENCY = ("normal", "same_day", "urgent", "emergency")


@dataclass(frozen=True, slots=True)
class OpenedHandover:
    """The open hand-over; `is_news` tells whether this request opened it or made it more urgent."""

    handover: Handover
    is_news: bool


def open_handover(
    conversation: Conversation, *, reason: str, urgency: str, tier: str | None, at: datetime
) -> OpenedHandover:
    """Open a hand-over, or return the one that is open; a graver reason makes the open one more urgent.

    `promised_by` lies after `at` in every case. The caller holds the conversation's row lock and saves the
    conversation. Staff hear of it when the transaction commits.
    """
    promise = desk_promise(conversation.clinic, at)
    due = _due(promise, urgency, at)
    conversation.escalation = graver(conversation.escalation, tier or "")
    conversation.unread_by_staff = True
    open_one = open_handover_of(conversation)
    if open_one is not None and open_one.first_human_reply_at is not None:
        # People have answered that one. What comes now is a new request with its own clock.
        close_handover(conversation, at)
        open_one = None
    if open_one is None:
        return OpenedHandover(_new(conversation, reason, urgency, promise, due, at), is_news=True)
    if _BY_URGENCY.index(urgency) > _BY_URGENCY.index(open_one.urgency):
        return OpenedHandover(_made_more_urgent(open_one, reason, urgency, due, at), is_news=True)
    if open_one.promised_by <= at:
        promise_anew(open_one, promise)
    return OpenedHandover(open_one, is_news=False)


def _due(promise: DeskPromise, urgency: str, at: datetime) -> datetime:
    if promise.staffed and urgency in _URGENT_WITHIN:
        return min(promise.due_at, at + _URGENT_WITHIN[urgency])
    return promise.due_at


def _new(
    conversation: Conversation, reason: str, urgency: str, promise: DeskPromise, due: datetime, at: datetime
) -> Handover:
    handover = Handover.objects.create(
        id=derived_id(conversation.pk, "handover", conversation.handovers.count() + 1),
        conversation=conversation,
        reason=reason,
        urgency=urgency,
        requested_at=at,
        promised_by=due,
        staffed=promise.staffed,
    )
    _tell_staff("handover.opened", handover, at)
    return handover


def _made_more_urgent(handover: Handover, reason: str, urgency: str, due: datetime, at: datetime) -> Handover:
    handover.reason, handover.urgency = reason, urgency
    handover.promised_by = min(handover.promised_by, due) if handover.promised_by > at else due
    handover.save(update_fields=["reason", "urgency", "promised_by"])
    _tell_staff("handover.made_urgent", handover, at)
    return handover


def _tell_staff(kind: str, handover: Handover, at: datetime) -> None:
    conversation = handover.conversation
    publish(
        kind,
        clinic_id=conversation.clinic_id,
        subject_id=conversation.pk,
        at=at,
        reason=handover.reason,
        urgency=handover.urgency,
    )


def promise_anew(handover: Handover, promise: DeskPromise) -> None:
    """The promised time has passed without an answer: the next time that can be kept."""
    handover.promised_by, handover.staffed = promise.due_at, promise.staffed
    handover.save(update_fields=["promised_by", "staffed"])


def open_handover_of(conversation: Conversation) -> Handover | None:
    """The hand-over that people have not handed back yet."""
    found = Handover.objects.filter(conversation=conversation, closed_at__isnull=True).first()
    if found is not None:
        found.conversation = conversation
    return found


def note_human_answer(conversation: Conversation, at: datetime) -> None:
    """Stop the timer of the open hand-over at the first human answer."""
    Handover.objects.filter(
        conversation=conversation, closed_at__isnull=True, first_human_reply_at__isnull=True
    ).update(first_human_reply_at=at)


def close_handover(conversation: Conversation, at: datetime) -> None:
    """End the open hand-over, if there is one."""
    Handover.objects.filter(conversation=conversation, closed_at__isnull=True).update(closed_at=at)
