"""A conversation partner for tests: says lines, remembers the last reply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest

from jessica.clinic.models import Clinic
from jessica.people.models import Person
from jessica.reception.receiving import open_conversation, receive
from jessica.reception.records import effect_records
from tests.support.demo_clinic import AT


class Talk:
    """One conversation with Jessica at a fixed instant."""

    def __init__(self, clinic: Clinic, locale: str, at: datetime) -> None:
        self.at = at
        self.opened = open_conversation(clinic, channel="web", locale=locale, source="test", at=at)
        self.reply: dict[str, Any] = self.opened.reply

    def say(self, *lines: str) -> dict[str, Any]:
        """Say lines in turn; returns the last reply."""
        for line in lines:
            self.reply = receive(self.opened.conversation.pk, line, idempotency_key=None, at=self.at)
        return self.reply

    @property
    def text(self) -> str:
        return "\n".join(self.reply["text"])

    @property
    def actions(self) -> list[str]:
        return [record["action"] for record in effect_records(self.opened.conversation)]

    def records(self, action: str) -> list[dict[str, Any]]:
        return [record for record in effect_records(self.opened.conversation) if record["action"] == action]


@pytest.fixture
def clinic(demo_clinic: Clinic) -> Clinic:
    return demo_clinic


@pytest.fixture
def talk(clinic: Clinic) -> Callable[..., Talk]:
    def begin(*lines: str, locale: str = "en", at: datetime = AT) -> Talk:
        conversation = Talk(clinic, locale, at)
        conversation.say(*lines)
        return conversation

    return begin


@pytest.fixture
def patient(clinic: Clinic) -> Person:
    """An existing patient of the clinic."""
    return Person.objects.create(
        id=uuid4(), clinic=clinic, kind="patient", given_name="Nora", family_name="Whitfield",
        birth_date=date(1984, 6, 9), phone="+13035550161", created_at=AT, updated_at=AT,
    )  # fmt: skip
