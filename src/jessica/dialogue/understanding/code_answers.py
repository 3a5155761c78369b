"""What is answered when a one-time code was asked for."""

from __future__ import annotations

import re

from jessica.dialogue import commands as c
from jessica.dialogue.understanding.grammars.one_time_code import parse_code
from jessica.dialogue.understanding.grammars.text import fold

_NOT_ARRIVED = re.compile(
    r"\b(?:send|text|get|need) (?:me )?(?:it |the code |a new code |another|a new|again)"
    r"|\b(?:re-?send|new code|another code|send again|try again|again please|otra vez|de nuevo)\b"
    r"|\b(?:didn't|did not|didnt|haven't|havent|never) (?:get|got|receive|received|see|come|arrive)"
    r"|\b(?:nothing|no code|hasn't|hasnt|not) (?:came|arrived|come|here yet|received)\b"
    r"|\bno (?:me )?(?:llega|llego|ha llegado|recibi|he recibido)\b"
    r"|\b(?:reenvi\w+|mande\w*|envie\w*|otro codigo|codigo nuevo|nuevo codigo)\b|\bexpired?\b|\bvencio\b"
)
_CANNOT_GET_IT = re.compile(
    r"\b(?:no longer|don't|do not|dont|didn't) (?:have|use|own) (?:that|this|the|my|access)"
    r"|\b(?:lost|changed|stolen|old|broke|can't access|cannot access) (?:my |that |the |is )?"
    r"(?:old )?(?:phone|number|cell|mobile|e-?mail)"
    r"|\b(?:ya no tengo|perdi|cambie|me robaron|no tengo acceso)\b"
    r"|\b(?:wrong|not my) (?:number|phone|e-?mail)\b|\bno es mi (?:numero|telefono|correo)\b"
)


def answer_to_code(text: str) -> c.Command | None:
    """The code, the wish for another, or that it cannot be had; None where something else is said."""
    digits = parse_code(text)
    if digits is not None:
        return c.FillCode(digits)
    folded = fold(text)
    if _CANNOT_GET_IT.search(folded):
        return c.WantHuman("identity")
    return c.SendAgain() if _NOT_ARRIVED.search(folded) else None
