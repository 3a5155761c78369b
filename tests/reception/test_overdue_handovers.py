"""A promise that nobody kept is noticed once, and the patient hears the truth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django import app

from jessica.events.models import Event
from jessica.platform.clock import FixedClock
from jessica.reception.models import Handover
from jessica.reception.overdue import notice_overdue
from jessica.reception.staff_side import answer, hand_back, take_over
from jessica.reception.tasks import notice_overdue_handovers
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

PERSON = "I want to talk to a person"
PROMISED = AT + timedelta(minutes=15)
OVERDUE = PROMISED + timedelta(minutes=1)


def messages(v):
    return list(v.conversation.messages.values_list("author", "text"))


def test_staff_and_the_patient_hear_of_it_once(visitor):
    v = visitor(PERSON)
    before = len(messages(v))
    assert notice_overdue(OVERDUE) == 1
    assert notice_overdue(OVERDUE + timedelta(minutes=1)) == 0
    event = Event.objects.get(kind="handover.overdue")
    assert (event.subject_id, event.payload["promised_by"]) == (v.id, PROMISED.isoformat())
    author, text = messages(v)[before]
    assert len(messages(v)) == before + 1
    assert author == "jessica"
    assert "by 9:31 AM today" in text
    handover = Handover.objects.get()
    assert (handover.overdue_noticed_at, handover.promised_by) == (OVERDUE, OVERDUE + timedelta(minutes=15))
    assert v.conversation.messages.last().reply["handover"]["promised_by"] == handover.promised_by.isoformat()
    assert v.conversation.unread_by_staff


def test_the_new_time_fits_the_hour_and_the_language(visitor):
    v = visitor("quiero hablar con una persona", locale="es")
    notice_overdue(AT + timedelta(hours=14))
    assert "mañana a las 10:00 a. m." in messages(v)[-1][1]
    assert "nadie de nuestro equipo" in messages(v)[-1][1]


def test_until_the_promised_time_nothing_is_said(visitor):
    v = visitor(PERSON)
    before = messages(v)
    assert notice_overdue(PROMISED) == 0
    assert messages(v) == before


@pytest.mark.parametrize("verb", [answer, hand_back])
def test_a_hand_over_that_was_dealt_with_is_not_overdue(visitor, dana, verb):
    v = visitor(PERSON)
    verb(v.id, staff=dana, at=AT, **({"text": "Hello"} if verb is answer else {}))
    before = messages(v)
    assert notice_overdue(OVERDUE) == 0
    assert messages(v) == before


def test_she_does_not_talk_over_a_person_who_took_it_and_is_slow(visitor, dana):
    v = visitor(PERSON)
    take_over(v.id, staff=dana, at=AT)
    before = messages(v)
    assert notice_overdue(OVERDUE) == 1
    assert messages(v) == before
    assert Event.objects.filter(kind="handover.overdue").count() == 1
    assert Handover.objects.get().promised_by == PROMISED


def test_the_job_reads_the_clock(visitor, settings):
    visitor(PERSON)
    settings.JESSICA_CLOCK = FixedClock(PROMISED)
    notice_overdue_handovers(0)
    assert Handover.objects.get().overdue_noticed_at is None
    settings.JESSICA_CLOCK = FixedClock(OVERDUE)
    notice_overdue_handovers(0)
    assert Handover.objects.get().overdue_noticed_at == OVERDUE


def test_the_jobs_come_round():
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["reception.notice_overdue_handovers"] == "* * * * *"
    assert periodic["reception.close_idle_conversations"] == "*/10 * * * *"
