"""What the conversation may know of the clinic, and whom it may ask.

`ClinicFacts` is a snapshot of approved, public data. The protocols are answered by `reception`.
Instants are aware datetimes in the location's zone; money is `Decimal` in the clinic's currency.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

PatientKind = Literal["new", "existing", "post_op"]
Texts = Mapping[str, str]  # by language code
# What a clinic may tell or change of a person, and how surely it must know who asks.
DataKind = Literal["own_visits", "money", "documents", "results", "refills", "contact_change"]
Identity = Literal["none", "name_and_birth_date", "one_time_code"]
ProofLevel = Literal["name_and_birth_date", "one_time_code"]
# A kind that is not named needs a one-time code.
USUAL_DISCLOSURE: Mapping[DataKind, ProofLevel] = {
    "own_visits": "name_and_birth_date",
    "refills": "name_and_birth_date",
}


def in_language(texts: Texts, language: str) -> str:
    """The text in `language`, else in English, else any, else empty."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """A visit type, or a procedure that begins with one (`booked_as`)."""

    key: str
    kind: Literal["visit", "procedure"]
    category: str
    names: Texts
    synonyms: Mapping[str, Sequence[str]]
    description: Texts = field(default_factory=dict)
    booked_as: str | None = None
    mode: Literal["in_person", "virtual"] = "in_person"
    patient_kinds: Sequence[str] = ()
    minutes_new: int | None = None
    minutes_existing: int | None = None
    provider_keys: Sequence[str] = ()
    location_keys: Sequence[str] = ()
    price_low: Decimal | None = None
    price_high: Decimal | None = None
    price_unit: Texts = field(default_factory=dict)
    price_includes: Texts = field(default_factory=dict)
    price_caveat: Texts = field(default_factory=dict)
    fee: Decimal | None = None
    deposit: Decimal | None = None
    deposit_percent: Decimal | None = None  # of a price that is not one figure
    deposit_terms: Texts = field(default_factory=dict)
    minimum_age: int | None = None
    guardian_below: int | None = None
    records_first: bool = False
    preparation: Texts = field(default_factory=dict)
    self_bookable: bool = True
    return_key: str | None = None  # the visit that follows, so many days later, give or take the window
    return_after_days: int = 0
    return_window_days: int = 0

    def name(self, language: str) -> str:
        return in_language(self.names, language)


@dataclass(frozen=True, slots=True)
class WorkFact:
    """Weekly hours of a provider at a place: minutes after midnight; the dates bound them, both included."""

    location_key: str
    weekday: int  # 0 = Monday
    start: int
    end: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ClosureFact:
    """Days on which a place (without one: the clinic) is closed, both included, and what they are called."""

    first: date
    last: date
    names: Texts = field(default_factory=dict)
    location_key: str | None = None


@dataclass(frozen=True, slots=True)
class ProviderFact:
    key: str
    name: str
    given_name: str
    family_name: str
    credential: str
    profession: Texts = field(default_factory=dict)
    boards: Sequence[str] = ()
    languages: Sequence[str] = ()
    location_keys: Sequence[str] = ()
    pronouns: str = ""
    bio: Texts = field(default_factory=dict)
    hours: Sequence[WorkFact] = ()
    away: Sequence[tuple[date, date]] = ()  # both days included

    def name_in(self, language: str) -> str:
        """The name as it is said in `language`: Spanish addresses a woman as Dra."""
        if (
            language == "es"
            and self.name.startswith("Dr. ")
            and self.pronouns.lower().startswith(("she", "ella"))
        ):
            return f"Dra. {self.name.removeprefix('Dr. ')}"
        return self.name

    def with_credential(self, language: str) -> str:
        """Name and licence, as before something is booked: Dr. Lena Okafor, MD."""
        name = self.name_in(language)
        return name if name.endswith(self.credential) else f"{name}, {self.credential}"


@dataclass(frozen=True, slots=True)
class LocationFact:
    key: str
    name: str
    address: str
    phone: str = ""
    synonyms: Sequence[str] = ()
    directions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hours: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)  # weekday -> minutes ranges


@dataclass(frozen=True, slots=True)
class DrugClassFact:
    """Medicines that the clinic refills alike: which queue decides, and the visit that is needed first."""

    key: str  # routine, controlled, antibiotic, programme, specialty
    names: Sequence[str]
    queue: str
    visit_key: str | None = None
    text: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InsurerFact:
    name: str
    synonyms: Sequence[str]
    accepted: Mapping[str, Literal["yes", "no", "cannot_confirm"]]  # by location key


@dataclass(frozen=True, slots=True)
class KnowledgeFact:
    """An approved answer; `questions` are wordings of what it answers."""

    id: str
    key: str
    language: str
    questions: Sequence[str]
    answer: str
    topic: str = ""
    service_key: str | None = None


@dataclass(frozen=True, slots=True)
class ClinicFacts:
    """Everything public that Jessica may say about the clinic."""

    slug: str
    name: str
    languages: Sequence[str]
    time_zone: str
    phone: str
    emergency_number: str
    adult_age: int  # years; below, a parent or guardian comes along unless the service says otherwise
    services: Sequence[ServiceFact]
    providers: Sequence[ProviderFact]
    locations: Sequence[LocationFact]
    insurers: Sequence[InsurerFact] = ()
    insurer_wording: Mapping[str, Texts] = field(default_factory=dict)  # yes, no, cannot_confirm
    knowledge: Sequence[KnowledgeFact] = ()
    closures: Sequence[ClosureFact] = ()
    currency: str = "USD"
    drug_classes: Sequence[DrugClassFact] = ()
    late_text: Texts = field(default_factory=dict)  # the rule for whoever is late, as approved
    disclosure: Mapping[DataKind, ProofLevel] = field(default_factory=lambda: dict(USUAL_DISCLOSURE))

    @property
    def asks_code_for_everything(self) -> bool:
        """Whether nothing of a person is told on name and birth date alone, not even that they match."""
        return "name_and_birth_date" not in self.disclosure.values()

    def proof_for(self, kind: DataKind) -> ProofLevel:
        """How surely the clinic must know who asks for data of this kind."""
        return self.disclosure.get(kind, "one_time_code")

    def service(self, key: str) -> ServiceFact:
        return next(service for service in self.services if service.key == key)

    def provider(self, key: str) -> ProviderFact:
        return next(provider for provider in self.providers if provider.key == key)

    def location(self, key: str) -> LocationFact:
        return next(location for location in self.locations if location.key == key)


@dataclass(frozen=True, slots=True)
class OpeningSearch:
    """Openings for local dates `first` to `last`, both included."""

    service_key: str
    patient_kind: PatientKind
    first: date
    last: date
    topic_key: str | None = None
    location_key: str | None = None
    provider_key: str | None = None
    moving_visit_id: str | None = None  # its old time is not in the way of its new one


@dataclass(frozen=True, slots=True)
class OpeningFact:
    starts_at: datetime
    ends_at: datetime
    location_key: str
    provider_key: str


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A record that full name and birth date point to."""

    id: str
    given_name: str
    family_name: str
    has_phone: bool
    kind: Literal["lead", "patient"] = "patient"


