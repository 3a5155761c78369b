"""Words spelled out letter by letter, and spelling hints such as "with a y"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jessica.dialogue.understanding.grammars.text import Token, tokenize

_MOST_TOKENS = 160
_LETTER_NAMES_ES = {
    "be": "b",
    "ce": "c",
    "de": "d",
    "efe": "f",
    "ge": "g",
    "hache": "h",
    "jota": "j",
    "ka": "k",
    "ele": "l",
    "eme": "m",
    "ene": "n",
    "pe": "p",
    "cu": "q",
    "erre": "r",
    "ere": "r",
    "ese": "s",
    "te": "t",
    "uve": "v",
    "ve": "v",
    "equis": "x",
    "ye": "y",
    "zeta": "z",
    "elle": "ll",
}
_LETTER_NAMES_EN = {
    "bee": "b",
    "cee": "c",
    "see": "c",
    "dee": "d",
    "eff": "f",
    "gee": "g",
    "aitch": "h",
    "jay": "j",
    "kay": "k",
    "el": "l",
    "em": "m",
    "en": "n",
    "pee": "p",
    "cue": "q",
    "queue": "q",
    "ar": "r",
    "ess": "s",
    "tee": "t",
    "vee": "v",
    "ex": "x",
    "wye": "y",
    "why": "y",
    "zee": "z",
    "zed": "z",
}
_AS_IN = {
    ("as", "in"),
    ("like", "in"),
    ("as",),
    ("like",),
    ("for",),
    ("de",),
    ("como", "en"),
    ("como",),
    ("in",),
}
_SEPARATORS = frozenset("-.,")
_HINT = re.compile(r"(?:with|con) (?:an? |one |una? |two |dos |double |doble )?(?P<letter>[a-z]{1,6})\b")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelled word in lower case; `hint` when it is a known word plus "with a y" rather than letters."""

    word: str
    hint: str | None
    span: tuple[int, int]


def parse_spelling(text: str, language: str) -> Spelling | None:
    """The word spelled in `text`: "S-M-Y-T-H-E", "s as in sam, m as in mary", "doble ele", "Smythe with a y".

    At least three letters make a spelling. Of several, the last counts: people correct themselves forwards.
    """
    tokens = tokenize(text)[:_MOST_TOKENS]
    best: Spelling | None = None
    index = 0
    while index < len(tokens):
        letters, after = _letters(tokens, index, language)
        if len(letters) >= 3 and after - index >= 3:
            best = Spelling(letters, None, (tokens[index].start, tokens[after - 1].end))
            index = after
        else:
            index += 1
    return best or _hinted(tokens)


def _letters(tokens: tuple[Token, ...], index: int, language: str) -> tuple[str, int]:
    """Letters said one after another from `index`, and the index after the last of them."""
    letters, after = "", index
    while index < len(tokens):
        if letters and tokens[index].text in _SEPARATORS:
            index += 1
            continue
        one, used = _letter(tokens, index, language)
        if not one:
            break
        letters += one
        index = after = index + used
    return letters, after


def _letter(tokens: tuple[Token, ...], index: int, language: str) -> tuple[str, int]:
    word = tokens[index].text
    if word in ("double", "doble") and index + 1 < len(tokens):
        if language == "es" and tokens[index + 1].text in ("u", "uve", "ve"):
            return "w", 2
        one, used = _letter(tokens, index + 1, language)
        return (one * 2, used + 1) if one else ("", 0)
    if language == "es" and word == "i" and index + 1 < len(tokens) and tokens[index + 1].text == "griega":
        return "y", 2
    names = _LETTER_NAMES_ES if language == "es" else _LETTER_NAMES_EN
    one = word if len(word) == 1 and word.isalpha() else names.get(word, "")
    if not one:
        return "", 0
    for width in (2, 1):
        link = tuple(token.text for token in tokens[index + 1 : index + 1 + width])
        example = index + 1 + width
        if link not in _AS_IN or example >= len(tokens):
            continue
        if tokens[example].text.startswith(one) and len(tokens[example].text) > 1:
            return one, width + 2
    return one, 1


def _hinted(tokens: tuple[Token, ...]) -> Spelling | None:
    """ "no, it's Smythe with a y": the word before the hint."""
    for index in range(1, len(tokens) - 1):
        if tokens[index].text not in ("with", "con"):
            continue
        rest = " ".join(token.text for token in tokens[index : index + 4])
        match = _HINT.match(rest)
        letter = _single(match["letter"]) if match else ""
        word = tokens[index - 1]
        if letter and len(word.text) > 2 and word.text.isalpha() and letter in word.text:
            end = tokens[
                min(index + len(rest[: match.end()].split()) if match else index, len(tokens)) - 1
            ].end
            return Spelling(word.text, letter, (word.start, end))
    return None


def _single(word: str) -> str:
    if len(word) == 1:
        return word
    return _LETTER_NAMES_EN.get(word) or _LETTER_NAMES_ES.get(word, "")
