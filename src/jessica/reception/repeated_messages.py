"""Tells a message that is sent again from another message under the same key."""

from __future__ import annotations

from uuid import UUID

from jessica.dialogue.safety.card_numbers import without_card_numbers
from jessica.platform.errors import JessicaError
from jessica.reception.models import Author, Message
from jessica.reception.storable_text import storable_text


class KeyReused(JessicaError):
    """The idempotency key belongs to a message with another text; this one was not taken in."""

    code = "key_reused"

    def __init__(self) -> None:
        super().__init__(
            "This key was used for another message, which stays as it was. Send this one with its own key."
        )


def require_same_message(conversation_id: UUID, key: str, text: str) -> None:
    """Raise `KeyReused` unless the message that was received under `key` says what `text` says.

    To be asked after `receive`: whoever came first under a key has been stored by then, also among callers
    that came at the same moment.
    """
    stored = Message.objects.filter(
        conversation_id=conversation_id, idempotency_key=key, author=Author.VISITOR
    ).first()
    if stored is None or stored.text != without_card_numbers(storable_text(text).strip()):
        raise KeyReused
