"""Adding, rewording and retiring what the clinic has approved Jessica to say.

Every wording that was ever approved stays as a `KnowledgeVersion`, so that a past reply can be explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from jessica.clinic.models import Clinic, KnowledgeEntry, KnowledgeVersion, Service, StaffMember
from jessica.events.publish import publish
from jessica.platform.errors import NotFound, Refused
from jessica.platform.ids import stable_id

MOST_CHARACTERS_IN_A_KEY = 60


class WordingChangedError(Refused):
    """Somebody else approved another wording after this one was read."""

    code = "wording_changed"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An answer to add: `questions` with the commonest wording first; `expires_on` is its last day."""

    language: str
    questions: Sequence[str]
    answer: str
    expires_on: date | None
    topic: str = ""
    service: Service | None = None


def add_entry(new: NewEntry, *, staff: StaffMember, at: datetime) -> KnowledgeEntry:
    """Add `new` to the clinic of `staff`, who approves it and owns it from now on.

    Raises `Refused` for a wording without question or answer, for a last day that has passed and for a
    language that the clinic does not speak.
    """
    clinic = staff.clinic
    questions, answer = _checked_wording(clinic, new.questions, new.answer, new.expires_on, at)
    if new.language not in clinic.languages:
        raise Refused(f"{clinic.name} does not answer in the language {new.language!r}. Nothing was added.")
    with transaction.atomic():
        # Two people who add the same question at once get two keys, never an integrity error.
        Clinic.objects.select_for_update().get(pk=clinic.pk)
        key = _free_key(clinic, questions[0], new.language)
        entry = KnowledgeEntry.objects.create(
            id=stable_id(clinic.slug, "knowledge", f"{key}/{new.language}"),
            clinic=clinic,
            key=key,
            language=new.language,
            topic=new.topic,
            service=new.service,
            questions=questions,
            answer=answer,
            owner=staff,
            version=1,
            approved_at=at,
            expires_on=new.expires_on,
        )
        _keep_version(entry, approved_by=staff)
        publish("knowledge.added", clinic_id=clinic.pk, at=at, subject_id=entry.pk, version=1)
    return entry


def approve_wording(
    entry: KnowledgeEntry,
    *,
    questions: Sequence[str],
    answer: str,
    expires_on: date | None,
    staff: StaffMember,
    at: datetime,
) -> KnowledgeEntry:
    """Make this the wording that Jessica uses, as the next version; a retired entry comes back into use.

    Raises `WordingChangedError` when the entry has a newer version than the one given, `Refused` for an empty
    wording or a last day that has passed, `NotFound` for an entry of another clinic.
    """
    _check_same_clinic(entry, staff)
    kept_questions, kept_answer = _checked_wording(staff.clinic, questions, answer, expires_on, at)
    with transaction.atomic():
        current = KnowledgeEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
        _check_unchanged(current, entry)
        # An entry that came from the clinic file may not have left its first wording in the history yet.
        _keep_version(current, approved_by=current.owner)
        current.questions, current.answer = kept_questions, kept_answer
        current.expires_on, current.approved_at = expires_on, at
        current.owner, current.active = staff, True
        # From now on the clinic file no longer speaks for this entry, unless it raises its version above.
        current.from_file = False
        current.version += 1
        current.save()
        _keep_version(current, approved_by=staff)
        publish(
            "knowledge.approved",
            clinic_id=staff.clinic_id,
            at=at,
            subject_id=current.pk,
            version=current.version,
        )
    return current


def retire(entry: KnowledgeEntry, *, staff: StaffMember, at: datetime) -> KnowledgeEntry:
    """Stop Jessica from using the entry; its history stays. Retiring it twice changes nothing.

    Raises `NotFound` for an entry of another clinic.
    """
    _check_same_clinic(entry, staff)
    with transaction.atomic():
        current = KnowledgeEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
        if current.active:
            # The clinic file does not bring it back, unless it raises its version above this one.
            current.active = current.from_file = False
            current.save(update_fields=["active", "from_file"])
            publish("knowledge.retired", clinic_id=staff.clinic_id, at=at, subject_id=current.pk)
    return current


def _check_same_clinic(entry: KnowledgeEntry, staff: StaffMember) -> None:
    if entry.clinic_id != staff.clinic_id:
        raise NotFound("There is no such entry in this clinic.")


def _check_unchanged(current: KnowledgeEntry, seen: KnowledgeEntry) -> None:
    if current.version != seen.version:
        raise WordingChangedError(
            f"Version {current.version} of this answer was approved while you were writing. "
            "Nothing was changed. Read the new wording, then save yours again."
        )


def _checked_wording(
    clinic: Clinic, questions: Sequence[str], answer: str, expires_on: date | None, at: datetime
) -> tuple[list[str], str]:
    """Questions and answer without stray blanks and repeats."""
    kept = list(dict.fromkeys(" ".join(question.split()) for question in questions if question.strip()))
    if not kept:
        raise Refused("Write at least one question that this answers. Nothing was saved.")
    if not answer.strip():
        raise Refused("Write the answer that Jessica may give. Nothing was saved.")
    if expires_on and expires_on < at.astimezone(ZoneInfo(clinic.time_zone)).date():
        raise Refused("The last day of this answer has already passed. Choose a later one.")
    return kept, answer.strip()


def _free_key(clinic: Clinic, question: str, language: str) -> str:
    """A key made of the question's words, numbered when another entry has it."""
    stem = slugify(question)[:MOST_CHARACTERS_IN_A_KEY].strip("-") or "question"
    taken = set(
        KnowledgeEntry.objects.filter(clinic=clinic, language=language, key__startswith=stem).values_list(
            "key", flat=True
        )
    )
    if stem not in taken:
        return stem
    return next(key for number in count(2) if (key := f"{stem}-{number}") not in taken)


def _keep_version(entry: KnowledgeEntry, *, approved_by: StaffMember | None) -> None:
    KnowledgeVersion.objects.get_or_create(
        entry=entry,
        version=entry.version,
        defaults={
            "questions": entry.questions,
            "answer": entry.answer,
            "expires_on": entry.expires_on,
            "approved_by": approved_by,
            "approved_at": entry.approved_at,
        },
    )
