"""Turns of the talk beside other readings of the same words: which of them count."""

from __future__ import annotations

from jessica.dialogue import commands as c
from jessica.dialogue.understanding.classifier.model import classifier
from jessica.dialogue.understanding.clauses import Clause, split_clauses
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.grammars.text import fold
from jessica.dialogue.understanding.intents import intents_in, language_of
from jessica.dialogue.understanding.jobs import STOP_WORDS
from jessica.dialogue.understanding.opt_out import opt_out_scope
from jessica.dialogue.understanding.stems import words

# Where free words are awaited, a few of them that say nothing else break in.
_INTERRUPTION_WORDS = 10
_SURE = 0.9
_TO_ACT_ON = frozenset({"late", "confirm", "opt_out"})
_BREAKING_IN: dict[str, c.Command] = {
    "abuse": c.Abuse(),
    "repeat": c.Repeat(),
    "start_over": c.StartOver(),
    "stop_task": c.Abandon(),
    "bot_question": c.SmallTalk("robot"),
    "human": c.WantHuman(),
}
_OF_THE_TALK = (c.OptOut, c.Abuse, c.OffTopic, c.Repeat, c.Later)
# What a pleasantry, a polarity or a stray time in the same words seems to say besides.
_SHADOWS = (c.Affirm, c.Deny, c.Undecided, c.Choose, c.ChooseAny, c.ShiftWhen, c.Unclear)


def settled_talk(found: list[c.Command], text: str, context: Context) -> list[c.Command]:
    """`found` without the shadows of a turn of the talk, and without a turn that other words make void."""
    if c.Later() in found:
        # "Maybe later in the week" wishes for a time; the now in "not now" is none.
        wished = any(_is_to_come(item, context) for item in found)
        void = c.Later if wished else c.FillWhen
        found = [item for item in found if not isinstance(item, void)]
    if any(isinstance(item, c.OptOut | c.Later) for item in found):
        found = [item for item in found if item != c.Abandon()]
    if any(isinstance(item, c.OptOut) for item in found):
        found = [item for item in found if not _is_the_stopping_itself(item)]
    tells_who = any(isinstance(item, c.FillName | c.FillPhone | c.FillEmail) for item in found)
    if tells_who or not _is_in_a_language(text):
        # Words of nobody's language are not understood: that is what is true of them.
        found = [item for item in found if item != c.OffTopic()]
    if any(isinstance(item, c.Repeat) for item in found):
        found = [item for item in found if not (isinstance(item, c.Ask) and item.kind == "other")]
    if not any(isinstance(item, _OF_THE_TALK) for item in found):
        return found
    kept: list[c.Command] = [item for item in found if not isinstance(item, _SHADOWS)]
    if context.awaiting == "name":
        # Asked for a name, "stop it" is none.
        kept = [item for item in kept if not isinstance(item, c.FillName)]
    return kept


def _is_in_a_language(text: str) -> bool:
    """Whether there is at least a common word of English or Spanish in it, or a letter of Spanish alone."""
    return bool(set(text.lower()) & set("¿¡áéíóúñ")) or language_of(words(text)) is not None


def _is_the_stopping_itself(item: c.Command) -> bool:
    """What "no more promotions" and "don't call me" name is not asked for."""
    match item:
        case c.Start("callback" | "message") | c.SmallTalk("goodbye") | c.Ask("other") | c.FillReason():
            return True
    return False


def tells_something(clauses: list[Clause]) -> bool:
    """Whether the words tell what the clinic must act on, and ask for none of its rules."""
    if any(clause.is_question for clause in clauses):
        return False
    return any(intents_in(clause.folded) & _TO_ACT_ON for clause in clauses)


def interruptions_in(text: str, context: Context) -> list[c.Command]:
    """What breaks in where any words would be taken for a message; empty where they are one."""
    folded = fold(text)
    if len(folded.split()) > _INTERRUPTION_WORDS or len(split_clauses(text)) > 1:
        return []
    reading = classifier().read(text)
    intents = intents_in(folded)
    if folded in STOP_WORDS and context.channel != "sms":
        return [c.Abandon()]
    if "opt_out" in intents or reading.intents.get("opt_out", 0.0) >= _SURE:
        return [c.OptOut(opt_out_scope(text))]
    if "repeat" in intents:
        return [c.Repeat()]
    sure = (intent for intent in _BREAKING_IN if reading.intents.get(intent, 0.0) >= _SURE)
    return [_BREAKING_IN[intent] for intent in sure][:1]


def _is_to_come(item: c.Command, context: Context) -> bool:
    return isinstance(item, c.FillWhen) and any(window.last > context.today for window in item.when.windows)
