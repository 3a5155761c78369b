"""Weekly hours: nobody is in two places at once, and nobody works in a locked building."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.file_schema.fields import WEEKDAYS, WeeklyHours, time_of_day

# Where hours stand, at which weekday, from and to which minute.
Shift = tuple[int, int, int, Path]


def check(file: CheckedFile) -> Iterator[Problem]:
    for key, location in file.parts.locations.items():
        yield from _overlaps(file, _shifts(location.hours, ("locations", key, "hours")))
    for place, queue in enumerate(file.parts.policies.queues):
        path: Path = ("policies", "queues", place, "staffed_hours")
        yield from _overlaps(file, _shifts(queue.staffed_hours, path))
    for key, provider in file.parts.providers.items():
        shifts: list[Shift] = []
        for location_key, hours in provider.hours.items():
            mine = _shifts(hours, ("providers", key, "hours", location_key))
            shifts += mine
            yield from _outside_opening(file, location_key, mine)
        yield from _overlaps(file, shifts)


def _shifts(hours: WeeklyHours, path: Path) -> list[Shift]:
    return [
        (day, start, end, (*path, WEEKDAYS[day]))
        for day, ranges in hours.minutes().items()
        for start, end in ranges
    ]


def _overlaps(file: CheckedFile, shifts: list[Shift]) -> Iterator[Problem]:
    ordered = sorted(shifts, key=lambda shift: shift[:3])
    for earlier, later in pairwise(ordered):
        if earlier[0] == later[0] and later[1] < earlier[2]:
            yield file.error(
                later[3],
                f"{_text(later)} overlaps {_text(earlier)} (line {file.tree.place(earlier[3]).line})",
                "hours that follow each other",
            )


def _outside_opening(file: CheckedFile, location_key: str, shifts: list[Shift]) -> Iterator[Problem]:
    location = file.parts.locations.get(location_key)
    if location is None or not location.hours.minutes():
        return
    opening = location.hours.minutes()
    for shift in shifts:
        day, start, end, path = shift
        if not any(a <= start and end <= b for a, b in opening.get(day, [])):
            yield file.warning(
                path, f"{_text(shift)} is outside the opening hours of {location_key!r}", "hours inside them"
            )


def _text(shift: Shift) -> str:
    return f"{time_of_day(shift[1])}-{time_of_day(shift[2])}"
