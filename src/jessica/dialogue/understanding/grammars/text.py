"""Folding of patients' text to plain lower-case letters, keeping the way back to the original characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_STRAIGHT = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u00b4": "'", "\u0060": "'", "\u02bc": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
})  # fmt: skip
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, digit run or sign: `text` is folded, `start:end` index the original string."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with, for each folded character, the index of the original character it came from."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original span of the folded slice `start:end` (which must not be empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_with_offsets(text: str) -> Folded:
    """Lower-case, strip accents and controls, straighten quotes and dashes, collapse white space."""
    letters: list[str] = []
    offsets: list[int] = []
    gap = -1
    for index, char in enumerate(text):
        if char.isspace():
            gap = index if gap < 0 else gap
            continue
        plain = char.lower() if char.isascii() else _plain(char)
        if not plain or (char.isascii() and not char.isprintable()):
            continue
        if gap >= 0 and letters:
            letters.append(" ")
            offsets.append(gap)
        gap = -1
        letters.extend(plain)
        offsets.extend([index] * len(plain))
    return Folded("".join(letters), tuple(offsets))


def fold(text: str) -> str:
    """Lower-case, accents stripped, curly quotes straightened, white space collapsed and trimmed."""
    return fold_with_offsets(text).text


def tokenize(text: str) -> tuple[Token, ...]:
    """Words (with inner apostrophes), digit runs and single signs, folded, with spans in `text`."""
    folded = fold_with_offsets(text)
    return tuple(
        Token(found.group(), *folded.span(found.start(), found.end()))
        for found in _TOKEN.finditer(folded.text)
    )


def _plain(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    straight = char.translate(_STRAIGHT)
    if straight.isascii():
        return straight
    decomposed = unicodedata.normalize("NFKD", char.casefold())
    return "".join(
        part.translate(_STRAIGHT)
        for part in decomposed
        if unicodedata.category(part) not in ("Mn", "Cc", "Cf", "Cs", "Co", "Cn") and not part.isspace()
    )
