"""A message is taken in once, whole, and without what must not be kept."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.apps import apps

from jessica.clinic.models import Clinic, Service
from jessica.events.models import Event
from jessica.platform.errors import NotFound
from jessica.reception.models import EffectRecord, Handover, Message
from jessica.reception.receiving import MOST_CHARACTERS, MessageRefused, open_conversation, receive
from jessica.reception.staff_side import answer
from tests.reception.visitor import Visitor
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

CARD = "4111 1111 1111 1111"


def counts():
    return (
        Message.objects.count(),
        EffectRecord.objects.count(),
        Handover.objects.count(),
        Event.objects.count(),
    )


def test_the_same_key_gets_the_same_reply_and_does_nothing_again(visitor):
    v = visitor()
    first = v.say("I want to talk to a person", key="k1")
    before = counts()
    assert v.say("I want to talk to a person", key="k1") == first
    assert counts() == before


def test_another_key_is_another_message(visitor):
    v = visitor()
    v.say("where can I park?", key="k1")
    before = Message.objects.count()
    v.say("where can I park?", key="k2")
    assert Message.objects.count() == before + 2


def test_a_key_of_staff_and_a_key_of_the_visitor_are_two_keys(visitor, dana):
    v = visitor()
    answer(v.id, staff=dana, text="Good morning.", at=AT, idempotency_key="same")
    v.say("hello", key="same")
    again = answer(v.id, staff=dana, text="Good morning.", at=AT, idempotency_key="same")
    assert list(v.conversation.messages.values_list("author", "text"))[1:] == [
        ("staff", "Good morning."),
        ("visitor", "hello"),
    ]
    assert again.text == "Good morning."


@pytest.mark.parametrize("text", ["", "   \n", "\x00", " \x00 ", "x" * (MOST_CHARACTERS + 1)])
def test_what_cannot_be_a_message_is_refused_and_not_stored(visitor, text):
    v = visitor()
    before = counts()
    with pytest.raises(MessageRefused) as refusal:
        v.say(text)
    assert refusal.value.field == "text"
    assert counts() == before


@pytest.mark.parametrize(
    "text", ["x" * MOST_CHARACTERS, "par\x00king", "half a pair \ud83d here", "¿cuánto? 🙂"]
)
def test_what_can_be_stored_is_taken(visitor, text):
    v = visitor(text)
    stored = v.conversation.messages.get(author="visitor").text
    assert "\x00" not in stored
    assert v.text


def test_a_source_with_unstorable_characters_is_kept_without_them(clinic):
    opened = open_conversation(clinic, channel="web", locale="en", source="ad\x00s\ud83d", at=AT)
    opened.conversation.refresh_from_db()
    assert opened.conversation.source == "ads\ufffd"


def test_an_unknown_conversation_is_not_found(clinic):
    with pytest.raises(NotFound):
        receive(uuid4(), "hello", idempotency_key=None, at=AT)


def everything_stored():
    """Every row of every table of ours, as text."""
    return "\n".join(
        repr(row)
        for config in apps.get_app_configs()
        if config.name.startswith("jessica.")
        for model in config.get_models()
        for row in model._base_manager.values_list()
    )


@pytest.mark.parametrize(
    "lines",
    [
        [f"my card is {CARD}"],
        [f"do you take the card {CARD} for something odd like zeppelins?"],
        ["please leave a message for the team", f"my card {CARD} was charged twice", "Nora Whitfield"],
        ["please call me back", "charge 4111-1111-1111-1111", "Nora Whitfield", "303 555 0161"],
        [f"I want a facial because {CARD}", "the soonest", "first"],
    ],
)
def test_a_card_number_is_stored_nowhere(visitor, dana, lines):
    v = visitor(*lines)
    answer(v.id, staff=dana, text=f"You sent {CARD}", at=AT)
    stored = everything_stored()
    assert "[card number removed]" in stored
    for written in (CARD, CARD.replace(" ", "-"), CARD.replace(" ", "")):
        assert written not in stored


def test_a_phone_number_is_stored_as_it_was_written(visitor):
    assert (
        visitor("call me at 303 555 0161").conversation.messages.get(author="visitor").text.endswith("0161")
    )


def test_a_turn_that_fails_is_undone_and_goes_to_people(visitor, clinic):
    v = visitor("I want a facial")
    take_away(clinic, v.conversation.state["jobs"][0]["service_key"])
    v.say("the soonest")
    assert v.actions == ["handed_over"]
    assert Handover.objects.get().reason == "failure"
    assert "by 9:15 AM today" in v.text
    assert v.conversation.messages.count() == 5


def test_after_a_turn_that_failed_she_goes_on(visitor, clinic):
    v = visitor("I want a facial")
    take_away(clinic, v.conversation.state["jobs"][0]["service_key"])
    v.say("the soonest", "where can I park?")
    assert v.reply["sources"]
    assert v.actions == ["handed_over"]


def take_away(clinic, service_key):
    """As a clinic file does that no longer has the service."""
    Service.objects.filter(clinic=clinic, key=service_key).update(active=False)
    Clinic.objects.filter(pk=clinic.pk).update(loaded_at=AT, file_hash="another")


def test_the_summary_is_what_was_said_first(visitor):
    v = visitor("do you do nose jobs?", "and how much is it?")
    assert v.conversation.summary == "do you do nose jobs?"


def test_a_conversation_that_changes_language_is_remembered_in_it(visitor):
    v = visitor("hola, ¿dónde puedo estacionar?")
    assert v.conversation.locale == "es"


def test_the_answer_names_the_message_that_it_answers(visitor):
    v = visitor("hello")
    asked, answered = v.conversation.messages.order_by("ordinal")[1:]
    assert answered.answers == asked
    assert asked.reply == answered.reply == v.reply


def test_messages_are_numbered_without_gaps(clinic):
    v = Visitor(clinic, AT, "hello", "where can I park?")
    assert list(v.conversation.messages.values_list("ordinal", flat=True)) == [1, 2, 3, 4, 5]
