"""Number words of English and Spanish: cardinals, ordinals, and digits dictated one after another."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS_EN = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS_EN = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_UNITS_ES = {
    "cero": 0,
    "un": 1,
    "uno": 1,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "once": 11,
    "doce": 12,
    "trece": 13,
    "catorce": 14,
    "quince": 15,
    "dieciseis": 16,
    "diecisiete": 17,
    "dieciocho": 18,
    "diecinueve": 19,
    "veintiun": 21,
    "veintiuno": 21,
    "veintiuna": 21,
    "veintidos": 22,
    "veintitres": 23,
    "veinticuatro": 24,
    "veinticinco": 25,
    "veintiseis": 26,
    "veintisiete": 27,
    "veintiocho": 28,
    "veintinueve": 29,
}
_TENS_ES = {
    "veinte": 20,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
}
_HUNDREDS_ES = {
    "cien": 100,
    "ciento": 100,
    "doscientos": 200,
    "trescientos": 300,
    "cuatrocientos": 400,
    "quinientos": 500,
    "seiscientos": 600,
    "setecientos": 700,
    "ochocientos": 800,
    "novecientos": 900,
}
_ORDINALS_EN = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
}
_ORDINALS_ES = {
    "primero": 1,
    "primer": 1,
    "primera": 1,
    "segundo": 2,
    "segunda": 2,
    "tercero": 3,
    "tercer": 3,
    "tercera": 3,
    "cuarto": 4,
    "cuarta": 4,
    "quinto": 5,
    "quinta": 5,
    "sexto": 6,
    "sexta": 6,
    "septimo": 7,
    "septima": 7,
    "octavo": 8,
    "octava": 8,
    "noveno": 9,
    "novena": 9,
    "decimo": 10,
    "decima": 10,
}
_REPEATS = {"double": 2, "triple": 3, "doble": 2}
_ZERO_LETTERS = frozenset({"o", "oh"})


def read_cardinal(words: Sequence[str], language: str) -> tuple[int, int] | None:
    """Value of the number words that open `words` (folded) and how many words they take.

    Reads 0 to 999,999 as said ("twenty one", "treinta y uno", "eight thousand five hundred").
    """
    read = _below_thousand_es if language == "es" else _below_thousand_en
    thousand = ("mil",) if language == "es" else ("thousand",)
    if language == "es" and words and words[0] == "mil":
        head: tuple[int, int] | None = (1, 0)
    else:
        head = read(words)
    if head is None:
        return None
    value, used = head
    if used < len(words) and words[used] in thousand and value > 0:
        used += 1
        rest = read(words[used:])
        value = value * 1000 + (rest[0] if rest else 0)
        used += rest[1] if rest else 0
    return value, used


def read_ordinal(words: Sequence[str], language: str) -> tuple[int, int] | None:
    """Value of the ordinal words that open `words` (folded) and how many words they take: 1st to 31st."""
    if not words:
        return None
    if language == "es":
        return (_ORDINALS_ES[words[0]], 1) if words[0] in _ORDINALS_ES else None
    if words[0] in _ORDINALS_EN:
        return _ORDINALS_EN[words[0]], 1
    tens = _TENS_EN.get(words[0])
    after = 2 if len(words) > 2 and words[1] == "-" else 1
    if tens and len(words) > after and 0 < _ORDINALS_EN.get(words[after], 0) < 10:
        return tens + _ORDINALS_EN[words[after]], after + 1
    return None


def read_dictated_digits(words: Sequence[str]) -> tuple[str, int] | None:
    """Digits said by the words that open `words`, as in a phone number, either language, and the words used.

    "five" -> "5", "fifty five" -> "55", "eight hundred" -> "800", "double five" -> "55", "oh" -> "0".
    """
    if not words:
        return None
    first = words[0]
    if first in _REPEATS and len(words) > 1:
        again = read_dictated_digits(words[1:2])
        return (again[0] * _REPEATS[first], 2) if again and len(again[0]) == 1 else None
    if first in _ZERO_LETTERS:
        return "0", 1
    if first.isascii() and first.isdigit():
        return first, 1
    for language in ("en", "es"):
        if language == "es" and first in ("un", "una"):
            continue
        said = _below_thousand_es(words) if language == "es" else _dictated_en(words)
        if said:
            return str(said[0]), said[1]
    return None


def _dictated_en(words: Sequence[str]) -> tuple[int, int] | None:
    head = _below_hundred_en(words)
    if head and 0 < head[0] < 10 and head[1] < len(words) and words[head[1]] == "hundred":
        return head[0] * 100, head[1] + 1
    return head


def _below_hundred_en(words: Sequence[str]) -> tuple[int, int] | None:
    if not words:
        return None
    if words[0] in _UNITS_EN:
        return _UNITS_EN[words[0]], 1
    tens = _TENS_EN.get(words[0])
    if tens is None:
        return None
    after = 2 if len(words) > 2 and words[1] == "-" else 1
    unit = _UNITS_EN.get(words[after], 0) if len(words) > after else 0
    return (tens + unit, after + 1) if 0 < unit < 10 else (tens, 1)


def _below_thousand_en(words: Sequence[str]) -> tuple[int, int] | None:
    head = _below_hundred_en(words)
    if head is None or head[1] >= len(words) or words[head[1]] != "hundred":
        return head
    value, used = head[0] * 100, head[1] + 1
    if used + 1 < len(words) and words[used] == "and":
        rest = _below_hundred_en(words[used + 1 :])
        return (value + rest[0], used + 1 + rest[1]) if rest else (value, used)
    rest = _below_hundred_en(words[used:])
    return (value + rest[0], used + rest[1]) if rest else (value, used)


def _below_hundred_es(words: Sequence[str]) -> tuple[int, int] | None:
    if not words:
        return None
    if words[0] in _UNITS_ES:
        return _UNITS_ES[words[0]], 1
    tens = _TENS_ES.get(words[0])
    if tens is None:
        return None
    if len(words) > 2 and words[1] == "y" and 0 < _UNITS_ES.get(words[2], 0) < 10:
        return tens + _UNITS_ES[words[2]], 3
    return tens, 1


def _below_thousand_es(words: Sequence[str]) -> tuple[int, int] | None:
    if words and words[0] in _HUNDREDS_ES:
        rest = _below_hundred_es(words[1:])
        return (_HUNDREDS_ES[words[0]] + rest[0], 1 + rest[1]) if rest else (_HUNDREDS_ES[words[0]], 1)
    return _below_hundred_es(words)
