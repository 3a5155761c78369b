"""The snapshot of a clinic that the dialogue talks from, rebuilt when its file or knowledge changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from threading import Lock
from typing import Any, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q, QuerySet

from jessica.clinic.models import (
    Clinic,
    KnowledgeEntry,
    Location,
    Provider,
    ResourceKind,
    Service,
    ServiceKind,
)
from jessica.clinic.policies import Policies
from jessica.dialogue.engine import Engine
from jessica.dialogue.ports import (
    ClinicFacts,
    DataKind,
    DrugClassFact,
    InsurerFact,
    KnowledgeFact,
    LocationFact,
    ProviderFact,
    ServiceFact,
)
from jessica.reception.closed_days import closures_from, working_hours

# Building takes longer than a turn. Those who find a changed clinic at the same moment wait for one building.
_building = Lock()
_CENT = Decimal("0.01")


def engine_for(clinic: Clinic, at: datetime) -> Engine:
    """The engine that talks from the clinic's data as it is at `at`; built once for each state of it."""
    day = at.astimezone(ZoneInfo(clinic.time_zone)).date().isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_KNOWLEDGE_STATE, [clinic.pk])
        knowledge = cursor.fetchone()[0]
    loaded = clinic.loaded_at.isoformat() if clinic.loaded_at else ""
    with _building:
        return _engine(clinic.pk, f"{clinic.file_hash}/{loaded}/{knowledge}", day)


# Exactly which entries are active in which wording; a count or a date can stay the same when those change.
_KNOWLEDGE_STATE = """
SELECT md5(string_agg(id || '/' || version, ',' ORDER BY id))
FROM clinic_knowledgeentry WHERE clinic_id = %s AND active
"""


@lru_cache(maxsize=8)
def _engine(clinic_id: UUID, _state: str, day: str) -> Engine:
    return Engine(facts_of(Clinic.objects.get(pk=clinic_id), day))


def facts_of(clinic: Clinic, day: str) -> ClinicFacts:
    """Everything public about `clinic`; knowledge that has expired before `day` (ISO date) is left out."""
    policies = Policies.of(clinic)
    location_keys = {location.pk: location.key for location in clinic.locations.filter(active=True)}
    works_at = _works_at(clinic, location_keys)
    return ClinicFacts(
        slug=clinic.slug,
        name=clinic.name,
        languages=tuple(clinic.languages),
        time_zone=clinic.time_zone,
        phone=shown_phone(clinic.phone),
        emergency_number=clinic.emergency_number,
        adult_age=policies.minors.adult_age,
        closures=tuple(closures_from(clinic, date.fromisoformat(day))),
        services=tuple(_services(clinic, works_at, policies)),
        providers=tuple(_providers(clinic, works_at)),
        locations=tuple(_location(location) for location in clinic.locations.filter(active=True)),
        insurers=tuple(
            InsurerFact(
                i.name,
                tuple(i.synonyms),
                {key: policies.insurer_at(i, key) for key in location_keys.values()},
            )
            for i in policies.insurers
        ),
        insurer_wording={
            verdict: getattr(policies.insurance_answers, verdict).root
            for verdict in ("yes", "no", "cannot_confirm")
        },
        knowledge=tuple(_knowledge(clinic, day)),
        currency=clinic.currency,
        drug_classes=tuple(
            DrugClassFact(drugs.key, tuple(drugs.names), drugs.queue, drugs.visit, drugs.text.root)
            for drugs in policies.drug_classes
        ),
        late_text=policies.late_text.root,
        disclosure={kind: getattr(policies.disclosure, kind) for kind in get_args(DataKind)},
    )


def shown_phone(e164: str) -> str:
    """A US number as people write it; any other as it is stored."""
    digits = e164.removeprefix("+1")
    if e164.startswith("+1") and len(digits) == 10:
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return e164


def _works_at(clinic: Clinic, location_keys: dict[UUID, str]) -> dict[UUID, tuple[str, ...]]:
    """Provider id -> keys of the locations where the weekly hours place them."""
    found: dict[UUID, list[str]] = {}
    for provider in Provider.objects.filter(resource__clinic=clinic).prefetch_related("hours"):
        keys = found.setdefault(provider.pk, [])
        keys.extend(
            key
            for key in dict.fromkeys(location_keys.get(hours.location_id) for hours in provider.hours.all())
            if key is not None and key not in keys
        )
    return {provider_id: tuple(keys) for provider_id, keys in found.items()}


def _services(
    clinic: Clinic, works_at: dict[UUID, tuple[str, ...]], policies: Policies
) -> Iterable[ServiceFact]:
    services = list(
        Service.objects.filter(clinic=clinic, active=True)
        .select_related("booked_as", "return_visit")
        .prefetch_related("resources__location", "locations")
    )
    for service in services:
        yield _service(service, works_at, policies)


