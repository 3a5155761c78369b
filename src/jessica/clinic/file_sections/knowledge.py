"""Approved answers: file parts and records, without ever overwriting what staff approved later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.fields import FilePart
from jessica.clinic.file_sections.section import FieldChange, Loading, Removal, Section, Stored
from jessica.clinic.models import Clinic, KnowledgeEntry, KnowledgeVersion


class EntryPart(FilePart):
    """One approved answer in one language: what one record holds."""

    topic: str
    service: str | None
    owner: str | None
    version: int
    expires: str | None
    questions: list[str]
    answer: str


class KnowledgeSection(Section):
    """Keys are `entry/language`, since each language has its own record and its own versions.

    An entry that staff have approved or retired in the console is kept as it is, until the file raises its
    version above theirs. A wording that changes in the file gets the next version whatever the file calls it.
    """

    name = "knowledge"
    kind = "knowledge"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return {
            f"{key}/{language}": EntryPart(
                topic=part.topic,
                service=part.service,
                owner=part.owner,
                version=wording.version or part.version,
                expires=wording.expires or part.expires,
                questions=wording.questions,
                answer=wording.answer,
            )
            for key, part in file.knowledge.items()
            for language, wording in part.texts.root.items()
        }

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = clinic.knowledge.filter(Q(active=True) | Q(from_file=False))
        return {
            f"{row.key}/{row.language}": Stored(_entry_part(row), _kept_because(row), not row.active)
            for row in rows.select_related("service", "owner")
        }

    def differences(self, old: BaseModel, new: BaseModel) -> list[FieldChange]:
        changes = super().differences(old, new)
        # The record counts every approved wording; the file's number only matters when it is ahead.
        return [change for change in changes if change.field != "version" or bool(change.new > change.old)]

    def overrules(self, old: BaseModel, new: BaseModel) -> bool:
        """Whether the file speaks later than the console did."""
        return isinstance(old, EntryPart) and isinstance(new, EntryPart) and new.version > old.version

    def write(self, loading: Loading, key: str, part: EntryPart) -> None:
        name, language = key.split("/")
        entry = KnowledgeEntry.objects.filter(
            clinic=loading.clinic, key=name, language=language
        ).first() or KnowledgeEntry(
            id=loading.id("knowledge", key), clinic=loading.clinic, key=name, language=language, version=0
        )
        said_anew = (entry.questions, entry.answer) != (part.questions, part.answer)
        entry.version = max(part.version, entry.version + 1 if said_anew else entry.version)
        entry.topic, entry.questions, entry.answer = part.topic, part.questions, part.answer
        entry.service_id = loading.optional_id("service", part.service)
        entry.owner_id = loading.optional_id("staff", part.owner)
        entry.expires_on = date.fromisoformat(part.expires) if part.expires else None
        entry.approved_at, entry.from_file, entry.active = loading.at, True, True
        entry.save()
        KnowledgeVersion.objects.update_or_create(
            entry=entry,
            version=entry.version,
            defaults={
                "questions": entry.questions,
                "answer": entry.answer,
                "expires_on": entry.expires_on,
                "approved_by_id": entry.owner_id,
                "approved_at": loading.at,
            },
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        name, language = key.split("/")
        # Its versions explain past replies, so it is never deleted.
        loading.clinic.knowledge.filter(key=name, language=language).update(active=False)
        return "deactivated"

    def dumped(self, clinic: Clinic) -> Any:
        entries: dict[str, dict[str, EntryPart]] = {}
        for key, stored in self.stored(clinic).items():
            name, language = key.split("/")
            if isinstance(stored.part, EntryPart) and not stored.retired:
                entries.setdefault(name, {})[language] = stored.part
        return {name: _dumped_entry(parts) for name, parts in entries.items()} or None


def _dumped_entry(parts: dict[str, EntryPart]) -> dict[str, Any]:
    """What the languages share stands once; version and expiry stand with a wording where they differ."""
    shared = next(iter(parts.values()))
    version = min(part.version for part in parts.values())
    same_expiry = all(part.expires == shared.expires for part in parts.values())
    texts: dict[str, dict[str, Any]] = {}
    for language, part in parts.items():
        wording: dict[str, Any] = {"questions": part.questions, "answer": part.answer}
        if part.version != version:
            wording["version"] = part.version
        if not same_expiry and part.expires:
            wording["expires"] = part.expires
        texts[language] = wording
    entry: dict[str, Any] = {"topic": shared.topic, "service": shared.service, "owner": shared.owner}
    entry |= {"version": version, "expires": shared.expires if same_expiry else None}
    return {name: value for name, value in entry.items() if value is not None} | {"texts": texts}


def _kept_because(row: KnowledgeEntry) -> str:
    if row.from_file:
        return ""
    return "approved by staff in the console" if row.active else "retired by staff in the console"


def _entry_part(row: KnowledgeEntry) -> EntryPart:
    return EntryPart(
        topic=row.topic,
        service=row.service.key if row.service else None,
        owner=row.owner.key if row.owner else None,
        version=row.version,
        expires=row.expires_on.isoformat() if row.expires_on else None,
        questions=row.questions,
        answer=row.answer,
    )
