"""A program that talks to the API, and holds every answer against its published type."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from pydantic import BaseModel

from jessica.api.schemas.conversation import Answer, Conversation, ConversationOpened, Records
from jessica.api.schemas.problem import ProblemDetails

JSON = "application/json"


def body_of(response: Any, status: int, shape: type[BaseModel]) -> dict[str, Any]:
    """The body of a response that has the status and the shape expected."""
    assert response.status_code == status, response.content[:500]
    shape.model_validate_json(response.content)
    body: dict[str, Any] = json.loads(response.content)
    return body


def problem_of(response: Any, status: int, slug: str) -> dict[str, Any]:
    """The body of a refusal; `errors` come as {field: message}."""
    body = body_of(response, status, ProblemDetails)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (body["status"], body["type"]) == (status, f"/api/v1/docs#problem-{slug}")
    body["errors"] = {error["field"]: error["message"] for error in body["errors"]}
    return body


@dataclass
class Talk:
    """One conversation, as the visitor's program holds it."""

    client: Client
    id: str
    token: str
    opening: dict[str, Any]

    @property
    def address(self) -> str:
        return f"/api/v1/conversations/{self.id}"

    @property
    def credentials(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, text: Any, key: str | None = None, **headers: str) -> HttpResponse:
        return self.client.post(
            f"{self.address}/messages",
            {"text": text},
            content_type=JSON,
            headers=self.credentials | {"Idempotency-Key": key or uuid4().hex} | headers,
        )

    def say(self, text: str, key: str | None = None) -> dict[str, Any]:
        """The reply."""
        reply: dict[str, Any] = self.send(text, key)["reply"]
        return reply

    def send(self, text: str, key: str | None = None) -> dict[str, Any]:
        """The whole answer to a message."""
        return body_of(self.post(text, key), 200, Answer)

    def get(self, part: str = "") -> HttpResponse:
        return self.client.get(f"{self.address}{part}", headers=self.credentials)

    def read(self) -> dict[str, Any]:
        return body_of(self.get(), 200, Conversation)

    def records(self) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = body_of(self.get("/records"), 200, Records)["records"]
        return records


def post_opening(client: Client, slug: str = "harbor", **body: Any) -> HttpResponse:
    return client.post(f"/api/v1/clinics/{slug}/conversations", {"channel": "web"} | body, content_type=JSON)


def begin(client: Client, slug: str = "harbor", **body: Any) -> Talk:
    opened = body_of(post_opening(client, slug, **body), 201, ConversationOpened)
    return Talk(client, opened["id"], opened["token"], opened["reply"])
