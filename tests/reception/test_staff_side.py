"""What people on staff do, whom it reaches, and that Jessica never talks over a person."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from jessica.events.models import Event
from jessica.platform.errors import NotFound, Refused
from jessica.reception.access import access_conversation, access_conversation_as_staff
from jessica.reception.models import Handover
from jessica.reception.records import conversation_as_json, visible_messages
from jessica.reception.staff_side import (
    add_note,
    answer,
    close_conversation,
    hand_back,
    mark_read,
    take_over,
)
from jessica.reception.tasks_for_staff import complete_task
from jessica.reception.unanswered import dismiss, turn_into_entry
from jessica.scheduling.models import Hold
from tests.console.records import make_question, make_staff, make_task
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(minutes=5)


def test_after_a_take_over_she_is_silent_and_the_message_is_kept(visitor, dana):
    v = visitor("where can I park?")
    assert v.reply["text"]
    take_over(v.id, staff=dana, at=LATER)
    reply = v.say("and on Saturdays?")
    assert (reply["text"], reply["did"], reply["awaiting"]) == ([], [], None)
    assert v.conversation.messages.last().text == "and on Saturdays?"
    assert v.conversation.unread_by_staff


@pytest.mark.parametrize(
    ("words", "tier"),
    [("I can't breathe and my chest hurts", "E1"), ("I want to kill myself", "crisis")],
)
def test_where_life_is_at_risk_she_speaks_up_beside_a_person(visitor, dana, words, tier):
    v = visitor()
    take_over(v.id, staff=dana, at=LATER)
    reply = v.say(words)
    assert reply["escalation"] == tier
    assert "911" in v.text
    assert v.conversation.owner == "person"
    assert Handover.objects.get().urgency == "emergency"


def test_lesser_flags_are_left_to_the_person_and_marked(visitor, dana):
    words = "there is pus and a bad smell coming from my incision"
    alone = visitor(words)
    assert alone.reply["text"]
    tier = alone.reply["escalation"]
    assert tier in {"E2", "E3"}
    v = visitor()
    take_over(v.id, staff=dana, at=LATER)
    reply = v.say(words)
    assert (reply["text"], reply["escalation"]) == ([], tier)
    assert v.conversation.escalation == tier


def test_a_graver_escalation_is_never_overwritten_by_a_lesser_one(visitor):
    v = visitor("I can't breathe and my chest hurts", "there is pus and a bad smell coming from my incision")
    assert v.conversation.escalation == "E1"


def test_answering_is_taking_over(visitor, dana):
    v = visitor("hello")
    answer(v.id, staff=dana, text="  Dana here.  ", at=LATER)
    assert (v.conversation.owner, v.conversation.assignee) == ("person", dana)
    assert not v.conversation.unread_by_staff
    assert v.conversation.messages.last().text == "Dana here."
    assert v.say("great")["text"] == []


def test_handed_back_she_answers_again(visitor, dana):
    v = visitor()
    take_over(v.id, staff=dana, at=LATER)
    hand_back(v.id, staff=dana, at=LATER)
    assert v.conversation.assignee is None
    assert v.say("where can I park?")["sources"]


def test_taking_over_twice_changes_nothing_and_a_colleague_may_take_it(visitor, dana, clinic):
    v = visitor()
    take_over(v.id, staff=dana, at=AT)
    take_over(v.id, staff=dana, at=LATER)
    assert v.conversation.updated_at == AT
    eva = make_staff(clinic, "Eva Berg")
    take_over(v.id, staff=eva, at=LATER)
    assert v.conversation.assignee == eva


def test_a_closed_conversation_keeps_nothing_and_opens_again_with_jessica(visitor, dana):
    v = visitor("I want a facial on December 9", "first")
    assert Hold.objects.exists()
    take_over(v.id, staff=dana, at=AT)
    close_conversation(v.id, staff=dana, at=LATER)
    assert not Hold.objects.exists()
    assert conversation_as_json(v.conversation)["status"] == "closed"
    assert v.say("where can I park?")["text"]
    assert (v.conversation.closed_at, v.conversation.owner) == (None, "jessica")


def test_notes_are_for_staff_only(visitor, dana):
    v = visitor("hello")
    note = add_note(v.id, staff=dana, text="Was rude on the phone.", at=LATER)
    answer(v.id, staff=dana, text="Good morning.", at=LATER)
    shown = visible_messages(access_conversation(v.id, v.opened.token))
    assert [message["author"] for message in shown] == ["jessica", "visitor", "jessica", "staff"]
    assert str(note.pk) not in {message["id"] for message in shown}
    assert note in v.conversation.messages.all()
    assert v.conversation.owner == "person"


def test_a_note_does_not_silence_her(visitor, dana):
    v = visitor()
    add_note(v.id, staff=dana, text="Called earlier.", at=LATER)
    assert v.say("where can I park?")["text"]


@pytest.mark.parametrize("verb", [answer, add_note])
def test_nothing_empty_is_sent(visitor, dana, verb):
    v = visitor()
    with pytest.raises(Refused):
        verb(v.id, staff=dana, text=" \x00\n", at=LATER)
    assert v.conversation.messages.count() == 1
    assert v.conversation.owner == "jessica"


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_conversation_opens_to_its_token_only(visitor, token):
    v, other = visitor(), visitor()
    assert access_conversation(v.id, v.opened.token).pk == v.id
    for wrong in (token, other.opened.token):
        with pytest.raises(NotFound):
            access_conversation(v.id, wrong)
    with pytest.raises(NotFound):
        access_conversation(uuid4(), v.opened.token)


VERBS = {
    "read": lambda v, q, t, staff: access_conversation_as_staff(v.id, staff),
    "take over": lambda v, q, t, staff: take_over(v.id, staff=staff, at=LATER),
    "hand back": lambda v, q, t, staff: hand_back(v.id, staff=staff, at=LATER),
    "answer": lambda v, q, t, staff: answer(v.id, staff=staff, text="Hi", at=LATER),
    "note": lambda v, q, t, staff: add_note(v.id, staff=staff, text="Hi", at=LATER),
    "close": lambda v, q, t, staff: close_conversation(v.id, staff=staff, at=LATER),
    "finish a task": lambda v, q, t, staff: complete_task(t.pk, staff=staff, at=LATER),
    "dismiss": lambda v, q, t, staff: dismiss(q.pk, staff=staff, at=LATER),
    "make an entry": lambda v, q, t, staff: turn_into_entry(
        q.pk, staff=staff, questions=[q.text], answer="Yes.", expires_on=None, at=LATER
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_staff_of_another_clinic_reach_nothing(visitor, clinic, dana, stranger, verb):
    v, question, task = visitor("hello"), make_question(clinic), make_task(clinic)
    before = (v.conversation.__dict__.copy(), v.conversation.messages.count())
    with pytest.raises(NotFound):
        VERBS[verb](v, question, task, stranger)
    after = (v.conversation.__dict__.copy(), v.conversation.messages.count())
    for each in (before[0], after[0]):
        each.pop("_state")
    assert before == after
    question.refresh_from_db()
    task.refresh_from_db()
    assert (question.entry, question.dismissed_at, task.done_at) == (None, None, None)
    assert VERBS[verb](v, question, task, dana) is not None


def test_a_task_is_done_once_and_by_whoever_did_it_first(clinic, dana):
    task = make_task(clinic)
    complete_task(task.pk, staff=dana, at=AT)
    again = complete_task(task.pk, staff=make_staff(clinic, "Eva Berg"), at=LATER)
    assert (again.done_at, again.done_by) == (AT, dana)


def test_reading_marks_a_conversation_read_once_and_leaves_its_place(visitor, dana):
    v = visitor("where can I park?")
    before = v.conversation.updated_at
    for _ in range(2):
        mark_read(v.id, staff=dana, at=v.at + timedelta(minutes=1))
    assert not v.conversation.unread_by_staff
    assert v.conversation.updated_at == before
    assert Event.objects.filter(kind="conversation.read", subject_id=v.id).count() == 1
    v.say("and where is the door?")
    assert v.conversation.unread_by_staff


def test_staff_of_another_clinic_cannot_mark_it_read(visitor, stranger):
    v = visitor("where can I park?")
    with pytest.raises(NotFound):
        mark_read(v.id, staff=stranger, at=v.at)
    assert v.conversation.unread_by_staff
