"""Danger pages the surgeon, then the next, until somebody acknowledges; the patient hears the truth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django import app

from jessica.clinic.models import StaffMember
from jessica.events.models import Event
from jessica.platform.clock import FixedClock
from jessica.platform.errors import NotFound
from jessica.reception.models import Page, PageAttempt, StaffTask
from jessica.reception.paging import EACH_WAITS, acknowledge, page_overdue
from jessica.reception.tasks import page_up_the_ladder
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

DANGER = "my calf is swollen and hot since my tummy tuck last week"


def paged():
    return list(PageAttempt.objects.order_by("at").values_list("staff_name", flat=True))


def test_a_surgeon_is_paged_at_once_and_the_patient_is_told_whom_and_when(visitor):
    v = visitor(DANGER)
    attempt = PageAttempt.objects.get()
    assert attempt.staff.role == "surgeon"
    assert attempt.at == AT
    assert f"{attempt.staff_name} was paged at 9:00 AM and has not confirmed yet" in v.text
    assert "paged" in v.actions
    assert Event.objects.filter(kind="page.sent", subject_id=v.id).count() == 1


def test_the_ladder_goes_on_until_somebody_acknowledges(visitor, clinic):
    visitor(DANGER)
    at = AT
    for _ in range(4):
        at += EACH_WAITS
        assert page_overdue(at - timedelta(seconds=1)) == 0
        assert page_overdue(at) == 1
    names = paged()
    assert len(set(names[:4])) == 4
    assert names[3] == "Helen Marlowe"
    assert names[4] == names[0]
    acknowledge(Page.objects.get().pk, staff=StaffMember.objects.get(name=names[0]), at=at)
    assert page_overdue(at + timedelta(hours=1)) == 0


def test_the_second_acknowledgement_changes_nothing(visitor, dana, stranger):
    visitor(DANGER)
    page = Page.objects.get()
    with pytest.raises(NotFound):
        acknowledge(page.pk, staff=stranger, at=AT)
    acknowledge(page.pk, staff=dana, at=AT)
    acknowledge(page.pk, staff=StaffMember.objects.get(name="Helen Marlowe"), at=AT + timedelta(minutes=1))
    page.refresh_from_db()
    assert (page.acknowledged_by, page.acknowledged_at) == (dana, AT)


def test_asked_again_she_tells_how_the_page_stands(visitor, dana):
    v = visitor(DANGER)
    v.say("did you reach the surgeon?")
    assert "has not confirmed yet" in v.text
    acknowledge(Page.objects.get().pk, staff=dana, at=AT + timedelta(minutes=2))
    v.say("did you reach the surgeon?")
    assert f"{dana.name} confirmed at 9:02 AM" in v.text


def test_saying_it_twice_pages_once(visitor):
    v = visitor(DANGER, DANGER)
    assert Page.objects.count() == PageAttempt.objects.count() == 1
    assert v.actions.count("paged") == 1


def test_a_nurses_worry_pages_nobody_and_opens_a_task_with_a_time(visitor):
    visitor("my drain stopped working")
    assert not Page.objects.exists()
    task = StaffTask.objects.get()
    assert (task.kind, task.queue) == ("nurse", "nurses")
    assert AT < task.due_at <= AT + timedelta(hours=8)


def test_a_yes_to_the_follow_up_question_makes_it_an_emergency(visitor):
    v = visitor(DANGER)
    assert "trouble breathing" in v.text
    assert v.say("yes")["escalation"] == "E1"
    assert v.reply["text"][0].startswith("Call 911 now")


def test_the_job_reads_the_clock(visitor, settings):
    visitor(DANGER)
    settings.JESSICA_CLOCK = FixedClock(AT + EACH_WAITS)
    page_up_the_ladder(0)
    assert len(paged()) == 2
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["reception.page_up_the_ladder"] == "* * * * *"
