"""Conversations in which nothing happens any more are put away."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from jessica.reception.models import Author, Conversation, Handover, Owner
from jessica.reception.staff_side import put_away

IDLE_AFTER = timedelta(hours=24)


def close_idle(at: datetime) -> int:
    """Close what has been still for `IDLE_AFTER` and waits for nobody; the number closed.

    A visitor who waits for a person is never put away: neither with an open hand-over, nor when a person has
    taken the conversation and owes the last word. Each is closed in its own transaction.
    """
    idle = _idle(at).order_by("updated_at").values_list("pk", flat=True)
    return sum(_close(conversation_id, at) for conversation_id in idle)


def _idle(at: datetime) -> QuerySet[Conversation]:
    return Conversation.objects.filter(closed_at__isnull=True, updated_at__lte=at - IDLE_AFTER)


def _close(conversation_id: UUID, at: datetime) -> bool:
    with transaction.atomic():
        conversation = _idle(at).select_for_update(of=("self",)).filter(pk=conversation_id).first()
        if conversation is None or _somebody_waits(conversation):
            return False
        put_away(conversation, at)
    return True


def _somebody_waits(conversation: Conversation) -> bool:
    if Handover.objects.filter(conversation=conversation, closed_at__isnull=True).exists():
        return True
    if conversation.owner == Owner.JESSICA:
        return False
    last = conversation.messages.exclude(author=Author.NOTE).order_by("-ordinal").first()
    return last is not None and last.author == Author.VISITOR
