"""Figures in a text: amounts, shares, times, dates, spans, numbers, contact points, doctors' names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jessica.dialogue.phrasing.calendar_words import _MONTHS as MONTHS
from jessica.dialogue.phrasing.calendar_words import _WEEKDAYS as WEEKDAYS
from jessica.dialogue.understanding.grammars.text import fold

_NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "ninety": 90, "hundred": 100, "couple of": 2,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "noventa": 90, "cien": 100, "par de": 2,
}  # fmt: skip
_WORD = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_N = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_WORD})\b)"
_MANY = r"(?:\s?(?:k|thousand|grand|mil|million|millones)\b)?"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|unit|minuto|hora|dia|semana|mes|ano|unidad)(?:e?s)?\b"
_ENGLISH = {"minuto": "minute", "hora": "hour", "dia": "day", "semana": "week", "mes": "month", "ano": "year",
            "unidad": "unit"}  # fmt: skip
_MONTH_NUMBERS = {fold(name): at % 12 + 1 for at, name in enumerate((*MONTHS["en"], *MONTHS["es"]))}
_MONTH = "|".join(_MONTH_NUMBERS)
_DAY_NUMBERS = {fold(name): at % 7 for at, name in enumerate((*WEEKDAYS["en"], *WEEKDAYS["es"]))}

# Earlier patterns take their characters first: what is a phone number is not a row of numbers.
_KINDS: tuple[tuple[str, str], ...] = (
    ("contact", r"https?://\S+|www\.\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+\w"),
    ("phone", r"\+?(?:\d[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\+\d{8,15}\b"),
    ("date", rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b|\b(?P<day2>\d{{1,2}}) de (?P<month2>{_MONTH})\b"),
    ("date", r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b"),
    ("clock", r"\b\d{1,2}:\d{2}(?: ?[ap]\.? ?m\b)?"),
    ("clock", r"\b\d{1,2} ?(?:[ap]\.? ?m\b|o'?clock\b)"),
    ("clock", rf"\b(?:at|by|until|around|a las?|hasta las?) (?:\d{{1,2}}|{_WORD})(?=[ ,.;!?]|$)"
              rf"(?! (?:days|weeks|places|locations|least))(?: de la (?:manana|tarde|noche))?"),
    ("clock", rf"\bhalf past \w+|\ba? ?las? (?:{_WORD}) y (?:media|cuarto)"),
    ("money", rf"(?:us)?\$ ?{_N}{_MANY}|\b{_N}(?:\s?k\b|\sgrand\b)"
              rf"|\b{_N}{_MANY} (?:us )?(?:dollars?|bucks|usd|dolares|pesos|euros?|eur|mxn|cad|gbp)\b"),
    ("percent", rf"\b{_N} ?(?:%|percent\b|per cent\b|por ciento\b)"),
    ("span", rf"\b(?P<many>{_N}) {_UNIT}"),
    ("weekday", rf"\b(?:{'|'.join(_DAY_NUMBERS)})s?\b"),
    ("month", rf"\b(?:{_MONTH.replace('|may|', '|')})\b"),
    ("name", r"\b(?:dra?\.|doctora?|nurse|enfermera) (?!of\b|or\b|y\b)(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"),
    ("number", r"\d[\d,]*(?:\.\d+)?"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS if kind != "name")
_NAME = re.compile(r"\b(?:[Dd]ra?\.|Doctora?|[Nn]urse|[Ee]nfermera) ((?:[A-Z][\w'-]+ ?){1,3})")
_AMOUNT = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{_WORD})\b")
_TIMES_THOUSAND = re.compile(r"(?:k|thousand|grand|mil)\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is the same for all ways to write the same figure; `words` is how it stands in the text."""

    kind: str
    value: str
    words: str


@lru_cache(maxsize=4096)
def find_figures(text: str) -> tuple[Figure, ...]:
    """Every figure in `text`; each character belongs to one figure at most."""
    left = fold(text)
    found = [Figure("name", fold(word), match[0].strip()) for match in _NAME.finditer(text)
             for word in match[1].split()]  # fmt: skip
    for kind, pattern in _COMPILED:
        # Blanks in place of what was read, so that nothing is read twice.
        found.extend(Figure(kind, _value(kind, match), match[0].strip()) for match in pattern.finditer(left))
        left = pattern.sub(lambda read: " " * len(read[0]), left)
    return tuple(found)


def _value(kind: str, match: re.Match[str]) -> str:
    words = match[0]
    if kind == "phone":
        return re.sub(r"\D", "", words)[-10:]
    if kind == "date" and "month" in match.re.groupindex:
        month = match["month"] or match["month2"]
        return f"{_MONTH_NUMBERS[month]}-{int(match['day'] or match['day2'])}"
    if kind == "clock":
        return _clock(words)
    if kind == "span":
        return f"{_number(match['many'])} {_ENGLISH.get(match['unit'], match['unit'])}"
    if kind == "weekday":
        return str(_DAY_NUMBERS.get(words, _DAY_NUMBERS.get(words.removesuffix("s"), "")))
    if kind == "month":
        return str(_MONTH_NUMBERS[words])
    if kind in {"money", "percent", "number"}:
        return _number(words)
    return words.rstrip(".,;")


def _number(words: str) -> str:
    first = _AMOUNT.search(words)
    if first is None:
        return words
    plain = first[0]
    value = float(_NUMBER_WORDS[plain]) if plain in _NUMBER_WORDS else float(plain.replace(",", "") or 0)
    return f"{value * (1000 if _TIMES_THOUSAND.search(words) else 1):g}" if value < 1e5 else f"{value:.2f}"


def _clock(words: str) -> str:
    """Hour and minute with its half of the day, as far as it is said: 3:30p, 9:00."""
    digits = re.search(r"(\d{1,2})(?::(\d{2}))?", words)
    if digits is None:
        return words
    half = re.search(r"([ap])\.? ?m\b", words)
    return f"{int(digits[1])}:{digits[2] or '00'}{half[1] if half else ''}"
