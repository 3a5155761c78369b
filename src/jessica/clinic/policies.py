"""The clinic's rules as numbers and approved wording: the `policies` part of the clinic file.

Stored on `Clinic.policies` as JSON; `Policies.of(clinic)` reads it back. Amounts are in the clinic's
currency. Wording may name `{insurer}`, `{location}`, `{amount}`, `{hours}`, `{when}` and `{clinic}`, which
the speaker fills in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from jessica.clinic.file_schema.fields import ClockTime, FilePart, Key, Line, Money, Texts, WeeklyHours

if TYPE_CHECKING:
    from jessica.clinic.models import Clinic

Percent = Annotated[Decimal, Field(gt=0, le=100)]
InsuranceAnswer = Literal["yes", "no", "cannot_confirm"]
Proof = Literal["name_and_birth_date", "one_time_code"]


class FeeRule(FilePart):
    """What is owed: exactly one of an amount, a percentage of the price, the deposit."""

    amount: Money | None = None
    percent: Percent | None = None
    deposit_lost: bool = False

    @model_validator(mode="after")
    def _one_of_three(self) -> FeeRule:
        if sum((self.amount is not None, self.percent is not None, self.deposit_lost)) != 1:
            raise ValueError("needs exactly one of amount, percent and deposit_lost")
        return self


class CancellationTier(FilePart):
    """Cancelling with less than `notice_hours` before the start costs `fee`."""

    notice_hours: int = Field(ge=0, le=8760)
    fee: FeeRule


class CancellationRule(FilePart):
    """The tiers of some service categories. A category that no rule names can be cancelled freely."""

    categories: list[Key] = Field(min_length=1)
    tiers: list[CancellationTier] = []
    no_show: FeeRule | None = None
    moving_counts: bool = Field(False, description="Whether moving the visit late costs the same.")
    exemptions: Texts = Texts()
    text: Texts = Texts()

    def tier_for(self, notice: timedelta) -> CancellationTier | None:
        """The tier that applies with so much notice: of all that it undercuts, the shortest."""
        undercut = [tier for tier in self.tiers if notice < timedelta(hours=tier.notice_hours)]
        return min(undercut, key=lambda tier: tier.notice_hours, default=None)


class ConsultationFee(FilePart):
    """What a consultation costs and when it is credited."""

    amount: Money
    credited: bool = False
    credit_days: int | None = Field(None, ge=1, le=3650, description="Days in which it can be credited.")
    card_on_file: bool = False
    text: Texts = Texts()


class DepositRule(FilePart):
    """What has to be paid to keep a date."""

    categories: list[Key] = Field(min_length=1)
    amount: Money | None = None
    percent: Percent | None = None
    refundable: bool = False
    refundable_until_days: int | None = Field(None, ge=0, le=365)
    valid_months: int | None = Field(None, ge=1, le=60)
    text: Texts = Texts()


class PaymentRule(FilePart):
    """How people pay."""

    methods: list[Line] = []
    balance_due_days: int | None = Field(None, ge=0, le=365, description="Days before surgery.")
    quote_valid_days: int | None = Field(None, ge=1, le=365)
    text: Texts = Texts()


class FinancingRule(FilePart):
    """Neutral facts about paying over time."""

    partners: list[Line] = []
    minimum_amount: Money | None = Field(None, description="From this price or balance on.")
    text: Texts = Texts()
    below_minimum: Texts = Texts()


class Insurer(FilePart):
    """An insurance company and whether each location takes it."""

    name: str = Field(min_length=1, max_length=80)
    synonyms: list[Line] = []
    locations: dict[Key, InsuranceAnswer] = Field({}, description="A location not named: cannot_confirm.")


class InsuranceAnswers(FilePart):
    """Approved wording for each answer; may name {insurer} and {location}."""

    yes: Texts = Texts()
    no: Texts = Texts()
    cannot_confirm: Texts = Texts()
    unknown_insurer: Texts = Texts()
    cost: Texts = Texts()


class Promise(FilePart):
    """When people answer: so many minutes while staffed, else by a time on the next staffed day."""

    minutes: int | None = Field(None, ge=1, le=2880)
    by: ClockTime | None = Field(None, description="Local time on the next day with staffed hours.")

    @model_validator(mode="after")
    def _something(self) -> Promise:
        if self.minutes is None and self.by is None:
            raise ValueError("needs minutes, by, or both")
        return self


class Queue(FilePart):
    """Where a request waits for people."""

    key: Key
    name: Texts
    staffed_hours: WeeklyHours
    promise: Promise


class HandoverRule(FilePart):
    """How a conversation is given to a person."""

    queue: Key | None = Field(None, description="Whose hours and promise hold; empty: the first queue.")
    staffed: Texts = Texts()
    closed: Texts = Texts()


class Routing(FilePart):
    """In which queue each kind of request waits. A kind without a queue waits where hand-overs do."""

    message: Key | None = None
    callback: Key | None = None
    clinical: Key | None = Field(None, description="Messages and call-backs for the clinical team.")
    nurse: Key | None = Field(None, description="Same-day reports of the safety screen.")
    complaint: Key | None = None
    late: Key | None = None
    results: Key | None = None
    records: Key | None = None
    refill: Key | None = Field(None, description="Medicines that no drug class names.")
    money: Key | None = Field(None, description="Call-backs about bills and insurance.")

    def queue_of(self, kind: str) -> str | None:
        """The key of the queue for a kind of request; None for one without."""
        return getattr(self, kind, None)


class DrugClass(FilePart):
    """Medicines that are refilled in the same way."""

    key: Literal["routine", "controlled", "antibiotic", "programme", "specialty"]
    names: list[Line] = Field(min_length=1)
    queue: Key
    visit: Key | None = Field(None, description="The visit that is needed first.")
    text: Texts = Texts()


class MinorsRule(FilePart):
    """Who needs a parent or guardian."""

    adult_age: int = Field(18, ge=14, le=25)
    guardian_present: bool = True
    text: Texts = Texts()


class PrivacyTexts(FilePart):
    """What people are told about the assistant and about their data."""

    assistant_notice: Texts = Texts()
    privacy_notice: Texts = Texts()
    third_party: Texts = Texts()
    card_data: Texts = Texts()


class DisclosureRule(FilePart):
    """How surely Jessica must know who writes before she tells or changes data of a person.

    Nothing of a person is public. With `one_time_code` throughout she does not even let on whether name and
    birth date match a record.
    """

    own_visits: Proof = Field("name_and_birth_date", description="Own appointments and their logistics.")
    money: Proof = Field("one_time_code", description="Balances, line items and payment links.")
    documents: Proof = Field("one_time_code", description="Forms, letters and records.")
    results: Proof = Field("one_time_code", description="Whether a result is there, never what it says.")
    refills: Proof = Field("name_and_birth_date", description="Leaving a refill request; it is not approved.")
    contact_change: Proof = Field("one_time_code", description="A new phone number or e-mail on file.")


class ReminderRule(FilePart):
    """When reminders go out."""

    hours_before: list[Annotated[int, Field(ge=1, le=2160)]] = []
    text: Texts = Texts()


class Policies(FilePart):
    """Every rule of the clinic that Jessica may state or has to follow."""

    consultation_fee: ConsultationFee | None = None
    cancellation: list[CancellationRule] = []
    late_grace_minutes: int = Field(15, ge=0, le=120)
    late_text: Texts = Texts()
    deposits: list[DepositRule] = []
    payment: PaymentRule = PaymentRule()
    financing: FinancingRule = FinancingRule()
    insurers: list[Insurer] = []
    insurance_answers: InsuranceAnswers = InsuranceAnswers()
    queues: list[Queue] = []
    handover: HandoverRule = HandoverRule()
    routing: Routing = Routing()
    drug_classes: list[DrugClass] = []
    minors: MinorsRule = MinorsRule()
    privacy: PrivacyTexts = PrivacyTexts()
    disclosure: DisclosureRule = DisclosureRule()
    reminders: ReminderRule = ReminderRule()

    @classmethod
    def of(cls, clinic: Clinic) -> Policies:
        """The rules that `clinic` was loaded with."""
        return cls.model_validate(clinic.policies)

    def cancellation_for(self, category: str) -> CancellationRule | None:
        """The rule of a service category, if the clinic has one."""
        return next((rule for rule in self.cancellation if category in rule.categories), None)

    def fee_for_leaving(
        self, category: str, starts_at: datetime, at: datetime, *, moving: bool = False
    ) -> FeeRule | None:
        """What cancelling (or, with `moving`, rescheduling) at the instant `at` costs; None: nothing."""
        rule = self.cancellation_for(category)
        if rule is None or (moving and not rule.moving_counts):
            return None
        tier = rule.tier_for(starts_at - at)
        return tier.fee if tier else None

    def queue(self, key: str | None) -> Queue | None:
        """The queue called `key`, or the first one for an empty key."""
        return next((queue for queue in self.queues if key in {None, queue.key}), None)

    def handover_queue(self) -> Queue | None:
        """The queue whose hours and promise hold when a person is asked for."""
        return self.queue(self.handover.queue)

    def deposit_for(self, category: str) -> DepositRule | None:
        """The deposit rule of a service category, if the clinic has one."""
        return next((rule for rule in self.deposits if category in rule.categories), None)

    def insurer_at(self, insurer: Insurer, location_key: str) -> InsuranceAnswer:
        """Whether a location takes an insurer. What the file does not say cannot be confirmed."""
        return insurer.locations.get(location_key, "cannot_confirm")
