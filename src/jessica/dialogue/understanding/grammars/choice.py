"""Choices from a list that was just offered: by place, by content, or "any of them"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jessica.dialogue.understanding.grammars.text import fold, fold_with_offsets, tokenize
from jessica.dialogue.understanding.grammars.when.atoms import Stream
from jessica.dialogue.understanding.grammars.when.clock_rules import clock_time, merge_clock_times
from jessica.dialogue.understanding.grammars.when.symbols import Symbol, read_symbols
from jessica.dialogue.understanding.grammars.word_lists import word_set

ChoiceKind = Literal["one", "several", "any", "soonest", "latest", "none"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: `index` for "one"; `indices` lists every offer that fits ("several": ask which)."""

    kind: ChoiceKind
    index: int | None
    indices: tuple[int, ...]
    confidence: float
    span: tuple[int, int]


Feature = tuple[str, int | str, int]
"""Kind, value, detail: ("time", 3, 30), ("weekday", 3, 0), ("word", "ortega", 0)."""

_PRONOUNS = frozenset({"one", "uno", "una", "un"})
_MOST = 400
_ANY = re.compile(
    r"\b(?:any(?: of (?:them|those|these))?(?: (?:one|time|day|works|is fine|is good|is ok|will do"
    r"|would work))*|anyone"
    r"|either(?: one| of (?:them|those|these)| works| is fine| way)*|whatever(?: works| you (?:have"
    r"|want|think|like)| is (?:easiest|best))?"
    r"|whichever(?: one| works| you (?:want|prefer|like)| is (?:easiest|best))?|you (?:pick|choose"
    r"|decide)|pick (?:one|for me)"
    r"|no preference|(?:doesn'?t|does not|dont|don't) (?:matter|care)|all (?:of them )?work|all "
    r"(?:of them )?(?:are )?(?:good|fine)"
    r"|both work|both are (?:good|fine)|surprise me|up to you|dealer'?s choice|i'?m (?:easy|flexible|open)"
    r"|cualquier[ao]?(?: de (?:ell[oa]s|es[oa]s|los dos|las dos))?|la que sea|el que sea|me da "
    r"(?:igual|lo mismo)|da igual|lo que (?:sea|tenga|haya|usted diga)"
    r"|como (?:quiera|guste|sea)|usted (?:elija|escoja|decida)|tu (?:elige|escoge|decide)|no importa"
    r"|indistinto|ambas|ambos|los dos|las dos)\b"
)
_SOONEST = re.compile(
    r"\b(?:(?:the )?(?:soonest|earliest|closest|nearest|quickest)(?: one| time| date| available"
    r"| possible)?|whichever(?:'s| is|s)? (?:soonest|sooner|first|earliest|earlier)"
    r"|whatever(?:'s| is|s)? (?:soonest|sooner|first|earliest|earlier)|as soon as possible|asap"
    r"|first available|next available|the sooner the better"
    r"|(?:la|el|lo) (?:mas (?:pronto|pronta|cercan[oa]|proxim[oa]|tempran[oa]|temprano)|antes posible)"
    r"|cuanto antes|(?:la|el) que sea (?:mas pronto|antes|primero)"
    r"|lo mas pronto posible|lo antes posible|(?:the )?sooner(?: one)?|(?:the )?earlier(?: one| time"
    r"| slot)|la de mas temprano)\b"
)
_LATEST = re.compile(
    r"\b(?:(?:the )?(?:latest|later)(?: one| time| slot)|(?:the )?latest|(?:la|el) (?:mas tarde"
    r"|de mas tarde)|(?:la|el) mas tardi[oa])\b"
)
_NONE = re.compile(
    r"\b(?:none(?: of (?:them|those|these|the above))?|neither(?: one| of (?:them|those|these))?"
    r"|not any of (?:them|those)"
    r"|no(?:ne)? (?:of )?(?:those|these) work|ningun[oa]?(?: de (?:es[oa]s|ell[oa]s|los dos|las dos))?"
    r"|nothing (?:there|works))\b"
)
_PLACES_EN = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
    "sixth": 5,
    "6th": 5,
    "top": 0,
    "former": 0,
    "last": -1,
    "final": -1,
    "bottom": -1,
    "latter": -1,
}
_PLACES_ES = {
    "primera": 0,
    "primero": 0,
    "primer": 0,
    "segunda": 1,
    "segundo": 1,
    "tercera": 2,
    "tercero": 2,
    "tercer": 2,
    "cuarta": 3,
    "cuarto": 3,
    "quinta": 4,
    "quinto": 4,
    "ultima": -1,
    "ultimo": -1,
}
_PLACE = re.compile(
    r"\b(?:(?:the|la|el|lo|a la|al) )?(?P<ordinal>"
    + "|".join(sorted({*_PLACES_EN, *_PLACES_ES}, key=len, reverse=True))
    + r")\b"
    r"(?! (?:of|week|available|thing|time i|opening|day of|del|de|hora|semana|vez|appointment you"
    r"|slot you))(?: (?:one|option|choice|slot|time|appointment|opcion|cita|hora))?"
)
_NUMBERED = re.compile(
    r"(?:\b(?:number|num|no\.?|option|opt|choice|slot|opcion|numero|la opcion|el numero)|#) ?"
    r"(?P<mark>\d{1,2}|[a-f]\b|one|two|three|four|five|uno|dos|tres|cuatro|cinco|una)"
)
_WORD_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "uno": 1,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
}
_LONE = re.compile(
    r"(?:the |la |el )?(?:#|\()?(?P<mark>\d{1,2}|[a-f]|one|two|three|four|five|uno|dos|tres|cuatro"
    r"|cinco)[).!]*(?: please| pls| por favor)?"
)
_NOT_LAST = re.compile(
    r"\bat last\b|\blast (?:week|month|time|night|year)\b|\bfirst (?:name|available|of all|time)\b"
    r"|\bsecond (?:thought|opinion)\b|\bone second\b|\ba second\b|\bun segundo\b|\bprimero que nada\b"
)
_EMPTY = word_set(
    """
    the a an one at on in for to of and or is it i i'll ill take want would like please that this
    with works work good fine ok okay yes no let's lets do go book me my can could we have how about
    sounds great perfect slot time option appointment dr doctor la el las los de del con para por y
    o en un una si quiero me sirve bien mejor cita hora que not don't can't but then maybe just not
    yeah sure prefer better choose pick am pm
    """
)


