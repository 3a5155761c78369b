"""Where everything stands on the calendar: columns of people, days or rooms, rows of quarter hours.

Pure arithmetic on local times; the classes of `look/calendar.css` place what is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

QUARTERS_IN_A_DAY = 96
MOST_COLUMNS = 14
MOST_LANES = 3
_EARLIEST_HOUR_SHOWN, _LATEST_HOUR_SHOWN = 9, 17

Kind = Literal["visit", "done", "waiting", "block", "open"]
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on the calendar. `address` is where it leads; empty for what leads nowhere."""

    kind: Kind
    starts_at: datetime
    ends_at: datetime
    title: str
    note: str = ""
    address: str = ""
    id: str = ""


@dataclass(slots=True)
class Column:
    """One column: whose day or which day it is, when work is done, and what is in it."""

    title: str
    day: date
    note: str = ""
    key: UUID | None = None
    working: Sequence[Stretch] = ()
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cell:
    """An entry with its place: quarter hours from the top, and its lane among those that overlap."""

    entry: Entry
    first: int
    rows: int
    lane: int = 1
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A column with its number (from 1), its cells in order of time, and the spans without work."""

    number: int
    column: Column
    cells: list[Cell]
    closed: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grid:
    """What the template draws. `hours` are rows with the local hour that begins there."""

    hours: list[tuple[int, int]]
    columns: list[Placed]
    left_out: int
    now_row: int | None


def lay_out(columns: Sequence[Column], zone: ZoneInfo, now: datetime) -> Grid:
    """Place `columns` by the wall clock of `zone`; those beyond `MOST_COLUMNS` are counted in `left_out`.

    `now_row` is the quarter hour of the instant `now` where one of the columns shows its day.
    """
    shown = columns[:MOST_COLUMNS]
    top, bottom = _hours_shown(shown, zone)
    placed = [
        Placed(
            number,
            column,
            _cells(column, zone, top, bottom),
            _closed(column, zone, top, bottom) if column.working or not column.entries else [],
        )
        for number, column in enumerate(shown, 1)
    ]
    hours = [((hour - top) * 4, hour) for hour in range(top, bottom)]
    return Grid(hours, placed, len(columns) - len(shown), _now_row(shown, zone, now, top, bottom))


def _now_row(columns: Iterable[Column], zone: ZoneInfo, now: datetime, top: int, bottom: int) -> int | None:
    today = now.astimezone(zone).date()
    row = int(_quarter(now, today, zone)) - top * 4
    shown = any(column.day == today for column in columns)
    return row if shown and 0 <= row < (bottom - top) * 4 else None


def split_by_hours(start: datetime, end: datetime, zone: ZoneInfo) -> list[Stretch]:
    """The span cut at every full local hour, so that each piece can be pressed where it lies."""
    pieces: list[Stretch] = []
    while start < end:
        past_hour = timedelta(minutes=start.astimezone(zone).minute, seconds=start.second)
        following = start - past_hour + timedelta(hours=1)
        pieces.append((start, min(end, following)))
        start = following
    return pieces


def _quarter(moment: datetime, day: date, zone: ZoneInfo) -> float:
    """Quarter hours from the local midnight of `day`; 0 before it and 96 after its end."""
    local = moment.astimezone(zone)
    if local.date() != day:
        return 0 if local.date() < day else QUARTERS_IN_A_DAY
    return local.hour * 4 + local.minute / 15


def _hours_shown(columns: Iterable[Column], zone: ZoneInfo) -> tuple[int, int]:
    """The first hour shown and the hour at which the calendar ends: all that happens, at least 9 to 5."""
    earliest, latest = _EARLIEST_HOUR_SHOWN * 4.0, _LATEST_HOUR_SHOWN * 4.0
    for column in columns:
        stretches = [*column.working, *((entry.starts_at, entry.ends_at) for entry in column.entries)]
        for start, end in stretches:
            earliest = min(earliest, _quarter(start, column.day, zone))
            latest = max(latest, _quarter(end, column.day, zone))
    return int(earliest // 4), int(-(-latest // 4))


def _cells(column: Column, zone: ZoneInfo, top: int, bottom: int) -> list[Cell]:
    entries = sorted(column.entries, key=lambda entry: (entry.starts_at, entry.ends_at))
    cells = []
    for entry in entries:
        first, rows = _rows(entry.starts_at, entry.ends_at, column.day, zone)
        if entry.kind == "open":
            first, rows = _whole_rows(entry.starts_at, entry.ends_at, column.day, zone)
            if rows < 1:
                continue
        cells.append(Cell(entry, max(0, first - top * 4), max(1, min(rows, bottom * 4 - first))))
    return _in_lanes(cells)


def _rows(start: datetime, end: datetime, day: date, zone: ZoneInfo) -> tuple[int, int]:
    """First quarter hour of the local day and the number of them that the span touches."""
    first = int(_quarter(start, day, zone))
    last = _quarter(end, day, zone)
    return first, max(1, int(-(-last // 1)) - first)


def _whole_rows(start: datetime, end: datetime, day: date, zone: ZoneInfo) -> tuple[int, int]:
    """First quarter hour that the span fills, and the number of those."""
    first = int(-(-_quarter(start, day, zone) // 1))
    return first, int(_quarter(end, day, zone)) - first


def _in_lanes(cells: list[Cell]) -> list[Cell]:
    """The same cells, those that overlap side by side. A group ends where a row is free of its cells."""
    placed: list[Cell] = []
    group: list[tuple[Cell, int]] = []
    ends: list[int] = []
    for cell in cells:
        if ends and cell.first >= max(ends):
            placed += _finish(group, len(ends))
            group, ends = [], []
        lane = next((n for n, end in enumerate(ends) if end <= cell.first), len(ends))
        ends[lane : lane + 1] = [cell.first + cell.rows]
        group.append((cell, lane))
    return placed + _finish(group, len(ends))


def _finish(group: list[tuple[Cell, int]], lanes: int) -> list[Cell]:
    shown = min(lanes, MOST_LANES)
    return [Cell(cell.entry, cell.first, cell.rows, min(lane + 1, shown), shown) for cell, lane in group]


def _closed(column: Column, zone: ZoneInfo, top: int, bottom: int) -> list[tuple[int, int]]:
    """Spans of the shown hours in which nobody works there, as first row and number of rows."""
    here, closed = top * 4, []
    for start, end in sorted(column.working):
        first, rows = _rows(start, end, column.day, zone)
        if first > here:
            closed.append((here - top * 4, first - here))
        here = max(here, first + rows)
    if here < bottom * 4:
        closed.append((here - top * 4, bottom * 4 - here))
    return closed
