"""Yes, no, maybe and later, in the many words people use for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from jessica.dialogue.understanding.grammars.text import Token, tokenize
from jessica.dialogue.understanding.grammars.yes_no_words import FILLERS, ONLY_ALONE, PHRASES, STRONG

PolarityValue = Literal["yes", "no", "maybe", "later"]
_SURE, _LIKELY, _WEAK = 0.97, 0.8, 0.55
_LONGEST = 7
_MOST_TOKENS = 120


@dataclass(frozen=True, slots=True)
class Polarity:
    """A yes, no, maybe or later; `rest` is what else was said, as typed, `span` the answer itself."""

    polarity: PolarityValue
    confidence: float
    rest: str
    span: tuple[int, int]


def parse_polarity(text: str, language: str) -> Polarity | None:
    """The answer that `text` gives to a yes-or-no question; None when it gives none.

    An answer at the start is read first ("no, the other one" is a no with rest "the other one"); else one of
    the phrases that mean an answer wherever they stand ("3:30 works for me").
    """
    tokens = tokenize(text)[:_MOST_TOKENS]
    start = 0 if (_match(tokens, 0, language) or ("", 0))[1] > 1 else _skip(tokens, 0)
    opening = _match(tokens, start, language)
    if opening is None or _is_subject(tokens, opening[1]) or _opens_sentence(tokens, start, opening[1]):
        return _inside(text, tokens, language)
    value, end = opening
    first = tokens[start]
    sure = _SURE
    while True:
        following = _skip(tokens, end)
        more = _match(tokens, following, language)
        if more is None:
            break
        contrary = {value, more[0]} == {"yes", "no"}
        if contrary and _is_courtesy(tokens, following, more[1]):
            sure, end = min(sure, _WEAK if value == "no" else sure), more[1]
            continue
        if contrary and _broken(tokens, end, following):
            sure = _WEAK
        elif contrary:
            sure = _LIKELY
        if more[0] != value and (more[0] != "yes" or value == "yes"):
            value = more[0]
        end = more[1]
    rest = _rest(text, tokens, end)
    return Polarity(
        value, _confidence(sure, value, tokens, end, rest), rest, (first.start, tokens[end - 1].end)
    )


def _is_subject(tokens: tuple[Token, ...], end: int) -> bool:
    """ "no one called": the word after "no" makes it a subject, not an answer."""
    return (
        end < len(tokens)
        and tokens[end - 1].text == "no"
        and tokens[end].text in ("one", "body", "matter", "longer")
    )


def _opens_sentence(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """ "I can't" is an answer on its own, but not in "I can't do Thursday"."""
    if end >= len(tokens) or not tokens[end].text[0].isalnum() or tokens[end].text in FILLERS:
        return False
    return " ".join(token.text for token in tokens[start:end]) in _alone()


@cache
def _alone() -> frozenset[str]:
    return frozenset(_spaced(phrase) for phrase in ONLY_ALONE)


def _skip(tokens: tuple[Token, ...], index: int) -> int:
    while index < len(tokens) and (tokens[index].text in FILLERS or not tokens[index].text[0].isalnum()):
        if tokens[index].text in _SIGNS:
            break
        index += 1
    return index


_SIGNS: dict[str, PolarityValue] = {
    "\U0001f44d": "yes",
    "\u2705": "yes",
    "\U0001f44c": "yes",
    "\u2714": "yes",
    "\U0001f64f": "yes",
    "\U0001f44e": "no",
    "\u274c": "no",
}


def _match(tokens: tuple[Token, ...], index: int, language: str) -> tuple[PolarityValue, int] | None:
    """The longest answer phrase that starts at `index`, in the language of the talk first."""
    if index >= len(tokens):
        return None
    if tokens[index].text in _SIGNS:
        return _SIGNS[tokens[index].text], index + 1
    for width in range(min(_LONGEST, len(tokens) - index), 0, -1):
        words = " ".join(token.text for token in tokens[index : index + width])
        for known in (language, "en" if language == "es" else "es"):
            value = _phrases(known).get(words)
            if value:
                return value, index + width
    return None


@cache
def _phrases(language: str) -> dict[str, PolarityValue]:
    return {_spaced(phrase): value for value, listed in PHRASES[language].items() for phrase in listed}


@cache
def _strong(language: str) -> dict[str, PolarityValue]:
    return {_spaced(phrase): value for value, listed in STRONG[language].items() for phrase in listed}


def _spaced(phrase: str) -> str:
    return " ".join(token.text for token in tokenize(phrase))


def _is_courtesy(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """ "no, that's fine", "no, ok": the second part softens the first instead of turning it."""
    return " ".join(token.text for token in tokens[start:end]) in {
        "that's fine",
        "thats fine",
        "it's fine",
        "its fine",
        "ok",
        "okay",
        "it's ok",
        "that's ok",
        "that's okay",
        "esta bien",
    }


def _broken(tokens: tuple[Token, ...], end: int, following: int) -> bool:
    return any(token.text in ",.;!" for token in tokens[end:following])


def _rest(text: str, tokens: tuple[Token, ...], end: int) -> str:
    index = end
    while index < len(tokens) and (tokens[index].text in FILLERS or not tokens[index].text[0].isalnum()):
        index += 1
    return text[tokens[index].start :].strip() if index < len(tokens) else ""


def _confidence(sure: float, value: str, tokens: tuple[Token, ...], end: int, rest: str) -> float:
    """Less sure when more words follow without a pause, or when the rest takes the answer back."""
    if not rest:
        return sure if tokens[-1].text != "?" else min(sure, _WEAK)
    paused = end < len(tokens) and tokens[end].text in ",.;!-:"
    turned = tokens[min(end + (1 if paused else 0), len(tokens) - 1)].text in (
        "but",
        "pero",
        "except",
        "aunque",
    )
    if turned:
        return min(sure, _WEAK + 0.1)
    return min(sure, _LIKELY + 0.1 if paused else (_WEAK if value == "no" and end == 1 else _LIKELY))


def _inside(text: str, tokens: tuple[Token, ...], language: str) -> Polarity | None:
    """A phrase that is an answer wherever it stands, unless the message is a question."""
    if tokens and tokens[-1].text == "?":
        return None
    for index in range(1, len(tokens)):
        for width in range(min(_LONGEST, len(tokens) - index), 0, -1):
            words = " ".join(token.text for token in tokens[index : index + width])
            for known in (language, "en" if language == "es" else "es"):
                value = _strong(known).get(words)
                if value:
                    before = text[: tokens[index].start].strip(" ,.;-")
                    after = _rest(text, tokens, index + width)
                    span = tokens[index].start, tokens[index + width - 1].end
                    return Polarity(
                        value, _LIKELY - 0.05, " ".join(part for part in (before, after) if part), span
                    )
    return None
