"""Rules from symbols to times of day: exact times, bounds, ranges and named parts of the day."""

from __future__ import annotations

import re
from dataclasses import replace

from jessica.dialogue.understanding.grammars.when.atoms import Clock, ClockTime, Stream
from jessica.dialogue.understanding.grammars.when.symbols import Symbol

_HOUR = r"(?:clk|dot|n(?:1\d|2[0-3]|[1-9])|q\d{3,4})"
_PART = (
    r"(?P<part>morning|afternoon|evening|lunch|noon|daytime"
    r"|afterwork|beforework|firstthing|lastthing|earlytime)"
)
_PARTS_HALF = {"morning": "am", "afternoon": "pm", "evening": "pm", "am": "am", "pm": "pm"}

# Spoken clock expressions first become one `clk` symbol each; groups h (hour) and m (minute) are symbols.
_MERGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), how)
    for pattern, how in (
        (rf"half (?P<h>{_HOUR}) ", "30"),
        (rf"quarterpast (?P<h>{_HOUR}) ", "15"),
        (rf"quarterto (?P<h>{_HOUR}) ", "-15"),
        (r"(?P<m>n(?:5|10|20|25)) (?:minute )?after (?P<h>n(?:1[0-2]|[1-9])) ", "past"),
        (r"(?P<m>n(?:5|10|20|25)) minute (?:to|until) (?P<h>n(?:1[0-2]|[1-9])) ", "to"),
        (r"(?P<m>n2[05]) to (?P<h>n(?:1[0-2]|[1-9])) (?!day|week|month|year)", "to"),
        (rf"(?P<h>{_HOUR}) (?:oclock )?plus30 ", "30"),
        (rf"(?P<h>{_HOUR}) plus15 ", "15"),
        (rf"(?P<h>{_HOUR}) minus15 ", "-15"),
        (rf"(?P<h>{_HOUR}) (?:minus|except) (?P<m>n(?:5|10|20|25)) ", "to"),
        (rf"(?P<h>{_HOUR}) and (?P<m>n(?:5|10|20|25|35|40|50|55)) (?!(?:am|pm|oclock) )", "and"),
        (
            r"(?P<h>n(?:1[0-2]|[1-9])) (?P<m>n(?:15|30|45|10|20|40|50)) (?!oclock|of m|m\d|day|week|month"
            r"|minute|year)",
            "past",
        ),
        (r"(?<=at )(?P<h>n(?:1[3-9]|2[0-3])) (?P<m>n(?:15|30|45|10|20|40|50)) ", "past"),
        (rf"(?P<h>{_HOUR}) (?:oclock|sharp) (?:sharp )?", "0"),
        (r"(?<=at )(?P<h>n\d{1,2}) hour ", "0"),
    )
)
_HALVES = re.compile(
    r"(?P<h>clk|n(?:1[0-2]|[1-9])|q\d{3,4}) (?:(?P<am>am|pm) |(?:in |of |at |on )?(?:the )?"
    r"(?P<part>morning|afternoon|evening) )"
)
_NOT_HOUR = r"(?!(?:day|week|month|year|hour|minute|ageword|postop|ago|%|\$|/|m\d+|of m\d+|special_\w+) )"
_H1 = rf"(?P<h1>{_HOUR}) {_NOT_HOUR}"
_H2 = rf"(?P<h2>{_HOUR}) {_NOT_HOUR}"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"between (?:at )?{_H1}(?:and|to|until|or) (?:at )?(?:the )?{_H2}", "between"),
        (rf"(?:from|of) (?:at )?{_H1}(?:to|until|and|at) (?:at )?{_H2}", "between"),
        (rf"(?:at )?{_H1}(?:to|until) (?:at )?{_H2}", "between"),
        (rf"after (?:at )?{_H1}(?:and|but) (?:before|by|until) (?:at )?{_H2}", "between"),
        (rf"(?:around|at around|by around) (?:at )?{_H1}(?:ish )?", "around"),
        (r"(?:at |around )?(?P<h1>clkish) ", "around"),
        (rf"(?:at )?{_H1}ish ", "around"),
        (rf"(?:after|since) (?:around )?(?:at |the (?=clk))?{_H1}", "after"),
        (rf"from (?:around )?(?:at )?{_H1}(?:onwards )?", "after"),
        (rf"(?:at )?{_H1}onwards ", "after"),
        (rf"(?:before|by|until) (?:around )?(?:at |the (?=clk))?{_H1}", "before"),
        (rf"(?:at )?{_H1}orbefore ", "before"),
        (rf"at {_H1}", "exact"),
        (rf"to (?:at )?{_H1}", "moved"),
        (r"(?:the )?(?P<h1>clk|noon) ", "exact"),
        (
            rf"(?:around |at )?(?:the )?(?P<mod>early|late|earlytime|middle) (?:(?:in|on) )?"
            rf"(?:the )?{_PART} ",
            "part",
        ),
        (r"after (?:the )?(?P<after>lunch|morning|daytime) ", "part"),
        (r"before (?:the )?(?P<before>lunch|afternoon|evening) ", "part"),
        (rf"(?:in |at |on |around |for )?(?:the )?{_PART} (?:of )?(?P<mod2>earlytime )?", "part"),
        (r"(?P<part>early|late) (?=(?:on |the |this |next )*(?:d\d|tomorrow|today|dat|m\d|o\d))", "part"),
        (r"(?P<h1>q\d?\d[0-5][05]) (?=tomorrow|today|(?:on )?d\d)", "exact"),
    )
)


