"""Answers the dialogue's questions about openings and records, for one conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from jessica.clinic.models import Clinic, Location, Provider, Service
from jessica.dialogue.ports import (
    CostFact,
    OpeningFact,
    OpeningSearch,
    PatientKind,
    PersonFact,
    Ports,
    ResultFact,
    TermsFact,
    VisitFact,
)
from jessica.dialogue.state import State
from jessica.people.identity import access_person, match_by_name_and_birth_date
from jessica.people.results import latest_result, portal_of
from jessica.platform.errors import NotFound
from jessica.policy.deciding import Fact, decide
from jessica.policy.stored_decisions import Decided, store_decisions
from jessica.reception.models import Conversation
from jessica.reception.proof import proof_facts
from jessica.scheduling.models import Appointment
from jessica.scheduling.notice import CancellationTerms, cancellation_terms
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.openings import find_openings
from jessica.scheduling.queries import access_appointment, visits_of

_MOST_FAILED_LOOKUPS = 2


class ClinicRecords:
    """The clinic's rows by key and by id; each table is read once, when it is first needed."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {service.key: service for service in self.clinic.services.all()}

    @cached_property
    def _providers(self) -> dict[str, Provider]:
        found = Provider.objects.filter(resource__clinic=self.clinic).select_related("resource")
        return {provider.resource.key: provider for provider in found}

    @cached_property
    def _locations(self) -> dict[str, Location]:
        return {location.key: location for location in self.clinic.locations.all()}

    @cached_property
    def zones(self) -> dict[UUID, tuple[str, ZoneInfo]]:
        """Location id -> its key and time zone."""
        return {place.pk: (place.key, ZoneInfo(place.time_zone)) for place in self._locations.values()}

    @cached_property
    def provider_keys(self) -> dict[UUID, str]:
        return {provider.pk: key for key, provider in self._providers.items()}

    def service(self, key: str) -> Service:
        """Raises `NotFound` where a file loaded meanwhile has taken it away; so do the next two."""
        return _known(self._services, key)

    def provider(self, key: str) -> Provider:
        return _known(self._providers, key)

    def location(self, key: str) -> Location:
        return _known(self._locations, key)


_Row = TypeVar("_Row")


def _known(rows: Mapping[str, _Row], key: str) -> _Row:
    if key not in rows:
        raise NotFound("The clinic does not offer this any more.")
    return rows[key]


def query_for(search: OpeningSearch, records: ClinicRecords, holder: str) -> OpeningQuery:
    """The scheduling query behind a dialogue's search."""
    return OpeningQuery(
        clinic=records.clinic,
        service=records.service(search.service_key),
        patient_kind=search.patient_kind,
        first=search.first,
        last=search.last,
        location=records.location(search.location_key) if search.location_key else None,
        provider=records.provider(search.provider_key) if search.provider_key else None,
        topic=records.service(search.topic_key) if search.topic_key else None,
        holder=holder,
        moving=UUID(search.moving_visit_id) if search.moving_visit_id else None,
    )


def opening_fact(opening: Opening, records: ClinicRecords) -> OpeningFact:
    """The opening in the location's own time."""
    location_key, zone = records.zones[opening.location_id]
    return OpeningFact(
        starts_at=opening.starts_at.astimezone(zone),
        ends_at=opening.ends_at.astimezone(zone),
        location_key=location_key,
        provider_key=records.provider_keys[opening.provider_id],
    )


@dataclass(frozen=True, slots=True)
class OpeningsOfClinic:
    """`dialogue.ports.Openings` over the scheduling room."""

    records: ClinicRecords
    holder: str
    at: datetime

    def find(self, search: OpeningSearch) -> Sequence[OpeningFact]:
        found = find_openings(query_for(search, self.records, self.holder), at=self.at)
        return [opening_fact(opening, self.records) for opening in found]


def patient_kind_of(visit: Appointment) -> PatientKind:
    """The kind of patient that the visit was booked for; its length depends on it."""
    kinds: dict[str, PatientKind] = {"new": "new", "post_op": "post_op"}
    return kinds.get(visit.patient_kind, "existing")


