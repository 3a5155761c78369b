"""Phone numbers as patients type or say them, read to E.164."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import phonenumbers

from jessica.dialogue.understanding.grammars.spoken_numbers import read_dictated_digits
from jessica.dialogue.understanding.grammars.text import Token, tokenize

_JOINERS = frozenset("-.()")
_FILLERS = frozenset({"and", "y", "area", "code", "then", "dash", "guion", "um", "uh", "eh"})
_NANP = re.compile(r"[2-9]\d\d[2-9]\d{6}")
_LOCAL = re.compile(r"\d{3}[-. ]?\d{4}")
_MOMENT = re.compile(r"\b\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}\b")
_DATE_LIKE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[ T]+\d{1,2}(?:[:.]\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Phone:
    """A possible phone number: `e164` for the record, `national` in national form for reading back."""

    e164: str
    national: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PhoneProblem:
    """Digits that were meant as a phone number but cannot be one as they stand."""

    code: Literal["too_short", "too_long", "impossible"]
    digits: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Run:
    digits: str
    plus: bool
    start: int
    end: int


def parse_phone(text: str, region: str = "US", *, asked: bool = False) -> Phone | PhoneProblem | None:
    """The phone number in `text`; a problem when digits look like one but do not fit; None without any.

    Unasked, fewer than seven digits are never taken for a phone number; asked, three or more are.
    Fictional 555-01xx numbers count as possible. With two numbers the last good one wins: people correct
    themselves forwards.
    """
    tokens = tokenize(text)
    runs = [run for run in _runs(tokens, _JOINERS) if not _is_date(text, run)]
    good = [phone for run in runs if (phone := _number(run, region)) is not None]
    if not good:  # "415, 555, 0134"; tried last, for commas more often part a date from a phone number
        good = [
            phone for run in _runs(tokens, _JOINERS | {","}) if (phone := _number(run, region)) is not None
        ]
    if good:
        return good[-1]
    least = 3 if asked else 7
    doubtful = [run for run in runs if len(run.digits) >= least]
    return _problem(max(doubtful, key=lambda run: len(run.digits))) if doubtful else None


def phone_spans(text: str, region: str = "US") -> tuple[tuple[int, int], ...]:
    """Spans of everything in `text` that is surely a phone number, whole or a seven-digit local one."""
    text = _without_moments(text)
    runs = _runs(tokenize(text), _JOINERS)
    return tuple(
        (run.start, run.end)
        for run in runs
        if _number(run, region) or (_LOCAL.fullmatch(text[run.start : run.end]) and not _is_date(text, run))
    )


def _without_moments(text: str) -> str:
    """ "2026-12-03 14:30" blanked; length unchanged."""
    return _MOMENT.sub(lambda found: "_" * len(found[0]), text)


def _number(run: _Run, region: str) -> Phone | None:
    if len(run.digits) < 8 or len(run.digits) > 15:
        return None
    try:
        number = phonenumbers.parse(("+" if run.plus else "") + run.digits, region)
    except phonenumbers.NumberParseException:
        return None
    national = str(number.national_number)
    if not phonenumbers.is_possible_number(number):
        return None
    if number.country_code == 1 and not _NANP.fullmatch(national):
        return None
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if number.country_code == phonenumbers.country_code_for_region(region)
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return Phone(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.format_number(number, style),
        (run.start, run.end),
    )


def _problem(run: _Run) -> PhoneProblem:
    count = len(run.digits) - (1 if run.digits.startswith("1") and len(run.digits) > 10 else 0)
    code: Literal["too_short", "too_long", "impossible"] = "impossible"
    if count < 10:
        code = "too_short"
    elif count > 10:
        code = "too_long"
    return PhoneProblem(code, run.digits, (run.start, run.end))


def _runs(tokens: tuple[Token, ...], joiners: frozenset[str]) -> list[_Run]:
    """Stretches of digits, typed or said, with only joining signs and fillers between them."""
    runs: list[_Run] = []
    digits, plus, start, end = "", False, 0, 0
    words = [token.text for token in tokens]
    index = 0
    while index <= len(tokens):
        said = read_dictated_digits(words[index : index + 4]) if index < len(tokens) else None
        if said and (digits or words[index] not in ("o", "oh")):
            start = start if digits else tokens[index].start
            if not digits and index and words[index - 1] == "+":
                plus, start = True, tokens[index - 1].start
            digits += said[0]
            index += said[1]
            end = tokens[index - 1].end
            continue
        joins = index < len(tokens) and digits and (words[index] in joiners or words[index] in _FILLERS)
        if not joins:
            if digits:
                runs.append(_Run(digits, plus, start, end))
            digits, plus = "", False
        index += 1
    return runs


def _is_date(text: str, run: _Run) -> bool:
    return bool(_DATE_LIKE.fullmatch(text[run.start : run.end]))
