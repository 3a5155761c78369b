"""Answers made from the clinic's own records. Each returns whether it could answer."""

from __future__ import annotations

from jessica.dialogue.commands import Ask
from jessica.dialogue.phrasing.calendar_words import join_words, say_money
from jessica.dialogue.ports import LocationFact, ProviderFact, ServiceFact, in_language
from jessica.dialogue.session import Session
from jessica.dialogue.tasks.costs import deposit_words
from jessica.dialogue.tasks.opening_hours import say_hours


def _source(s: Session, kind: str, key: str) -> None:
    s.reply.sources.append(f"{kind}:{key}")


def _subject(question: Ask, s: Session) -> ServiceFact | None:
    """The service asked about: the one named, else the one talked about last."""
    key = question.service_key or s.state.topic_key
    return s.facts.service(key) if key else None


def _places(question: Ask, s: Session) -> list[LocationFact]:
    if question.location_key:
        return [s.facts.location(question.location_key)]
    job = s.state.job
    chosen = getattr(job, "location_key", None) or getattr(getattr(job, "chosen", None), "location_key", None)
    return [s.facts.location(chosen)] if chosen else list(s.facts.locations)


def offers_service(question: Ask, s: Session) -> bool:
    service = s.facts.service(question.service_key) if question.service_key else None
    if service is None:
        return False
    _source(s, "service", service.key)
    if service.kind == "procedure" and service.booked_as:
        begins = s.facts.service(service.booked_as)
        s.say("offers.procedure", service=service.name(s.language), visit=begins.name(s.language))
    else:
        s.say("offers.visit", service=service.name(s.language))
    return True


def about_service(question: Ask, s: Session) -> bool:
    service = s.facts.service(question.service_key) if question.service_key else None
    text = in_language(service.description, s.language) if service else ""
    if service is None or not text:
        return False
    _source(s, "service", service.key)
    s.reply.say(text)
    return True


def third_party(_question: Ask, s: Session) -> bool:
    """Nobody learns whether somebody else is a patient (45 CFR 164.502(a))."""
    s.say("privacy.third_party")
    return True


def price(question: Ask, s: Session) -> bool:
    service = _subject(question, s)
    if service is None:
        return False
    name = service.name(s.language)
    _source(s, "service", service.key)
    if service.price_low is None and service.fee is not None:
        s.say("price.fee", service=name, fee=say_money(service.fee, s.facts.currency))
        _say_deposit(service, s)
        return True
    if service.price_low is None:
        return False
    low, high = service.price_low, service.price_high or service.price_low
    facts = {
        "service": name,
        "low": say_money(low, s.facts.currency),
        "high": say_money(high, s.facts.currency),
    }
    unit = in_language(service.price_unit, s.language)
    s.say("price.one" if low == high else "price.range", **facts, unit=f" {unit}" if unit else "")
    includes = in_language(service.price_includes, s.language)
    if includes:
        s.say("price.includes", what=includes)
    s.reply.say(in_language(service.price_caveat, s.language))
    _say_deposit(service, s)
    return True


def _say_deposit(service: ServiceFact, s: Session) -> None:
    deposit = deposit_words(service, s)
    if deposit:
        s.say("price.deposit", deposit=deposit)


def hours(question: Ask, s: Session) -> bool:
    for place in _places(question, s):
        if not place.hours:
            return False
        _source(s, "location", place.key)
        s.say("hours.place", place=place.name, hours=say_hours(place.hours, s.language))
    return True


def address(question: Ask, s: Session) -> bool:
    for place in _places(question, s):
        _source(s, "location", place.key)
        way = _direction(place, "directions", s)
        street = place.address.partition(",")[0]
        if street in way:
            s.say("directions.place", place=place.name, text=way)
        else:
            s.say("address.place", place=place.name, address=place.address)
            s.reply.say(way)
    return True


def parking(question: Ask, s: Session) -> bool:
    return _told_directions(question, s, "parking")


def transit(question: Ask, s: Session) -> bool:
    return _told_directions(question, s, "transit")


def _told_directions(question: Ask, s: Session, part: str) -> bool:
    told = False
    for place in _places(question, s):
        text = _direction(place, part, s)
        if text:
            _source(s, "location", place.key)
            s.say("directions.place", place=place.name, text=text)
            told = True
    return told


def _direction(place: LocationFact, part: str, s: Session) -> str:
    texts = place.directions.get(s.language) or place.directions.get("en") or {}
    return texts.get(part, "")


