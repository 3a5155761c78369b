"""Patients' text becomes a short stream of language-free symbols that the date rules read.

Symbols: `d0`-`d6` weekday, `D0`-`D6` weekday in the plural, `m1`-`m12` month, `n12` number, `o12` ordinal,
`q330` three or four digits that may be a clock time, `clk` clock time, `dat` numeric date, a lexicon word
such as `next` or `morning`, a sign `,` `.` `/` `?`, and `x` for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from jessica.dialogue.understanding.grammars.spoken_numbers import read_cardinal, read_ordinal
from jessica.dialogue.understanding.grammars.text import Folded, fold_with_offsets
from jessica.dialogue.understanding.grammars.when import lexicon_en, lexicon_es
from jessica.dialogue.understanding.grammars.word_lists import word_set

MAX_CHARACTERS = 2_000
"""Only this much of a message is read for dates, which bounds the time of any parse."""

_MERIDIEM = r"(?:a\.?[ ]?m\b\.?|p\.?[ ]?m\b\.?)"
_SCAN = re.compile(
    rf"""
    (?P<iso>(?<![\w/-])\d{{4}}(?:-\d{{1,2}}-|/\d{{1,2}}/)\d{{1,2}}(?![\w/-]))
    |(?P<dmy>(?<![\w/-])\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{2}})(?![\w/-]))
    |(?P<colon>(?<![\w/])\d{{1,2}}[:;]\d{{2}}(?:[ ]?{_MERIDIEM}|[ap]\b|[ ]?(?:hrs|hs|h)\b)?(?!\d))
    |(?P<dotted>(?<![\w/.])\d{{1,2}}\.\d{{2}}(?:[ ]?{_MERIDIEM}|[ap]\b|[ ]?(?:hrs|hs|h)\b)(?!\d))
    |(?P<dot>(?<![\w/.])\d{{1,2}}\.[0-5]\d(?![\w%]|\.\d))
    |(?P<spaced>(?<![\w/:.-])(?:1[0-2]|0?[1-9])[ ](?:1[3-9]|[2-5]\d|00)[ ]?{_MERIDIEM})
    |(?P<mer>(?<![\w/.])\d{{1,4}}(?:[ ]?{_MERIDIEM}|[ap]\b))
    |(?P<hours>(?<![\w/.])\d{{1,2}}[ ]?h(?:[0-5]\d|rs|s)?\b|(?<![\w/.])\d{{3,4}}[ ]?(?:hours|hrs|hs|h)\b)
    |(?P<dm>(?<![\w/])\d{{1,2}}/\d{{1,2}}(?![\w/]|-\d+(?![\d/])))
    |(?P<ish>(?<![\w/.])\d{{1,2}}(?::\d\d)?[ -]?ish\b)
    |(?P<ord>(?<![\w/.])\d{{1,2}}[ ]?(?:st|nd|rd|th)\b|(?<![\w/.])\d{{1,2}}(?:o|ero|er|\u00ba|\u00b0)(?!\w))
    |(?P<num>\d+)
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<sign>\S)
    """,
    re.VERBOSE,
)
_NOT_FUZZY = word_set(
    """
    sundae money moonday lunas lunar mares partes marcos vienes viene jueces sabido sabida fridge
    tomorrows wedding thirsty thirty tuesdays mondays fridays today's julie julia augusta augusto
    martha marta mario marie maria weekender evenings afternoons mornings meaning warning moaning
    mourning mayor meses moneda domingos sabados martin martina lunch lines lanes sandy sundry mandy
    mondo tuestas freely frida friend friends saturn evening's seven eleven event events every
    everything evenly leaning
    """
)
_FUZZY_TARGETS = {
    "en": {
        "monday": "d0",
        "tuesday": "d1",
        "wednesday": "d2",
        "thursday": "d3",
        "friday": "d4",
        "saturday": "d5",
        "sunday": "d6",
        "tomorrow": "tomorrow",
        "afternoon": "afternoon",
        "morning": "morning",
        "evening": "evening",
        "tonight": "tonight",
        "weekend": "weekend",
    },
    "es": {
        "lunes": "d0",
        "martes": "d1",
        "miercoles": "d2",
        "jueves": "d3",
        "viernes": "d4",
        "sabado": "d5",
        "domingo": "d6",
        "mediodia": "noon",
    },
}
_FUZZY_MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "enero": 1,
    "febrero": 2,
    "marzo": 3,
    "abril": 4,
    "junio": 6,
    "julio": 7,
    "agosto": 8,
    "septiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
}
# Words of one language that mean something else in the other: read only in their own language.
_OWN_LANGUAGE_ONLY = {
    "en": word_set(
        """
    a an on to n in no me sun mar may mo or us ten so past last ish out at of fine time
    """
    ),
    "es": word_set(
        """
    a e y o u de del al el la las los lo en once no ni un una mes dia dias ano anos mar dom lun mie
    sab vie jue sem ago dic ene este esta menos mas ya bien desde hace antes pero tipo ala alas
    entre tarde par pasado dia sera puedo trabajo nunca hasta tarde noche mejor seria mart libre
    """
    ),
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol: `code` as listed above, its payload, and its span in the original text.

    `value` holds (hour, minute, "am" | "pm" | "24" | "") for `clk`, the parts for `dat`, () otherwise.
    """

    code: str
    value: tuple[int | str, ...]
    start: int
    end: int
    word: str = ""