def parse_choice(text: str, labels: Sequence[str], language: str) -> Choice | None:
    """Which of `labels` (as shown to the person, in order) `text` picks; None when it picks none of them.

    Words of the labels win over "any"; a day or time that no label has is no choice.
    """
    if not labels:
        return None
    folded = fold_with_offsets(text[:_MOST])
    plain = folded.text
    if not plain:
        return None
    for kind, pattern in (("none", _NONE), ("soonest", _SOONEST), ("latest", _LATEST)):
        match = pattern.search(plain)
        if match:
            return Choice(kind, None, (), 0.9, folded.span(*match.span()))  # type: ignore[arg-type]
    placed = _by_place(plain, len(labels))
    if placed:
        index, (start, end), sure = placed
        return Choice("one", index, (index,), sure, folded.span(start, end))
    lone = _lone_number(plain, labels, language)
    whole = (0, len(text[:_MOST].rstrip()))
    if lone is not None:
        return _of(lone, 0.85, whole)
    fits = _by_content(text[:_MOST], labels, language)
    if fits is not None:
        return _of(fits, 0.9, whole) if fits else None
    match = _ANY.search(plain)
    return Choice("any", None, tuple(range(len(labels))), 0.9, folded.span(*match.span())) if match else None


def _of(indices: tuple[int, ...], sure: float, span: tuple[int, int]) -> Choice:
    if len(indices) == 1:
        return Choice("one", indices[0], indices, sure, span)
    return Choice("several", None, indices, 0.6, span)


def _by_place(plain: str, count: int) -> tuple[int, tuple[int, int], float] | None:
    """Ordinals and numbered options; a negated ordinal ("not the first") leaves the other of two."""
    numbered = _NUMBERED.search(plain)
    if numbered:
        index = _mark(numbered["mark"])
        return (index, numbered.span(), 0.95) if 0 <= index < count else None
    if _NOT_LAST.search(plain):
        return None
    picks = [(match, _place(match["ordinal"], count)) for match in _PLACE.finditer(plain)]
    refused = [
        index
        for match, index in picks
        if re.search(r"\b(?:not|no|except|menos|but not) $", plain[: match.start()])
    ]
    wanted = [(match, index) for match, index in picks if index not in refused and 0 <= index < count]
    if wanted:
        match, index = wanted[-1]
        return index, match.span(), 0.95 if len({at for _, at in wanted}) == 1 else 0.5
    if refused and count == 2:
        other = 1 - refused[0]
        return other, picks[0][0].span(), 0.8
    return None


def _place(word: str, count: int) -> int:
    place = _PLACES_EN.get(word, _PLACES_ES.get(word, 99))
    return count - 1 if place < 0 else place


def _mark(mark: str) -> int:
    if mark.isdigit():
        return int(mark) - 1
    return _WORD_NUMBERS[mark] - 1 if mark in _WORD_NUMBERS else ord(mark) - ord("a")


