from __future__ import annotations

import pytest
from django.test import Client

from tests.api.caller import Talk

pytestmark = pytest.mark.django_db

OWN, OTHER = "https://harbor.example.org", "https://elsewhere.example.com"
ALLOW = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("part", ["", "/records"])
def test_the_clinics_own_website_may_read_the_answers(talk: Talk, part: str) -> None:
    response = talk.client.get(talk.address + part, headers=talk.credentials | {"Origin": OWN})
    assert response.headers[ALLOW] == OWN
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(
    "origin", [OTHER, "null", "http://harbor.example.org", OWN + ".example.com", OWN + ":8443"]
)
def test_other_websites_may_not(talk: Talk, origin: str) -> None:
    response = talk.client.get(talk.address, headers=talk.credentials | {"Origin": origin})
    assert ALLOW not in response.headers


def test_the_clinics_own_website_may_read_refusals_and_when_to_come_back(talk: Talk) -> None:
    response = talk.post("", Origin=OWN)
    assert (response.status_code, response.headers[ALLOW]) == (422, OWN)
    assert response.headers["Access-Control-Expose-Headers"] == "Retry-After"


@pytest.mark.parametrize("place", ["conversation", "clinic"])
def test_a_browser_that_asks_first_is_told(talk: Talk, place: str) -> None:
    path = f"{talk.address}/messages" if place == "conversation" else "/api/v1/clinics/harbor/conversations"
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    response = talk.client.options(path, headers=asked | {"Origin": OWN})
    assert (response.status_code, response.headers[ALLOW]) == (204, OWN)
    for header in ("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID"):
        assert header in response.headers["Access-Control-Allow-Headers"]
    refused = talk.client.options(path, headers=asked | {"Origin": OTHER})
    assert ALLOW not in refused.headers
    assert "Access-Control-Allow-Headers" not in refused.headers


def test_what_is_public_may_be_read_from_anywhere(talk: Talk, client: Client) -> None:
    for path in ("/api/v1/clinics/harbor", "/api/v1/openapi.json"):
        assert client.get(path, headers={"Origin": OTHER}).headers[ALLOW] == "*"
