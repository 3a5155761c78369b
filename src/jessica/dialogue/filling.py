"""Put one fact where it belongs: in the job at hand or in what is known of the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jessica.dialogue import commands as c
from jessica.dialogue.effects import ReleaseHolds
from jessica.dialogue.reply import Choice
from jessica.dialogue.session import Session
from jessica.dialogue.state import (
    BookJob,
    CancelJob,
    ConfirmJob,
    Job,
    MessageJob,
    MoveJob,
    RecordsJob,
    RefillJob,
    ResultsJob,
    VisitWish,
)
from jessica.dialogue.tasks.offering import providers_for
from jessica.dialogue.wishes import forget_offers, shift, wish_for


@dataclass(frozen=True, slots=True)
class Filled:
    """What a fact did.

    `changed`: something that was read back is different. `start_booking`: the fact is a wish to come.
    """

    changed: bool = False
    waits: bool = False
    start_booking: bool = False


_SAME = Filled()


def fill(command: Any, s: Session, job: Job | None) -> Filled:
    """Take one fact in; says something only when it has to ask back."""
    if isinstance(command, c.FillName | c.FillBirthDate | c.FillPhone | c.FillEmail):
        return _person(command, s, job)
    into_any = _INTO_ANY_JOB.get(type(command))
    if into_any is not None:
        return into_any(command, s, job)
    if isinstance(command, c.HintVisit) and isinstance(job, MoveJob | CancelJob | ConfirmJob):
        job.hint = command.when
    elif isinstance(command, c.FillReason) and isinstance(job, MessageJob):
        job.text = command.text
    elif isinstance(command, c.FillReason) and isinstance(job, RefillJob | ResultsJob | RecordsJob):
        _chart_wish(s, job)
    elif isinstance(job, VisitWish):
        return _wish(command, s, job)
    return _SAME


def _chart_wish(s: Session, job: RefillJob | ResultsJob | RecordsJob) -> None:
    """People read the message as it was written, and not in parts."""
    if s.turn.text not in job.text:
        job.text = f"{job.text}\n{s.turn.text}".strip()
    if isinstance(job, RefillJob) and s.state.pending == "which_medicine":
        job.named = s.turn.text


def _wish(command: Any, s: Session, job: VisitWish) -> Filled:
    """Facts that only a wish for a visit can take."""
    match command:
        case c.ShiftWhen():
            shift(job, command.shift, s.today)
            return Filled(changed=True)
        case c.FillPatientKind():
            job.patient_kind = command.kind
        case c.RequireCredential():
            job.credentials = list(command.credentials) or job.credentials
            job.pronoun = command.pronoun or job.pronoun
            forget_offers(job)
        case c.ForSomebodyElse() if isinstance(job, BookJob):
            job.for_somebody_else = True
        case c.SeveralPeople() if isinstance(job, BookJob):
            return _several(command.count, s, job)
    return _SAME


def _several(count: int, s: Session, job: BookJob) -> Filled:
    """One visit after the other; whoever comes alone after all has nothing more to book."""
    if count > 1:
        if job.party < count and not job.with_others:
            job.party = count
            s.say("party.one_by_one")
        return _SAME
    job.party = 1
    if not job.with_others:
        return _SAME
    s.do(ReleaseHolds())
    s.state.jobs = [other for other in s.state.jobs if other is not job]
    s.forget_question()
    s.say("left_out")
    if not s.state.jobs:
        s.ask("anything_else", None, "anything_else")
    return Filled(waits=True)


def _service(command: c.FillService, s: Session, job: Job | None) -> Filled:
    keys = _most_fitting(command.keys, s)
    if len(keys) > 1 and isinstance(job, VisitWish) and not isinstance(job, MoveJob):
        names = [s.facts.service(key).name(s.language) for key in keys]
        s.ask("which_service", "service", "service.which", [Choice(name, name) for name in names])
        return Filled(waits=True)
    s.state.topic_key = keys[0]
    if not isinstance(job, VisitWish):
        return Filled(
            start_booking=job is None
            and s.state.pending in {None, "anything_else", "unclear", "which_service"}
        )
    if isinstance(job, MoveJob):
        return _SAME
    return take_service(keys[0], s, job)


def take_service(key: str, s: Session, job: VisitWish) -> Filled:
    """Set the wished service; a procedure is the topic of the visit that it begins with."""
    service = s.facts.service(key)
    if service.kind == "procedure":
        if job.topic_key == key:
            return _SAME
        changed = job.topic_key is not None or job.service_key is not None
        keeps_visit = job.service_key is not None and key in _topics_of(job.service_key, s)
        job.topic_key = key
        if not keeps_visit:
            job.service_key = None
    else:
        if job.service_key == key:
            return _SAME
        changed = job.service_key is not None
        keeps_topic = job.topic_key is not None and job.topic_key in _topics_of(key, s)
        job.service_key = key
        if not keeps_topic:
            job.topic_key = None
    if changed:
        forget_offers(job)
    return Filled(changed=changed)


def _topics_of(visit_key: str, s: Session) -> set[str]:
    """Procedures that may be talked about in a visit: those booked as it, or any for a consultation."""
    visit = s.facts.service(visit_key)
    return {
        service.key
        for service in s.facts.services
        if service.kind == "procedure" and (service.booked_as == visit_key or visit.mode == "virtual")
    }


def _most_fitting(keys: tuple[str, ...], s: Session) -> tuple[str, ...]:
    """Where words fit a service that is already settled, they mean it."""
    job = s.state.job
    for key in keys:
        if isinstance(job, VisitWish) and key in {job.service_key, job.topic_key}:
            return (key,)
    return keys


def _provider(command: c.FillProvider, s: Session, job: Job | None) -> Filled:
    if not isinstance(job, VisitWish):
        return Filled(start_booking=job is None and command.key is not None and s.state.pending is None)
    if command.whoever == "any":
        job.any_provider = True
        changed = job.provider_key is not None
        job.provider_key, job.not_providers = None, []
    elif command.whoever == "other":
        changed = True
        current = job.provider_key or (job.chosen.provider_key if job.chosen else None)
        named = {offer.provider_key for offer in job.offers}
        current = current or (next(iter(named)) if len(named) == 1 else None)
        others = [key for key in providers_for(job, s) if key != current and key not in job.not_providers]
        if current is not None and job.service_key is not None and not others:
            s.say("provider.only_one", provider=s.facts.provider(current).name_in(s.language))
            return _SAME
        if current is not None:
            job.not_providers = [*job.not_providers, current]
        job.provider_key = None
    else:
        changed = job.provider_key != command.key and not (
            job.chosen and job.chosen.provider_key == command.key
        )
        job.provider_key = command.key
        job.not_providers = []
    if changed:
        forget_offers(job)
    return Filled(changed=changed)


def _location(command: c.FillLocation, s: Session, job: Job | None) -> Filled:
    if not isinstance(job, VisitWish):
        return _SAME
    if command.whichever == "any":
        job.any_location, changed = True, job.location_key is not None
        job.location_key = None
    elif command.whichever == "other":
        current = job.location_key or (job.chosen.location_key if job.chosen else None)
        current = current or (job.offers[0].location_key if job.offers else None)
        others = [place.key for place in s.facts.locations if place.key != current]
        changed = bool(others)
        job.location_key = others[0] if len(others) == 1 else job.location_key
    else:
        changed = job.location_key != command.key and not (
            job.chosen and job.chosen.location_key == command.key
        )
        job.location_key = command.key
    if changed:
        forget_offers(job)
    return Filled(changed=changed)


def _when(command: c.FillWhen, s: Session, job: Job | None) -> Filled:
    if isinstance(job, CancelJob) or (isinstance(job, MoveJob) and s.state.pending == "which_visit"):
        job.hint = command.when
        return _SAME
    if not isinstance(job, VisitWish):
        return Filled(
            start_booking=job is None
            and s.state.pending in {None, "offer_consultation", "anything_else", "unclear"}
        )
    return Filled(changed=wish_for(job, command.when))


def _person(command: Any, s: Session, job: Job | None) -> Filled:
    person = s.state.person
    before = (person.given_name, person.family_name, person.birth_date, person.phone)
    match command:
        case c.FillName():
            _name(command, s)
        case c.FillBirthDate():
            person.birth_date = command.birth_date.value
        case c.FillPhone():
            person.phone, person.phone_shown = command.e164, command.shown
        case c.FillEmail():
            person.email = command.address
    after = (person.given_name, person.family_name, person.birth_date, person.phone)
    if after[:3] != before[:3] and all(before[:3]):
        person.person_id, person.phone_on_file = None, False
    changed = any(old and old != new for old, new in zip(before, after, strict=True))
    if changed and isinstance(job, VisitWish):
        job.read_back = job.confirmed = False
    return Filled(changed=changed)


def _name(command: c.FillName, s: Session) -> None:
    person, name = s.state.person, command.name
    if s.state.pending == "guardian_name":
        person.guardian_name = " ".join(part for part in (name.given, name.family) if part)
        return
    if s.state.pending == "name" and person.given_name and not person.family_name and not name.family:
        # Asked for the last name only: a single word is it.
        person.family_name = name.given
        return
    if name.family:
        person.given_name, person.family_name = name.given, name.family
    elif person.given_name is None or not person.family_name:
        person.given_name = name.given
    else:
        person.given_name = name.given
    person.preferred_name = name.preferred or person.preferred_name
    person.pronouns = name.pronouns or person.pronouns


_INTO_ANY_JOB: dict[type, Callable[[Any, Session, Job | None], Filled]] = {
    c.FillService: _service,
    c.FillProvider: _provider,
    c.FillLocation: _location,
    c.FillWhen: _when,
}
