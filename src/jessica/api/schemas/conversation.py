"""A conversation, what is said in it, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from jessica.api.schemas.part import Instant, Key, LanguageCode, Money, Part
from jessica.api.schemas.reply import Reply

MOST_CHARACTERS = 2000
# Letters, digits, marks and spaces, without the control characters that no name has.
_PRINTABLE = r"^[^\x00-\x1f\x7f]*$"


class NewConversation(Schema):
    """How a conversation begins."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"channel": "web", "locale": "en", "source": "clinic-page"}]},
    )

    channel: str = Field(
        pattern=r"^[a-z][a-z0-9_-]{0,19}$", description="The door the visitor came by.", examples=["web"]
    )
    locale: str | None = Field(
        None,
        pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$",
        description="The visitor's language (BCP 47). One that the clinic does not speak becomes its first.",
        examples=["es-US"],
    )
    source: str | None = Field(
        None,
        max_length=80,
        pattern=_PRINTABLE,
        description="Where the visitor comes from: a page, a campaign.",
    )


class NewMessage(Schema):
    """What the visitor says."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "hi, do you do nose jobs? could I come in next thursday after 3"}]
        },
    )

    text: str = Field(
        min_length=1,
        max_length=MOST_CHARACTERS,
        pattern=r"[^\s\x00]",
        description=f"What the visitor wrote: not only spaces, {MOST_CHARACTERS} characters at most.",
    )


class ConversationOpened(Part):
    """A new conversation. The token opens it and is shown only here."""

    id: UUID
    token: str
    reply: Reply


class OpenHandover(Part):
    """People are asked for and have not handed back yet."""

    promised_by: Instant
    staffed: bool


class ConversationHead(Part):
    """Where a conversation stands."""

    id: UUID
    owner: Literal["jessica", "person"] = Field(description="Who answers now.")
    owner_name: str
    status: Literal["open", "closed"]
    locale: LanguageCode
    handover: OpenHandover | None


class Message(Part):
    """One thing that was said."""

    id: UUID
    ordinal: int = Field(ge=1, description="Its place in the conversation; also the id of its live event.")
    author: Literal["visitor", "jessica", "staff"]
    author_name: str = Field(description="Empty for the visitor.")
    text: str
    reply: Reply | None = Field(description="With Jessica's messages: what the answer offered and did.")
    at: Instant


class Conversation(ConversationHead):
    """A whole conversation."""

    messages: list[Message]


class Answer(Part):
    """What came of a message."""

    reply: Reply
    conversation: ConversationHead


class Record(Part):
    """What every effect has. `id` is the id of the record that it made or changed."""

    ordinal: int = Field(ge=1)
    id: UUID
    at: Instant


class VisitRecord(Record):
    action: Literal["visit_booked", "visit_moved"]
    service: Key
    topic: Key | None
    location: Key
    provider: Key
    starts_at: Instant
    ends_at: Instant
    person_id: UUID
    percent: str | None = Field(None, description="With a moved visit: the share that staff still work out.")
    deposit_lost: bool = False


class VisitCancelledRecord(Record):
    action: Literal["visit_cancelled"]
    fee: Money | None
    percent: str | None = Field(None, description="The share that staff still have to work out, if any.")
    deposit_lost: bool = False


class FeePostedRecord(Record):
    action: Literal["fee_posted"]
    amount: Money
    kind: Literal["late_cancellation", "late_move"]


class WaitlistRecord(Record):
    action: Literal["waitlist_joined"]
    service: Key
    provider: Key | None
    locations: list[Key]
    earliest: date
    latest: date | None


class HandoverRecord(Record):
    action: Literal["handed_over"]
    reason: str
    urgency: str
    promised_by: Instant


class TaskRecord(Record):
    action: Literal[
        "callback",
        "message",
        "clinical",
        "complaint",
        "late",
        "results",
        "records",
        "portal_access",
        "other_number",
        "blocked_reply",
        "nurse",
    ]
    queue: Key
    due_at: Instant


class RefillRecord(Record):
    action: Literal["refill_requested"]
    person_id: UUID
    medicine: str
    drug_class: str = Field(description="Of the clinic's file or the shipped table; `unlisted` for neither.")
    queue: Key
    due_at: Instant


class OptedOutRecord(Record):
    action: Literal["opted_out"]
    scope: Literal["all", "sms", "calls", "email", "marketing"]


class VisitConfirmedRecord(Record):
    action: Literal["visit_confirmed"]
    starts_at: Instant
    person_id: UUID


class PagedRecord(Record):
    action: Literal["paged"]
    name: str = Field(description="Who was paged first.")
    tier: Literal["E1", "E2", "crisis"]


class QuestionRecord(Record):
    action: Literal["question_filed"]
    due_at: Instant


AnyRecord = Annotated[
    VisitRecord
    | VisitCancelledRecord
    | FeePostedRecord
    | WaitlistRecord
    | HandoverRecord
    | TaskRecord
    | RefillRecord
    | OptedOutRecord
    | VisitConfirmedRecord
    | PagedRecord
    | QuestionRecord,
    Field(discriminator="action"),
]


class Records(Part):
    """Every effect of a conversation, in the order in which they happened."""

    records: list[AnyRecord]