def merge_clock_times(symbols: list[Symbol]) -> list[Symbol]:
    """Turn "half past two", "tres y media", "3 30", "9 in the morning" into single `clk` symbols."""
    stream = Stream([_noon(symbol) for symbol in symbols])
    for pattern, how in _MERGES:
        stream = _merge(stream, pattern, how)
    return _merge(stream, _HALVES, "half").symbols


def _noon(symbol: Symbol) -> Symbol:
    if symbol.code in ("noon", "midnight"):
        return replace(symbol, code="clk", value=(12 if symbol.code == "noon" else 0, 0, "24"))
    return symbol


def _merge(stream: Stream, pattern: re.Pattern[str], how: str) -> Stream:
    if not pattern.search(stream.codes):
        return stream
    merged: list[Symbol] = []
    index = 0
    while index < len(stream.symbols):
        match = pattern.match(stream.codes, stream.places[index])
        symbol = _merged(stream, index, match, how) if match else None
        if match and symbol:
            merged.append(symbol)
            index = stream.index_at(match.end())
        else:
            merged.append(stream.symbols[index])
            index += 1
    return Stream(merged)


def _merged(stream: Stream, index: int, match: re.Match[str], how: str) -> Symbol | None:
    said = clock_time(stream.symbols[stream.index_at(match.start("h"))])
    last = stream.symbols[stream.index_at(match.end()) - 1]
    before = stream.symbols[index - 1].code if index else ""
    if said is None or not _hour_may_stand(before, how) or (how == "half" and _in_date_list(stream, index)):
        return None
    groups = match.groupdict()
    if how == "half":
        half = _half(said, groups["am"] or groups["part"])
        return Symbol("clk", (said.hour, said.minute, half), stream.symbols[index].start, last.end)
    if how in ("past", "to", "and"):
        minutes = int(groups["m"][1:])
        if (
            how == "past"
            and "after " in match.group()
            and stream.symbols[index + 1].word != "past"
            and ("minute" not in match.group())
        ):
            return None
        if how == "and" and before != "at":
            return None
        minutes = -minutes if how == "to" else minutes
    else:
        minutes = int(how)
    if said.minute and minutes:
        return None
    hour = said.hour if minutes >= 0 else (said.hour - 2) % 12 + 1 if said.hour <= 12 else said.hour - 1
    return Symbol("clk", (hour, minutes % 60, said.half), stream.symbols[index].start, last.end)


def _hour_may_stand(before: str, how: str) -> bool:
    """After a month name or "of the", a number is a day of the month, not an hour."""
    return not (before[:1] == "m" and before[1:].isdigit()) and not (before in ("the", "/") and how == "half")


def _in_date_list(stream: Stream, index: int) -> bool:
    """True for the last number of "December 3 or 4", "the 5th or 6": a day, though a part of day follows."""
    if stream.symbols[index].code[:1] != "n":
        return False
    back = index - 1
    while back >= 0 and stream.symbols[back].code in ("or", "and", ",", "to", "the"):
        back -= 1
    if back in (index - 1, -1) or not re.fullmatch(r"[no]\d{1,2}", stream.symbols[back].code):
        return False
    lead = stream.symbols[back - 1].code if back else ""
    return stream.symbols[back].code[0] == "o" or lead == "the" or re.fullmatch(r"m\d+", lead) is not None


def _half(said: ClockTime, word: str) -> str:
    if said.half == "24" or said.half in ("am", "pm"):
        return said.half
    if word == "evening" and said.hour == 12:
        return "am"
    return _PARTS_HALF[word]


