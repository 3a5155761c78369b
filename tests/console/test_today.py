from datetime import date, timedelta

import pytest

from tests.console.records import make_conversation, make_handover, make_question, make_task
from tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db

MONDAY_OF_NOW = date(2026, 11, 23)


def page(desk):
    return desk.get("/console/").content.decode()


def test_a_quiet_day_says_so_in_every_part(small, desk):
    shown = page(desk)
    for words in ("Nobody is waiting", "Nothing to return", "Everybody is marked", "could answer everything"):
        assert words in shown
    assert "Safety" not in shown


def test_the_most_pressing_hand_over_comes_first_with_its_timer(small, desk):
    calm = make_conversation(small.clinic, "Hello", "a person please", summary="Financing")
    late = make_conversation(small.clinic, "Hello", "a person please", summary="A bill")
    make_handover(calm, promised_in=25)
    make_handover(late, promised_in=-12, reason="complaint")
    shown = page(desk)
    assert shown.index("A bill") < shown.index("Financing")
    assert "12 min late" in shown
    assert "due in 25 min" in shown


def test_safety_stands_above_everything_and_once(small, desk):
    hurt = make_conversation(
        small.clinic, "Hello", "one side is swelling", escalation="E2", person=small.rosa, summary="Swelling"
    )
    make_handover(hurt)
    make_handover(make_conversation(small.clinic, "Hello", "hello"))
    shown = page(desk)
    assert shown.index("Surgeon now") < shown.index("People waiting for us")
    assert shown.count(f"/console/inbox/{hurt.pk}/") == 1


def test_an_answered_hand_over_waits_no_longer(small, desk):
    make_handover(make_conversation(small.clinic, "Hello", "hi"), first_human_reply_at=NOW)
    assert "Nobody is waiting" in page(desk)


def test_a_task_is_done_with_one_press(small, desk, dana):
    task = make_task(small.clinic, "Wants to know about parking")
    assert "Wants to know about parking" in page(desk)
    assert desk.post(f"/console/tasks/{task.pk}/done/").status_code == 302
    task.refresh_from_db()
    assert task.done_by == dana
    assert task.done_at == NOW
    assert "Wants to know about parking" not in page(desk)


def test_open_questions_are_counted(small, desk):
    make_question(small.clinic)
    make_question(small.clinic, dismissed_at=NOW)
    assert "to 1 question." in page(desk)


def test_visits_of_today_wait_to_be_marked(small, desk):
    visit = small.book(small.opening("10:00", day=MONDAY_OF_NOW, at=NOW - timedelta(days=1)))
    tomorrow = make_person(small.clinic, "Ines")
    small.book(small.opening("10:00", day=MONDAY_OF_NOW + timedelta(days=1)), person=tomorrow)
    shown = page(desk)
    assert "Rosa Delgado" in shown
    assert "Ines" not in shown
    desk.post(f"/console/visits/{visit.pk}/mark/", {"status": "arrived"})
    shown = page(desk)
    assert "Everybody is marked" in shown
    assert "Here now" in shown


def test_holes_are_what_is_left_of_today_and_tomorrow(small, desk):
    shown = page(desk)
    assert "Today, 9:00 AM to 5:00 PM" in shown
    small.book(small.opening("12:00", day=MONDAY_OF_NOW, provider=small.okafor))
    shown = page(desk)
    assert "Today, 9:00 AM to 12:00 PM" in shown
    assert "Today, 12:30 PM to 5:00 PM" in shown


def test_more_rows_need_no_more_queries(
    small, desk, django_assert_max_num_queries, django_assert_num_queries
):
    def fill():
        person = make_person(small.clinic)
        make_handover(make_conversation(small.clinic, "Hello", "hi", person=person))
        make_conversation(small.clinic, "Hello", "hurts", person=person, escalation="E3")
        make_task(small.clinic, person=person)
        make_question(small.clinic)
        opening = small.openings(day=MONDAY_OF_NOW)[0]
        small.book(opening, person=person)

    fill()
    with django_assert_max_num_queries(30) as one:
        desk.get("/console/")
    fill()
    fill()
    with django_assert_num_queries(len(one)):
        desk.get("/console/")


def test_only_the_needs_come_back_for_a_refresh(small, desk):
    answer = desk.get("/console/", headers={"HX-Request": "true"}).content.decode()
    assert "People waiting for us" in answer
    assert "<html" not in answer


def test_every_request_shows_its_queue_and_its_timer(small, desk):
    small.clinic.policies["queues"] = [
        {"key": "nurses", "name": {"en": "Nurse line"}, "staffed_hours": {}, "promise": {"minutes": 60}}
    ]
    small.clinic.save()
    make_task(small.clinic, "Refill of keflex (antibiotic)", kind="refill", queue="nurses")
    make_task(
        small.clinic,
        "The nurse was rude",
        kind="complaint",
        queue="manager",
        due_at=NOW - timedelta(minutes=5),
    )
    shown = page(desk)
    assert "Refill: Tom Becker" in shown
    assert "Nurse line" in shown
    assert "due in 30 min" in shown
    assert "Complaint: Tom Becker" in shown
    assert "Manager" in shown
    assert "5 min late" in shown
