"""What people on staff do in a conversation: take over, answer, note, hand back, close."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jessica.clinic.models import StaffMember
from jessica.events.publish import publish
from jessica.platform.errors import Refused
from jessica.reception.access import access_conversation_as_staff
from jessica.reception.handing_over import close_handover, note_human_answer
from jessica.reception.models import Author, Conversation, Message, Owner
from jessica.reception.receiving import store_message
from jessica.reception.storable_text import storable_text
from jessica.scheduling.holds import release_holds

_CHANGED_BY_STAFF = (
    "owner", "assignee", "closed_at", "escalation", "last_ordinal", "unread_by_staff", "updated_at",
)  # fmt: skip


def take_over(conversation_id: UUID, *, staff: StaffMember, at: datetime) -> Conversation:
    """From now on `staff` answers and Jessica is silent. Taking over twice changes nothing."""
    with transaction.atomic():
        conversation = access_conversation_as_staff(conversation_id, staff, lock=True)
        if conversation.owner == Owner.PERSON and conversation.assignee_id == staff.pk:
            return conversation
        _give_to(conversation, staff)
        _changed(conversation, "conversation.taken_over", at)
    return conversation


def hand_back(conversation_id: UUID, *, staff: StaffMember, at: datetime) -> Conversation:
    """Jessica answers again; the open hand-over is closed."""
    with transaction.atomic():
        conversation = access_conversation_as_staff(conversation_id, staff, lock=True)
        if conversation.owner == Owner.JESSICA and not conversation.handovers.filter(closed_at=None).exists():
            return conversation
        conversation.owner, conversation.assignee = Owner.JESSICA, None
        close_handover(conversation, at)
        _changed(conversation, "conversation.handed_back", at)
    return conversation


def answer(
    conversation_id: UUID, *, staff: StaffMember, text: str, at: datetime, idempotency_key: str | None = None
) -> Message:
    """Answer the visitor as a person. Answering is taking over; it stops the hand-over's timer.

    Raises `Refused` for an empty text. The same key sends once.
    """
    text = _written(text)
    with transaction.atomic():
        conversation = access_conversation_as_staff(conversation_id, staff, lock=True)
        if idempotency_key is not None:
            sent = conversation.messages.filter(author=Author.STAFF, idempotency_key=idempotency_key).first()
            if sent is not None:
                return sent
        _give_to(conversation, staff)
        message = store_message(
            conversation, Author.STAFF, text, at, staff=staff, idempotency_key=idempotency_key
        )
        note_human_answer(conversation, at)
        conversation.unread_by_staff = False
        _changed(conversation, "conversation.changed", at)
    return message


def add_note(conversation_id: UUID, *, staff: StaffMember, text: str, at: datetime) -> Message:
    """A note among staff; the visitor never sees it. Raises `Refused` for an empty text."""
    text = _written(text)
    with transaction.atomic():
        conversation = access_conversation_as_staff(conversation_id, staff, lock=True)
        message = store_message(conversation, Author.NOTE, text, at, staff=staff)
        _changed(conversation, "conversation.noted", at)
    return message


def mark_read(conversation_id: UUID, *, staff: StaffMember, at: datetime) -> None:
    """`staff` has the conversation before their eyes. Its place in the list stays; reading again is nothing.

    Raises `NotFound` for a conversation of another clinic.
    """
    with transaction.atomic():
        conversation = access_conversation_as_staff(conversation_id, staff)
        unread = Conversation.objects.filter(pk=conversation.pk, unread_by_staff=True)
        if unread.update(unread_by_staff=False):
            publish("conversation.read", clinic_id=conversation.clinic_id, subject_id=conversation.pk, at=at)


def close_conversation(conversation_id: UUID, *, staff: StaffMember, at: datetime) -> Conversation:
    """Put the conversation away; a new message from the visitor opens it again, with Jessica."""
    with transaction.atomic():
        conversation = access_conversation_as_staff(conversation_id, staff, lock=True)
        if conversation.closed_at is not None:
            return conversation
        put_away(conversation, at)
    return conversation


def put_away(conversation: Conversation, at: datetime) -> None:
    """Close a conversation whose row the caller has locked: nothing is kept for it any more."""
    conversation.closed_at = at
    conversation.owner, conversation.assignee = Owner.JESSICA, None
    conversation.unread_by_staff = False
    close_handover(conversation, at)
    release_holds(str(conversation.pk))
    _changed(conversation, "conversation.closed", at)


def _written(text: str) -> str:
    text = storable_text(text).strip()
    if not text:
        raise Refused("Write something first. Nothing was sent.")
    return text


def _give_to(conversation: Conversation, staff: StaffMember) -> None:
    conversation.owner, conversation.assignee = Owner.PERSON, staff
    conversation.closed_at = None


def _changed(conversation: Conversation, kind: str, at: datetime) -> None:
    conversation.updated_at = at
    conversation.save(update_fields=_CHANGED_BY_STAFF)
    publish(kind, clinic_id=conversation.clinic_id, subject_id=conversation.pk, at=at)
