from datetime import timedelta
from uuid import uuid4

import pytest

from jessica.reception.models import Conversation, EffectRecord, Message
from tests.console.records import make_conversation, make_handover, make_staff
from tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db


def rows(desk, **asked):
    return desk.get("/console/inbox/", asked, headers={"HX-Request": "true"}).content.decode()


def test_each_filter_shows_its_own(small, desk):
    waiting = make_conversation(small.clinic, "Hello", "please call", summary="Waits")
    make_handover(waiting)
    make_conversation(small.clinic, "Hello", "hi", summary="With Jessica")
    make_conversation(small.clinic, "Hello", "bye", summary="Is over", closed_at=NOW)
    shown = {show: rows(desk, show=show) for show in ("waiting", "jessica", "all", "closed")}
    found = {
        show: [name for name in ("Waits", "With Jessica", "Is over") if name in html]
        for show, html in shown.items()
    }
    assert found == {
        "waiting": ["Waits"],
        "jessica": ["With Jessica"],
        "all": ["Waits", "With Jessica"],
        "closed": ["Is over"],
    }


def test_a_visitor_who_wrote_after_us_waits_again(small, desk):
    conversation = make_conversation(
        small.clinic, "Hello", "and when?", summary="Asked again", owner="person"
    )
    assert "Asked again" in rows(desk)
    Message.objects.create(
        id=uuid4(), conversation=conversation, ordinal=3, author="staff", text="At ten.", created_at=NOW
    )
    assert "Asked again" not in rows(desk)


def test_the_longest_promised_comes_first(small, desk):
    for minutes in (30, -5, 10):
        make_handover(
            make_conversation(small.clinic, "Hi", "hi", summary=f"Promise {minutes}"), promised_in=minutes
        )
    shown = rows(desk)
    places = [shown.index(f"Promise {minutes}") for minutes in (-5, 10, 30)]
    assert places == sorted(places)


def test_people_are_found_by_parts_of_their_name(small, desk):
    make_conversation(small.clinic, "Hi", "hi", person=small.rosa)
    make_conversation(small.clinic, "Hi", "hi", person=make_person(small.clinic, "Omar"))
    shown = rows(desk, show="all", q="ros delg")
    assert "Rosa Delgado" in shown
    assert "Omar" not in shown
    assert "Nobody of that name" in rows(desk, show="all", q="zzz")


def test_an_empty_inbox_says_where_to_look(small, desk):
    assert "Nobody is waiting" in rows(desk)


def test_a_crowded_inbox_comes_in_pages(small, desk):
    for number in range(45):
        make_conversation(
            small.clinic, "Hi", "hi", summary=f"Topic {number:02}", updated_at=NOW + timedelta(seconds=number)
        )
    assert "Page 1 of 2" in rows(desk, show="all")
    assert "Topic 04" in rows(desk, show="all", page="2")


def test_more_rows_need_no_more_queries(
    small, desk, django_assert_max_num_queries, django_assert_num_queries
):
    make_conversation(
        small.clinic, "Hi", "hi", person=small.rosa, assignee=make_staff(small.clinic, "Eva Berg")
    )
    with django_assert_max_num_queries(12) as one:
        desk.get("/console/inbox/?show=all")
    for name in ("Ines", "Omar"):
        make_conversation(small.clinic, "Hi", "hi", person=make_person(small.clinic, name))
    with django_assert_num_queries(len(one)):
        desk.get("/console/inbox/?show=all")


def test_a_conversation_shows_what_was_said_done_and_why(small, desk):
    conversation = make_conversation(
        small.clinic, "Hello", "Where can I park?", "Next door.", person=small.rosa
    )
    EffectRecord.objects.create(
        id=uuid4(),
        conversation=conversation,
        message=conversation.messages.last(),
        ordinal=1,
        action="visit_booked",
        record_id=uuid4(),
        payload={"starts_at": "2026-11-30T15:00:00+00:00", "visit_id": "x"},
        created_at=NOW,
    )
    shown = desk.get(f"/console/inbox/{conversation.pk}/").content.decode()
    for words in (
        "Where can I park?",
        "understood: a question about parking",
        "Booked a visit",
        "Mon, Nov 30, 10:00 AM",
        "+12125550142",
        "Jessica is answering",
    ):
        assert words in shown


