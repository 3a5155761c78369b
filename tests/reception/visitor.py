"""A visitor of a clinic's chat at an instant that the test chooses."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from jessica.clinic.models import Clinic
from jessica.reception.models import Conversation
from jessica.reception.receiving import open_conversation, receive
from jessica.reception.records import effect_records


class Visitor:
    """One conversation; `say` returns the reply to the last line."""

    def __init__(self, clinic: Clinic, at: datetime, *lines: str, locale: str = "en") -> None:
        self.at = at
        self.opened = open_conversation(clinic, channel="web", locale=locale, source="test", at=at)
        self.reply: dict[str, Any] = self.opened.reply
        self.say(*lines)

    @property
    def id(self) -> UUID:
        return self.opened.conversation.pk

    def say(self, *lines: str, key: str | None = None) -> dict[str, Any]:
        for line in lines:
            self.reply = receive(self.id, line, idempotency_key=key, at=self.at)
        return self.reply

    @property
    def text(self) -> str:
        return "\n".join(self.reply["text"])

    @property
    def conversation(self) -> Conversation:
        """As the database has it now."""
        return Conversation.objects.select_related("clinic").get(pk=self.id)

    @property
    def actions(self) -> list[str]:
        return [record["action"] for record in effect_records(self.conversation)]
