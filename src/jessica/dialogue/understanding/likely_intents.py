"""What a clause wants, by its wording patterns and, where these are silent, by the trained classifier."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jessica.dialogue.understanding.chart_wishes import chart_wish_in
from jessica.dialogue.understanding.classifier.model import Reading, classifier
from jessica.dialogue.understanding.clauses import Clause
from jessica.dialogue.understanding.intents import intents_in

# Patterns are certain of what they match; a guess that starts something has to be surer than one that labels.
_SURE = 0.75
_SURELY_ASKED = 0.8
# A turn of the talk starts nothing that cannot be taken back: less is enough to hear it.
_SURE_BY_INTENT = {
    "human": 0.6,
    "complaint": 0.6,
    "opt_out": 0.5,
    "abuse": 0.5,
    "off_topic": 0.6,
    "repeat": 0.5,
    "start_over": 0.5,
    "stop_task": 0.6,
    "maybe_later": 0.6,
    "bot_question": 0.5,
    "confirm_visit": 0.6,
    "running_late": 0.5,
    "other_party": 0.8,
}
_NEVER_MISSED = frozenset({"human", "opt_out", "complaint", "bot_question", "running_late"})
_SURE_BESIDE = 0.85
_SHORT, _HARDLY, _SURELY_NOT = 6, 0.3, 0.08
# People who are meant in another way than to be talked to.
_OTHER_PEOPLE = re.compile(
    r"\b(?:bring|come with|coming with|take) (?:a|an|another|one|my|some)\b|\bpeople person\b"
    r"|\bis (?:the |your )?(?:doctor|surgeon|dr|nurse)\b.{0,20}\breal\b"
    r"|\b(?:llevar|traer|ir con|venir con) (?:a )?(?:una?|otra|mi|alguien)\b"
)
# "What happens if I'm late?" asks for a rule and tells nothing.
_SUPPOSES = re.compile(r"\b(?:if|what happens|do i (?:need|have) to|must i|que pasa|si|tengo que|debo)\b")
_FEWEST_WORDS = 2
_WISHES = {
    "book": "book",
    "reschedule": "move",
    "cancel": "cancel",
    "confirm_visit": "confirm",
    "running_late": "late",
    "opt_out": "opt_out",
    "abuse": "abuse",
    "off_topic": "off_topic",
    "repeat": "repeat",
    "human": "human",
    "message": "message",
    "other_party": "message",
    "complaint": "complaint",
    "bot_question": "robot",
    "start_over": "start_over",
    "stop_task": "never_mind",
    "maybe_later": "later",
    "thanks": "thanks",
    "goodbye": "goodbye",
}
# Only topics that one record of the clinic answers; the approved answers find the others by their own words.
_FACTS = {"price": "price", "hours": "hours", "insurance": "insurance", "credentials": "credentials"}
# A wording pattern for any of these settles what the clause is for.
_SETTLED = frozenset(
    {"book", "move", "cancel", "visits", "waitlist", "callback", "message", "human", "robot", "complaint"}
    | {"start_over", "never_mind", "undecided", "text_me", "late", "clinical", "third_party", "opt_out"}
    | {"repeat", "confirm"}
)

# What the same words would be taken for: "can I get in my results?" is no wish to come.
_BESIDE_A_CHART_WISH = frozenset({"book", "interested", "price", "message", "clinical", "visits", "text_me"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A clause with the names of everything that it seems to want."""

    clause: Clause
    intents: set[str]


def likely_intents(clause: Clause) -> Wish:
    """The wishes in `clause`. A pattern that matches is never overruled by the classifier."""
    found = intents_in(clause.folded)
    if len(clause.folded.split()) < _FEWEST_WORDS:
        return Wish(clause, found)
    reading = classifier().read(clause.text)
    if not found and not clause.is_question and reading.intents.get("ask", 0.0) >= _SURELY_ASKED:
        clause = replace(clause, is_question=True)
    if len(clause.folded.split()) > _SHORT and reading.intents.get("stop_task", 0.0) < _HARDLY:
        # "Ya no" and "forget it" are in many a long sentence that drops nothing.
        found.discard("never_mind")
    found |= _guessed(reading, settled=bool(found & _SETTLED))
    if "human" in found and _is_about_others(clause, reading):
        found.discard("human")
    if clause.is_question and "complaint" in found and _asks_for_rule(reading):
        # "What is your refund policy?" asks for a rule.
        found.discard("complaint")
    if "complaint" in found and reading.intents.get("complaint", 0.0) < _SURELY_NOT / 2:
        # Sue is a name, and a tax refund is nobody's fault.
        found.discard("complaint")
    if clause.is_question and _SUPPOSES.search(clause.folded):
        found -= {"late", "confirm", "opt_out"}
    wish = chart_wish_in(clause.text, reading)
    if wish is not None:
        found = {*(found - _BESIDE_A_CHART_WISH), wish}
    elif clause.is_question:
        found |= {name for topic, name in _FACTS.items() if reading.topics.get(topic, 0.0) >= _SURELY_ASKED}
    return Wish(clause, found)


def _is_about_others(clause: Clause, reading: Reading) -> bool:
    """Whether a person is named, but not to be talked to: "bring a person", "what rules a person out"."""
    if _OTHER_PEOPLE.search(clause.folded):
        return True
    return len(clause.folded.split()) > _SHORT and reading.intents.get("human", 0.0) < _SURELY_NOT


def _asks_for_rule(reading: Reading) -> bool:
    rule = reading.topics.get("cancellation_policy", 0.0)
    return max(rule, 1 - reading.intents.get("complaint", 0.0)) >= _SURELY_ASKED


def _guessed(reading: Reading, *, settled: bool) -> set[str]:
    """What the classifier is sure of; beside a pattern that settles it, only what must not be missed."""
    found = set()
    for intent, name in _WISHES.items():
        needed = _SURE_BY_INTENT.get(intent, _SURE)
        if settled:
            needed = _SURE_BESIDE if intent in _NEVER_MISSED else 1.1
        if reading.intents.get(intent, 0.0) >= needed:
            found.add(name)
    return found
