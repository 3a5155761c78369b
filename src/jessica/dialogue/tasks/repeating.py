"""Say the last answer again: a sentence a line, so that it is easier to follow."""

from __future__ import annotations

import re

from jessica.dialogue.session import Session

_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[ap]\. m\.)(?<!\b[ap]\.)(?<!Dr\.)(?<!Dra\.)\s+(?=[A-Z¿¡ÁÉÍÓÚ])")
_KEPT, _LONGEST = 6, 1200


def remember_said(s: Session) -> None:
    """Keep what was said this turn. A number to call or a promise to wait is worth repeating too."""
    if s.reply.text:
        s.state.last_said = [paragraph[:_LONGEST] for paragraph in s.reply.text[:_KEPT]]


def repeat(s: Session) -> bool:
    """Say it again with its question still open; False where nothing has been said yet."""
    said = s.state.last_said
    if not said:
        return False
    again = s.text("repeat.again")
    for paragraph in said:
        if paragraph == again:
            continue
        # It has left before, so it is its own source.
        s.grounds.add(paragraph)
        s.reply.say("\n".join(_SENTENCE_END.split(paragraph)))
    s.reply.text.insert(0, again)
    return True
