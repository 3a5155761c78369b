"""Decide whether a clause asks for a fact, and which."""

from __future__ import annotations

from dataclasses import dataclass

from jessica.dialogue.commands import Ask, QuestionKind
from jessica.dialogue.understanding.clauses import Clause

# Facts that the clinic's own records answer, most telling first.
_KINDS: tuple[tuple[str, QuestionKind], ...] = (
    ("third_party", "third_party"),
    ("discount", "other"),
    ("insurance", "insurance"),
    ("price", "price"),
    ("parking", "parking"),
    ("transit", "transit"),
    ("hours", "hours"),
    ("address", "address"),
    ("credentials", "credentials"),
    ("providers", "providers"),
    ("services", "services"),
    ("preparation", "preparation"),
    ("duration", "duration"),
    ("phone", "phone"),
)
_ABOUT_HERSELF = frozenset({"robot", "who_are_you", "how_are_you"})
_JOB_INTENTS = frozenset(
    {"book", "move", "cancel", "visits", "message", "callback", "waitlist", "human", "robot"}
)
# These words alone ("parking", "prices") are a question even without a question's form.
_BARE = frozenset({"price", "parking", "hours", "address", "insurance", "transit", "services"})
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Mentions:
    """Catalogue keys that a clause names."""

    services: tuple[str, ...] = ()
    other_services: tuple[tuple[str, ...], ...] = ()
    provider: str | None = None
    location: str | None = None
    insurer: str | None = None
    names_time: bool = False


def question_in(clause: Clause, intents: set[str], mentions: Mentions) -> Ask | None:
    """The question that `clause` asks, or None when it asks nothing or asks for an action."""
    kind = _kind_of(clause, intents, mentions)
    if kind is None:
        return None
    service = mentions.services[0] if len(mentions.services) >= 1 else None
    return Ask(kind, clause.text, service, mentions.location, mentions.provider, mentions.insurer)


def _kind_of(clause: Clause, intents: set[str], mentions: Mentions) -> QuestionKind | None:
    words = clause.folded.split()
    asks = clause.is_question or len(words) <= _SHORT
    fact = next((kind for intent, kind in _KINDS if intent in intents), None)
    if mentions.insurer and (asks or "insurance" in intents):
        return "insurance"
    if (
        fact is not None
        and mentions.names_time
        and intents & {"book", "move"}
        and fact not in {"price", "insurance"}
    ):
        return None
    if fact is not None and (
        clause.is_question or (asks and intents & _BARE) or fact in {"price", "insurance"}
    ):
        if intents & {"move", "cancel"} and fact not in {"price"}:
            return None
        return fact
    if intents & _JOB_INTENTS or intents & _ABOUT_HERSELF:
        return None
    if mentions.services and "about" in intents:
        return "about_service"
    if (
        clause.is_question
        and mentions.services
        and "offers" in intents
        and len(words) <= 9 + 2 * len(mentions.services)
    ):
        return "offers_service"
    if clause.is_question and not (mentions.names_time and not mentions.services):
        return "other"
    return None
