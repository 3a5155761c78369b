"""What only a real connection shows."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from tests.api.caller import Talk, problem_of

pytestmark = pytest.mark.django_db(transaction=True)


def in_pieces(size: int) -> Iterator[bytes]:
    """A JSON body of `size` bytes whose length is not announced."""
    body = json.dumps({"text": "a" * (size - len('{"text": ""}'))}).encode()
    yield from (body[start : start + 8192] for start in range(0, size, 8192))


def send(live_site: str, talk: Talk, size: int) -> httpx.Response:
    headers = talk.credentials | {"Content-Type": "application/json"}
    return httpx.post(
        f"{live_site}{talk.address}/messages", content=in_pieces(size), headers=headers, timeout=20
    )


def test_a_body_of_unannounced_length_is_taken(live_site: str, talk: Talk) -> None:
    assert send(live_site, talk, 500).status_code == 200


def test_a_body_of_unannounced_length_is_bounded(live_site: str, talk: Talk) -> None:
    problem_of(send(live_site, talk, 64 * 1024 + 1), 413, "too-large")
    assert [message["author"] for message in talk.read()["messages"]] == ["jessica"]
