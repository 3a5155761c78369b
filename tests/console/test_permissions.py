import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from jessica.clinic.models.people import StaffRole
from tests.console.conftest import logged_in
from tests.console.records import (
    make_conversation,
    make_entry,
    make_question,
    make_staff,
    make_task,
)
from tests.factories import make_small_clinic

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = [
    "/console/",
    "/console/calendar/",
    "/console/calendar/book/",
    "/console/calendar/block/",
    "/console/openings/",
    "/console/knowledge/",
    "/console/knowledge/new/",
    "/console/questions/",
    "/console/setup/",
]
READERS = [role for role in StaffRole if role not in {StaffRole.AUDITOR, StaffRole.MARKETING}]


@pytest.mark.parametrize("path", [*OPEN_TO_ALL, "/console/inbox/"])
def test_a_stranger_is_sent_to_the_log_in(small, path):
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/console/login/?next=")


def test_a_fragment_sends_the_whole_page_to_the_log_in(small):
    answer = Client().get("/console/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/console/login/")


@pytest.mark.parametrize("role", StaffRole)
def test_every_role_uses_the_other_pages(small, role):
    client = logged_in(make_staff(small.clinic, role=role))
    assert [client.get(path).status_code for path in OPEN_TO_ALL] == [200] * len(OPEN_TO_ALL)


@pytest.mark.parametrize("role", READERS)
def test_roles_that_care_for_patients_read_conversations(small, role):
    conversation = make_conversation(small.clinic, "Hello", "My knee hurts")
    client = logged_in(make_staff(small.clinic, role=role))
    assert client.get("/console/inbox/").status_code == 200
    assert "My knee hurts" in client.get(f"/console/inbox/{conversation.pk}/").content.decode()


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.MARKETING])
def test_others_neither_read_nor_touch_conversations(small, role):
    conversation = make_conversation(small.clinic, "Hello", "My knee hurts", escalation="E3")
    task = make_task(small.clinic, "Call about the knee")
    client = logged_in(make_staff(small.clinic, role=role))
    for path in ("/console/inbox/", f"/console/inbox/{conversation.pk}/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "My knee hurts" not in answer.content.decode()
    for path in (
        f"/console/inbox/{conversation.pk}/write/",
        f"/console/inbox/{conversation.pk}/take-over/",
        f"/console/tasks/{task.pk}/done/",
    ):
        assert client.post(path).status_code == 403
    today = client.get("/console/").content.decode()
    assert "Call about the knee" not in today
    assert "Nurse today" not in today


def test_a_log_in_without_a_place_on_staff_sees_why_the_door_is_closed(small):
    user = get_user_model().objects.create_user("visitor@example.org", password="x" * 12)
    client = Client()
    client.force_login(user)
    answer = client.get("/console/")
    assert answer.status_code == 403
    assert "belongs to no active member of staff" in answer.content.decode()


def test_who_has_left_the_clinic_gets_no_further(small, dana, desk):
    assert desk.get("/console/").status_code == 200
    dana.active = False
    dana.save()
    assert desk.get("/console/").status_code == 403


def test_nothing_of_another_clinic_is_found(small, desk):
    other = make_small_clinic("lakeside")
    conversation = make_conversation(other.clinic, "Hello", "secret")
    visit = other.book(other.opening("10:00"))
    paths = [
        f"/console/inbox/{conversation.pk}/",
        f"/console/visits/{visit.pk}/",
        f"/console/visits/{visit.pk}/move/",
        f"/console/visits/{visit.pk}/cancel/",
        f"/console/knowledge/{make_entry(other.clinic).pk}/",
        f"/console/questions/{make_question(other.clinic).pk}/answer/",
    ]
    assert [desk.get(path).status_code for path in paths] == [404] * len(paths)
    assert desk.post(f"/console/tasks/{make_task(other.clinic).pk}/done/").status_code == 404
    assert "secret" not in desk.get("/console/inbox/?show=all").content.decode()


def test_the_same_addresses_are_found_in_ones_own_clinic(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "not secret")
    visit = small.book(small.opening("10:00"))
    paths = [
        f"/console/inbox/{conversation.pk}/",
        f"/console/visits/{visit.pk}/",
        f"/console/visits/{visit.pk}/move/",
        f"/console/visits/{visit.pk}/cancel/",
        f"/console/knowledge/{make_entry(small.clinic).pk}/",
        f"/console/questions/{make_question(small.clinic).pk}/answer/",
    ]
    assert [desk.get(path).status_code for path in paths] == [200] * len(paths)
    assert desk.post(f"/console/tasks/{make_task(small.clinic).pk}/done/").status_code == 302


def test_no_cache_keeps_what_staff_see(desk):
    assert desk.get("/console/inbox/")["Cache-Control"] == "private, no-store"


def test_a_form_from_another_site_is_refused(small, dana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(dana.user)
    task = make_task(small.clinic)
    assert client.post(f"/console/tasks/{task.pk}/done/").status_code == 403
    task.refresh_from_db()
    assert task.done_at is None