def insurance(question: Ask, s: Session) -> bool:
    insurer = next((i for i in s.facts.insurers if i.name == question.insurer), None)
    if insurer is None:
        return False
    by_answer: dict[str, list[str]] = {}
    for place in _places(question, s):
        by_answer.setdefault(insurer.accepted.get(place.key, "cannot_confirm"), []).append(place.name)
    for verdict, names in by_answer.items():
        _say_insurance(verdict, insurer.name, join_words(names, s.language), s)
    _source(s, "insurer", insurer.name)
    return True


def _say_insurance(verdict: str, insurer: str, place: str, s: Session) -> None:
    """The clinic's own wording where it has one; the place is always named (receptionist's rule E1)."""
    wording = in_language(s.facts.insurer_wording.get(verdict, {}), s.language)
    if "{location}" not in wording:
        s.say(f"insurance.{verdict}", insurer=insurer, place=place)
    s.reply.say(wording.replace("{insurer}", insurer).replace("{location}", place))


def providers(question: Ask, s: Session) -> bool:
    service = _subject(question, s) if question.service_key else None
    offered = {offer.provider_key for offer in getattr(s.state.job, "offers", [])}
    if service is None and offered:
        # "Which doctor is that?" asks about the times on offer.
        return _list_providers([p for p in s.facts.providers if p.key in offered], "providers.offered", s)
    allowed = set(service.provider_keys) if service else set()
    found = [p for p in s.facts.providers if not allowed or p.key in allowed]
    if question.location_key:
        found = [p for p in found if question.location_key in p.location_keys]
    if service is None:
        return _list_providers(found, "providers.all", s)
    return _list_providers(found, "providers.for_service", s, service=service.name(s.language))


def _list_providers(found: list[ProviderFact], key: str, s: Session, **facts: str) -> bool:
    if not found:
        return False
    s.say(key, lines="\n".join(f"• {_introduced(provider, s)}" for provider in found), **facts)
    for provider in found:
        _source(s, "provider", provider.key)
    return True


def _introduced(provider: ProviderFact, s: Session) -> str:
    profession = in_language(provider.profession, s.language)
    name = provider.name_in(s.language)
    return f"{name}, {profession}" if profession else name


def credentials(question: Ask, s: Session) -> bool:
    asked = question.provider_key or getattr(s.state.job, "provider_key", None)
    found = [s.facts.provider(asked)] if asked else [p for p in s.facts.providers if p.boards]
    if not found:
        return False
    for provider in found:
        _source(s, "provider", provider.key)
        profession = in_language(provider.profession, s.language)
        the = "" if s.language == "es" else "the "
        boards = join_words([f"{the}{board}" for board in provider.boards], s.language)
        key = "credentials.boards" if boards else "credentials.licence"
        s.say(
            key,
            provider=provider.name_in(s.language),
            credential=provider.credential,
            profession=profession,
            boards=boards,
        )
    return True


def services(_question: Ask, s: Session) -> bool:
    procedures = [x.name(s.language) for x in s.facts.services if x.kind == "procedure"]
    visits = [
        x.name(s.language)
        for x in s.facts.services
        if x.kind == "visit" and x.category != "consultation" and "new" in x.patient_kinds
    ]
    if not procedures and not visits:
        return False
    s.say(
        "services.list", procedures=join_words(procedures, s.language), visits=join_words(visits, s.language)
    )
    s.reply.sources.append("services")
    return True


def preparation(question: Ask, s: Session) -> bool:
    job = s.state.job
    key = question.service_key or getattr(job, "service_key", None)
    service = s.facts.service(key) if key else None
    if service is not None and service.booked_as and not service.preparation:
        service = s.facts.service(service.booked_as)
    text = in_language(service.preparation, s.language) if service else ""
    if service is None or not text:
        return False
    _source(s, "service", service.key)
    s.reply.say(text)
    return True


def duration(question: Ask, s: Session) -> bool:
    key = question.service_key or getattr(s.state.job, "service_key", None) or s.state.topic_key
    service = s.facts.service(key) if key else None
    if service is not None and service.kind == "procedure" and service.booked_as:
        service = s.facts.service(service.booked_as)
    minutes = (service.minutes_new or service.minutes_existing) if service else None
    if service is None or minutes is None:
        return False
    _source(s, "service", service.key)
    s.say("duration", service=service.name(s.language), minutes=minutes)
    return True


def phone(question: Ask, s: Session) -> bool:
    places = [place for place in _places(question, s) if place.phone]
    for place in places:
        s.say("phone.place", place=place.name, phone=place.phone)
        _source(s, "location", place.key)
    if not places:
        s.say("phone.clinic", phone=s.facts.phone)
    return True
