"""Bring a clinic's records to what its file says: in one transaction, and only where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from jessica.clinic.changes import Change, Changes
from jessica.clinic.file_reading import ParsedClinic, parse
from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_sections import CLINIC_SECTIONS, Section
from jessica.clinic.file_sections.section import Loading
from jessica.clinic.models import Clinic
from jessica.platform.ids import stable_id

# First key of the two-key advisory lock; the second is the clinic's slug.
_LOCK_SPACE = 0x4A63


def load(
    source: str | Path, *, at: datetime, apply: bool = True, sections: Sequence[Section] = CLINIC_SECTIONS
) -> Changes:
    """Load the clinic file at a path, or in a text, as of the instant `at`.

    Returns what changed (with `apply=False`: what would change). Loading the same file at the same instant
    again changes nothing. Raises `ClinicFileError` with every problem of a wrong file; then, and whenever
    writing fails, nothing has changed.
    """
    parsed = parse(source, at=at)
    return load_parsed(parsed, at=at, sections=sections) if apply else plan(parsed, sections=sections)


def plan(parsed: ParsedClinic, *, sections: Sequence[Section] = CLINIC_SECTIONS) -> Changes:
    """What loading `parsed` would change."""
    _refuse_orphan_sections(parsed.file, sections)
    clinic = Clinic.objects.filter(slug=parsed.file.clinic.slug).first()
    changes = [change for section in sections for change in _section_changes(section, parsed.file, clinic)]
    return Changes(parsed.file.clinic.slug, tuple(changes), parsed.warnings)


def load_parsed(
    parsed: ParsedClinic, *, at: datetime, sections: Sequence[Section] = CLINIC_SECTIONS
) -> Changes:
    """Write `parsed`. Two loads of one clinic wait for each other."""
    slug = parsed.file.clinic.slug
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK_SPACE, slug])
        planned = plan(parsed, sections=sections)
        clinic = Clinic.objects.filter(slug=slug).first() or Clinic(id=stable_id(slug, "clinic", slug))
        clinic.slug = slug
        done = _write(Loading(clinic, parsed.file, at), planned, sections)
        if clinic.file_hash != parsed.hash or planned:
            Clinic.objects.filter(pk=clinic.pk).update(file_hash=parsed.hash, loaded_at=at)
    return Changes(slug, tuple(done), parsed.warnings)


def _refuse_orphan_sections(file: ClinicFile, sections: Sequence[Section]) -> None:
    """A section that nobody would write must not be lost in silence."""
    named = {section.name for section in sections}
    orphans = [name for name in ClinicFile.model_fields if name not in named and getattr(file, name)]
    if orphans:
        raise ValueError(f"no section of this load writes {', '.join(orphans)}")


def _section_changes(section: Section, file: ClinicFile, clinic: Clinic | None) -> list[Change]:
    wanted = section.wanted(file)
    if wanted is None:
        return []
    stored = section.stored(clinic) if clinic is not None else {}
    changes: list[Change] = []
    for key, part in wanted.items():
        if key not in stored:
            changes.append(Change("added", section.kind, key))
            continue
        fields = tuple(section.differences(stored[key].part, part))
        if fields and stored[key].kept_because and not section.overrules(stored[key].part, part):
            changes.append(Change("kept", section.kind, key, fields, stored[key].kept_because))
        elif fields:
            changes.append(Change("changed", section.kind, key, fields))
    for key in [key for key in stored if key not in wanted and not stored[key].retired]:
        because = stored[key].kept_because
        changes.append(Change("kept" if because else "removed", section.kind, key, note=because))
    return changes


def _write(loading: Loading, planned: Changes, sections: Sequence[Section]) -> list[Change]:
    """Write section by section; removals last and backwards, when nothing that stays needs them."""
    done: list[Change] = []
    for section in sections:
        wanted = section.wanted(loading.file) or {}
        mine = [change for change in planned if change.kind == section.kind]
        section.prepare(loading, [change.key for change in mine if change.action == "changed"])
        for change in mine:
            if change.action in {"added", "changed"}:
                section.write(loading, change.key, wanted[change.key])
            if change.action != "removed":
                done.append(change)
        section.arrange(loading, list(wanted))
    for section in reversed(sections):
        for change in planned:
            if change.kind == section.kind and change.action == "removed":
                outcome = section.remove(loading, change.key)
                note = "" if outcome == "removed" else "other records refer to it"
                done.append(change.ended_as(outcome, note))
    return done