def clock_time(symbol: Symbol) -> ClockTime | None:
    """The time that a `clk`, `n` or `q` symbol says, or None when no clock shows it."""
    if symbol.code in ("clk", "clkish", "dot"):
        hour, minute, half = symbol.value
        return ClockTime(int(hour), int(minute), str(half))
    figures = symbol.code[1:]
    if symbol.code[:1] == "q" and figures.isdigit():
        hour, minute = int(figures[:-2]), int(figures[-2:])
        sure = hour > 12 or figures.startswith("0")
        return ClockTime(hour, minute, "24" if sure else "") if hour < 24 and minute < 60 else None
    if symbol.code[:1] == "n" and figures.isdigit() and 1 <= int(figures) <= 23:
        return ClockTime(int(figures), 0, "24" if int(figures) > 12 else "")
    return None


def clock_at(stream: Stream, index: int, *, bare: bool) -> tuple[Clock, int] | None:
    """The time phrase that starts at symbol `index`, and the index after it.

    With `bare`, a number without any mark counts as an hour ("Thursday 3", "2 or 3").
    """
    place = stream.places[index]
    for pattern, kind in _RULES:
        match = pattern.match(stream.codes, place)
        if not match:
            continue
        clock = _clock(match, kind, stream, bare=bare)
        if clock:
            return clock, stream.index_at(match.end())
    if bare:
        match = _BARE.match(stream.codes, place)
        said = clock_time(stream.symbols[index]) if match else None
        if match and said:
            return Clock("exact", "time", said), index + 1
    return None


_DATED = re.compile(r"\b(?:[dDmo]\d+|dat|today|tomorrow|dayafter|weekday|weekends?|week|morning|afternoon) ")
_OLD_VISIT = re.compile(r"\bmoving (?:(?:x|the|of|on|ago) ){0,3}$")
_BARE = re.compile(rf"(?:{_HOUR}|dot) {_NOT_HOUR}")


def _clock(match: re.Match[str], kind: str, stream: Stream, *, bare: bool) -> Clock | None:
    if kind == "part":
        return _part(match)
    start = clock_time(stream.symbols[stream.index_at(match.start("h1"))])
    if start is None:
        return None
    if kind == "moved":
        moving = "moving " in stream.codes[: match.start()]
        return Clock("exact", "time moved to", start) if moving else None
    if kind == "between":
        end = clock_time(stream.symbols[stream.index_at(match.start("h2"))])
        if (
            end
            and _OLD_VISIT.search(stream.codes[: match.start()])
            and not match.group().startswith("between")
        ):
            # "Move my 2 o'clock to 3:30", "from 10 to 1": the first is the visit as it is.
            return Clock("exact", "time moved to", end)
        return _between(match, stream, start, end, bare=bare) if end else None
    return Clock(kind, f"time {kind}", start)  # type: ignore[arg-type]


def _between(
    match: re.Match[str], stream: Stream, start: ClockTime, end: ClockTime, *, bare: bool
) -> Clock | None:
    marked = match.group().startswith(("between", "from", "of at", "at", "after"))
    if not (marked or bare or "clk" in match.group() or _is_span(match, stream)):
        return None
    first = stream.index_at(match.start("h1"))
    words = stream.symbols[first].word, stream.symbols[first + 1].word
    minutes = not marked and words[0] in ("five", "ten", "twenty", "twenty five") and words[1] == "to"
    return Clock("between", "between times", start, end, part="minutes_to" if minutes else "")


def _is_span(match: re.Match[str], stream: Stream) -> bool:
    """ "9 to 5" is a span of hours unless a thing is counted; "2-4" only where a day is named too."""
    joiner = stream.symbols[stream.index_at(match.start("h1")) + 1].word
    if joiner == "-":
        return _DATED.search(stream.codes) is not None
    following = stream.codes[match.end() :].partition(" ")[0]
    return following != "x"


def _part(match: re.Match[str]) -> Clock:
    groups = match.groupdict()
    if groups.get("after"):
        return Clock("part", f"after {groups['after']}", part=f"after_{groups['after']}")
    if groups.get("before"):
        return Clock("part", f"before {groups['before']}", part=f"before_{groups['before']}")
    part = groups["part"]
    mod = groups.get("mod") or ("early" if groups.get("mod2") else "")
    name = {"earlytime": "early", "": ""}.get(mod, mod)
    return Clock("part", f"{name} {part}".strip(), part=f"{name}_{part}" if name else part)
