from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jessica.clinic.models import Clinic
from jessica.reception.models import Conversation, Message
from tests.api.caller import JSON, Talk, begin, post_opening, problem_of

pytestmark = pytest.mark.django_db

OPENING = "/api/v1/clinics/harbor/conversations"
LONGEST = "a" * 2000


@pytest.fixture(autouse=True)
def nothing_half_done(clinic: Clinic, request: pytest.FixtureRequest) -> Any:
    """No refusal leaves a message behind."""
    yield
    assert not Message.objects.filter(author="visitor").exclude(text__in=["hello", LONGEST]).exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "channel"),
        ({"channel": ""}, "channel"),
        ({"channel": "carrier pigeon"}, "channel"),
        ({"channel": None}, "channel"),
        ({"channel": "web", "locale": "english please"}, "locale"),
        ({"channel": "web", "locale": 7}, "locale"),
        ({"channel": "web", "source": "x" * 81}, "source"),
        ({"channel": "web", "source": "a\u0000b"}, "source"),
        ({"channel": "web", "colour": "blue"}, "colour"),
        ([], "body"),
        ('"web"', "body"),
    ],
)
def test_an_opening_that_is_not_valid_is_refused_by_field(client: Client, body: Any, field: str) -> None:
    problem = problem_of(client.post(OPENING, body, content_type=JSON), 422, "invalid")
    assert list(problem["errors"]) == [field]
    assert field in problem["detail"]
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u0000", "a" * 2001, None, 7, ["hello"], {"a": "b"}])
def test_a_text_that_cannot_be_taken_is_refused_by_name(talk: Talk, text: Any) -> None:
    assert list(problem_of(talk.post(text), 422, "invalid")["errors"]) == ["text"]


def test_the_longest_text_is_taken(talk: Talk) -> None:
    assert talk.post(LONGEST).status_code == 200


def test_every_wrong_field_is_named_at_once(talk: Talk) -> None:
    response = talk.client.post(
        f"{talk.address}/messages",
        {"mood": "good"},
        content_type=JSON,
        headers=talk.credentials | {"Idempotency-Key": "two words"},
    )
    assert set(problem_of(response, 422, "invalid")["errors"]) == {"text", "mood", "Idempotency-Key"}


@pytest.mark.parametrize("key", ["", "two words", "ключ", "é", "k" * 121, "tab\there"])
def test_a_key_that_is_no_key_is_refused(talk: Talk, key: str) -> None:
    response = talk.client.post(
        f"{talk.address}/messages",
        {"text": "hi there"},
        content_type=JSON,
        headers=talk.credentials | {"Idempotency-Key": key},
    )
    assert list(problem_of(response, 422, "invalid")["errors"]) == ["Idempotency-Key"]


@pytest.mark.parametrize("key", ["k", "k" * 120, "!~#/:=+"])
def test_a_key_of_visible_characters_is_taken(talk: Talk, key: str) -> None:
    assert talk.post("hello", key).status_code == 200


def test_a_missing_body_is_refused(client: Client) -> None:
    response = client.generic("POST", OPENING, b"", CONTENT_TYPE=JSON)
    assert list(problem_of(response, 422, "invalid")["errors"]) == ["body"]


@pytest.mark.parametrize("body", ["{", "{'text': 'hello'}", "[" * 60_000, b"\xff\xfe", "{} {}"])
def test_a_body_that_is_not_json_is_refused(talk: Talk, body: str | bytes) -> None:
    response = talk.client.post(f"{talk.address}/messages", body, content_type=JSON, headers=talk.credentials)
    problem_of(response, 400, "malformed-body")


def test_half_a_character_is_refused(talk: Talk) -> None:
    response = talk.client.post(
        f"{talk.address}/messages", '{"text": "\\ud800"}', content_type=JSON, headers=talk.credentials
    )
    assert list(problem_of(response, 422, "invalid")["errors"]) == ["text"]


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", ""]
)
def test_only_json_is_understood(client: Client, media: str) -> None:
    problem_of(client.generic("POST", OPENING, b'{"channel": "web"}', content_type=media), 415, "not-json")


def test_json_with_a_charset_is_understood(client: Client) -> None:
    media = "application/json; charset=utf-8"
    assert client.post(OPENING, '{"channel": "web"}', content_type=media).status_code == 201


@pytest.mark.parametrize(("size", "status"), [(64 * 1024, 422), (64 * 1024 + 1, 413)])
def test_bodies_are_bounded(talk: Talk, size: int, status: int) -> None:
    around = len('{"text": ""}')
    response = talk.client.post(
        f"{talk.address}/messages",
        '{"text": "%s"}' % ("a" * (size - around)),
        content_type=JSON,
        headers=talk.credentials,
    )
    problem_of(response, status, "invalid" if status == 422 else "too-large")


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic aGVsbG8=", "Bearer two words", "token"]
)
@pytest.mark.parametrize("part", ["", "/records", "/events", "/messages"])
def test_without_a_token_nothing_is_told(talk: Talk, part: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    method = "POST" if part == "/messages" else "GET"
    response = talk.client.generic(
        method, talk.address + part, b'{"text": "hi there"}', content_type=JSON, headers=headers
    )
    problem_of(response, 401, "no-token")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("part", ["", "/records", "/events", "/messages"])
def test_a_wrong_token_and_a_wrong_conversation_look_the_same(talk: Talk, part: str) -> None:
    other = begin(talk.client)
    unknown = Talk(talk.client, str(uuid4()), talk.token, {})
    foreign = Talk(talk.client, talk.id, other.token, {})
    answers = [
        each.post("hi there") if part == "/messages" else each.get(part) for each in (unknown, foreign)
    ]
    first, second = (problem_of(answer, 404, "not-found") for answer in answers)
    assert first == second


def test_an_unknown_clinic_is_not_found(client: Client) -> None:
    problem_of(client.get("/api/v1/clinics/nowhere"), 404, "not-found")
    problem_of(post_opening(client, "nowhere"), 404, "not-found")


@pytest.mark.parametrize(
    "path", ["", "nothing", "conversations/7/messages", "conversations/abc", "clinics/", "clinics/a/b"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_address_that_is_none_is_not_found(client: Client, path: str, method: str) -> None:
    problem_of(client.generic(method, f"/api/v1/{path}"), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "part", "allowed"),
    [
        ("DELETE", "", "GET"),
        ("PUT", "/messages", "POST"),
        ("GET", "/messages", "POST"),
        ("POST", "/records", "GET"),
        ("PATCH", "/events", "GET"),
    ],
)
def test_a_method_that_does_not_exist_is_refused_with_those_that_do(
    talk: Talk, method: str, part: str, allowed: str
) -> None:
    response = talk.client.generic(method, talk.address + part, b"{}", headers=talk.credentials)
    problem_of(response, 405, "wrong-method")
    assert response.headers["Allow"] == allowed


@pytest.mark.parametrize("last", ["-1", "five", "1.5", "99999999999"])
def test_a_last_event_that_is_no_place_is_refused(talk: Talk, last: str) -> None:
    response = talk.client.get(f"{talk.address}/events", headers=talk.credentials | {"Last-Event-ID": last})
    assert list(problem_of(response, 422, "invalid")["errors"]) == ["Last-Event-ID"]


def test_our_own_failures_are_problems_too_and_keep_their_words_to_themselves(client: Client) -> None:
    Clinic.objects.update(policies={"late_text": "not texts"})
    problem = problem_of(client.get("/api/v1/clinics/harbor"), 500, "internal")
    assert "late_text" not in str(problem)
