"""Who is writing: name, birth date, phone, e-mail, as far as a message gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jessica.dialogue import commands as c
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.grammars.birth_date import birth_date_problem, parse_birth_date
from jessica.dialogue.understanding.grammars.email_address import EmailAddress, EmailProblem, parse_email
from jessica.dialogue.understanding.grammars.person_name import parse_name
from jessica.dialogue.understanding.grammars.phone import Phone, PhoneProblem, parse_phone
from jessica.dialogue.understanding.grammars.text import fold

# "12/3/26" in 2026 is a day to come, not a birthday a hundred years ago.
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](\d\d)(?!\d)")
_YEARS_AHEAD = 2
_VOWEL = re.compile("[aeiouy]")  # fingers that slid over the keys seldom name anybody
_NAMED_AT_LEAST, _NAMED_AT_MOST = 2, 4  # words of a full name that nothing introduces


@dataclass(slots=True)
class Details:
    """What a message says of the person, and the message without her birth date, for the other grammars."""

    commands: list[c.Command] = field(default_factory=list)
    rest: str = ""


def details_in(text: str, context: Context, language: str) -> Details:
    """Commands for every personal detail in `text`, and problems for those asked for that cannot be right."""
    found: list[c.Command] = []
    rest = text
    without_birth_date = text
    email = parse_email(text)
    if isinstance(email, EmailAddress):
        found.append(c.FillEmail(email.address))
        rest = _blank(rest, email.span)
    elif isinstance(email, EmailProblem) and context.awaiting == "email":
        found.append(c.Problem("email", email.code))
    asked_birth = context.awaiting == "birth_date"
    birth = parse_birth_date(rest, today=context.today, language=language, asked=asked_birth)
    if birth is not None and not asked_birth and _is_a_day_to_come(rest, context):
        birth = None
    if birth is not None:
        found.append(c.FillBirthDate(birth))
        without_birth_date = _blank(rest, birth.span) if rest == text else text
        rest = _blank(rest, birth.span)
    elif asked_birth and birth_date_problem(text, today=context.today, language=language):
        found.append(c.Problem("birth_date", "not_a_date"))
    phone = parse_phone(rest, asked=context.awaiting == "phone")
    if isinstance(phone, Phone):
        found.append(c.FillPhone(phone.e164, phone.national))
        rest = _blank(rest, phone.span)
    elif isinstance(phone, PhoneProblem) and context.awaiting == "phone":
        found.append(c.Problem("phone", phone.code))
    name = parse_name(rest, language, asked=context.awaiting == "name")
    if name is not None:
        found.append(c.FillName(name))
    return Details(found, without_birth_date)


def bare_name_in(text: str, language: str) -> c.FillName | None:
    """A full name and nothing else, given before it was asked for; None for anything else."""
    said = fold(text).split()
    if not _NAMED_AT_LEAST <= len(set(said)) == len(said) <= _NAMED_AT_MOST:
        return None
    if not all(_VOWEL.search(word) for word in said):
        return None
    name = parse_name(text, language, asked=True)
    return c.FillName(name) if name is not None and name.family else None


def _is_a_day_to_come(text: str, context: Context) -> bool:
    this_year = context.today.year % 100
    return any(this_year <= int(match[1]) <= this_year + _YEARS_AHEAD for match in _SHORT_YEAR.finditer(text))


def _blank(text: str, span: tuple[int, int]) -> str:
    """`text` with the span replaced by a comma, so that its parts are not read twice."""
    return f"{text[: span[0]]} , {text[span[1] :]}"
