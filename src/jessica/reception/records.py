"""What a conversation did, as typed records."""

from __future__ import annotations

from typing import Any

from jessica.reception.models import Conversation, Message


def effect_records(conversation: Conversation) -> list[dict[str, Any]]:
    """Every effect in order: `{ordinal, action, id, at, ...facts}`; `id`: the record made or changed."""
    return [
        {
            "ordinal": effect.ordinal,
            "action": effect.action,
            "id": str(effect.record_id),
            "at": effect.created_at.isoformat(),
            **effect.payload,
        }
        for effect in conversation.effects.all()
    ]


def visible_messages(conversation: Conversation) -> list[dict[str, Any]]:
    """What the visitor may see: everything but notes among staff."""
    messages = conversation.messages.exclude(author="note").select_related("staff")
    return [message_as_json(message) for message in messages]


def message_as_json(message: Message) -> dict[str, Any]:
    names = {"jessica": "Jessica", "visitor": "", "staff": message.staff.name if message.staff else ""}
    return {
        "id": str(message.pk),
        "ordinal": message.ordinal,
        "author": message.author,
        "author_name": names.get(message.author, ""),
        "text": message.text,
        "reply": message.reply if message.author == "jessica" else None,
        "at": message.created_at.isoformat(),
    }


def conversation_as_json(conversation: Conversation) -> dict[str, Any]:
    """The conversation's head for the visitor's program."""
    handover = conversation.handovers.filter(closed_at=None).first()
    return {
        "id": str(conversation.pk),
        "owner": conversation.owner,
        "owner_name": conversation.assignee.name if conversation.assignee else "Jessica",
        "status": "closed" if conversation.closed_at else "open",
        "locale": conversation.locale,
        "handover": {"promised_by": handover.promised_by.isoformat(), "staffed": handover.staffed}
        if handover
        else None,
    }
