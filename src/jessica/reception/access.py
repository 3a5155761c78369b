"""The only ways to reach a conversation: a visitor's token, or a staff member of its clinic."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from jessica.clinic.models import StaffMember
from jessica.platform.errors import NotFound
from jessica.reception.models import Conversation

_GONE = "There is no such conversation."


def token_hash(token: str) -> str:
    """What is stored of a visitor's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def access_conversation(conversation_id: UUID, token: str) -> Conversation:
    """The conversation that the token opens. Raises `NotFound` for a wrong token as for a wrong id."""
    found = Conversation.objects.select_related("clinic").filter(pk=conversation_id).first()
    if found is None or not hmac.compare_digest(found.token_hash, token_hash(token)):
        raise NotFound(_GONE)
    return found


def access_conversation_as_staff(
    conversation_id: UUID, staff: StaffMember, *, lock: bool = False
) -> Conversation:
    """A conversation of the staff member's clinic, locked for a change if asked. Raises `NotFound` else."""
    conversations = Conversation.objects.filter(clinic_id=staff.clinic_id).select_related("clinic")
    if lock:
        conversations = conversations.select_for_update(of=("self",))
    found = conversations.filter(pk=conversation_id).first()
    if found is None:
        raise NotFound(_GONE)
    return found
