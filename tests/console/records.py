"""Builders of what the console shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from jessica.clinic.models import Clinic, KnowledgeEntry, KnowledgeVersion, StaffMember
from jessica.people.models import Person
from jessica.reception.models import Conversation, Handover, Message, StaffTask, UnansweredQuestion
from tests.factories import NOW

PASSWORD = "a long invented password"


def make_staff(clinic: Clinic, name: str = "Dana Whitlock", role: str = "front_desk") -> StaffMember:
    """Somebody on staff who can log in with `PASSWORD`."""
    key = name.split(maxsplit=1)[0].lower()
    email = f"{key}@{clinic.slug}.example.org"
    user = get_user_model().objects.create(username=email, email=email, password=_hashed_password())
    return StaffMember.objects.create(
        id=uuid4(), clinic=clinic, key=key, user=user, name=name, role=role, email=email
    )


@cache
def _hashed_password() -> str:
    """Hashing is slow on purpose; once is enough for all tests."""
    return make_password(PASSWORD)


def make_conversation(
    clinic: Clinic, *said: str, person: Person | None = None, at: datetime = NOW, **fields: Any
) -> Conversation:
    """A web chat. `said` alternates: Jessica, the visitor, Jessica ..."""
    defaults = {"channel": "web", "token_hash": "0" * 64, "created_at": at, "updated_at": at}
    conversation = Conversation.objects.create(
        id=uuid4(), clinic=clinic, person=person, last_ordinal=len(said), **(defaults | fields)
    )
    for ordinal, text in enumerate(said, 1):
        Message.objects.create(
            id=uuid4(),
            conversation=conversation,
            ordinal=ordinal,
            author="jessica" if ordinal % 2 else "visitor",
            text=text,
            trace=["understood: a question about parking"] if ordinal % 2 else None,
            created_at=at,
        )
    return conversation


def make_handover(conversation: Conversation, *, promised_in: int = 10, **fields: Any) -> Handover:
    """An open hand-over; `promised_in` minutes from `NOW`."""
    defaults = {"reason": "asked", "staffed": True, "requested_at": NOW}
    Conversation.objects.filter(pk=conversation.pk).update(owner="person")
    return Handover.objects.create(
        id=uuid4(),
        conversation=conversation,
        promised_by=NOW + timedelta(minutes=promised_in),
        **(defaults | fields),
    )


def make_task(clinic: Clinic, text: str = "Asks about parking", **fields: Any) -> StaffTask:
    defaults = {
        "kind": "callback",
        "queue": "front-desk",
        "contact_name": "Tom Becker",
        "contact": "+12125550177",
        "due_at": NOW + timedelta(minutes=30),
        "created_at": NOW,
    }
    return StaffTask.objects.create(id=uuid4(), clinic=clinic, text=text, **(defaults | fields))


def make_question(
    clinic: Clinic, text: str = "Can I fly after a facelift?", **fields: Any
) -> UnansweredQuestion:
    defaults = {"language": "en", "created_at": NOW}
    return UnansweredQuestion.objects.create(id=uuid4(), clinic=clinic, text=text, **(defaults | fields))


def make_entry(clinic: Clinic, question: str = "Where can I park?", **fields: Any) -> KnowledgeEntry:
    """An approved answer, with its first version in the history."""
    defaults = {
        "key": question.lower().replace(" ", "-").strip("?"),
        "language": "en",
        "topic": "visiting",
        "answer": "In the garage next door.",
        "approved_at": NOW - timedelta(days=60),
    }
    entry = KnowledgeEntry.objects.create(
        id=uuid4(), clinic=clinic, questions=[question], **(defaults | fields)
    )
    KnowledgeVersion.objects.create(
        entry=entry,
        version=entry.version,
        questions=entry.questions,
        answer=entry.answer,
        expires_on=entry.expires_on,
        approved_at=entry.approved_at,
    )
    return entry
