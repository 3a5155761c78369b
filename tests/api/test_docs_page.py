from __future__ import annotations

import re

import pytest
from django.test import Client

from jessica.api.openapi import openapi_document
from jessica.api.problems import Kind
from tests.support.browser import OpenPage, assert_accessible
from tests.support.html_page import HtmlPage


def test_the_description_names_every_call_with_its_answers() -> None:
    document = openapi_document()
    calls = {
        (method.upper(), path.removeprefix("/api/v1")): set(operation["responses"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert set(calls) == {
        ("GET", "/clinics/{slug}"),
        ("POST", "/clinics/{slug}/conversations"),
        ("POST", "/conversations/{conversation_id}/messages"),
        ("GET", "/conversations/{conversation_id}"),
        ("GET", "/conversations/{conversation_id}/records"),
        ("GET", "/conversations/{conversation_id}/events"),
    }
    assert all({"404", "429", "500"} < answers for answers in calls.values())


def test_the_description_says_what_can_be_done_awaited_and_escalated() -> None:
    schemas = openapi_document()["components"]["schemas"]
    reply = schemas["Reply"]["properties"]
    assert set(reply["did"]["items"]["discriminator"]["mapping"]) == {
        "visit_booked",
        "visit_moved",
        "visit_cancelled",
        "handed_over",
        "callback_promised",
        "message_taken",
        "waitlist_joined",
        "question_filed",
        "visit_confirmed",
        "lateness_noted",
        "clinical_message_taken",
        "complaint_taken",
        "opted_out",
        "refill_requested",
        "results_asked",
        "records_requested",
        "portal_asked",
        "paged",
        "number_to_check",
    }
    assert reply["escalation"]["anyOf"][0]["enum"] == ["E1", "E2", "E3", "E4", "crisis"]
    assert "birth_date" in reply["awaiting"]["anyOf"][0]["enum"]
    assert set(schemas["Reply"]["required"]) == set(reply)


def test_errors_are_described_as_problem_details() -> None:
    for methods in openapi_document()["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"]


@pytest.mark.django_db
def test_the_page_explains_every_call_and_problem_without_foreign_origins(client: Client) -> None:
    response = client.get("/api/v1/docs")

    source = response.content.decode()
    page = HtmlPage(source)
    for path in openapi_document()["paths"]:
        assert path in page.text
    for kind in Kind:
        assert f'id="problem-{kind.slug}"' in source
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', source)
    assert "style=" not in source
    assert "<script" not in source


@pytest.mark.django_db
def test_every_link_on_the_page_leads_somewhere(client: Client) -> None:
    source = client.get("/api/v1/docs").content.decode()
    targets = set(re.findall(r'id="([^"]+)"', source))
    assert set(re.findall(r'href="#([^"]+)"', source)) <= targets


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [False, True])
def test_the_page_is_accessible_and_fits(open_page: OpenPage, phone: bool) -> None:
    page = open_page("/api/v1/docs", phone=phone)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
