"""The live stream, over real connections to the running site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import httpx
import pytest

from jessica.api.event_stream import MOST_STREAMS
from jessica.api.schemas.conversation import ConversationHead, Message
from jessica.clinic.models import StaffMember
from jessica.reception import staff_side
from tests.api.caller import Talk, begin, problem_of
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)

SHAPES = {"message": Message, "conversation": ConversationHead}


class Stream:
    """An open stream; `next()` waits for the next event (the client gives up after its time-out)."""

    def __init__(self, response: httpx.Response) -> None:
        assert response.status_code == 200, response.read()
        assert response.headers["Content-Type"].startswith("text/event-stream")
        assert response.headers["Cache-Control"] == "no-store"
        self._lines = response.iter_lines()

    def next(self) -> tuple[str, str | None, dict[str, Any]]:
        """(event, id, data)."""
        fields: dict[str, str] = {}
        for line in self._lines:
            if not line and "data" in fields:
                SHAPES[fields["event"]].model_validate_json(fields["data"])
                return fields["event"], fields.get("id"), json.loads(fields["data"])
            name, _, value = line.partition(": ")
            fields[name] = value
        raise AssertionError("the stream ended")

    def expect(self, kind: str) -> dict[str, Any]:
        event, place, data = self.next()
        assert event == kind
        assert place == (str(data["ordinal"]) if kind == "message" else None)
        return data


Follow = Callable[..., Stream]


@pytest.fixture
def follow(live_site: str, talk: Talk) -> Iterator[Follow]:
    """`follow(last=3)` opens a stream that goes on after message 3."""
    with ExitStack() as stack:
        web = stack.enter_context(httpx.Client(base_url=live_site, timeout=10))

        def open_one(last: int | None = None) -> Stream:
            headers = talk.credentials | ({} if last is None else {"Last-Event-ID": str(last)})
            return Stream(stack.enter_context(web.stream("GET", f"{talk.address}/events", headers=headers)))

        yield open_one


def test_a_stream_begins_with_what_the_listener_lacks_and_where_things_stand(
    talk: Talk, follow: Follow
) -> None:
    talk.say("hello")

    stream = follow()
    assert [stream.expect("message")["ordinal"] for _ in range(3)] == [1, 2, 3]
    assert stream.expect("conversation")["owner"] == "jessica"
    assert follow(last=2).expect("message")["ordinal"] == 3
    assert follow(last=3).expect("conversation")["id"] == talk.id


def test_what_staff_do_arrives_live(talk: Talk, staff: StaffMember, follow: Follow) -> None:
    stream = follow(last=1)
    stream.expect("conversation")

    staff_side.answer(UUID(talk.id), staff=staff, text="Hello, Noor here.", at=NOW)
    message, head = stream.expect("message"), stream.expect("conversation")
    assert (message["author"], message["author_name"], message["text"]) == (
        "staff",
        "Noor Haddad",
        "Hello, Noor here.",
    )
    assert (head["owner"], head["owner_name"]) == ("person", "Noor Haddad")

    staff_side.hand_back(UUID(talk.id), staff=staff, at=NOW)
    assert stream.expect("conversation")["owner"] == "jessica"


def test_what_another_tab_says_arrives_live_with_its_answer(talk: Talk, follow: Follow) -> None:
    stream = follow(last=1)
    stream.expect("conversation")
    reply = talk.say("are you a robot?")
    assert stream.expect("message")["text"] == "are you a robot?"
    assert stream.expect("message")["reply"] == reply


def test_a_listener_that_comes_back_misses_nothing_and_hears_nothing_twice(
    talk: Talk, staff: StaffMember, follow: Follow
) -> None:
    first = follow(last=0)
    heard = [first.expect("message")["ordinal"]]
    for number in range(5):
        staff_side.answer(UUID(talk.id), staff=staff, text=f"Part {number}", at=NOW)
    second = follow(last=heard[-1])
    heard += [second.expect("message")["ordinal"] for _ in range(5)]
    assert heard == [1, 2, 3, 4, 5, 6]


def test_notes_among_staff_are_not_sent(talk: Talk, staff: StaffMember, follow: Follow) -> None:
    stream = follow(last=1)
    stream.expect("conversation")
    staff_side.add_note(UUID(talk.id), staff=staff, text="sounds worried", at=NOW)
    staff_side.answer(UUID(talk.id), staff=staff, text="Hello", at=NOW)
    assert stream.expect("message")["text"] == "Hello"


def test_other_conversations_are_not_heard(talk: Talk, staff: StaffMember, follow: Follow) -> None:
    stream = follow(last=1)
    stream.expect("conversation")
    begin(talk.client).say("a secret")
    talk.say("hello")
    assert stream.expect("message")["text"] == "hello"


def test_streams_of_one_conversation_are_bounded_and_come_free_when_a_listener_leaves(
    live_site: str, talk: Talk
) -> None:
    with httpx.Client(base_url=live_site, timeout=10) as web:

        def try_to_open(stack: ExitStack) -> httpx.Response:
            address = f"{talk.address}/events"
            return stack.enter_context(web.stream("GET", address, headers=talk.credentials))

        with ExitStack() as listeners, ExitStack() as refused:
            streams = [Stream(try_to_open(listeners)) for _ in range(MOST_STREAMS)]
            for stream in streams:
                stream.expect("message")
            response = try_to_open(refused)
            response.read()
            problem_of(response, 429, "too-many")
            assert response.headers["Retry-After"] == "5"
        # The server notices a moment later that they have left.
        for _ in range(200):
            with ExitStack() as one:
                response = try_to_open(one)
                if response.status_code == 200:
                    return
    raise AssertionError("no stream came free")


def test_streams_hold_no_database_connection(talk: Talk, live_site: str) -> None:
    """More streams are open than the pool has connections, and messages are still answered."""
    with ExitStack() as stack:
        web = stack.enter_context(
            httpx.Client(base_url=live_site, timeout=10, limits=httpx.Limits(max_connections=60))
        )
        others = [begin(talk.client) for _ in range(20)]
        streams = [
            Stream(
                stack.enter_context(web.stream("GET", f"{other.address}/events", headers=other.credentials))
            )
            for other in others
        ]
        for stream in streams:
            stream.expect("message")
        answer = web.post(
            f"{talk.address}/messages",
            json={"text": "hello"},
            headers=talk.credentials | {"Idempotency-Key": "k"},
        )
        assert answer.status_code == 200
