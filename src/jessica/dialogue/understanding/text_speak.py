"""Shorthand of text messages written out, so that the grammars read plain words."""

from __future__ import annotations

import re

_PLAIN = {
    r"(?:2mor+ow|2moro|tmrw?|tmw|tomoro+w?)": "tomorrow",
    r"2day": "today",
    r"(?:2nite|tonite)": "tonight",
    r"u": "you",
    r"ur": "your",
    r"r": "are",
    r"(?:pls|plz)": "please",
    r"(?:appt|apt|appointmnt|apointment|appoinment)": "appointment",
    r"asap": "as soon as possible",
    r"wknd": "weekend",
    r"mins": "minutes",
    r"q": "que",
    r"(?:xfa|xfavor|porfa)": "por favor",
    r"(?:tb|tmb)": "tambien",
}
_RULES = [
    (re.compile(rf"(?<![\w@.]){pattern}(?![\w@])", re.IGNORECASE), plain) for pattern, plain in _PLAIN.items()
]
# "4 botox" is "for botox"; "4 pm", "4:30" and "4 March" stay numbers.
_FOR = re.compile(
    r"(?<=\s)4(?=\s+(?!pm|am|p\.|a\.|o'?clock|or|to|th|y|de|[A-Z]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{4})"
)


def plain_words(text: str) -> str:
    """`text` with shorthand written out; everything else as it was."""
    for pattern, plain in _RULES:
        text = pattern.sub(plain, text)
    return _FOR.sub("for", text)
