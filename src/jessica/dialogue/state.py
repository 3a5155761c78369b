"""What the conversation remembers between two turns: open jobs, who is writing, what was asked last.

Plain data; `State.model_dump(mode="json")` and `State.model_validate` carry it through storage.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from jessica.dialogue.commands import OptOutScope
from jessica.dialogue.ports import CostFact, Identity, OpeningFact, PatientKind, VisitFact
from jessica.dialogue.reply import Awaiting, Choice
from jessica.dialogue.understanding.grammars.when import When

# What a yes, a no or a pick refers to: the question that is open. Finer than `awaiting`, never shown.
Pending = Literal[
    "offer_consultation",
    "which_service",
    "seen_before",
    "which_location",
    "when",
    "which_opening",
    "offer_waitlist",
    "confirm_booking",
    "guardian_name",
    "name",
    "birth_date",
    "phone",
    "which_visit",
    "confirm_move",
    "confirm_cancel",
    "message_text",
    "anything_else",
    "unclear",
    "offer_human",
    "offer_return",
    "book_another",
    "which_reading",
    "what_to_change",
    "code",
    "offer_manager",
    "opt_out_contact",
    "which_medicine",
]


class Job(BaseModel):
    """One thing that the person wants done. Jobs are finished in the order in which they were asked for."""

    model_config = ConfigDict(validate_assignment=True)


class VisitWish(Job):
    """Slots shared by every job that ends in a time on the calendar."""

    service_key: str | None = None
    topic_key: str | None = None
    patient_kind: PatientKind | None = None
    location_key: str | None = None
    provider_key: str | None = None
    any_provider: bool = False
    any_location: bool = False
    credentials: list[str] = []
    pronoun: str | None = None  # "she" when a woman was asked for, "he" for a man
    when: When | None = None
    offers: list[OpeningFact] = []
    repeated: int = 0  # how often the offers were told again with nothing said beside them
    seen: list[datetime] = []  # starts that were already offered, so that "something else" moves on
    not_providers: list[str] = []  # "the other doctor": whoever, but not these
    chosen: OpeningFact | None = None
    held: bool = False
    told_closed: str = ""  # the last sentence on being closed; it is not said twice in a row
    told_cost: CostFact | None = None  # what moving costs, as it was said
    read_back: bool = False  # everything was read back and nothing changed since
    confirmed: bool = False  # a yes to what was read back


class BookJob(VisitWish):
    kind: Literal["book"] = "book"
    reason: str = ""
    asked_seen_before: int = 0
    for_somebody_else: bool = False
    returns_after: date | None = None  # a visit that follows one of this day; offered before it is booked
    agreed: bool = False  # a yes to that offer
    party: int = 1  # for how many people it was asked; each gets a visit of their own
    with_others: bool = False  # one more of those who come together
    next_person: bool = False  # not begun yet, and for somebody else than the visit before
    another: bool = False  # a yes to one more of a visit that this conversation has booked already


class MoveJob(VisitWish):
    kind: Literal["move"] = "move"
    visit: VisitFact | None = None
    hint: When | None = None  # how the person described the visit to be moved


class CancelJob(Job):
    kind: Literal["cancel"] = "cancel"
    visit: VisitFact | None = None
    hint: When | None = None
    told: bool = False  # what cancelling costs was said, and it was
    told_cost: CostFact | None = None
    confirmed: bool = False


class VisitsJob(Job):
    """Tell when the person's visits are."""

    kind: Literal["visits"] = "visits"


class ConfirmJob(Job):
    """Say that one will come to a visit."""

    kind: Literal["confirm"] = "confirm"
    visit: VisitFact | None = None
    hint: When | None = None


class LateJob(Job):
    """Tell the clinic that one will be late today."""

    kind: Literal["late"] = "late"
    text: str = ""  # in the person's words
    told_rule: bool = False


class RefillJob(Job):
    """More of one or several medicines."""

    kind: Literal["refill"] = "refill"
    text: str = ""  # everything that was said about it
    named: str = ""  # the answer to which medicine
    asked: bool = False


class ResultsJob(Job):
    """Whether a result has come in."""

    kind: Literal["results"] = "results"
    text: str = ""


class RecordsJob(Job):
    """A copy of what the clinic keeps."""

    kind: Literal["records"] = "records"
    text: str = ""


