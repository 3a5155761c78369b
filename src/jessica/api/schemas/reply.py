"""What Jessica answers."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from jessica.api.schemas.did import VISIT_EXAMPLE, Did
from jessica.api.schemas.part import Instant, Part

Awaiting = Literal[
    "service", "provider", "when", "name", "phone", "email", "birth_date", "reason", "confirm", "choice"
]
Escalation = Literal["E1", "E2", "E3", "E4", "crisis"]


class Choice(Part):
    """A quick reply."""

    label: str = Field(description="What the button says.")
    value: str = Field(description="What to send as the message's text when it is picked.")


class HandoverStarted(Part):
    """People were asked to take over."""

    id: UUID
    reason: str = Field(examples=["asked"])
    staffed: bool = Field(description="Whether people are at the desk now.")
    promised_by: Instant = Field(description="When the visitor was told to expect an answer.")


class Reply(Part):
    """One answer of Jessica's. `text` is empty while a person on staff is answering."""

    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "text": ["You are booked: Thursday, December 3 at 3:30 PM with Dr. Lena Okafor."],
                    "awaiting": None,
                    "choices": [],
                    "did": [{"action": "visit_booked", **VISIT_EXAMPLE}],
                    "escalation": None,
                    "handover": None,
                    "sources": [],
                }
            ]
        }
    }

    text: list[str] = Field(description="Paragraphs of plain text.")
    awaiting: Awaiting | None = Field(description="What Jessica asked for; null when the turn is open.")
    choices: list[Choice]
    did: list[Did] = Field(description="What this turn changed, from committed records only.")
    escalation: Escalation | None = Field(
        description="Safety tier of what was written: E1 the gravest to E4, or a crisis."
    )
    handover: HandoverStarted | None
    sources: list[str] = Field(description="Ids of the approved answers that the text rests on.")
