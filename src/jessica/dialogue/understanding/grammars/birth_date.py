"""Birth dates as typed or said, read month first in English and day first in Spanish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jessica.dialogue.understanding.grammars.when.calendar import safe_date
from jessica.dialogue.understanding.grammars.when.symbols import Symbol, read_symbols

OLDEST_YEARS = 115
_MARKER = re.compile(
    r"\b(?:born|birth|dob|d\.o\.b|birthday|birthdate|bday|b-day"
    r"|naci|nacio|nacida|nacido|nacimiento|cumple\w*)\b"
)
_YEAR = r"(?:(?:, |of |in |the |x )*(?P<year>n\d{2,4}(?: (?:x )?n\d{1,2})?|q\d{3,4}) )"
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<dat>dat) ",
        rf"m(?P<m>\d+) (?:\. )?(?:the )?[no](?P<d>\d{{1,2}}) {_YEAR}?",
        rf"(?:the )?[no](?P<d>\d{{1,2}}) (?:of )?(?:the )?m(?P<m>\d+) (?:\. )?{_YEAR}?",
        r"n(?P<a>\d{1,2}) (?:/ |to |, |\. )?n(?P<b>\d{1,2}) "
        r"(?:/ |to |, |\. )?(?P<year>n\d{2,4}(?: n\d{1,2})?) ",
    )
)
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A birth date; `ambiguous` when day and month (or the century) could be read otherwise: read it back."""

    value: date
    ambiguous: bool
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BirthDateProblem:
    """Why words meant as a birth date cannot be one."""

    kind: Literal["no_year", "future", "impossible", "too_old"]
    span: tuple[int, int]


def parse_birth_date(text: str, *, today: date, language: str, asked: bool) -> BirthDate | None:
    """The birth date in `text`, or None.

    Unasked, a date counts only beside a word such as "born" or "DOB", or when it lies more than a year back.
    Two-digit years become the latest past year.
    """
    found = _read(text, today, language)
    if not isinstance(found, BirthDate):
        return None
    marked = bool(_MARKER.search(text.lower()) or _MARKER.search(_plain(text)))
    return found if asked or marked or (today - found.value).days > 366 else None


def birth_date_problem(text: str, *, today: date, language: str) -> BirthDateProblem | None:
    """What is wrong with the birth date in `text`, for asking precisely; None when it is right or absent."""
    found = _read(text, today, language)
    return found if isinstance(found, BirthDateProblem) else None


def _plain(text: str) -> str:
    return text.lower().replace("\u00ed", "i")


def _read(text: str, today: date, language: str) -> BirthDate | BirthDateProblem | None:
    """The last birth date that fits; else the last problem met."""
    best: BirthDate | BirthDateProblem | None = None
    for found in (*_from_symbols(text, today, language), *_from_digits(text, today, language)):
        if isinstance(found, BirthDate) or best is None:
            best = found
    return best


def _from_symbols(text: str, today: date, language: str) -> list[BirthDate | BirthDateProblem]:
    symbols = read_symbols(text, language)
    codes, places = "", []
    for symbol in symbols:
        places.append(len(codes))
        codes += symbol.code + " "
    found: list[BirthDate | BirthDateProblem] = []
    index = 0
    while index < len(symbols):
        match = next((hit for shape in _SHAPES if (hit := shape.match(codes, places[index]))), None)
        if match is None:
            index += 1
            continue
        after = places.index(match.end()) if match.end() < len(codes) else len(symbols)
        span = symbols[index].start, symbols[after - 1].end
        found.append(_from_match(match, symbols[index], span, (today, language)))
        index = after
    return found


def _from_match(
    match: re.Match[str], first: Symbol, span: tuple[int, int], context: tuple[date, str]
) -> BirthDate | BirthDateProblem:
    today = context[0]
    groups = match.groupdict()
    if groups.get("dat"):
        parts = [int(part) for part in first.value]
        if len(parts) == 2:
            return BirthDateProblem("no_year", span)
        if parts[0] > 99:
            return _judge((parts[0], parts[1], parts[2]), span, today)
        return _numeric((parts[0], parts[1]), parts[2], span, context)
    if not groups.get("year"):
        return BirthDateProblem("no_year", span)
    year = _said_year(groups["year"])
    if year is None:
        return BirthDateProblem("no_year", span)
    if groups.get("a"):
        return _numeric((int(groups["a"]), int(groups["b"])), year, span, context)
    return _judge((year, int(groups["m"]), int(groups["d"])), span, today)


def _said_year(words: str) -> int | None:
    """ "n1985", "n85", or said in two halves, "n19 n85", "n20 x n5"."""
    figures = [int(part[1:]) for part in words.split() if part != "x"]
    if len(figures) == 2 and figures[0] in (19, 20) and figures[1] < 100:
        return figures[0] * 100 + figures[1]
    return figures[0] if figures and (figures[0] < 100 or 1800 <= figures[0] <= 2100) else None


def _from_digits(text: str, today: date, language: str) -> list[BirthDate | BirthDateProblem]:
    """Runs of eight or six digits: 19850304, 03041985, 030485."""
    found: list[BirthDate | BirthDateProblem] = []
    for match in _COMPACT.finditer(text[:2000]):
        digits = match.group()
        if not digits.isascii():
            continue
        if len(digits) == 8 and 1880 < int(digits[:4]) <= today.year and int(digits[4:6]) <= 12:
            found.append(_judge((int(digits[:4]), int(digits[4:6]), int(digits[6:])), match.span(), today))
            continue
        pair = int(digits[:2]), int(digits[2:4])
        read = _numeric(pair, int(digits[4:]), match.span(), (today, language))
        if isinstance(read, BirthDate):
            found.append(read)
    return found


def _numeric(
    pair: tuple[int, int], year: int, span: tuple[int, int], context: tuple[date, str]
) -> BirthDate | BirthDateProblem:
    today, language = context
    month, day = (pair[1], pair[0]) if language == "es" else pair
    swappable = month <= 12 and day <= 12 and month != day
    if month > 12 >= day:
        month, day = day, month
    judged = _judge((year, month, day), span, today)
    if isinstance(judged, BirthDate) and swappable and language == "es":
        return BirthDate(judged.value, ambiguous=True, span=span)
    return judged


def _judge(parts: tuple[int, int, int], span: tuple[int, int], today: date) -> BirthDate | BirthDateProblem:
    year, month, day = parts
    ambiguous = False
    if year < 100:
        recent = 2000 + year
        ambiguous = (
            recent <= today.year and today.year - recent < 16 and today.year - recent + 100 <= OLDEST_YEARS
        )
        year = recent if recent <= today.year else 1900 + year
    value = safe_date(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if value is None:
        return BirthDateProblem("impossible", span)
    if value > today:
        earlier = safe_date(year - 100, month, day) if parts[0] < 100 else None
        return BirthDate(earlier, ambiguous=False, span=span) if earlier else BirthDateProblem("future", span)
    if today.year - value.year > OLDEST_YEARS:
        return BirthDateProblem("too_old", span)
    return BirthDate(value, ambiguous, span)
