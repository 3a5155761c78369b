"""What a reply did, each from the record that was committed. `action` says which of these it is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, JsonValue

from jessica.api.schemas.part import Instant, Key, Money, Part

VISIT_EXAMPLE: dict[str, JsonValue] = {
    "id": "0d1c2d55-1c0e-5a53-8a2e-0f6f3a0a7d01",
    "service": "Surgical consultation",
    "service_key": "surgical-consultation",
    "topic_key": "rhinoplasty",
    "weekday": "Thursday",
    "date": "2026-12-03",
    "time": "3:30 PM",
    "starts_at": "2026-12-03T15:30:00-05:00",
    "ends_at": "2026-12-03T16:15:00-05:00",
    "time_zone": "America/New_York",
    "location": "Harbor Street",
    "location_key": "harbor-street",
    "address": "12 Harbor Street, Suite 300, New York, NY 10001",
    "provider": "Dr. Lena Okafor",
    "provider_key": "okafor",
    "calendar_url": "/v/TOKEN/visit.ics",
    "manage_url": "/v/TOKEN/",
}


class VisitFacts(Part):
    """A visit as the calendar now has it. Words are in the conversation's language."""

    id: UUID
    service: str
    service_key: Key
    topic_key: Key | None = Field(description="The procedure that the visit is about.")
    weekday: str
    date: date
    time: str = Field(description="Local time at the location, in words.")
    starts_at: Instant
    ends_at: Instant
    time_zone: str = Field(description="IANA name of the location's time zone.")
    location: str
    location_key: Key
    address: str
    provider: str
    provider_key: Key
    calendar_url: str = Field(description="Calendar file (ICS), as a path on this host.")
    manage_url: str = Field(description="Page to move or cancel the visit, as a path on this host.")


class VisitBooked(VisitFacts):
    """A visit was booked."""

    model_config = {"json_schema_extra": {"examples": [{"action": "visit_booked", **VISIT_EXAMPLE}]}}

    action: Literal["visit_booked"]


class VisitMoved(VisitFacts):
    """A visit was moved; the facts are those of its new time."""

    action: Literal["visit_moved"]


class VisitCancelled(Part):
    """A visit was cancelled. `fee` is what is owed for it, if anything."""

    action: Literal["visit_cancelled"]
    id: UUID
    starts_at: Instant
    fee: Money | None


class HandedOver(Part):
    """People were asked to take over, and answer by `promised_by`."""

    action: Literal["handed_over"]
    id: UUID
    reason: str
    promised_by: Instant


class CallbackPromised(Part):
    """Somebody calls back by `due_at`."""

    action: Literal["callback_promised"]
    id: UUID
    due_at: Instant


class MessageTaken(Part):
    """A message was passed on to the staff, who see to it by `due_at`."""

    action: Literal["message_taken"]
    id: UUID
    due_at: Instant


class RefillRequested(Part):
    """A refill request went to the clinical team, who decide and answer by `due_at`. Nothing is approved."""

    action: Literal["refill_requested"]
    id: UUID
    medicine: str
    drug_class: str
    due_at: Instant


class ResultsAsked(Part):
    """The clinical team gets in touch about results by `due_at`. `status` never says what a result is."""

    action: Literal["results_asked"]
    id: UUID
    status: Literal["none", "pending", "in", "released"]
    due_at: Instant


class RequestTaken(Part):
    """A request went to the staff, who see to it by `due_at`."""

    action: Literal["records_requested", "clinical_message_taken", "portal_asked"]
    id: UUID
    due_at: Instant


class ComplaintTaken(Part):
    """A complaint went to the manager, who answers by `due_at`."""

    action: Literal["complaint_taken"]
    id: UUID
    due_at: Instant


class OptedOut(Part):
    """Messages of this kind end."""

    action: Literal["opted_out"]
    id: UUID
    scope: Literal["all", "sms", "calls", "email", "marketing"]


class VisitConfirmed(Part):
    """The patient comes to this visit."""

    action: Literal["visit_confirmed"]
    id: UUID
    starts_at: Instant


class LatenessNoted(Part):
    """Those who wait know that the patient will be late for a visit of today."""

    action: Literal["lateness_noted"]
    id: UUID
    visit_id: UUID
    due_at: Instant


class WaitlistJoined(Part):
    """The person is told when an earlier time becomes free."""

    action: Literal["waitlist_joined"]
    service_key: Key


class QuestionFiled(Part):
    """A question that nothing approved answers went to the staff, who answer by `due_at`."""

    action: Literal["question_filed"]
    id: UUID
    due_at: Instant


class Paged(Part):
    """A surgeon was paged because of what was written. Somebody else follows where nobody acknowledges."""

    action: Literal["paged"]
    id: UUID
    at: Instant


class NumberToCheck(Part):
    """Another phone number than the one on file went to the staff; the file is unchanged."""

    action: Literal["number_to_check"]
    id: UUID
    due_at: Instant


Did = Annotated[
    VisitBooked
    | VisitMoved
    | VisitCancelled
    | HandedOver
    | CallbackPromised
    | MessageTaken
    | RefillRequested
    | ResultsAsked
    | RequestTaken
    | ComplaintTaken
    | OptedOut
    | VisitConfirmed
    | LatenessNoted
    | WaitlistJoined
    | QuestionFiled
    | Paged
    | NumberToCheck,
    Field(discriminator="action"),
]
