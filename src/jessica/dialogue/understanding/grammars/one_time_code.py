"""A one-time code as it is written or said back: six digits in a row, spaced, or as words."""

from __future__ import annotations

import re

from jessica.dialogue.understanding.grammars.spoken_numbers import read_dictated_digits
from jessica.dialogue.understanding.grammars.text import fold

_DIGITS = 6
_ROW = re.compile(r"(?<![\d/])\d(?:[ .\-]?\d){5}(?![\d/])")
_WORD = re.compile(r"\w+")


def parse_code(text: str) -> str | None:
    """The six digits in `text`, in figures or in words of either language; None for anything else."""
    rows = _ROW.findall(text)
    if len(rows) == 1:
        return re.sub(r"\D", "", rows[0])
    return _spoken(_WORD.findall(fold(text))) if not re.search(r"\d", text) else None


def _spoken(words: list[str]) -> str | None:
    """The one run of number words that makes six digits."""
    digits, at = "", 0
    while at < len(words):
        read = read_dictated_digits(words[at:])
        if read is None:
            if digits:
                break
            at += 1
            continue
        digits, at = digits + read[0], at + read[1]
    return digits if len(digits) == _DIGITS else None
