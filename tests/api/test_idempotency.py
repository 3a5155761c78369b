from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from jessica.reception.models import EffectRecord, Handover, Message
from tests.api.caller import Talk, begin, problem_of

AT_ONCE = 8


@pytest.mark.django_db
def test_a_message_sent_again_gets_the_same_reply_and_happens_once(talk: Talk) -> None:
    first = talk.say("I want to talk to a human", key="one")
    again = talk.say("I want to talk to a human", key="one")

    assert again == first
    assert Message.objects.filter(author="visitor").count() == 1
    assert Handover.objects.count() == EffectRecord.objects.count() == 1


@pytest.mark.django_db
def test_the_same_words_under_another_key_are_another_message(talk: Talk) -> None:
    talk.say("hello", key="one")
    talk.say("hello", key="two")
    assert Message.objects.filter(author="visitor").count() == 2


@pytest.mark.django_db
def test_messages_without_a_key_are_each_taken(talk: Talk) -> None:
    for _ in range(2):
        response = talk.client.post(
            f"{talk.address}/messages",
            {"text": "hello"},
            content_type="application/json",
            headers=talk.credentials,
        )
        assert response.status_code == 200
    assert Message.objects.filter(author="visitor").count() == 2


@pytest.mark.django_db
def test_a_key_names_one_text_only(talk: Talk) -> None:
    talk.say("hello", key="one")
    problem = problem_of(talk.post("I want to talk to a human", key="one"), 409, "key-reused")

    assert list(problem["errors"]) == ["Idempotency-Key"]
    assert [message["text"] for message in talk.read()["messages"] if message["author"] == "visitor"] == [
        "hello"
    ]
    assert talk.records() == []


@pytest.mark.django_db
def test_a_message_whose_card_number_was_not_kept_can_be_sent_again(talk: Talk) -> None:
    text = "  my card is 4111 1111 1111 1111, can I pay now? "
    assert talk.say(text, key="one") == talk.say(text, key="one")


@pytest.mark.django_db
def test_a_key_means_nothing_in_another_conversation(talk: Talk, client: Client) -> None:
    talk.say("hello", key="one")
    assert begin(client).say("I want to talk to a human", key="one")["handover"]


@pytest.mark.django_db(transaction=True)
def test_the_same_message_from_many_sides_at_once_happens_once(talk: Talk) -> None:
    start = Barrier(AT_ONCE)

    def send(_: int) -> Any:
        start.wait(timeout=10)
        try:
            return Talk(Client(), talk.id, talk.token, {}).say("I want to talk to a human", key="one")
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        replies = list(threads.map(send, range(AT_ONCE)))

    assert all(reply == replies[0] for reply in replies)
    assert replies[0]["handover"]
    assert Message.objects.filter(author="visitor").count() == 1
    assert Handover.objects.count() == EffectRecord.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_different_messages_under_one_key_at_once_one_is_taken(talk: Talk) -> None:
    start = Barrier(AT_ONCE)

    def send(number: int) -> int:
        start.wait(timeout=10)
        try:
            return Talk(Client(), talk.id, talk.token, {}).post(f"hello {number}", key="one").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        statuses = sorted(threads.map(send, range(AT_ONCE)))

    assert statuses == [200] + [409] * (AT_ONCE - 1)
    assert Message.objects.filter(author="visitor").count() == 1
