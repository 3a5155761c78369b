"""The one way in: a message through any door becomes a stored message, a reply and their effects, at once.

Everything of a turn is in one transaction: message, reply, effects, decisions, events, the dialogue's state.
A retry with the same idempotency key gets the same reply and does nothing again. A turn that fails inside
Jessica is undone and given to people: the visitor is never left with an error instead of an answer.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from jessica.clinic.models import Clinic
from jessica.dialogue.reply import Reply
from jessica.dialogue.safety.card_numbers import without_card_numbers
from jessica.dialogue.safety.red_flags import screen
from jessica.dialogue.state import State
from jessica.events.publish import publish
from jessica.platform.errors import JessicaError, NotFound
from jessica.platform.ids import conversation_id, derived_id
from jessica.reception.access import token_hash
from jessica.reception.answering_turn import answer_turn
from jessica.reception.clinic_facts import engine_for
from jessica.reception.escalation import LIFE_AT_RISK, graver
from jessica.reception.models import Author, Conversation, Message, Owner
from jessica.reception.storable_text import storable_text
from jessica.scheduling.problems import conflicts_are_slot_taken

MOST_CHARACTERS = 2000
_SUMMARY = 80
# Who owns the conversation is for staff to change; a turn never does.
_CHANGED_BY_A_TURN = (
    "closed_at", "escalation", "last_ordinal", "locale", "person", "state", "summary", "unread_by_staff",
    "updated_at",
)  # fmt: skip


class MessageRefused(JessicaError):
    """The message cannot be taken; nothing was stored. `field` names what is wrong."""

    code = "message_refused"
    field = "text"


@dataclass(frozen=True, slots=True)
class Opened:
    """A new conversation. `token` is shown once and stored only as a hash."""

    conversation: Conversation
    token: str
    reply: dict[str, Any]


def open_conversation(clinic: Clinic, *, channel: str, locale: str, source: str, at: datetime) -> Opened:
    """Begin a conversation: Jessica says who she is."""
    language = locale if locale in clinic.languages else (clinic.languages or ["en"])[0]
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        state = State(language=language)
        reply = as_json(engine_for(clinic, at).greet(state))
        conversation = Conversation.objects.create(
            id=_new_id(clinic, at),
            clinic=clinic,
            channel=channel,
            locale=language,
            source=storable_text(source)[:80],
            token_hash=token_hash(token),
            state=state.model_dump(mode="json"),
            created_at=at,
            updated_at=at,
        )
        store_message(conversation, Author.JESSICA, "\n\n".join(reply["text"]), at, reply=reply)
        conversation.save(update_fields=["last_ordinal"])
        publish(
            "conversation.opened", clinic_id=clinic.pk, subject_id=conversation.pk, at=at, channel=channel
        )
    return Opened(conversation, token, reply)


def _new_id(clinic: Clinic, at: datetime) -> UUID:
    """A random id; under a fixed clock one that a repetition on the same records gives again."""
    if not settings.JESSICA_REPRODUCIBLE:
        return conversation_id(clinic.slug, at, 0, reproducible=False)
    # Two visitors at the same standing moment take turns, so that each counts the other.
    Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    earlier = Conversation.objects.filter(clinic=clinic).count()
    return conversation_id(clinic.slug, at, earlier, reproducible=True)


def receive(conversation_id: UUID, text: str, *, idempotency_key: str | None, at: datetime) -> dict[str, Any]:
    """Take in what a visitor said and answer it; returns the reply as the API shows it.

    Raises `MessageRefused` for an empty, too long or unstorable text and `NotFound` for an unknown id.
    """
    text = _clean(text)
    with conflicts_are_slot_taken():
        conversation = _locked(conversation_id)
        earlier = _answered(conversation, idempotency_key)
        if earlier is not None:
            return earlier
        message = next_message(conversation, Author.VISITOR, text, at, idempotency_key=idempotency_key)
        reply = _reply(conversation, message, text, at)
        message.reply = shown = as_json(reply)
        said = [message]
        if reply.text:
            words = "\n\n".join(reply.text)
            said.append(
                next_message(
                    conversation, Author.JESSICA, words, at, reply=shown, trace=reply.trace, answers=message
                )
            )
        # The effects name the message before it is written; the database asks for it at the commit.
        Message.objects.bulk_create(said)
        _touch(conversation, message, reply, at)
    return shown


def _locked(conversation_id: UUID) -> Conversation:
    """The conversation, locked: turns and what staff do come one after the other.

    What else it refers to is read afterwards: a row that is joined to a locked one is as old as the wait.
    """
    conversations = Conversation.objects.select_for_update(of=("self",)).select_related("clinic")
    # Most turns ask for no policy; the one that does reads them when it does.
    found = conversations.defer("clinic__policies").filter(pk=conversation_id).first()
    if found is None:
        raise NotFound("There is no such conversation.")
    return found


def _clean(text: str) -> str:
    text = storable_text(text).strip()
    if not text:
        raise MessageRefused("The message is empty. Write something, then send it again.")
    if len(text) > MOST_CHARACTERS:
        raise MessageRefused(
            f"The message has {len(text)} characters; {MOST_CHARACTERS} is the most. Please send it in parts."
        )
    return text


def _answered(conversation: Conversation, key: str | None) -> dict[str, Any] | None:
    if key is None:
        return None
    message = Message.objects.filter(
        conversation=conversation, author=Author.VISITOR, idempotency_key=key
    ).first()
    return message.reply if message is not None else None


def _reply(conversation: Conversation, message: Message, text: str, at: datetime) -> Reply:
    """Jessica's answer; silent where a person is answering, except where life is at risk."""
    if conversation.owner == Owner.PERSON:
        flag = screen(text)
        if flag is None or flag.tier not in LIFE_AT_RISK:
            return Reply(
                escalation=flag.tier if flag else None,
                trace=["a person is answering; Jessica stays silent"],
            )
    return answer_turn(conversation, message, text, at)


def _touch(conversation: Conversation, message: Message, reply: Reply, at: datetime) -> None:
    conversation.escalation = graver(conversation.escalation, reply.escalation or "")
    if not conversation.summary:
        conversation.summary = message.text[:_SUMMARY]
    conversation.updated_at = at
    conversation.closed_at = None
    conversation.unread_by_staff = True
    conversation.save(update_fields=_CHANGED_BY_A_TURN)
    publish("conversation.changed", clinic_id=conversation.clinic_id, subject_id=conversation.pk, at=at)


def store_message(conversation: Conversation, author: str, text: str, at: datetime, **more: Any) -> Message:
    """Add a message in its order; the caller saves the conversation."""
    message = next_message(conversation, author, text, at, **more)
    message.save(force_insert=True)
    return message


def next_message(conversation: Conversation, author: str, text: str, at: datetime, **more: Any) -> Message:
    """The conversation's next message, not written yet. Card numbers are never kept."""
    conversation.last_ordinal += 1
    return Message(
        id=derived_id(conversation.pk, "message", conversation.last_ordinal),
        conversation=conversation,
        ordinal=conversation.last_ordinal,
        author=author,
        text=without_card_numbers(text),
        created_at=at,
        **more,
    )


def as_json(reply: Reply) -> dict[str, Any]:
    """The reply as the API and the message log hold it."""
    return {
        "text": reply.text,
        "awaiting": reply.awaiting,
        "choices": [{"label": choice.label, "value": choice.value} for choice in reply.choices],
        "did": reply.did,
        "escalation": reply.escalation,
        "handover": reply.handover,
        "sources": list(dict.fromkeys(reply.sources)),
    }
