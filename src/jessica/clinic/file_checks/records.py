"""Visits, charges and guardians that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Problem
from jessica.clinic.file_schema.fields import minute_of_day, resolve_day
from jessica.clinic.file_schema.records import VisitPart

# Visits with these states take the provider's time.
OCCUPYING = ("booked", "arrived", "fulfilled", "noshow")


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
    waiting: dict[tuple[str, str], str] = {}
    for key, entry in (parts.waitlist or {}).items():
        first = waiting.setdefault((entry.person, entry.service), key)
        if first != key:
            yield file.error(
                ("waitlist", key), f"{first!r} already has this person wait for this service", "one of them"
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
        length = visit.minutes or service.visit_minutes(visit.patient)
        start = minute_of_day(visit.time) - service.buffer_minutes.before
        end = minute_of_day(visit.time) + length + service.buffer_minutes.after
        spans.append((visit.provider, resolve_day(visit.day, file.today), start, end, key))
    ordered = sorted(spans)
    for earlier, later in pairwise(ordered):
        if earlier[:2] == later[:2] and later[2] < earlier[3]:
            yield file.error(
                ("visits", later[4]),
                f"overlaps the visit {earlier[4]!r} of the same provider, buffers included",
                "visits that follow each other",
            )
