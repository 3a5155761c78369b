"""The notation of the phone, e-mail, name, birth date and money corpora, and how readings are judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jessica.dialogue.understanding.grammars.birth_date import parse_birth_date
from jessica.dialogue.understanding.grammars.email_address import EmailAddress, parse_email
from jessica.dialogue.understanding.grammars.money import find_money
from jessica.dialogue.understanding.grammars.person_name import parse_name
from jessica.dialogue.understanding.grammars.phone import Phone, parse_phone
from tests.dialogue.grammars.when_notation import CORPORA

TODAY = date(2026, 11, 23)
SLOTS = ("phone", "email", "money", "birth_date", "name")
_SPANISH = (
    "mi ",
    "es ",
    "son ",
    "me ",
    "tengo",
    "entre $",
    "dólar",
    "dolar",
    "mil",
    "cien",
    "pesos",
    "dlls",
    " o $",
)


@dataclass(frozen=True)
class SlotCase:
    say: str
    language: str
    asked: bool
    golds: tuple[str, ...]


def slot_cases(slot: str, name: str = "inbox.txt") -> list[SlotCase]:
    cases: list[SlotCase] = []
    for line in (CORPORA / slot / name).read_text(encoding="utf-8").splitlines():
        if " => " not in line or line.startswith("#"):
            continue
        say, _, gold = line.rpartition(" => ")
        language = "es" if slot == "money" and any(word in say for word in _SPANISH) else "en"
        if slot in ("birth_date", "name"):
            language, _, say = say.partition(" | ")
        asked = slot == "birth_date" or say.startswith("? ")
        golds = tuple(" ".join(part.split()) for part in gold.split("||"))
        cases.append(SlotCase(say.removeprefix("? "), language, asked, golds))
    return cases


def slot_read(slot: str, case: SlotCase) -> str:
    """The reading in the notation of the corpus."""
    return {"phone": _phone, "email": _email, "money": _money, "birth_date": _birth, "name": _name}[slot](
        case
    )


def _phone(case: SlotCase) -> str:
    found = parse_phone(case.say)
    return found.e164 if isinstance(found, Phone) else "none"


def _email(case: SlotCase) -> str:
    found = parse_email(case.say)
    if found is None:
        return "none"
    if found.suggestion:
        return f"? {found.suggestion}"
    return found.address.lower() if isinstance(found, EmailAddress) else "none"


def _money(case: SlotCase) -> str:
    amounts = [f"{money.amount.normalize():f}" for money in find_money(case.say, case.language)]
    return ", ".join(amounts) or "none"


def _birth(case: SlotCase) -> str:
    found = parse_birth_date(case.say, today=TODAY, language=case.language, asked=case.asked)
    if found is None:
        return "none"
    return found.value.isoformat() + (" ?" if found.ambiguous else "")


def _name(case: SlotCase) -> str:
    found = parse_name(case.say, case.language, asked=case.asked)
    if found is None:
        return "none"
    preferred = f" ~ {found.preferred}" if found.preferred else ""
    pronouns = f" * {found.pronouns}" if found.pronouns else ""
    return " ".join(f"{found.given} / {found.family}{preferred}{pronouns}".split())