def read_symbols(text: str, language: str) -> list[Symbol]:
    """The symbol stream of `text`; words of the other language are understood where they cannot mislead."""
    folded = fold_with_offsets(_TWO_FOR_TO.sub("t", text[:MAX_CHARACTERS]))
    raw = [_raw(match, folded) for match in _SCAN.finditer(folded.text)]
    symbols = list(_look_up(raw, language))
    return _settle_months(_split_compounds(symbols))


_TWO_FOR_TO = re.compile(r"\b2(?=(?:morr?ow?|moro|day|nite)\b)", re.IGNORECASE)  # "2moro"
_DOUBTFUL_MONTHS = frozenset({"may", "march", "mar", "ago", "sept", "sep", "ene", "dic"})
_MONTH_LEADS = word_set(
    """
    in of early late middle next this by before after until from or endof startof since to between coming
    and around
    """
)
_COMPOUNDS = frozenset({"or after", "and after", "or before", "and before", "after next"})


def _split_compounds(symbols: list[Symbol]) -> list[Symbol]:
    """ "10 or after" ends a bound, "before 10 or after 4" starts another, "on or after the 10th" is one."""
    split: list[Symbol] = []
    for index, symbol in enumerate(symbols):
        after = symbols[index + 1].code if index + 1 < len(symbols) else ""
        if symbol.word == "-" and split and split[-1].code in ("middle", "early", "late"):
            continue  # "mid-December"
        governs = re.fullmatch(r"[nqodDm]\d+|clk|dot|dat|the|at|week|month|special_\w+", after) is not None
        if symbol.word not in _COMPOUNDS or not governs:
            split.append(symbol)
            continue
        parts = symbol.word.split()
        if split and split[-1].code == "on" and parts[0] == "or":
            split.pop()
            parts = ["from" if parts[1] == "after" else "by"]
        split.extend(Symbol(part, (), symbol.start, symbol.end, part) for part in parts)
    return split


def _raw(match: re.Match[str], folded: Folded) -> Symbol:
    kind = match.lastgroup or ""
    found = match.group()
    start, end = folded.span(match.start(), match.end())
    code, value = _READERS[kind](found) if kind in _READERS else ("", ())
    return Symbol(code, value, start, end, found)


