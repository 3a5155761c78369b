"""From symbols to atoms: days and clock spans are recognised one after another, left to right."""

from __future__ import annotations

import re
from datetime import date

from jessica.dialogue.understanding.grammars.when.atoms import Atom, Day, Moment, Stream, single
from jessica.dialogue.understanding.grammars.when.calendar import month_start, safe_date
from jessica.dialogue.understanding.grammars.when.clock_rules import clock_at, merge_clock_times
from jessica.dialogue.understanding.grammars.when.day_parts import shifted
from jessica.dialogue.understanding.grammars.when.day_rules import day_at
from jessica.dialogue.understanding.grammars.when.symbols import Symbol

_LIST_NUMBER = re.compile(
    r"(?:on )?(?:the )?[no](?P<d>\d{1,2}) "
    r"(?=(?:(?:(?:or|and|,|to|until|the) )+[no]\d{1,2} )+(?:of )?(?:the )?m(?P<m>\d+) )"
)
_MORE_NUMBER = re.compile(
    r"(?:the )?n(?P<d>\d{1,2}) "
    r"(?!(?:am|pm|oclock|plus30|plus15|minus15|day|week|month|hour|minute|ageword|%) )"
)
_PAST = re.compile(
    r"(?:yesterday |(?:a )?(?:n\d+|couple|few|a) (?:of )?(?:day|week|month|year|hour|minute) (?:ago|postop) "
    r"|ago (?:a )?(?:n\d+|couple|few|a) (?:of )?(?:day|week|month|year|hour|minute) "
    r"|n\d+ (?:day |week |month |year )?(?:ageword|postop) )"
)


_ONLY_TIMES = re.compile(r"(?:(?:clk|dot|[nq]\d+|to|until|or|and|,) )+")
_HOURS_OF_DAY = re.compile(
    r"n(?:1[0-2]|[1-9]) or n(?:1[0-2]|[1-9]) (?:on )?(?:d\d|tomorrow|today) "
)  # "3 or 4 on Friday"
_FOLLOWING_ONE = re.compile(
    r"(?:the )?(?:nextone |(?:next|following|coming) (?=$|[,.?] )|week after (?=$|[,.?] |x ))"
)


def read_atoms(symbols: list[Symbol], moment: Moment, *, asked: bool) -> list[Atom]:
    """Days, clock spans and left-over symbols of a message, in order."""
    stream = Stream(merge_clock_times(symbols))
    atoms: list[Atom] = []
    index = 0
    while index < len(stream.symbols):
        past = _PAST.match(stream.codes, stream.places[index])
        if past:
            after = stream.index_at(past.end())
            atoms.append(_atom("past", stream, index, after))
            index = after
            continue
        found = _listed_day(stream, index, atoms, moment) or day_at(stream, index, moment)
        found = found or _following_one(stream, index, atoms)
        if found:
            day, after = found
            atoms.append(_atom("D", stream, index, after, day))
            index = after
            continue
        bare = _hour_expected(atoms) or _HOURS_OF_DAY.match(stream.codes, stream.places[index]) is not None
        bare = bare or (asked and _ONLY_TIMES.fullmatch(stream.codes) is not None)
        clock = clock_at(stream, index, bare=bare)
        if clock:
            span = stream.symbols[index].start, stream.symbols[clock[1] - 1].end
            atoms.append(Atom("T", *span, clock=clock[0]))
            index = clock[1]
            continue
        atoms.append(_atom(stream.symbols[index].code, stream, index, index + 1))
        index += 1
    return atoms


def _atom(code: str, stream: Stream, index: int, after: int, day: Day | None = None) -> Atom:
    first, last = stream.symbols[index], stream.symbols[after - 1]
    return Atom(code, first.start, last.end, day=day, word=first.word)


def _hour_expected(atoms: list[Atom]) -> bool:
    """After a day, or after a time and "or", a bare number is an hour."""
    kinds = [atom.code for atom in atoms[-4:]]
    while kinds and kinds[-1] in ("or", "and", ",", "the", "not"):
        kinds.pop()
        if kinds and kinds[-1] == "T":
            return True
    return bool(kinds) and kinds[-1] in ("D", "insteadof") and atoms[-1].code == kinds[-1]


def _listed_day(stream: Stream, index: int, atoms: list[Atom], moment: Moment) -> tuple[Day, int] | None:
    """A day number whose month is said elsewhere in the list: "the 3rd or 4th of December", "Dec 3 or 4"."""
    place = stream.places[index]
    match = _LIST_NUMBER.match(stream.codes, place)
    if match and not (index and stream.symbols[index - 1].code in ("at", "around")):
        day = _month_number(int(match["d"]), int(match["m"]), moment)
        return (day, stream.index_at(match.end())) if day else None
    match = _MORE_NUMBER.match(stream.codes, place)
    joined = len(atoms) > 1 and atoms[-1].code in ("or", "and", ",", "to", "until")
    before = next(
        (atom for atom in reversed(atoms) if atom.code not in ("or", "and", ",", "to", "until")), None
    )
    if (
        not match
        or not joined
        or before is None
        or before.day is None
        or before.day.kind not in ("date", "number")
    ):
        return None
    if before.day.void or not re.match(r"date |day ", before.day.note):
        return None
    first = before.day.window.first
    for step in (0, 1):
        start = month_start(first, step)
        found = safe_date(start.year, start.month, int(match["d"]))
        if found and found > first:
            return Day("number", single(found), f"day {match['d']}"), stream.index_at(match.end())
    return None


def _following_one(stream: Stream, index: int, atoms: list[Atom]) -> tuple[Day, int] | None:
    """ "not this Thursday, the next one"; "next week or the week after": a week after the day just named."""
    match = _FOLLOWING_ONE.match(stream.codes, stream.places[index])
    named = next((atom.day for atom in reversed(atoms) if atom.day), None)
    if not match or named is None or named.void or named.window.open_ended or named.window.weekdays:
        return None
    window = shifted(named.window, 1, "week")
    return Day("date", window, f"week after {named.note}"), stream.index_at(match.end())


def _month_number(number: int, month: int, moment: Moment) -> Day | None:
    found: date | None = safe_date(moment.today.year, month, number)
    if found is None or found < moment.today:
        found = safe_date(moment.today.year + 1, month, number)
    return Day("date", single(found), f"date {month}-{number}") if found else None