@dataclass(frozen=True, slots=True)
class VisitFact:
    """A visit on the calendar."""

    id: str
    service_key: str
    starts_at: datetime
    ends_at: datetime
    location_key: str
    provider_key: str
    topic_key: str | None = None
    patient_kind: PatientKind = "existing"


@dataclass(frozen=True, slots=True)
class ResultFact:
    """How far a person's latest result is, never what it says; and whether they can read it in the portal."""

    latest: Literal["none", "pending", "in", "released"] = "none"
    portal: Literal["active", "inactive", "none"] = "none"


@dataclass(frozen=True, slots=True)
class CostFact:
    """What is owed: an amount, a share of the price in percent (and its amount where known), a deposit.

    `deposit` is the deposit that is lost, where its amount is known.
    """

    fee: Decimal | None = None
    percent: Decimal | None = None
    deposit_lost: bool = False
    deposit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TermsFact:
    """What cancelling or moving a visit now would cost; None: nothing."""

    cancel: CostFact | None
    move: CostFact | None
    notice_hours: int


class Openings(Protocol):
    def find(self, search: OpeningSearch) -> Sequence[OpeningFact]:
        """Free times, earliest first. Times held for this very conversation count as free."""
        ...


class Records(Protocol):
    def find_person(self, given_name: str, family_name: str, birth_date: date) -> PersonFact | None:
        """The one person of that full name and birth date; None when there is none or more than one."""
        ...

    def upcoming_visits(self, person_id: str) -> Sequence[VisitFact]: ...

    def terms(self, visit_id: str) -> TermsFact: ...

    def result_status(self, person_id: str) -> ResultFact:
        """Whether a result has come in; as if there were none for anybody but the proved person."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """The answers that the engine may ask for during one turn."""

    openings: Openings
    records: Records