def _clock(found: str) -> tuple[str, tuple[int | str, ...]]:
    figures = re.findall(r"\d+", found)
    letters = "".join(char for char in found if char.isalpha())
    half = {"a": "am", "p": "pm"}.get(letters[:1], "")
    if len(figures) == 1 and len(figures[0]) > 2:
        figures = [figures[0][:-2], figures[0][-2:]]
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        if half == "pm" and 12 < hour < 24 and minute < 60:
            return "clk", (hour, minute, "24")
        return "x", ()
    if not half and (hour > 12 or hour == 0 or (figures[0].startswith("0") and len(figures) > 1)):
        half = "24"
    if not half and letters.startswith("h") and len(re.sub(r"\D", "", found)) >= 3 and hour >= 10:
        half = "24"
    return "clk", (hour % 24 if hour == 24 else hour, minute, half)


def _date(found: str) -> tuple[str, tuple[int | str, ...]]:
    parts = [int(part) for part in re.split(r"[/.-]", found)]
    return "dat", tuple(parts)


def _number(found: str) -> tuple[str, tuple[int | str, ...]]:
    if len(found) <= 2:
        return f"n{int(found)}", ()
    if len(found) == 4 and 1900 <= int(found) <= 2100:
        return f"n{int(found)}", ()
    if len(found) in (3, 4) and int(found[:-2]) < 24 and int(found[-2:]) < 60:
        return f"q{found}", ()
    return "x", ()


def _ish(found: str) -> tuple[str, tuple[int | str, ...]]:
    code, value = _clock(re.sub(r"[ -]?ish", "", found))
    return ("clkish", value) if code == "clk" else ("x", ())


def _dot(found: str) -> tuple[str, tuple[int | str, ...]]:
    code, value = _clock(found)
    return ("dot", value) if code == "clk" else ("x", ())


def _ordinal(found: str) -> tuple[str, tuple[int | str, ...]]:
    return f"o{int(re.findall(r'[0-9]+', found)[0])}", ()


_READERS: dict[str, Callable[[str], tuple[str, tuple[int | str, ...]]]] = {
    "iso": _date,
    "dmy": _date,
    "dm": _date,
    "colon": _clock,
    "dotted": _clock,
    "mer": _clock,
    "spaced": _clock,
    "hours": _clock,
    "ish": _ish,
    "num": _number,
    "dot": _dot,
    "ord": _ordinal,
}


def _look_up(raw: list[Symbol], language: str) -> Iterable[Symbol]:
    other = "en" if language == "es" else "es"
    words = [symbol.word if not symbol.code else "" for symbol in raw]
    index = 0
    while index < len(raw):
        if raw[index].code:
            yield raw[index]
            index += 1
            continue
        code, width = _longest(words, index, language, other)
        phrase = " ".join(words[index : index + width])
        for part in code.split("+") if len(code) > 1 else [code]:
            if part != "skip":
                yield Symbol(part, (), raw[index].start, raw[index + width - 1].end, phrase)
        index += width


def _longest(words: list[str], index: int, language: str, other: str) -> tuple[str, int]:
    for known in (language, other):
        phrases, longest = lexicon(known)
        for width in range(min(longest, len(words) - index), 0, -1):
            key = " ".join(words[index : index + width])
            if known == other and width == 1 and key in _OWN_LANGUAGE_ONLY[other]:
                continue
            code = phrases.get(key)
            if code and not (code == "plus30" and key == "thirty"):
                return code, width
        number = _number_words(words, index, known, foreign=known == other)
        if number:
            return number
    word = words[index]
    if not word[:1].isalpha():
        return (word if word in ",;.?!/:+%$#" else "x"), 1
    return _fuzzy(word), 1


def _number_words(words: list[str], index: int, language: str, *, foreign: bool) -> tuple[str, int] | None:
    ahead = words[index : index + 5]
    if foreign and ahead[0] in ("once", "un", "una", "second", "segundo", "cuarto"):
        return None
    ordinal = read_ordinal(ahead, language)
    if ordinal:
        return f"o{ordinal[0]}", ordinal[1]
    cardinal = read_cardinal(ahead, language)
    return (f"n{cardinal[0]}", cardinal[1]) if cardinal else None


