"""Dates and times in patients' words: candidate windows, exclusions and honest ambiguity."""

from jessica.dialogue.understanding.grammars.when.mask import mask_non_dates
from jessica.dialogue.understanding.grammars.when.model import (
    OPEN_END,
    OpeningHours,
    Shift,
    ShiftKind,
    When,
    Window,
)
from jessica.dialogue.understanding.grammars.when.parse import parse_when
from jessica.dialogue.understanding.grammars.when.shift import parse_shift

__all__ = [
    "OPEN_END",
    "OpeningHours",
    "Shift",
    "ShiftKind",
    "When",
    "Window",
    "mask_non_dates",
    "parse_shift",
    "parse_when",
]