class OptOutJob(Job):
    """Be left alone by messages of a kind; open only while it is not known which number or address."""

    kind: Literal["opt_out"] = "opt_out"
    scope: OptOutScope = "all"


class MessageJob(Job):
    kind: Literal["message"] = "message"
    callback: bool = False
    text: str = ""


class WaitlistJob(VisitWish):
    kind: Literal["waitlist"] = "waitlist"


AnyJob = Annotated[
    BookJob
    | MoveJob
    | CancelJob
    | VisitsJob
    | ConfirmJob
    | LateJob
    | OptOutJob
    | RefillJob
    | ResultsJob
    | RecordsJob
    | MessageJob
    | WaitlistJob,
    Field(discriminator="kind"),
]


class PersonSlots(BaseModel):
    """Who the visit is for, as far as it was said. `person_id` only after name and birth date matched."""

    model_config = ConfigDict(validate_assignment=True)

    given_name: str | None = None
    family_name: str | None = None
    preferred_name: str | None = None
    pronouns: str | None = None
    birth_date: date | None = None
    phone: str | None = None
    phone_shown: str | None = None
    email: str | None = None
    guardian_name: str | None = None
    person_id: str | None = None
    phone_on_file: bool = False
    shared_phone: str | None = None  # of the person booked for before, who came along
    shared_phone_shown: str | None = None
    phone_compared: str | None = None  # the number that was held against the one on file
    confirmed: bool = False
    code_sent_for: str | None = None  # the name and birth date that the code in hand was asked for with
    code_expires_at: datetime | None = None
    code_proved_for: str | None = None  # id of the person whose code was written back
    code_proved_until: datetime | None = None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.family_name) if part)

    @property
    def claim(self) -> str:
        """Who the visitor says to be: name and birth date in one, as they were given."""
        return f"{self.full_name}|{self.birth_date.isoformat() if self.birth_date else ''}"

    @property
    def proved(self) -> Identity:
        """How surely it is known who writes. It falls with `person_id`: a proof belongs to one person."""
        if self.person_id is None:
            return "none"
        return "one_time_code" if self.code_proved_for == self.person_id else "name_and_birth_date"

    def forget_stale_proof(self, at: datetime) -> bool:
        """A code proves for a while only: the same screen may be somebody else's an hour later.

        Whether that time is over now.
        """
        if self.code_proved_until is None or self.code_proved_until > at:
            return False
        self.code_proved_for = self.code_proved_until = None
        return True


class BookedVisit(BaseModel):
    """A visit that this conversation has put on the calendar."""

    person_id: str
    service_key: str
    starts_at: datetime


class State(BaseModel):
    """The whole memory of one conversation."""

    model_config = ConfigDict(validate_assignment=True)

    language: str = "en"
    disclosed: bool = False
    turns: int = 0  # how often the person has said something
    jobs: list[AnyJob] = []
    person: PersonSlots = Field(default_factory=PersonSlots)
    awaiting: Awaiting | None = None
    pending: Pending | None = None
    choices: list[Choice] = []
    refused: set[str] = set()  # extras that were declined; never offered again
    misses: int = 0  # turns in a row that were not understood
    failed_lookups: int = 0
    code_failed: bool = False  # three wrong tries: no code opens anything in this conversation any more
    failed_attempts: list[str] = []  # names with birth dates that matched nobody; each counts once
    escalation: str | None = None  # tier of the gravest red flag of this conversation
    flag_asked: str | None = None  # the open question of the safety screen
    topic_key: str | None = None  # the service talked about last, for "how much is it?"
    visits_booked: int = 0
    booked: list[BookedVisit] = []
    handed_over: bool = False  # people were asked for and have not handed back
    finished: int = 0  # jobs brought to an end
    readings: list[When] = []  # the readings of an ambiguous date that was asked about
    parked: AnyJob | None = None  # left for later; goes on when the same is wished again
    concerns: set[str] = set()  # signs that were heeded already, by kind
    insults: int = 0
    complaints: int = 0
    last_said: list[str] = []  # the last answer, in case it is asked for again

    @property
    def job(self) -> Job | None:
        """The job at hand."""
        return self.jobs[0] if self.jobs else None
