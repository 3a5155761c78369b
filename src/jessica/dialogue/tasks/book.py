"""Book a visit: what for, when and with whom, for whom, read back, written, said."""

from __future__ import annotations

from collections.abc import Callable

from jessica.dialogue.effects import BookVisit, Failed, VisitCommitted
from jessica.dialogue.phrasing.calendar_words import say_birth_date, say_moment, say_money
from jessica.dialogue.ports import ServiceFact, in_language
from jessica.dialogue.reply import Choice
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import BookedVisit, BookJob, MessageJob, VisitWish
from jessica.dialogue.tasks import offering
from jessica.dialogue.tasks.committed_visit import report_visit
from jessica.dialogue.tasks.costs import deposit_terms, deposit_words
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.linked_visits import (
    follow_up,
    settle_another,
    settle_return,
    settle_whose_turn,
)
from jessica.dialogue.tasks.personal_details import (
    age_on,
    ask_birth_date,
    ask_name,
    ask_phone,
    details,
    look_up,
)

_SERVICES_SHOWN = 4
_ASKED_PLAINLY_AFTER = 2
# After these tiers people answer first (policy rule no-sales-in-danger).
_NOTHING_NEW_AFTER = frozenset({"E1", "E2", "crisis"})


def advance(job: BookJob, s: Session) -> Step:
    """Go as far as what is known allows."""
    if s.state.handed_over and s.state.escalation in _NOTHING_NEW_AFTER:
        s.say("booking.after_flag")
        return Step.DONE
    for step in _BEFORE_A_TIME:
        came_to = step(job, s)
        if came_to is not Step.NEXT:
            return came_to
    came_to = offering.settle_opening(job, s)
    if came_to is not Step.NEXT:
        return came_to
    for step in (_settle_person, _check_age, _confirm):
        came_to = step(job, s)
        if came_to is not Step.NEXT:
            return came_to
    return _write(job, s)


def settle_service(job: VisitWish, s: Session) -> Step:
    """Settle which visit it is: the one named, or the one that the named procedure begins with."""
    if job.service_key is None and job.topic_key is not None:
        topic = s.facts.service(job.topic_key)
        job.service_key = topic.booked_as if topic.kind == "procedure" else topic.key
        if topic.kind == "visit":
            job.topic_key = None
    if job.service_key is None:
        return _ask_service(s)
    service = s.facts.service(job.service_key)
    if not service.self_bookable:
        s.say("service.by_staff", service=service.name(s.language))
        s.state.jobs.append(MessageJob(callback=True, text=f"Wants to arrange: {service.name('en')}"))
        return Step.DONE
    return Step.NEXT


def _ask_service(s: Session) -> Step:
    visits = [
        v for v in s.facts.services if v.kind == "visit" and v.self_bookable and "new" in v.patient_kinds
    ]
    names = [v.name(s.language) for v in visits[:_SERVICES_SHOWN]]
    return s.ask("which_service", "service", "service.ask", [Choice(name, name) for name in names])


def _settle_patient_kind(job: BookJob, s: Session) -> Step:
    service = offering.visit_service(job, s)
    if job.patient_kind is None and s.state.person.person_id is not None:
        job.patient_kind = "existing"
    new_may, existing_may = service.minutes_new is not None, service.minutes_existing is not None
    if job.patient_kind is None:
        if new_may and existing_may and service.minutes_new != service.minutes_existing:
            return _ask_seen_before(job, s)
        job.patient_kind = "new" if new_may and not _only_existing(service) else "existing"
    if job.patient_kind == "new" and (not new_may or _only_existing(service)):
        return _new_patient_instead(job, service, s)
    return Step.NEXT


def _ask_seen_before(job: BookJob, s: Session) -> Step:
    """Asked in vain so often, it is put as a choice that has a person in it."""
    keys = ["choice.been_before", "choice.first_visit"]
    wording = "seen_before.ask"
    if job.asked_seen_before >= _ASKED_PLAINLY_AFTER:
        keys, wording = [*keys, "choice.person"], "seen_before.ask_plainly"
    job.asked_seen_before += 1
    return s.ask("seen_before", "choice", wording, [Choice(s.text(key), s.text(key)) for key in keys])


def _only_existing(service: ServiceFact) -> bool:
    return bool(service.patient_kinds) and "new" not in service.patient_kinds


def _new_patient_instead(job: BookJob, service: ServiceFact, s: Session) -> Step:
    """A visit for existing patients only: begin with the consultation that leads to it."""
    instead = next(
        (v for v in s.facts.services if v.kind == "visit" and v.self_bookable and v.minutes_new is not None
         and v.category == "consultation" and "new" in v.patient_kinds),
        None,
    )  # fmt: skip
    if instead is None:
        s.say("service.existing_only", service=service.name(s.language))
        hand_over(s, "not_offered")
        return Step.DONE
    s.say("service.new_begin_with", service=service.name(s.language), instead=instead.name(s.language))
    job.reason = job.reason or service.name(s.language)
    job.service_key, job.topic_key = instead.key, None
    return Step.NEXT


def _settle_place(job: BookJob, s: Session) -> Step:
    service = offering.visit_service(job, s)
    allowed = list(service.location_keys)
    if job.topic_key:
        topic = s.facts.service(job.topic_key)
        allowed = [key for key in allowed if not topic.location_keys or key in topic.location_keys]
    if job.location_key is None or not allowed or job.location_key in allowed:
        return Step.NEXT
    refused, job.location_key = job.location_key, None
    places = ", ".join(s.facts.location(key).name for key in allowed)
    s.say(
        "place.not_there",
        service=service.name(s.language),
        refused=s.facts.location(refused).name,
        places=places,
    )
    return Step.NEXT


