"""What a conversation may cause. A task asks for an effect; the room that owns it carries it out.

Each effect has one result type; a failed one comes back as `Failed` with a code, and nothing was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from jessica.dialogue.commands import OptOutScope
from jessica.dialogue.ports import CostFact, OpeningFact, PatientKind, PersonFact


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Who a visit is for. `person_id` is set when an existing record was matched by name and birth date."""

    given_name: str
    family_name: str
    birth_date: date | None
    phone: str | None
    email: str | None = None
    person_id: str | None = None
    guardian_name: str | None = None
    preferred_name: str | None = None
    pronouns: str | None = None


@dataclass(frozen=True, slots=True)
class HoldOpening:
    """Keep a time for this conversation; replaces what was kept before."""

    opening: OpeningFact
    service_key: str
    topic_key: str | None
    patient_kind: PatientKind
    moving_visit_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseHolds:
    """Let go of whatever this conversation keeps."""


@dataclass(frozen=True, slots=True)
class BookVisit:
    opening: OpeningFact
    service_key: str
    topic_key: str | None
    patient_kind: PatientKind
    person: PersonDetails
    reason: str
    sequence: int  # how many visits this conversation booked before; makes a retry harmless


@dataclass(frozen=True, slots=True)
class MoveVisit:
    visit_id: str
    opening: OpeningFact
    accepted: CostFact | None  # what moving costs, as it was told


@dataclass(frozen=True, slots=True)
class CancelVisit:
    visit_id: str
    accepted: CostFact | None  # what cancelling costs, as it was told


@dataclass(frozen=True, slots=True)
class JoinWaitlist:
    person: PersonDetails
    service_key: str
    provider_key: str | None
    location_keys: tuple[str, ...]
    earliest: date
    latest: date | None


@dataclass(frozen=True, slots=True)
class OpenHandover:
    """Give the conversation to people, now."""

    reason: str  # asked, not_understood, red_flag, complaint, identity, clinical ...
    urgency: str = "normal"
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class PageSurgeon:
    """Page the surgeon on call, or tell how the open page stands."""

    tier: str
    only_ask: bool = False  # page nobody, tell how the latest page stands


@dataclass(frozen=True, slots=True)
class TakeMessage:
    """Leave a note for staff, with a call-back when `phone` is given."""

    text: str
    contact_name: str
    phone: str | None
    kind: str = "message"  # a kind of request; the clinic's file says which queue it waits in
    queue: str = ""  # a queue of the clinic's file that is chosen already
    person_id: str | None = None
    about: str = ""  # clinical or money, where that decides who calls back


@dataclass(frozen=True, slots=True)
class RequestRefill:
    """A wish for more of one medicine, for people to decide: `Filed`. Never approved here."""

    person_id: str
    medicine: str
    drug_class: str
    queue: str  # of the class in the clinic's file; empty: where refills wait
    text: str
    contact_name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class RequestRecords:
    """A wish for the verified person's own records, in their words: `Filed`."""

    person_id: str
    text: str
    contact_name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class ConfirmVisit:
    """The verified person comes to this visit: `VisitConfirmed`."""

    visit_id: str


@dataclass(frozen=True, slots=True)
class NoteLateness:
    """The verified person is late for this visit of today, in `text`'s words: `Filed` with those who wait."""

    visit_id: str
    text: str
    contact_name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class StopContact:
    """No more messages of this kind to a person, or to a number or address: `ContactStopped`.

    Honoured without proof, and nothing is told of whether there is such a record.
    """

    scope: OptOutScope
    person_id: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class ComparePhone:
    """Hold a number against the one on the verified person's file: `Filed` for staff where they differ."""

    person_id: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says to be."""

    given_name: str
    family_name: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class SendCode:
    """Send a one-time code to the contact point on file of the person that the claim points to, if any.

    `CodeSent` in every case, so that its result tells nothing; `Failed` with the code `too_many` after three
    within an hour, `no_contact` where the clinic tells matches and has nowhere to send to.
    """

    claim: Claim
    language: str


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Compare the digits with the code of this claim: `CodeRight`, `CodeWrong`, or `Failed` (`expired`)."""

    claim: Claim
    digits: str


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """A question that nothing approved answers, in the asker's words."""

    text: str
    language: str


Effect = (
    HoldOpening
    | ReleaseHolds
    | BookVisit
    | MoveVisit
    | CancelVisit
    | JoinWaitlist
    | OpenHandover
    | PageSurgeon
    | TakeMessage
    | RequestRefill
    | RequestRecords
    | ConfirmVisit
    | NoteLateness
    | StopContact
    | ComparePhone
    | SendCode
    | CheckCode
    | FileQuestion
)


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing to tell beyond that it was done."""


@dataclass(frozen=True, slots=True)
class VisitCommitted:
    """The visit as the record now has it. Links are site-relative addresses."""

    visit_id: str
    person_id: str
    service_key: str
    topic_key: str | None
    starts_at: datetime
    ends_at: datetime
    location_key: str
    provider_key: str
    calendar_url: str
    manage_url: str


@dataclass(frozen=True, slots=True)
class VisitCancelled:
    visit_id: str
    starts_at: datetime
    fee: Decimal | None


@dataclass(frozen=True, slots=True)
class VisitConfirmed:
    visit_id: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class ContactStopped:
    record_id: str


@dataclass(frozen=True, slots=True)
class HandoverOpened:
    """`promised_by` is the time to tell the person; `staffed` says whether people are there now."""

    handover_id: str
    promised_by: datetime
    staffed: bool


@dataclass(frozen=True, slots=True)
class Paged:
    """Who was paged last and when; once acknowledged, by whom, and `at` is that instant."""

    page_id: str
    name: str
    at: datetime
    acknowledged_by: str | None


@dataclass(frozen=True, slots=True)
class Filed:
    """A task or a question on staff's list, to be dealt with by `due_at`."""

    record_id: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class CodeSent:
    """`ending` are the last characters of the contact point; None where nothing about it may be told."""

    expires_at: datetime
    kind: Literal["phone", "email"] | None = None
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class CodeRight:
    """The code was written back: who it is, and how long that holds."""

    person: PersonFact
    until: datetime


@dataclass(frozen=True, slots=True)
class CodeWrong:
    tries_left: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing was changed. Codes: taken, refused, needs_human, not_found, too_many, no_contact, expired."""

    code: str
    reason: str = ""


Result = (
    Done
    | VisitCommitted
    | VisitCancelled
    | VisitConfirmed
    | ContactStopped
    | HandoverOpened
    | Paged
    | Filed
    | CodeSent
    | CodeRight
    | CodeWrong
    | Failed
)
CarryOut = Callable[[Effect], Result]
