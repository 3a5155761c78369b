"""Decide whether a clause asks for a fact, and which."""

from __future__ import annotations

from dataclasses import dataclass

from jessica.dialogue.commands import Ask, QuestionKind
from jessica.dialogue.understanding.clauses import Clause

# Facts that the clinic's own records answer, most telling first.
_KINDS: tuple[tuple[str, QuestionKind], ...] = (
    ("third_party", "third_party"),
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
# Whoever mentions these wants the clinic's rule, however it is put.
_ALWAYS_ASKED = frozenset({"discount", "pregnancy"})
_EVEN_AS_A_STATEMENT = frozenset({"price", "insurance", "third_party"})
_ABOUT_HERSELF = frozenset({"robot", "who_are_you", "how_are_you"})
_JOB_INTENTS = frozenset(
    {"text_me", "book", "move", "cancel", "visits", "message", "callback", "waitlist", "human", "robot"}
    | {"opt_out", "off_topic", "repeat", "confirm", "late", "abuse", "refill", "results", "records"}
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
    short = len(clause.folded.split()) <= _SHORT
    if mentions.insurer and (clause.is_question or short or "insurance" in intents):
        return "insurance"
    if intents & _ALWAYS_ASKED:
        return "other"
    fact = next((kind for intent, kind in _KINDS if intent in intents), None)
    if fact is not None and _asks_for(fact, clause, intents, mentions):
        return fact
    if intents & (_JOB_INTENTS | _ABOUT_HERSELF):
        return None
    if mentions.services and "about" in intents:
        return "about_service"
    if not clause.is_question:
        return None
    words = len(clause.folded.split())
    if mentions.services and "offers" in intents and words <= 9 + 2 * len(mentions.services):
        return "offers_service"
    # "Friday at 3?" is a wish to come, not a question for a fact.
    return None if mentions.names_time and short and not mentions.services else "other"


def _asks_for(fact: QuestionKind, clause: Clause, intents: set[str], mentions: Mentions) -> bool:
    """Whether the words of a fact are there as a question, and not beside a wish to book or to move."""
    if fact in _EVEN_AS_A_STATEMENT:
        return not (intents & {"move", "cancel"} and fact == "insurance")
    if intents & {"move", "cancel"} or (mentions.names_time and "book" in intents):
        return False
    short = len(clause.folded.split()) <= _SHORT
    return clause.is_question or (short and bool(intents & _BARE))