def cost_of(terms: CancellationTerms) -> CostFact | None:
    """What leaving costs; None where it is free."""
    if terms.free:
        return None
    return CostFact(terms.fee, terms.percent, terms.deposit_lost, terms.deposit)


def visit_fact(visit: Appointment) -> VisitFact:
    zone = ZoneInfo(visit.location.time_zone)
    return VisitFact(
        id=str(visit.pk),
        service_key=visit.service.key,
        starts_at=visit.starts_at.astimezone(zone),
        ends_at=visit.ends_at.astimezone(zone),
        location_key=visit.location.key,
        provider_key=visit.provider.resource.key,
        topic_key=visit.topic.key if visit.topic else None,
        patient_kind=patient_kind_of(visit),
    )


@dataclass(frozen=True, slots=True)
class RecordsOfClinic:
    """`dialogue.ports.Records` over people and scheduling, for the person whom the conversation verified."""

    conversation: Conversation
    state: State
    at: datetime

    @property
    def clinic(self) -> Clinic:
        return self.conversation.clinic

    def find_person(self, given_name: str, family_name: str, birth_date: date) -> PersonFact | None:
        """As the port says; and nobody once too many names have failed, so that records cannot be guessed."""
        if self.state.failed_lookups >= _MOST_FAILED_LOOKUPS:
            return None
        person = match_by_name_and_birth_date(self.clinic, given_name, family_name, birth_date)
        if person is None:
            return None
        return PersonFact(
            id=str(person.pk),
            given_name=person.given_name,
            family_name=person.family_name,
            has_phone=bool(person.phone),
            kind="patient" if person.kind == "patient" else "lead",
        )

    def upcoming_visits(self, person_id: str) -> Sequence[VisitFact]:
        """Nothing for anybody but the verified person."""
        if not self._may_read(person_id):
            return []
        person = access_person(self.clinic, UUID(person_id))
        return [visit_fact(visit) for visit in visits_of(person, self.at)]

    def terms(self, visit_id: str) -> TermsFact:
        visit = access_appointment(self.clinic, UUID(visit_id))
        if str(visit.person_id) != self.state.person.person_id:
            raise NotFound("This visit is not on the calendar.")
        leaving = cancellation_terms(visit, self.at)
        moving = cancellation_terms(visit, self.at, moving=True)
        hours = "".join(letter for letter in leaving.tier if letter.isdigit())
        return TermsFact(cost_of(leaving), cost_of(moving), int(hours or 0))

    def result_status(self, person_id: str) -> ResultFact:
        """Nothing for anybody but the person who has proved who they are as the clinic asks for results."""
        subject = UUID(person_id)
        facts: dict[str, Fact] = {
            "channel": self.conversation.channel,
            **proof_facts(self.conversation, self.state, "results", self.at),
        }
        verdict = decide("result.read", facts, self.at)
        asked = Decided("result.read", subject, facts, verdict)
        store_decisions([asked], clinic_id=self.conversation.clinic_id, at=self.at)
        if not verdict.allowed or person_id != self.state.person.person_id:
            return ResultFact()
        person = access_person(self.clinic, subject)
        return ResultFact(latest_result(person), portal_of(person))

    def _may_read(self, person_id: str) -> bool:
        """One stored decision: no log row, no access."""
        facts: dict[str, Fact] = {
            "channel": self.conversation.channel,
            "own_visit": person_id == self.state.person.person_id,
            **proof_facts(self.conversation, self.state, "own_visits", self.at),
        }
        verdict = decide("visit.read", facts, self.at)
        asked = Decided("visit.read", UUID(person_id), facts, verdict)
        store_decisions([asked], clinic_id=self.conversation.clinic_id, at=self.at)
        return verdict.allowed


def ports_for(conversation: Conversation, state: State, at: datetime, records: ClinicRecords) -> Ports:
    """The ports of one turn of one conversation."""
    return Ports(
        OpeningsOfClinic(records, str(conversation.pk), at), RecordsOfClinic(conversation, state, at)
    )
