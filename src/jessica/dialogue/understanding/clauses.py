"""Cut a message into clauses: "is there parking? and move my visit to Friday" is two wishes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jessica.dialogue.understanding.grammars.text import fold

# A full stop after these is part of the word.
_ABBREVIATIONS = "".join(
    rf"(?<!\b{word})"
    for word in ("dr", "dra", "mr", "mrs", "ms", "st", "sr", "sra", "[ap]", r"[ap]\.m", "no")
)
_SENTENCE_END = re.compile(_ABBREVIATIONS + r"(?:[.!?]+|…|\n+|;)(?=\s|$|[¿¡])", re.IGNORECASE)
_NEXT_WISH = (
    r"(?:i\s+(?:also\s+)?(?:want|need|would|have)|i'?d|can|could|do\s+you|does|is\s+there|are\s+there|what|where|how|when\s+is|"
    r"please|cancel|move|reschedule|book|schedule|also|tell|"
    r"quiero|quisiera|necesito|puede|podria|podría|tienen|hay|cuanto|cuánto|donde|dónde|que|qué|cual|cuál|cancele|cancelar|"
    r"cambie|cambiar|tambien|también|agendar|reservar)\b"
)
_LINK = "and then|and|but|plus|then|y luego|y despues|y|e|pero|luego|ademas|además"
_ASKING = "do|does|is|are|can|could|what|how|where|will|hay|tienen|aceptan|cuanto|cuánto|donde|dónde"
_CONNECTOR = re.compile(
    rf"(?:,\s*|\s+)(?:{_LINK})\s+(?={_NEXT_WISH})"
    rf"|,\s+(?=(?:{_ASKING})\b)"
    r"|\s+(?:oh\s+and|and\s+also|also,|y\s+también)\s+",
    re.IGNORECASE,
)
_QUESTION_START = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|well|oh|hi|hello|hey|wait|actually|quick question|one more thing|"
    r"y|pero|hola|oiga|entonces|disculpe|una pregunta)[,:\s]+)*"
    r"(?:what|whats|what's|which|where|wheres|where's|when|who|whos|who's|why|how|hows|do|does|did|is|are|can|could|will|would|"
    r"should|may (?:i|we)|have you|has|am i|"
    r"que|cual|cuales|donde|cuando|quien|quienes|como|cuanto|cuanta|cuantos|cuantas|por que|tienen|tiene|"
    r"hay|aceptan|acepta|hacen|hace|puedo|pueden|puede|podria|atienden|ofrecen|se puede)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the message; `text` is as written, `folded` for matching."""

    text: str
    folded: str
    is_question: bool


def split_clauses(message: str) -> list[Clause]:
    """The clauses of `message` in order; never empty for a message with words in it."""
    pieces: list[tuple[str, bool]] = []
    start = 0
    for match in _SENTENCE_END.finditer(message):
        pieces.append((message[start : match.start()], "?" in match.group()))
        start = match.end()
    pieces.append((message[start:], False))
    clauses: list[Clause] = []
    for sentence, asked in pieces:
        parts = _CONNECTOR.split(sentence)
        for index, part in enumerate(parts):
            text = part.strip(" ,-–")
            folded = fold(text)
            if not re.search(r"\w", folded):
                continue
            closes = asked and index == len(parts) - 1
            clauses.append(Clause(text, folded, closes or "¿" in part or bool(_QUESTION_START.match(folded))))
    return clauses
