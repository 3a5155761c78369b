"""What the clinic's public page shows, gathered from its records in one language. Nothing is made up here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils import translation

from jessica.channels.webchat.page_words import CATEGORIES, PAGE_WORDS
from jessica.clinic.models import Clinic, Location, Provider, Service
from jessica.clinic.models.services import PatientKind, ServiceKind
from jessica.clinic.policies import Policies
from jessica.platform.local_writing import in_language, minute_text, money_text, phone_text, weekday_text
from jessica.platform.page_language import WRITTEN

# Order of the notes on a location's card.
_WAYS = ("directions", "parking", "transit", "accessibility")


@dataclass(frozen=True, slots=True)
class PersonShown:
    name: str
    credential: str
    profession: str
    boards: list[str]
    languages: str
    bio: str
    new_patients: bool


@dataclass(frozen=True, slots=True)
class ServiceShown:
    name: str
    description: str
    price: str
    unit: str
    includes: str
    caveat: str


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Services of one category. What is true of all their prices is said once, in `includes` and `caveat`."""

    title: str
    services: list[ServiceShown]
    includes: str
    caveat: str


@dataclass(frozen=True, slots=True)
class LocationShown:
    name: str
    address_lines: list[str]
    phone: str
    phone_text: str
    hours: list[tuple[str, str]]
    ways: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PublicPage:
    clinic: Clinic
    language: str
    other_language: str
    words: dict[str, str]
    tagline: str
    phone_text: str
    people: list[PersonShown]
    groups: list[ServiceGroup]
    places: list[LocationShown]
    rules: list[tuple[str, list[str]]]
    emergency: str


def public_page(clinic: Clinic, language: str) -> PublicPage:
    """Everything on the page, in `language` where the clinic wrote it, else in English."""
    words = PAGE_WORDS[language]
    return PublicPage(
        clinic=clinic,
        language=language,
        other_language=next((code for code in clinic.languages if code in WRITTEN and code != language), ""),
        words=words,
        tagline=in_language(clinic.tagline, language) or clinic.name,
        phone_text=phone_text(clinic.phone, clinic.country),
        people=[_person(provider, language) for provider in _providers(clinic)],
        groups=_groups(clinic, language),
        places=[_location(location, clinic, language) for location in clinic.locations.filter(active=True)],
        rules=_rules(Policies.of(clinic), language),
        emergency=words["emergency"].format(number=clinic.emergency_number),
    )


def _providers(clinic: Clinic) -> Iterable[Provider]:
    return (
        Provider.objects.filter(resource__clinic=clinic, resource__active=True)
        .select_related("resource")
        .order_by("resource__position", "resource__key")
    )


