"""From the first words to a visit on the calendar, with nothing but the API."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from jessica.cli.load_clinic import load_clinic
from jessica.clinic import demo
from jessica.clinic.models import Clinic
from jessica.platform.clock import FixedClock
from jessica.scheduling.models import Appointment
from tests.api.caller import Talk, begin

pytestmark = pytest.mark.django_db

# A Monday morning; no holiday comes in the two weeks after it.
NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
FIRST_WORDS = "hi, do you do nose jobs? could I come in next thursday after 3"
MOST_TURNS = 14
ANSWERS = {
    "name": "Ada Quill",
    "birth_date": "March 14, 1988",
    "phone": "212-555-0147",
    "email": "ada.quill@example.com",
    "reason": "I would like to talk about my nose",
    "when": "next thursday after 3",
    "service": "a nose job consultation",
    "provider": "whoever is free",
    "confirm": "yes",
}


@pytest.fixture(scope="module")
def clinic_file() -> Path:
    return Path(demo.__file__).parent / "clinic.yaml"


@pytest.fixture
def clinic(db: None, settings: Settings, clinic_file: Path) -> Clinic:
    settings.JESSICA_CLOCK = FixedClock(NOW)
    load_clinic(clinic_file, at=NOW)
    return Clinic.objects.get()


def answer_to(reply: dict[str, Any]) -> str:
    """What a willing visitor says next: picks the first quick reply, else answers what was asked."""
    awaiting, choices = reply["awaiting"], reply["choices"]
    if choices and awaiting in {"choice", "when", "provider", "service"}:
        return str(choices[0]["value"])
    return ANSWERS.get(awaiting, "yes, please book it")


def talk_until_booked(talk: Talk) -> list[dict[str, Any]]:
    """Every reply, the last of which booked the visit."""
    replies = [talk.say(FIRST_WORDS, key="0")]
    while not any(did["action"] == "visit_booked" for did in replies[-1]["did"]):
        assert len(replies) < MOST_TURNS, replies[-1]
        replies.append(talk.say(answer_to(replies[-1]), key=str(len(replies))))
    return replies


def test_a_visit_is_booked_from_the_first_words_on(clinic: Clinic, client: Client) -> None:
    talk = begin(client, clinic.slug, locale="en")

    replies = talk_until_booked(talk)

    [booked] = [did for did in replies[-1]["did"] if did["action"] == "visit_booked"]
    visit = Appointment.objects.get(pk=booked["id"])
    local = visit.starts_at.astimezone(ZoneInfo(booked["time_zone"]))
    assert (local.strftime("%A"), local.hour >= 15) == ("Thursday", True)
    assert datetime.fromisoformat(booked["starts_at"]) == visit.starts_at
    assert booked["topic_key"] == visit.topic.key
    assert visit.person.family_name == "Quill"
    assert client.get(booked["calendar_url"]).headers["Content-Type"].startswith("text/calendar")
    assert client.get(booked["manage_url"]).status_code == 200
    [record] = [each for each in talk.records() if each["action"] == "visit_booked"]
    assert (record["id"], record["starts_at"]) == (booked["id"], booked["starts_at"])


def test_the_same_words_at_the_same_clock_give_the_same_answers(clinic: Clinic, client: Client) -> None:
    def once() -> tuple[Any, ...]:
        with transaction.atomic():
            talk = begin(client, clinic.slug, locale="en")
            told = talk_until_booked(talk), talk.read(), talk.records(), talk.id, talk.opening
            transaction.set_rollback(True)
        return told

    assert once() == once()
