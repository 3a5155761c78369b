"""Who is writing: name, birth date, phone, e-mail, as far as a message gives them."""

from __future__ import annotations

from jessica.dialogue import commands as c
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.grammars.birth_date import birth_date_problem, parse_birth_date
from jessica.dialogue.understanding.grammars.email_address import EmailAddress, EmailProblem, parse_email
from jessica.dialogue.understanding.grammars.person_name import parse_name
from jessica.dialogue.understanding.grammars.phone import Phone, PhoneProblem, parse_phone


def details_in(text: str, context: Context, language: str) -> list[c.Command]:
    """Commands for every personal detail in `text`, and problems for those asked for that cannot be right."""
    found: list[c.Command] = []
    rest = text
    email = parse_email(text)
    if isinstance(email, EmailAddress):
        found.append(c.FillEmail(email.address))
        rest = _blank(rest, email.span)
    elif isinstance(email, EmailProblem) and context.awaiting == "email":
        found.append(c.Problem("email", email.code))
    asked_birth = context.awaiting == "birth_date"
    birth = parse_birth_date(rest, today=context.today, language=language, asked=asked_birth)
    if birth is not None:
        found.append(c.FillBirthDate(birth))
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
    return found


def _blank(text: str, span: tuple[int, int]) -> str:
    """`text` with the span replaced by a comma, so that its parts are not read twice."""
    return f"{text[: span[0]]} , {text[span[1] :]}"
