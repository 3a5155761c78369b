"""What is known of a person's treatment: the procedure and the days since, from the record or the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jessica.dialogue.understanding.grammars.text import fold

# Families of procedures that rules speak of, by stems of folded words.
_FAMILIES = {
    "filler": r"filler|relleno|juvederm|restylane|voluma|hialuronic|syringe|jeringa|inject|inyect|radiesse",
    "lipo": r"\blipo|liposucci|bbl|brazilian|mommy",
    "facelift": r"face ?lift|lifting|neck ?lift|estir\w+ la cara|ritidect",
    "blepharoplasty": r"bleph|blefar|eyelid surg|parpados",
    "breast": r"breast|augment|implant|boob|seno|busto|mama",
    "abdomen": r"tummy|abdominopl|body ?lift",
    "rhinoplasty": r"rhinop|rinop|nose job",
}
_FAMILY = {name: re.compile(pattern) for name, pattern in _FAMILIES.items()}
_WORD_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "ten": 10,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "diez": 10,
}  # fmt: skip
_UNIT_DAYS = {"d": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365}
_SPAN = re.compile(
    r"\b(\d{1,4}|"
    + "|".join(_WORD_NUMBERS)
    + r") (days?|weeks?|months?|years?|dias?|semanas?|mes(?:es)?|anos?)\b"
    r"(?= (?:ago|out|post|after|since|later|now|de|despues|y)|$|[.,])"
    r"|\bhace (\w+) (dias?|semanas?|mes(?:es)?|anos?)"
)
_DAY_N = re.compile(r"\b(?:day|dia) (\d{1,3})\b")
_YESTERDAY = re.compile(r"\b(?:yesterday|ayer|last night|anoche)\b")
_SINCE_YEAR = re.compile(r"\b(?:in|from|de|en|since|desde) ((?:19|20)\d\d)\b")
_OPERATION = re.compile(
    r"operaron|opere|surgery|operation|lipo|lift|tuck|filler|implant|procedure|cirugia|relleno|had my"
)
_OLD = 3650


@dataclass(frozen=True, slots=True)
class Care:
    """`procedure` is a service's key or name; `days_since` counts whole days. None: not known."""

    procedure: str | None = None
    days_since: int | None = None


@dataclass(frozen=True, slots=True)
class KnownCare:
    """Families of procedures in play and the days since, the message's own words before the record's."""

    families: frozenset[str]
    days_since: int | None


def known_care(folded: str, care: Care) -> KnownCare:
    """`care` together with what the folded message tells: "i had lipo 3 days ago", "me operaron ayer"."""
    named = f"{folded} | {fold(care.procedure or '').replace('-', ' ')}"
    families = frozenset(name for name, pattern in _FAMILY.items() if pattern.search(named))
    told = _told_days(folded)
    return KnownCare(families, told if told is not None else care.days_since)


def _told_days(folded: str) -> int | None:
    found = _SPAN.search(folded)
    if found:
        number, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
        count = int(number) if number.isdecimal() else _WORD_NUMBERS.get(number)
        return None if count is None else count * _UNIT_DAYS[unit[0]]
    day = _DAY_N.search(folded)
    if day:
        return int(day[1])
    if _SINCE_YEAR.search(folded) and "implant" in folded:
        return _OLD
    return 1 if _YESTERDAY.search(folded) and _OPERATION.search(folded) else None