def _fuzzy(word: str) -> str:
    """The weekday, month or part of day that `word` misspells; `x` when none or more than one is as near."""
    if len(word) < 5 or len(word) > 11 or word in _NOT_FUZZY:
        return "x"
    slips = 2 if len(word) >= 7 else 1
    best, codes = slips + 1, set[str]()
    for target, code in _fuzzy_targets():
        if target[0] != word[0] or abs(len(target) - len(word)) > slips:
            continue
        allowed = min(slips, 1 if len(target) < 7 else 2)
        distance = OSA.distance(word, target, score_cutoff=allowed)
        if distance <= allowed and distance <= best:
            codes = {code} if distance < best else codes | {code}
            best = distance
    return codes.pop() if len(codes) == 1 else "x"


@cache
def _fuzzy_targets() -> tuple[tuple[str, str], ...]:
    days = [pair for table in _FUZZY_TARGETS.values() for pair in table.items()]
    months = [(name, f"m~{number}") for name, number in _FUZZY_MONTHS.items()]
    return tuple(days + months)


@cache
def lexicon(language: str) -> tuple[dict[str, str], int]:
    """Phrase (split as the scanner splits, joined by spaces) to symbol; and the longest phrase in words."""
    phrases: dict[str, str] = {}
    for line in (
        (lexicon_es if language == "es" else lexicon_en).WORDS.replace("\n    ", " ").strip().splitlines()
    ):
        code, _, listed = line.partition(":")
        for phrase in listed.split(","):
            parts = [match.group() for match in _SCAN.finditer(fold_with_offsets(phrase).text)]
            phrases.setdefault(" ".join(parts), code.strip())
    return phrases, max(phrase.count(" ") + 1 for phrase in phrases)


def _is_abbreviation(symbol: Symbol, stop: Symbol) -> bool:
    """True for the full stop of "Dec." or "Thurs."."""
    return (
        symbol.code[:1] in ("d", "m")
        and symbol.code[1:].isdigit()
        and len(symbol.word) < 6
        and symbol.end == stop.start
    )


def _abbreviated_day(before: str, after: str) -> bool:
    """ "sat" and "sun" are days beside other date words, not in "we sat down" or "sun damage"."""
    if before in ("on", "this", "next", "coming", "or", "and", ",", "not", "cannot"):
        return True
    if before in ("x", "the"):
        return after in ("prefer", "morning", "afternoon", "at", "clk", "or")
    return after not in ("x", "in", "to")


def _settle_months(symbols: list[Symbol]) -> list[Symbol]:
    """Doubtful words count as months and days only where a date can stand; stops of abbreviations go."""
    settled: list[Symbol] = []
    for index, symbol in enumerate(symbols):
        if symbol.code == "." and settled and _is_abbreviation(settled[-1], symbol):
            continue
        settled.append(replace(symbol, code=_settled_code(symbols, index)))
    return settled


def _settled_code(symbols: list[Symbol], index: int) -> str:
    """Misspelled months need a day number beside them; "may" and "sat" need the company of date words."""
    symbol = symbols[index]
    before = symbols[index - 1].code if index else ""
    after = symbols[index + 1].code if index + 1 < len(symbols) else ""
    numbered = _is_number(before) or _is_number(after)
    numbered = numbered or (before == "of" and index > 1 and _is_number(symbols[index - 2].code))
    if symbol.code.startswith("m~"):
        return "m" + symbol.code[2:] if numbered else "x"
    if symbol.word in _DOUBTFUL_MONTHS:
        alone = len(symbols) == 1 or (symbol.word == "march" and before != "x")
        return symbol.code if numbered or alone or before in _MONTH_LEADS else "x"
    if symbol.code in ("am", "pm") and re.fullmatch(r"d\d|tomorrow|dayafter|today", before):
        return "morning" if symbol.code == "am" else "afternoon"  # "wed pm"
    if symbol.word in ("sat", "sun") and not _abbreviated_day(before, after):
        return "x"
    return symbol.code


def _is_number(code: str) -> bool:
    return code[:1] in ("n", "o") and code[1:].isdigit()
