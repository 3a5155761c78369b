"""From facts to openings: one pass over places, days and providers, on bit masks, without input or output.

The starts of one local day at one place are the bits of an integer: bit n is the n-th step of the clinic's
grid after local midnight. What a provider's hours allow is a mask, what a resource's visits forbid is
another, and the openings are what is left after `&`. A month of eight calendars is a few thousand integer
operations.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from math import gcd
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from jessica.scheduling.opening_facts import NOT_BUSY, Busy, Candidate, ListedTime, OpeningFacts
from jessica.scheduling.opening_query import OpeningQuery, visit_minutes
from jessica.scheduling.utc_minutes import OffsetSpan, ceil_minute, day_base, wall_spans
from jessica.scheduling.working_time import Place


class Rule(StrEnum):
    """A rule that can be set aside, to find out which one forbids a time."""

    NOTICE = "notice"
    HORIZON = "horizon"
    CLOSURES = "closures"
    HOURS = "hours"
    CAPS = "caps"
    BUSY = "busy"


class Found(NamedTuple):
    """An opening in UTC minutes; the first three fields are the order in which openings are offered."""

    start: int
    provider_rank: int
    place_rank: int
    end: int
    provider_id: UUID
    location_id: UUID
    equipment: tuple[UUID, ...]


class Grid(NamedTuple):
    """The possible starts of one local day: `origin + n * step` for each bit n of `allowed`."""

    origin: int
    step: int
    size: int
    allowed: int


@dataclass(slots=True)
class Sweep:
    """One search. `ignored` rules are not applied."""

    facts: OpeningFacts
    query: OpeningQuery
    at: datetime
    ignored: frozenset[Rule] = frozenset()
    length: int = field(init=False)
    earliest: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.length = visit_minutes(self.query.service, self.query.patient_kind)
        notice = timedelta(0) if self.query.staff else timedelta(minutes=self.query.service.minimum_notice)
        self.earliest = None if Rule.NOTICE in self.ignored else ceil_minute(self.at + notice)

    def run(self) -> list[Found]:
        """All openings, earliest first, then in the order of providers and places."""
        found: dict[tuple[int, int, int], Found] = {}
        for rank, place in enumerate(self.facts.places):
            last = self._last_day(place)
            if not self.query.clinic.listed_openings_only:
                days = (last - self.query.first).days + 1
                for day in (self.query.first + timedelta(days=n) for n in range(days)):
                    found.update((opening[:3], opening) for opening in self._computed(place, rank, day))
            for opening in self._listed(place, rank, last):
                found.setdefault(opening[:3], opening)
        return sorted(found.values())

    def _last_day(self, place: Place) -> date:
        if self.query.staff or Rule.HORIZON in self.ignored:
            return self.query.last
        today = self.at.astimezone(ZoneInfo(place.zone)).date()
        return min(self.query.last, today + timedelta(days=self.query.service.horizon_days))

    # Computed openings

    def _computed(self, place: Place, place_rank: int, day: date) -> Iterator[Found]:
        closed = Rule.CLOSURES not in self.ignored and self.facts.calendar.closed_because(place.id, day)
        if closed or self._service_full(place.id, day):
            return
        grid = day_grid(place.offsets, day, self.query.clinic.slot_minutes)
        rooms: list[list[tuple[UUID, int]]] | None = None
        for candidate in self.facts.candidates:
            starts = self._provider_starts(candidate, place, day, grid)
            if not starts:
                continue
            if rooms is None:
                rooms = self._equipment_starts(place.id, grid)
            for mask, equipment in _assign(starts, rooms):
                for bit in _bits(mask):
                    start = grid.origin + bit * grid.step
                    yield Found(
                        start,
                        candidate.rank,
                        place_rank,
                        start + self.length,
                        candidate.id,
                        place.id,
                        equipment,
                    )

    def _provider_starts(self, candidate: Candidate, place: Place, day: date, grid: Grid) -> int:
        if self._provider_full(candidate, day):
            return 0
        if Rule.HOURS in self.ignored:
            spans = wall_spans(place.offsets, day, 0, 2 * 1440)
        else:
            spans = self.facts.calendar.working_spans(candidate.id, place.id, day)
        starts = 0
        for since, until in spans:
            starts |= _range(
                -((grid.origin - since) // grid.step), (until - self.length - grid.origin) // grid.step
            )
        starts &= grid.allowed
        if self.earliest is not None and self.earliest > grid.origin:
            starts &= -1 << -((grid.origin - self.earliest) // grid.step)
        return starts & ~self._taken_starts(candidate.id, grid) if starts else 0

    def _equipment_starts(self, location_id: UUID, grid: Grid) -> list[list[tuple[UUID, int]]]:
        """For each kind that is needed, the resources there with the starts at which each is free."""
        return [
            [(id_, ~self._taken_starts(id_, grid)) for id_ in self.facts.equipment[location_id, kind]]
            for kind in self.facts.needed_kinds
        ]

    def _taken_starts(self, resource_id: UUID, grid: Grid) -> int:
        """The starts at which the visit, with its buffers, would touch something that is there already."""
        busy = self._busy(resource_id)
        before, after = self.query.service.buffer_before, self.length + self.query.service.buffer_after
        first = bisect_right(busy.ends, grid.origin - before)
        last = bisect_left(busy.starts, grid.origin + grid.size * grid.step + after, first)
        taken = 0
        for n in range(first, last):
            low = (busy.starts[n] - after - grid.origin) // grid.step + 1
            high = -((grid.origin - busy.ends[n] - before) // grid.step) - 1
            taken |= _range(low, high)
        return taken

    # Openings that the clinic file names

    def _listed(self, place: Place, place_rank: int, last: date) -> Iterator[Found]:
        candidates = {candidate.id: candidate for candidate in self.facts.candidates}
        offsets, first = place.offsets, self.query.first
        for listed in self.facts.listed:
            candidate = candidates.get(listed.provider_id)
            if candidate is None or listed.location_id != place.id:
                continue
            day = _local_date(offsets, listed.start)
            end = listed.start + min(self.length, listed.minutes)
            fits = listed.for_service or self.length <= listed.minutes
            if not (fits and first <= day <= last and self._listed_allowed(candidate, listed, day)):
                continue
            equipment = self._free_equipment(place.id, listed.start, end)
            if equipment is not None and self._is_free(candidate.id, listed.start, end):
                yield Found(listed.start, candidate.rank, place_rank, end, candidate.id, place.id, equipment)

    def _listed_allowed(self, candidate: Candidate, listed: ListedTime, day: date) -> bool:
        """Hours and closures do not bind a time that the clinic names; notice, absence and caps do."""
        away = Rule.HOURS not in self.ignored and self.facts.calendar.is_away(candidate.id, day)
        too_soon = self.earliest is not None and listed.start < self.earliest
        full = self._service_full(listed.location_id, day) or self._provider_full(candidate, day)
        return not (away or too_soon or full)

    def _free_equipment(self, location_id: UUID, start: int, end: int) -> tuple[UUID, ...] | None:
        chosen: list[UUID] = []
        for kind in self.facts.needed_kinds:
            there = self.facts.equipment[location_id, kind]
            free = next((id_ for id_ in there if self._is_free(id_, start, end)), None)
            if free is None:
                return None
            chosen.append(free)
        return tuple(chosen)

    def _is_free(self, resource_id: UUID, start: int, end: int) -> bool:
        busy, service = self._busy(resource_id), self.query.service
        first = bisect_right(busy.ends, start - service.buffer_before)
        return first == len(busy.starts) or busy.starts[first] >= end + service.buffer_after

    # Rules that both share

    def _busy(self, resource_id: UUID) -> Busy:
        return NOT_BUSY if Rule.BUSY in self.ignored else self.facts.busy.get(resource_id, NOT_BUSY)

    def _service_full(self, location_id: UUID, day: date) -> bool:
        cap = self.query.service.daily_cap
        if cap is None or Rule.CAPS in self.ignored:
            return False
        return self.facts.visits_of_service.get((location_id, day), 0) >= cap

    def _provider_full(self, candidate: Candidate, day: date) -> bool:
        if candidate.daily_cap is None or Rule.CAPS in self.ignored:
            return False
        return self.facts.visits_of_provider.get((candidate.id, day), 0) >= candidate.daily_cap


@lru_cache(maxsize=2048)
def day_grid(offsets: tuple[OffsetSpan, ...], day: date, slot: int) -> Grid:
    """The starts of a local day: the minutes at which the clock on the wall reads a multiple of `slot`.

    On a day on which the clock changes by a step that `slot` does not divide, the grid is finer and only
    some of its bits are allowed. A pure function, hence remembered.
    """
    spans = wall_spans(offsets, day, 0, 1440)
    origin, end, base = spans[0][0], spans[-1][1], day_base(day)
    here = [span for span in offsets if span.start < end and span.end > origin]
    if len(here) == 1:
        size = -((origin - end) // slot)
        return Grid(origin, slot, size, (1 << size) - 1)
    step = gcd(slot, *(span.offset - here[0].offset for span in here), origin + here[0].offset - base)
    size = -((origin - end) // step)
    allowed = 0
    for span in here:
        low = max(0, -((origin - span.start) // step))
        for bit in range(low, min(size, -((origin - span.end) // step))):
            if (origin + bit * step + span.offset - base) % slot == 0:
                allowed |= 1 << bit
    return Grid(origin, step, size, allowed)


def _range(low: int, high: int) -> int:
    """The mask with the bits `low` to `high` (inclusive); bits below zero are cut off."""
    low = max(low, 0)
    return ((1 << (high - low + 1)) - 1) << low if high >= low else 0


def _bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _assign(starts: int, kinds: Iterable[list[tuple[UUID, int]]]) -> list[tuple[int, tuple[UUID, ...]]]:
    """Split `starts` by the resources that serve them: of each kind, the first in order that is free."""
    groups: list[tuple[int, tuple[UUID, ...]]] = [(starts, ())]
    for resources in kinds:
        split: list[tuple[int, tuple[UUID, ...]]] = []
        for mask, chosen in groups:
            rest = mask
            for id_, free in resources:
                if served := rest & free:
                    split.append((served, (*chosen, id_)))
                    rest &= ~free
        groups = split
    return groups


def _local_date(offsets: tuple[OffsetSpan, ...], minute: int) -> date:
    offset = next((span.offset for span in offsets if span.start <= minute < span.end), offsets[-1].offset)
    return date.fromordinal(date(1970, 1, 1).toordinal() + (minute + offset) // 1440)