def _settle_provider(job: BookJob, s: Session) -> Step:
    if job.provider_key is None:
        return Step.NEXT
    allowed = offering.providers_for(job, s)
    if not allowed or job.provider_key in allowed:
        return Step.NEXT
    refused, job.provider_key = job.provider_key, None
    names = [p.name_in(s.language) for p in s.facts.providers if p.key in allowed]
    subject = s.facts.service(job.topic_key) if job.topic_key else offering.visit_service(job, s)
    s.say(
        "provider.not_for_this",
        provider=s.facts.provider(refused).name_in(s.language),
        service=subject.name(s.language),
        others=", ".join(names),
    )
    return Step.NEXT


def _check_age(job: BookJob, s: Session) -> Step:
    birth_date = s.state.person.birth_date
    if birth_date is None:
        return Step.NEXT
    age = age_on(birth_date, s.today)
    services = [s.facts.service(key) for key in (job.service_key, job.topic_key) if key]
    lowest = max((x.minimum_age for x in services if x.minimum_age is not None), default=None)
    if lowest is not None and age < lowest:
        s.say("age.too_young", service=services[-1].name(s.language), age=lowest)
        hand_over(s, "minor")
        return Step.DONE
    guardian_below = max(
        (x.guardian_below for x in services if x.guardian_below is not None), default=s.facts.adult_age
    )
    if age < guardian_below and s.state.person.guardian_name is None:
        given = s.state.person.given_name or ""
        return s.ask("guardian_name", "name", "guardian.ask", given=given, age=guardian_below)
    return Step.NEXT


def _settle_person(job: BookJob, s: Session) -> Step:
    if ask_name(s) is Step.WAIT or ask_birth_date(s) is Step.WAIT:
        return Step.WAIT
    look_up(s)
    return ask_phone(s)


def _about(job: BookJob, s: Session) -> str:
    if job.topic_key is None:
        return ""
    return s.text("confirm.about", topic=s.facts.service(job.topic_key).name(s.language))


def _confirm(job: BookJob, s: Session) -> Step:
    """Read everything back; nothing is written before a yes."""
    assert job.chosen is not None
    person, service, chosen = s.state.person, offering.visit_service(job, s), job.chosen
    if job.confirmed:
        return Step.NEXT
    yes, change = s.text("choice.book_it"), s.text("choice.change")
    choices = [Choice(yes, yes), Choice(change, change)]
    if job.read_back:
        return s.ask("confirm_booking", "confirm", "confirm.ask", choices)
    place = s.facts.location(chosen.location_key)
    lines = [
        s.text(
            "confirm.visit",
            service=service.name(s.language),
            about=_about(job, s),
            moment=say_moment(chosen.starts_at, s.language),
            provider=s.facts.provider(chosen.provider_key).with_credential(s.language),
            place=place.name,
            address=place.address,
        ),
        s.text("confirm.person", name=person.full_name, born=say_birth_date(person.birth_date, s.language))
        if person.birth_date else "",
        s.text("confirm.phone", phone=person.phone_shown) if person.phone_shown else "",
        s.text("confirm.guardian", guardian=person.guardian_name) if person.guardian_name else "",
        s.text("confirm.fee", fee=say_money(service.fee, s.facts.currency)) if service.fee else "",
        s.text("confirm.deposit", deposit=deposit) if (deposit := deposit_words(service, s)) else "",
    ]  # fmt: skip
    s.reply.say("\n".join(line for line in lines if line), deposit_terms(service, s))
    job.read_back = True
    return s.ask("confirm_booking", "confirm", "confirm.ask", choices)


def _write(job: BookJob, s: Session) -> Step:
    assert job.chosen is not None
    effect = BookVisit(
        opening=job.chosen,
        service_key=offering.visit_service(job, s).key,
        topic_key=job.topic_key,
        patient_kind=job.patient_kind or "new",
        person=details(s),
        reason=job.reason,
        sequence=s.state.visits_booked,
    )
    result = s.do(effect)
    if isinstance(result, Failed):
        return _not_written(job, s, result)
    assert isinstance(result, VisitCommitted)
    s.state.visits_booked += 1
    person = s.state.person
    if person.person_id is None or not person.phone_on_file:
        # The number went into the record with this visit: there was no other to hold it against.
        person.phone_compared = person.phone
    person.person_id, person.phone_on_file = result.person_id, True
    report_visit(s, result, "visit_booked", "booked")
    s.state.booked = [
        *s.state.booked,
        BookedVisit(person_id=result.person_id, service_key=result.service_key, starts_at=result.starts_at),
    ]
    preparation = in_language(s.facts.service(result.service_key).preparation, s.language)
    s.reply.say(preparation)
    follow_up(job, result, s)
    return Step.DONE


def _not_written(job: BookJob, s: Session, failure: Failed) -> Step:
    job.confirmed = job.read_back = False
    if failure.code == "taken":
        return offering.again(job, s, failure)
    s.note(f"refused: {failure.reason}")
    s.say("booking.refused")
    hand_over(s, "booking_refused")
    return Step.DONE


_BEFORE_A_TIME: tuple[Callable[[BookJob, Session], Step], ...] = (
    settle_whose_turn,
    settle_return,
    settle_service,
    settle_another,
    _settle_patient_kind,
    _settle_place,
    _settle_provider,
    _check_age,
)
