"""Staff approve wordings in the console; the clinic file then leaves them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from jessica.clinic.models import Clinic, KnowledgeEntry, KnowledgeVersion, StaffMember
from jessica.platform.errors import Refused


@dataclass(frozen=True, slots=True)
class Wording:
    """What is approved: the question in several wordings, the answer, and the last day to say it."""

    questions: Sequence[str]
    answer: str
    expires_on: date | None = None

    def checked(self) -> Wording:
        """The same without blanks around it. Raises `Refused` where a question or the answer is missing."""
        questions = [" ".join(question.split()) for question in self.questions if question.strip()]
        answer = self.answer.strip()
        if not questions or not answer:
            raise Refused("An entry needs at least one question and an answer. Nothing was saved.")
        return Wording(questions, answer, self.expires_on)


def approve_new_entry(
    clinic: Clinic, language: str, wording: Wording, *, by: StaffMember, at: datetime
) -> KnowledgeEntry:
    """A new approved answer, owned by whoever approves it."""
    wording = wording.checked()
    entry = KnowledgeEntry(
        id=uuid4(), clinic=clinic, language=language, owner=by, version=0, topic="from-conversations"
    )
    entry.key = f"from-conversations-{entry.pk.hex[:12]}"
    return _approve(entry, wording, by, at)


def approve_wording(
    entry: KnowledgeEntry, wording: Wording, *, by: StaffMember, at: datetime
) -> KnowledgeEntry:
    """The next version of an entry. Earlier versions stay, so that past replies can be explained."""
    wording = wording.checked()
    with transaction.atomic():
        current = KnowledgeEntry.objects.select_for_update().get(pk=entry.pk)
        return _approve(current, wording, by, at)


def _approve(entry: KnowledgeEntry, wording: Wording, by: StaffMember, at: datetime) -> KnowledgeEntry:
    entry.version += 1
    entry.questions, entry.answer = list(wording.questions), wording.answer
    entry.expires_on, entry.approved_at = wording.expires_on, at
    entry.from_file, entry.active = False, True
    with transaction.atomic():
        entry.save()
        KnowledgeVersion.objects.create(
            entry=entry,
            version=entry.version,
            questions=entry.questions,
            answer=entry.answer,
            expires_on=entry.expires_on,
            approved_by=by,
            approved_at=at,
        )
    return entry
