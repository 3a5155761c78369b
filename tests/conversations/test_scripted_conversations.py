"""Five hundred generated conversations end in the right booking or the right hand-over."""

from __future__ import annotations

import random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from jessica.clinic.models import Clinic, Service
from jessica.people.models import Person
from jessica.reception.models import Conversation
from jessica.reception.receiving import open_conversation, receive
from jessica.reception.records import effect_records
from jessica.scheduling.models import Appointment
from tests.conversations.labels import starts_at
from tests.conversations.patient import Patient, random_patient
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("America/Denver")
BATCHES, EACH = 10, 50
MOST_TURNS = 30


class _RolledBack(Exception):
    pass


@pytest.mark.timeout(600)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_generated_patients_get_what_they_came_for(batch, clinic, record_property):
    services = _bookable(clinic)
    failures = []
    for number in range(EACH):
        seed = batch * EACH + number
        try:
            with transaction.atomic():
                failures += _converse(clinic, services, random.Random(seed), seed)
                raise _RolledBack
        except _RolledBack:
            pass
    record_property("conversations held", EACH)
    record_property("conversations that ended as they should", EACH - len(failures))
    assert not failures, "\n\n".join(failures)


def _bookable(clinic: Clinic) -> list[Service]:
    """Services that a new patient may begin with and that staff do not have to arrange."""
    found = []
    for service in Service.objects.filter(clinic=clinic, active=True).select_related("booked_as"):
        visit = service.booked_as or service
        if (
            visit.self_bookable
            and service.self_bookable
            and (not visit.patient_kinds or "new" in visit.patient_kinds)
        ):
            found.append(service)
    return found


def _converse(clinic: Clinic, services: list[Service], rng: random.Random, seed: int) -> list[str]:
    language = rng.choice(["en", "en", "es"])
    service = rng.choice(services)
    said = rng.choice([service.names[language], *service.synonyms.get(language, [])])
    kind = rng.choice(["new", "new", "existing"])
    patient = random_patient(rng, AT.astimezone(ZONE).date(), said, language, kind)
    if kind == "existing":
        patient.corrections = [x for x in patient.corrections if x == "day"]
        _known(clinic, patient)
    opened = open_conversation(clinic, channel="web", locale=language, source="test", at=AT)
    log = [
        f"seed {seed}, {language}, {patient.goal}, {service.key} as {said!r}, "
        f"{patient.name}, wish {patient.wish.said!r}"
    ]
    words: str | None = patient.first_words()
    for _ in range(MOST_TURNS):
        if words is None:
            break
        log.append(f"  P: {words}")
        reply = receive(opened.conversation.pk, words, idempotency_key=None, at=AT)
        log.append(f"  J: {' / '.join(reply['text'])} [{reply['awaiting']}]")
        words = patient.answer(reply)
    else:
        return ["\n".join([*log, "  -> never ended"])]
    problem = _problem(patient, service, opened.conversation)
    return ["\n".join([*log, f"  -> {problem}"])] if problem else []


def _known(clinic: Clinic, patient: Patient) -> None:
    from uuid import uuid4

    Person.objects.create(
        id=uuid4(), clinic=clinic, kind="patient", given_name=patient.given, family_name=patient.family,
        birth_date=patient.born, phone=f"+1{patient.phone}", created_at=AT, updated_at=AT,
    )  # fmt: skip


def _problem(patient: Patient, service: Service, conversation: Conversation) -> str:
    conversation.refresh_from_db()
    actions = [record["action"] for record in effect_records(conversation)]
    if patient.complaints:
        return patient.complaints[0]
    if "question_filed" in actions:
        return "an answerable question was filed as unknown"
    if patient.goal == "person":
        return (
            "" if "handed_over" in actions and "visit_booked" not in actions else f"no hand-over: {actions}"
        )
    if patient.goal == "nothing":
        return "" if not actions else f"something was written unasked: {actions}"
    if actions.count("visit_booked") != 1:
        return f"not booked: {actions}"
    return _wrong_visit(
        patient,
        service,
        Appointment.objects.select_related("service", "topic", "person").get(conversation_id=conversation.pk),
    )


def _wrong_visit(patient: Patient, service: Service, visit: Appointment) -> str:
    expected_visit = service.booked_as or service
    topic = service if service.booked_as else None
    facts: dict[str, tuple[Any, Any]] = {
        "service": (visit.service.key, expected_visit.key),
        "topic": (visit.topic.key if visit.topic else None, topic.key if topic else None),
        "start": (
            visit.starts_at.astimezone(ZONE).replace(tzinfo=None),
            starts_at(patient.picked) if patient.picked else None,
        ),
        "name": (visit.person.full_name, patient.name),
        "birth date": (visit.person.birth_date, patient.born),
        "phone": (visit.person.phone, f"+1{patient.phone}"),
    }
    wrong = [f"{name} is {is_!r}, not {should!r}" for name, (is_, should) in facts.items() if is_ != should]
    return "; ".join(wrong)
