"""Visits, charges and guardians that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Problem
from jessica.clinic.file_schema.fields import minute_of_day, resolve_day
from jessica.clinic.file_schema.records import VisitPart

# Visits with these states take the provider's time.
OCCUPYING = ("booked", "arrived", "fulfilled")


def check(file: CheckedFile) -> Iterator[Problem]:
    parts = file.parts
    visits = parts.visits or {}
    for key, visit in visits.items():
        service = parts.services.get(visit.service)
        if service is not None and service.kind != "visit":
            yield file.error(
                ("visits", key, "service"),
                f"{visit.service!r} is a procedure, not a visit",
                f"{service.booked_as!r}, with `about: {visit.service}`",
            )
    yield from _overlaps(file, visits)
    for key, charge in (parts.charges or {}).items():
        charged = visits.get(charge.visit or "")
        if charged is not None and charged.person != charge.person:
            yield file.error(
                ("charges", key, "visit"),
                f"{charge.visit!r} is a visit of {charged.person!r}",
                f"a visit of {charge.person}",
            )
    for key, person in (parts.people or {}).items():
        if person.guardian == key:
            yield file.error(("people", key, "guardian"), "nobody is their own guardian", "another person")


def _overlaps(file: CheckedFile, visits: dict[str, VisitPart]) -> Iterator[Problem]:
    spans: list[tuple[str, date, int, int, str]] = []
    for key, visit in visits.items():
        service = file.parts.services.get(visit.service)
        if visit.status not in OCCUPYING or service is None:
            continue
        length = visit.minutes or service.minutes.existing or service.minutes.new or 0
        start = minute_of_day(visit.time) - service.buffer_minutes.before
        end = minute_of_day(visit.time) + length + service.buffer_minutes.after
        spans.append((visit.provider, resolve_day(visit.day, file.today), start, end, key))
    ordered = sorted(spans)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if earlier[:2] == later[:2] and later[2] < earlier[3]:
            yield file.error(
                ("visits", later[4]),
                f"overlaps the visit {earlier[4]!r} of the same provider, buffers included",
                "visits that follow each other",
            )