def _service(service: Service, works_at: dict[UUID, tuple[str, ...]], policies: Policies) -> ServiceFact:
    resources = list(service.resources.all())
    providers = [r for r in resources if r.kind == ResourceKind.PROVIDER and r.active]
    rooms = {r.location.key for r in resources if r.kind != ResourceKind.PROVIDER and r.location}
    places = [location.key for location in service.locations.all()]
    if not places and service.kind == ServiceKind.VISIT:
        places = sorted({key for provider in providers for key in works_at.get(provider.pk, ())})
        places = [key for key in places if not rooms or key in rooms]
    return ServiceFact(
        key=service.key,
        kind="procedure" if service.kind == ServiceKind.PROCEDURE else "visit",
        category=service.category,
        names=service.names,
        synonyms=service.synonyms,
        description=service.description,
        booked_as=service.booked_as.key if service.booked_as else None,
        mode="virtual" if service.mode == "virtual" else "in_person",
        patient_kinds=tuple(service.patient_kinds),
        minutes_new=_whole_length(service.minutes_new, service),
        minutes_existing=_whole_length(service.minutes_existing, service),
        provider_keys=tuple(provider.key for provider in providers),
        location_keys=tuple(places),
        price_low=service.price_low,
        price_high=service.price_high,
        price_unit=service.price_unit,
        price_includes=service.price_includes,
        price_caveat=service.price_caveat,
        fee=service.fee,
        **_deposit(service, policies),
        minimum_age=service.minimum_age,
        guardian_below=service.guardian_below,
        records_first=service.records_first,
        preparation=service.preparation,
        return_key=_return_key(service),
        return_after_days=service.return_after_days or 0,
        return_window_days=service.return_window_days,
        self_bookable=service.self_bookable,
    )


def _whole_length(minutes: int | None, service: Service) -> int | None:
    return None if minutes is None else minutes + service.stay_after


def _return_key(service: Service) -> str | None:
    """The visit that follows this one, where Jessica may book it."""
    follows = service.return_visit
    return follows.key if follows is not None and follows.active and follows.self_bookable else None


def _deposit(service: Service, policies: Policies) -> dict[str, Any]:
    """The service's own deposit, else its category's; a percentage as an amount where that is known."""
    rule = policies.deposit_for(service.category)
    terms = rule.text.root if rule else {}
    if service.deposit is not None or rule is None or rule.percent is None:
        amount = service.deposit if service.deposit is not None else rule.amount if rule else None
        return {"deposit": amount, "deposit_terms": terms}
    one_price = service.price_low if service.price_low == service.price_high else None
    price = service.fee if service.fee is not None else one_price
    if price is None:
        return {"deposit_percent": rule.percent, "deposit_terms": terms}
    amount = (price * rule.percent / 100).quantize(_CENT, ROUND_HALF_UP)
    return {"deposit": amount, "deposit_terms": terms}


def _providers(clinic: Clinic, works_at: dict[UUID, tuple[str, ...]]) -> Iterable[ProviderFact]:
    providers = Provider.objects.filter(resource__clinic=clinic, resource__active=True)
    for provider in _with_hours(providers):
        yield ProviderFact(
            key=provider.resource.key,
            name=provider.display_name,
            given_name=provider.given_name,
            family_name=provider.family_name,
            credential=provider.credential,
            profession=provider.profession,
            boards=tuple(provider.boards),
            languages=tuple(provider.languages),
            location_keys=works_at.get(provider.pk, ()),
            pronouns=provider.pronouns,
            bio=provider.bio,
            hours=tuple(working_hours(provider)),
            away=tuple((absence.first_date, absence.last_date) for absence in provider.absences.all()),
        )


def _with_hours(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    found = providers.select_related("resource").prefetch_related("hours__location", "absences")
    return found.order_by("resource__position")


def _location(location: Location) -> LocationFact:
    return LocationFact(
        key=location.key,
        name=location.name,
        address=location.address,
        phone=shown_phone(location.phone),
        synonyms=tuple(location.synonyms),
        directions=location.directions,
        hours={int(day): [(start, end) for start, end in ranges] for day, ranges in location.hours.items()},
    )


def _knowledge(clinic: Clinic, day: str) -> Iterable[KnowledgeFact]:
    entries = KnowledgeEntry.objects.filter(clinic=clinic, active=True)
    for entry in entries.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day)).select_related(
        "service"
    ):
        yield KnowledgeFact(
            id=str(entry.pk),
            key=entry.key,
            language=entry.language,
            questions=tuple(entry.questions),
            answer=entry.answer,
            topic=entry.topic,
            service_key=entry.service.key if entry.service else None,
        )