def _lone_number(plain: str, labels: Sequence[str], language: str) -> tuple[int, ...] | None:
    """A bare "2": the second option, or the one label with that hour; both when they differ."""
    match = _LONE.fullmatch(plain)
    if not match:
        return None
    index = _mark(match["mark"])
    as_place = (index,) if 0 <= index < len(labels) else ()
    if not match["mark"].isdigit():
        return as_place or None
    as_content = tuple(
        at
        for at, label in enumerate(labels)
        if ("hour", index + 1, 0) in _with_hours(_features(label, language))
    )
    return tuple(sorted({*as_place, *as_content})) or None


def _by_content(text: str, labels: Sequence[str], language: str) -> tuple[int, ...] | None:
    """Labels with all that the text names; () when it names what none has; None when it names nothing."""
    told = _features(text, language, loose=True)
    offered = [_with_hours(_features(label, language)) for label in labels]
    known: set[Feature] = set().union(*offered)
    told = {_nearest_time(feature, known) for feature in told}
    strict = {feature for feature in told if feature[0] != "word"}
    if strict - known - {feature for feature in strict if feature[0] == "part"}:
        return ()
    wanted = {feature for feature in told if feature in known}
    if not wanted:
        return None
    fits = tuple(index for index, label in enumerate(offered) if wanted <= label)
    return fits if fits and len(fits) < len(labels) else (fits if len(labels) == 1 and strict else None)


def _with_hours(features: set[Feature]) -> set[Feature]:
    return features | {("hour", feature[1], 0) for feature in features if feature[0] == "time"}


def _nearest_time(feature: Feature, known: set[Feature]) -> Feature:
    """ "the 3" may mean the 3:30 when no 3:00 was offered."""
    hour: Feature = ("hour", feature[1], 0)
    loose = feature[0] == "time" and feature[2] == 0 and feature not in known and hour in known
    return hour if loose else feature


def _features(text: str, language: str, *, loose: bool = False) -> set[Feature]:
    """Times (12-hour), weekdays, day numbers, months, parts of day and content words of `text`."""
    symbols = merge_clock_times(read_symbols(text, language))
    stream = Stream(symbols)
    found: set[Feature] = set()
    for index, symbol in enumerate(symbols):
        found |= _symbol_features(stream, index, symbol, loose=loose)
    words = {token.text for token in tokenize(text) if len(token.text) > 2 and token.text.isalpha()}
    dated = {word for symbol in symbols if symbol.code != "x" for word in fold(symbol.word).split()}
    found |= {("word", word, 0) for word in words - dated - _EMPTY}
    return found


def _symbol_features(stream: Stream, index: int, symbol: Symbol, *, loose: bool) -> set[Feature]:
    code = symbol.code
    before = stream.symbols[index - 1].code if index else ""
    after = stream.symbols[index + 1].code if index + 1 < len(stream.symbols) else ""
    if code in ("clk", "clkish", "dot") or code[:1] == "q":
        said = clock_time(symbol)
        if said is None:
            return set()
        part: set[Feature] = {("part", "am" if said.hour < 12 else "pm", 0)} if said.half == "24" else set()
        if said.half in ("am", "pm"):
            part = {("part", said.half, 0)}
        elif not loose:  # an offer without am or pm is written in 24 hours
            part = {("part", "am" if said.hour < 12 else "pm", 0)}
        return {("time", said.hour % 12 or 12, said.minute)} | part
    if code[:1] in "dD" and code[1:].isdigit():
        return {("weekday", int(code[1:]), 0)}
    if code[:1] == "m" and code[1:].isdigit():
        return {("month", int(code[1:]), 0)}
    if code[:1] in "no" and code[1:].isdigit() and int(code[1:]) < 1900 and symbol.word not in _PRONOUNS:
        return _number_features(code, before, after, loose=loose)
    if code in ("morning", "afternoon", "evening"):
        return {("part", "am" if code == "morning" else "pm", 0)}
    return set()


def _number_features(code: str, before: str, after: str, *, loose: bool) -> set[Feature]:
    number = int(code[1:])
    if before == "at" or after in ("oclock", "am", "pm"):
        return {("time", number % 12 or 12, 0)}
    dated = (
        (before[:1] == "m" and before[1:].isdigit())
        or (after[:1] == "m" and after[1:].isdigit())
        or code[0] == "o"
    )
    if dated or before[:1] == "d" or after == "of":
        return {("day", number, 0)}
    if loose and before == "the" and number <= 12:
        return {("time", number, 0)}
    return set()