def test_an_unknown_visitor_has_no_invented_card(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    assert "has not said who they are" in desk.get(f"/console/inbox/{conversation.pk}/").content.decode()


def test_opening_a_conversation_marks_it_as_read(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    assert "(unread)" in rows(desk, show="all")
    desk.get(f"/console/inbox/{conversation.pk}/")
    assert "(unread)" not in rows(desk, show="all")


def test_a_person_takes_over_and_hands_back(small, desk, dana):
    conversation = make_conversation(small.clinic, "Hello", "a person please")
    handover = make_handover(conversation)
    Conversation.objects.filter(pk=conversation.pk).update(owner="jessica")
    desk.post(f"/console/inbox/{conversation.pk}/take-over/")
    conversation.refresh_from_db()
    assert (conversation.owner, conversation.assignee) == ("person", dana)
    assert "You are answering" in desk.get(f"/console/inbox/{conversation.pk}/").content.decode()
    desk.post(f"/console/inbox/{conversation.pk}/hand-back/")
    conversation.refresh_from_db()
    handover.refresh_from_db()
    assert (conversation.owner, conversation.assignee) == ("jessica", None)
    assert handover.closed_at == NOW


def write(desk, conversation, text, kind="answer", key=None, **headers):
    return desk.post(
        f"/console/inbox/{conversation.pk}/write/",
        {"text": text, "kind": kind, "key": key or uuid4()},
        headers=headers,
    )


def test_answering_takes_over_and_stops_the_timer(small, desk, dana):
    conversation = make_conversation(small.clinic, "Hello", "a person please")
    handover = make_handover(conversation)
    assert write(desk, conversation, "This is Dana. How can I help?").status_code == 302
    message = conversation.messages.last()
    assert (message.author, message.staff, message.text) == ("staff", dana, "This is Dana. How can I help?")
    handover.refresh_from_db()
    conversation.refresh_from_db()
    assert handover.first_human_reply_at == NOW
    assert conversation.assignee == dana


def test_pressing_send_twice_sends_once(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    key = uuid4()
    for _ in range(2):
        write(desk, conversation, "Good morning", key=key)
    assert conversation.messages.filter(author="staff").count() == 1


def test_a_note_stays_among_staff_and_takes_nothing_over(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    write(desk, conversation, "She is nervous", kind="note")
    conversation.refresh_from_db()
    assert conversation.owner == "jessica"
    assert conversation.messages.get(author="note").text == "She is nervous"
    shown = desk.get(f"/console/inbox/{conversation.pk}/").content.decode()
    assert "note, only for staff" in shown
    assert "She is nervous" not in rows(desk, show="all")


def test_an_empty_answer_is_not_sent_and_says_so(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    answer = write(desk, conversation, "   ")
    assert answer.status_code == 422
    assert "Write something first." in answer.content.decode()
    assert not conversation.messages.filter(author="staff").exists()


def test_with_htmx_the_empty_box_and_the_new_message_come_back(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    answer = write(desk, conversation, "Good morning", **{"HX-Request": "true"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert shown.count("Good morning") == 1
    assert "hx-swap-oob" in shown


def test_closing_puts_a_conversation_away(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "thanks", summary="Done with")
    assert desk.post(f"/console/inbox/{conversation.pk}/close/")["Location"] == "/console/inbox/"
    assert "Done with" in rows(desk, show="closed")
    assert "Done with" not in rows(desk, show="all")


def test_an_unknown_step_is_not_found(small, desk):
    conversation = make_conversation(small.clinic, "Hello", "hi")
    assert desk.post(f"/console/inbox/{conversation.pk}/explode/").status_code == 404
