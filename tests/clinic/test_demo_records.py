"""The demonstration's people, visits and conversations are believable, legal and repeatable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from jessica.billing.models import Charge, ChargeStatus
from jessica.cli.demo_clinic import create_demo_records, set_demo_passwords
from jessica.cli.demo_conversations import create_demo_conversations
from jessica.cli.load_clinic import load_clinic
from jessica.clinic.demo import DEMO_CLINIC_FILE
from jessica.clinic.models import Clinic, Provider
from jessica.people.models import Person
from jessica.reception.models import Conversation, Handover, StaffTask, UnansweredQuestion
from jessica.scheduling.models import Appointment, Occupancy, WaitlistEntry
from jessica.scheduling.opening_query import OpeningQuery
from jessica.scheduling.openings import find_openings
from jessica.scheduling.working_time import provider_hours
from tests.clinic.files import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Clinic]:
    """One demonstration for all tests here; each test's own changes are rolled back before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_clinic(DEMO_CLINIC_FILE, at=AT)
        clinic = Clinic.objects.get()
        create_demo_records(clinic, at=AT)
        yield clinic
        transaction.set_rollback(True)


def test_people_are_many_invented_and_different(demo):
    people = Person.objects.filter(clinic=demo)
    assert people.count() >= 120
    assert len({(person.given_name, person.family_name) for person in people}) == people.count()
    assert len({person.phone for person in people}) == people.count()
    for person in people:
        assert re.fullmatch(r"\+1\d{3}55501\d{2}", person.phone)
        assert person.email.endswith("@example.com")
    assert 0.15 < people.filter(language="es").count() / people.count() < 0.5


def test_visits_lie_inside_the_hours_of_their_provider(demo):
    days = AT.date() - timedelta(days=40), AT.date() + timedelta(days=40)
    hours = provider_hours(demo, *days)
    for visit in Appointment.objects.filter(clinic=demo):
        spans = hours[visit.provider_id, visit.location_id]
        assert any(start <= visit.starts_at and visit.ends_at <= end for start, end in spans), visit.pk


def test_visits_are_given_by_somebody_who_may_in_a_place_that_offers_them(demo):
    visits = Appointment.objects.filter(clinic=demo).select_related("service", "topic", "provider__resource")
    for visit in visits:
        assert visit.service.resources.filter(pk=visit.provider_id).exists()
        assert visit.service.locations.filter(pk=visit.location_id).exists()
        assert visit.patient_kind in visit.service.patient_kinds
        assert visit.topic is None or visit.topic.resources.filter(pk=visit.provider_id).exists()


def test_visits_that_were_not_cancelled_take_provider_and_room(demo):
    """That nothing overlaps is held by the table's own constraint."""
    taken = Counter(Occupancy.objects.values_list("appointment_id", flat=True))
    for visit in Appointment.objects.filter(clinic=demo).select_related("service"):
        kinds = set(visit.service.resources.values_list("kind", flat=True))
        assert taken[visit.pk] == (0 if visit.status == "cancelled" else len(kinds))


def test_caps_are_kept(demo):
    daily = Counter(
        (visit.provider_id, visit.starts_at.date())
        for visit in Appointment.objects.exclude(status="cancelled")
    )
    caps = {provider.pk: provider.daily_cap for provider in Provider.objects.all()}
    assert all(visits <= caps[provider] for (provider, _), visits in daily.items())


def test_the_past_is_over_and_the_future_is_booked(demo):
    past = Counter(Appointment.objects.filter(ends_at__lte=AT).values_list("status", flat=True))
    assert set(past) == {"fulfilled", "noshow", "cancelled"}
    assert past["fulfilled"] > 5 * (past["noshow"] + past["cancelled"])
    coming = Counter(Appointment.objects.filter(starts_at__gt=AT).values_list("status", flat=True))
    assert set(coming) == {"booked", "cancelled"}
    assert coming["booked"] > 150
    assert not Appointment.objects.filter(created_at__gt=AT).exists()


def test_there_is_room_for_new_visits_within_a_week(demo):
    query = OpeningQuery(
        clinic=demo,
        service=demo.services.get(key="surgical-consultation"),
        patient_kind="new",
        first=AT.date(),
        last=AT.date() + timedelta(days=7),
    )
    assert len(find_openings(query, at=AT)) > 10


def test_accounts_and_the_waitlist_are_not_empty(demo):
    assert {charge.status for charge in Charge.objects.all()} == {ChargeStatus.OPEN, ChargeStatus.PAID}
    assert WaitlistEntry.objects.count() == 6


def snapshot() -> list[tuple[object, ...]]:
    columns = ("id", "person_id", "service_id", "provider_id", "starts_at", "status")
    return list(Appointment.objects.order_by("id").values_list(*columns))


def test_the_same_clinic_at_the_same_instant_gets_the_same_records(demo):
    first = snapshot()
    for model in (Charge, WaitlistEntry, Appointment, Person):
        model.objects.all().delete()
    create_demo_records(demo, at=AT)
    assert snapshot() == first


def test_records_are_made_once(demo):
    first = snapshot()
    create_demo_records(demo, at=AT + timedelta(days=3))
    assert snapshot() == first


def test_the_inbox_has_an_open_hand_over_unanswered_questions_and_tasks(demo):
    assert create_demo_conversations(demo, at=AT) >= 12
    assert create_demo_conversations(demo, at=AT) == Conversation.objects.count()
    assert Handover.objects.filter(closed_at__isnull=True).count() == 1
    assert UnansweredQuestion.objects.filter(entry=None, dismissed_at=None).count() == 2
    assert StaffTask.objects.filter(done_at=None).count() == 2
    assert {conversation.locale for conversation in Conversation.objects.all()} == {"en", "es"}


def test_conversations_are_whole_and_lie_in_the_past(demo):
    create_demo_conversations(demo, at=AT)
    for conversation in Conversation.objects.prefetch_related("messages"):
        messages = list(conversation.messages.all())
        assert [message.ordinal for message in messages] == list(range(1, conversation.last_ordinal + 1))
        assert messages[0].author == "jessica"
        assert messages[-1].created_at <= AT
        assert not any("{" in message.text for message in messages)


def test_a_conversation_that_booked_points_at_the_visit_that_it_names(demo):
    create_demo_conversations(demo, at=AT)
    visits = Appointment.objects.filter(conversation_id__isnull=False)
    assert visits.count() == 3
    for visit in visits:
        last = Conversation.objects.get(pk=visit.conversation_id).messages.last()
        assert visit.provider.display_name in last.text
        assert visit.location.name in last.text


def test_staff_of_the_demonstration_can_log_in(demo, client):
    names = set_demo_passwords(demo, "a long demo password")
    assert len(names) == demo.staff.count()
    assert client.login(username=names[0], password="a long demo password")
    assert not client.login(username=names[0], password="another password")
