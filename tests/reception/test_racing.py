"""Things that happen at the same moment: retries, two visitors for one time, staff against Jessica."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from jessica.clinic.models import Clinic
from jessica.reception.models import Conversation, Handover, Message
from jessica.reception.receiving import open_conversation
from jessica.reception.staff_side import take_over
from jessica.reception.unanswered import turn_into_entry
from jessica.scheduling.models import Appointment
from tests.console.records import make_question, make_staff
from tests.reception.visitor import Visitor
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic(committed_clinic: Clinic) -> Clinic:
    return committed_clinic


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """The results of all works, begun at the same moment in a thread each."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=30)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result(timeout=60) for each in [pool.submit(begin, work) for work in works]]


def test_eight_retries_at_once_are_one_message(clinic):
    v = Visitor(clinic, AT)
    said = "I want to talk to a person"
    replies = at_once(*[lambda: v.say(said, key="k")] * 8)
    assert all(reply == replies[0] for reply in replies)
    assert [m.author for m in Message.objects.filter(conversation=v.id)] == ["jessica", "visitor", "jessica"]
    assert v.actions == ["handed_over"]
    assert Handover.objects.count() == 1


def test_eight_messages_at_once_are_answered_one_after_the_other(clinic):
    v = Visitor(clinic, AT)
    at_once(*[lambda n=n: v.say("where can I park?", key=str(n)) for n in range(8)])
    ordinals = list(Message.objects.filter(conversation=v.id).values_list("ordinal", "author"))
    assert ordinals == [(1, "jessica")] + [(n, ("visitor", "jessica")[n % 2]) for n in range(2, 18)]


def up_to_the_yes(clinic: Clinic, name: str) -> Visitor:
    """A visitor before the last yes to the first time of a day."""
    v = Visitor(clinic, AT, "I want a facial on December 9", "first", name, "June 9, 1984", "303 555 0161")
    assert v.reply["awaiting"] == "confirm", v.text
    return v


def test_a_time_that_was_taken_between_offer_and_choice_goes_to_one_visitor(clinic):
    one = Visitor(clinic, AT, "I want a facial on December 9")
    two = Visitor(clinic, AT, "I want a facial on December 9")
    if one.reply["awaiting"] == "choice":
        assert one.reply["choices"] == two.reply["choices"]
    offered = [choice["label"] for choice in one.reply["choices"]]
    one.say("first", "Nora Whitfield", "June 9, 1984", "303 555 0161", "yes")
    assert "visit_booked" in one.actions
    two.say("first")
    assert Appointment.objects.count() == 1
    others = [choice["label"] for choice in two.reply["choices"]]
    assert others
    assert offered[0] not in others
    assert "taken" in two.text
    two.say("first", "Ida Becker", "May 2, 1990", "303 555 0162", "yes")
    assert "visit_booked" in two.actions
    assert Appointment.objects.values("provider", "starts_at").distinct().count() == 2


def test_two_visitors_who_choose_one_time_at_once_get_one_visit(clinic):
    visitors = [Visitor(clinic, AT, "I want a facial on December 9") for _ in range(2)]
    at_once(*[lambda v=v: v.say("first") for v in visitors])
    taken = [v for v in visitors if "taken" in v.text]
    assert len(taken) == 1
    assert taken[0].reply["choices"]
    for v, name in zip(visitors, ("Nora Whitfield", "Ida Becker"), strict=True):
        if v in taken:
            v.say("first")
        v.say(name, "June 9, 1984", "303 555 0161", "yes")
    visits = Appointment.objects.all()
    assert len({(visit.provider_id, visit.starts_at) for visit in visits}) == len(visits) == 2


def test_a_yes_sent_eight_times_books_once(clinic):
    v = up_to_the_yes(clinic, "Nora Whitfield")
    replies = at_once(*[lambda: v.say("yes", key="yes")] * 8)
    assert all(reply == replies[0] for reply in replies)
    assert Appointment.objects.count() == 1
    assert v.actions == ["visit_booked"]


def test_whoever_of_staff_and_visitor_comes_first_nobody_talks_over_a_person(clinic):
    dana = make_staff(clinic)
    for _ in range(5):
        v = Visitor(clinic, AT)
        reply, _ = at_once(
            lambda v=v: v.say("where can I park?"), lambda v=v: take_over(v.id, staff=dana, at=AT)
        )
        conversation = Conversation.objects.get(pk=v.id)
        assert (conversation.owner, conversation.assignee) == ("person", dana)
        answers = conversation.messages.filter(author="jessica").count() - 1
        assert answers == bool(reply["text"])
        assert v.say("and on Saturdays?")["text"] == []


def test_visitors_who_open_at_the_same_standing_moment_get_conversations_of_their_own(clinic, settings):
    settings.JESSICA_REPRODUCIBLE = True
    opened = at_once(*[lambda: open_conversation(clinic, channel="web", locale="en", source="", at=AT)] * 6)
    assert len({each.conversation.pk for each in opened}) == 6


def test_one_question_answered_by_two_people_at_once_becomes_one_entry(clinic):
    dana = make_staff(clinic)
    questions = [make_question(clinic, "Can I bring my parrot?") for _ in range(2)]
    entries = at_once(
        *[
            lambda q=q: turn_into_entry(
                q.pk, staff=dana, questions=[q.text], answer="Yes.", expires_on=None, at=AT
            )
            for q in questions
        ]
    )
    assert entries[0] == entries[1]
