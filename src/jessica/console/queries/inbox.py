"""Conversations as the inbox shows them. The number of queries never depends on the number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from jessica.clinic.models import StaffMember
from jessica.platform.errors import NotFound
from jessica.reception.access import access_conversation_as_staff
from jessica.reception.models import Author, Conversation, EffectRecord, Handover, Message, Owner


class Show(StrEnum):
    """Which conversations the inbox lists."""

    WAITING = "waiting"
    JESSICA = "jessica"
    ALL = "all"
    CLOSED = "closed"


def conversations(clinic_id: UUID, show: Show, search: str = "") -> QuerySet[Conversation]:
    """The clinic's conversations, each with `last_text`, `last_author`, `last_at` and `promised_by`.

    Those who wait come longest-promised first, the others latest first. `search` looks for every one of its
    words in the person's name and in what the conversation is about.
    """
    said = (
        Message.objects.filter(conversation=OuterRef("pk")).exclude(author=Author.NOTE).order_by("-ordinal")
    )
    unanswered = Handover.objects.filter(
        conversation=OuterRef("pk"), closed_at__isnull=True, first_human_reply_at__isnull=True
    )
    found = (
        Conversation.objects.filter(clinic_id=clinic_id)
        .select_related("person", "assignee")
        .annotate(
            last_text=Subquery(said.values("text")[:1]),
            last_author=Subquery(said.values("author")[:1]),
            last_at=Subquery(said.values("created_at")[:1]),
            promised_by=Subquery(unanswered.values("promised_by")[:1]),
        )
    )
    for word in search.split():
        found = found.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__preferred_name__icontains=word)
            | Q(summary__icontains=word)
        )
    return _shown(found, show)


def _shown(found: QuerySet[Conversation], show: Show) -> QuerySet[Conversation]:
    still_open = found.filter(closed_at__isnull=True)
    if show is Show.WAITING:
        waits = Q(promised_by__isnull=False) | Q(owner=Owner.PERSON, last_author=Author.VISITOR)
        return still_open.filter(waits).order_by(F("promised_by").asc(nulls_last=True), "updated_at")
    if show is Show.JESSICA:
        return still_open.filter(owner=Owner.JESSICA).order_by("-updated_at")
    if show is Show.CLOSED:
        return found.filter(closed_at__isnull=False).order_by("-updated_at")
    return still_open.order_by("-updated_at")


def find_conversation(staff: StaffMember, conversation_id: UUID) -> Conversation | None:
    """The conversation, if it is of the clinic of `staff`."""
    try:
        return access_conversation_as_staff(conversation_id, staff)
    except NotFound:
        return None


def messages_of(conversation: Conversation) -> list[Message]:
    """Everything said and noted, in order."""
    return list(conversation.messages.select_related("staff"))


def effects_of(conversation: Conversation) -> list[EffectRecord]:
    """Everything that came of the conversation, in order, with the message that caused it."""
    return list(conversation.effects.select_related("message"))


def handovers_of(conversation: Conversation) -> list[Handover]:
    return list(conversation.handovers.all())


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of "what Jessica did and why"; `because` is the trace of the message that caused it."""

    at: datetime
    title: str
    facts: dict[str, Any]
    because: Any = None


def what_happened(conversation: Conversation, handovers: list[Handover]) -> list[Happening]:
    """Effects and hand-overs in order; each effect with what Jessica understood when she caused it."""
    happened = [
        Happening(effect.created_at, effect.action, effect.payload, effect.message and effect.message.trace)
        for effect in effects_of(conversation)
    ]
    for handover in handovers:
        if handover.first_human_reply_at:
            happened.append(Happening(handover.first_human_reply_at, "first_answer_by_staff", {}))
        if handover.closed_at:
            happened.append(Happening(handover.closed_at, "handover_finished", {}))
    return sorted(happened, key=lambda each: each.at)