def _person(provider: Provider, language: str) -> PersonShown:
    return PersonShown(
        name=f"{provider.given_name} {provider.family_name}",
        credential=provider.credential,
        profession=_sentence_case(in_language(provider.profession, language)),
        boards=provider.boards,
        languages=", ".join(_language_name(code, language) for code in provider.languages),
        bio=in_language(provider.bio, language),
        new_patients=provider.new_patients,
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _language_name(code: str, language: str) -> str:
    with translation.override(language):
        try:
            return str(translation.get_language_info(code)["name_translated"]).capitalize()
        except KeyError:
            return code


def _groups(clinic: Clinic, language: str) -> list[ServiceGroup]:
    """The price list: what somebody new can come for, by category; categories with procedures come first."""
    services = [service for service in clinic.services.filter(active=True) if _is_for_new_people(service)]
    procedures = {service.category for service in services if service.kind == ServiceKind.PROCEDURE}
    order = {category: place for place, category in enumerate(dict.fromkeys(s.category for s in services))}
    services.sort(key=lambda service: (service.category not in procedures, order[service.category]))
    return [
        _group(category, [_service(service, language) for service in members], language)
        for category, members in groupby(services, key=lambda service: service.category)
    ]


def _is_for_new_people(service: Service) -> bool:
    kinds = service.patient_kinds
    return service.kind == ServiceKind.PROCEDURE or not kinds or PatientKind.NEW in kinds


def _group(category: str, services: list[ServiceShown], language: str) -> ServiceGroup:
    title = CATEGORIES[language].get(category, category.replace("-", " ").capitalize())
    priced = [s for s in services if s.price != PAGE_WORDS[language]["on_request"]]
    includes, caveat = _common([s.includes for s in services]), _common([s.caveat for s in priced])
    alone = [
        replace(s, includes="" if includes else s.includes, caveat="" if caveat else s.caveat)
        for s in services
    ]
    return ServiceGroup(title, alone, includes, caveat)


def _common(texts: list[str]) -> str:
    """The text that several services share; empty when they differ or there is only one."""
    return texts[0] if len(texts) > 1 and len(set(texts)) == 1 else ""


def _service(service: Service, language: str) -> ServiceShown:
    return ServiceShown(
        name=in_language(service.names, language),
        description=in_language(service.description, language),
        price=_price(service, PAGE_WORDS[language]),
        unit=in_language(service.price_unit, language),
        includes=in_language(service.price_includes, language),
        caveat=in_language(service.price_caveat, language),
    )


def _price(service: Service, words: dict[str, str]) -> str:
    low, high, fee = service.price_low, service.price_high, service.fee
    if low is not None and high is not None and low != high:
        return f"{money_text(low, service.currency)} – {money_text(high, service.currency)}"
    if low is not None and high is None:
        return f"{words['from']} {money_text(low, service.currency)}"
    if low is None and high is not None:
        return f"{words['up_to']} {money_text(high, service.currency)}"
    single = low if low is not None else fee
    if single is None:
        return words["on_request"]
    return money_text(single, service.currency) if single else words["free"]


def _location(location: Location, clinic: Clinic, language: str) -> LocationShown:
    words = PAGE_WORDS[language]
    directions = location.directions.get(language) or location.directions.get("en") or {}
    inside = ", ".join(part for part in (location.floor, location.suite) if part)
    town = " ".join(part for part in (location.region, location.postal_code) if part)
    return LocationShown(
        name=location.name,
        address_lines=[
            line for line in (location.street, inside, ", ".join(filter(None, (location.city, town)))) if line
        ],
        phone=location.phone or clinic.phone,
        phone_text=phone_text(location.phone or clinic.phone, clinic.country),
        hours=_hours(location, language),
        ways=[(words[way], directions[way]) for way in _WAYS if directions.get(way)],
    )


def _hours(location: Location, language: str) -> list[tuple[str, str]]:
    """Days with the same hours stand on one line: (`Monday – Thursday`, `9:00 AM – 5:00 PM`)."""
    week = [(weekday, _open_text(location, weekday, language)) for weekday in range(7)]
    lines = []
    for written, days in groupby(week, key=lambda day: day[1]):
        weekdays = [weekday_text(weekday, language) for weekday, _ in days]
        name = weekdays[0] if len(weekdays) == 1 else f"{weekdays[0]} – {weekdays[-1]}"
        lines.append((name, written))
    return lines


def _open_text(location: Location, weekday: int, language: str) -> str:
    ranges = location.hours.get(str(weekday), [])
    written = [f"{minute_text(start, language)} – {minute_text(end, language)}" for start, end in ranges]
    return ", ".join(written) or PAGE_WORDS[language]["closed"]


def _rules(policies: Policies, language: str) -> list[tuple[str, list[str]]]:
    """The clinic's own approved wording of its rules; a rule without wording is not shown."""
    words = PAGE_WORDS[language]
    texts = {
        "consultation_fee": [policies.consultation_fee.text] if policies.consultation_fee else [],
        "cancellation": [rule.text for rule in policies.cancellation],
        "late": [policies.late_text],
        "deposits": [rule.text for rule in policies.deposits],
        "payment": [policies.payment.text],
        "financing": [policies.financing.text],
        "insurance": [policies.insurance_answers.cost],
        "minors": [policies.minors.text],
        "reminders": [policies.reminders.text],
        "privacy": [policies.privacy.privacy_notice],
    }
    said = {key: [text.say(language) for text in part if text.say(language)] for key, part in texts.items()}
    return [(words[key], paragraphs) for key, paragraphs in said.items() if paragraphs]
