"""Which jobs and turns of the talk a clause asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from jessica.dialogue import commands as c
from jessica.dialogue.understanding.clauses import Clause
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.leaving import leaves_for_now
from jessica.dialogue.understanding.opt_out import opt_out_scope
from jessica.dialogue.understanding.questions import Mentions

_ANOTHER = re.compile(r"\b(?:another|also|second|additional|new|otra|tambien|nueva|ademas)\b")
_EXPLICIT_BOOKING = re.compile(
    r"\b(?:book|schedule|appointment|consult\w*|agend\w+|reserv\w+|cita|consulta)\b"
)
_HAS_ONE = re.compile(
    r"\b(?:i have|i've got|we have|ya tengo|tengo) (?:an? |my |una |mi )?(?:\w+ )?"
    r"(?:appointment|appt|visit|cita|consulta)\b"
)
# Jobs whose wording names them, most telling first.
_NAMED: tuple[c.JobKind, ...] = (
    "refill", "results", "records", "move", "visits", "waitlist", "callback", "message",
)  # fmt: skip
_TOLD_WHOLE = frozenset({"late", "refill", "results", "records"})
_SHORT = 5
# "Please confirm it" answers these.
_CONFIRMS_HERE = frozenset({"confirm_booking", "confirm_move", "confirm_cancel", "which_opening"})
# Single words that end everything by text message, and only the present task elsewhere.
STOP_WORDS = frozenset({"stop", "quit", "end", "alto", "pare", "basta"})
_LEGAL = re.compile(
    r"\b(?:lawyer|attorney|sue|suing|lawsuit|malpractice|legal action|court|medical board|"
    r"abogad[oa]|demand(?:ar|a|are)|negligencia|mala praxis|tribunal)\b"
)
_SUBJECT = re.compile(r"\b(?:about|regarding|because|that i|sobre|acerca de|porque|para decir)\b")
_THIS_ONE = re.compile(r"\b(?:that|it|this|everything|eso|esto|la|todo)\b")
_VISIT_WORD = re.compile(r"\b(?:appointment|appt|visit|consult\w*|cita|visita|consulta|turno)\b")


def starts_in(
    clause: Clause, intents: set[str], mentions: Mentions, context: Context, *, asked: bool
) -> Iterator[c.Command]:
    """Commands that begin, end or turn something. `asked`: the clause was read as a question for a fact."""
    yield from _talk(clause, intents, context)
    if "human" in intents and not ("robot" in intents and clause.is_question):
        yield c.WantHuman()
    elif "complaint" in intents:
        yield c.Complain(legal=_LEGAL.search(clause.folded) is not None)
    if "start_over" in intents:
        yield c.StartOver()
    elif "never_mind" in intents and not intents & {"cancel", "move", "opt_out"}:
        yield c.Abandon()
    job = None if asked else _job(clause, intents, mentions, context)
    if job == "abandon":
        yield c.Abandon()
    elif job is not None:
        yield c.Start(job)
        told = "text_me" in intents or _SUBJECT.search(clause.folded)
        if (job in {"callback", "message"} and told) or job in _TOLD_WHOLE:
            yield c.FillReason(clause.text)


def _talk(clause: Clause, intents: set[str], context: Context) -> Iterator[c.Command]:
    for kind in ("greeting", "robot", "who_are_you", "how_are_you", "thanks"):
        if kind in intents:
            yield c.SmallTalk(kind)
    if "goodbye" in intents and not intents & {"book", "move", "cancel"}:
        yield c.SmallTalk("goodbye")
    yield from _put_off(clause, intents, context)
    if "opt_out" in intents:
        stops_this = clause.folded in STOP_WORDS and context.job is not None and context.channel != "sms"
        yield c.Abandon() if stops_this else c.OptOut(opt_out_scope(clause.text))
    for intent, command in (("abuse", c.Abuse()), ("off_topic", c.OffTopic()), ("repeat", c.Repeat())):
        if intent in intents:
            yield command


def _put_off(clause: Clause, intents: set[str], context: Context) -> Iterator[c.Command]:
    """Not now, or not sure: the one leaves, the other keeps the question open."""
    if not intents & {"undecided", "later"}:
        return
    if leaves_for_now(clause.folded) or ("later" in intents and context.pending is None):
        yield c.Later()
    elif context.pending is not None:
        yield c.Undecided()


def _job(
    clause: Clause, intents: set[str], mentions: Mentions, context: Context
) -> c.JobKind | Literal["abandon"] | None:
    folded = clause.folded
    if "cancel" in intents and "move" not in intents:
        open_booking = context.job in {"book", "waitlist"}
        if open_booking and _THIS_ONE.search(folded) and not _VISIT_WORD.search(folded):
            return "abandon"
        return "cancel"
    if "text_me" in intents and context.job is None:
        # Texts go out by people as long as no SMS door is open: asked for, they are on the team's list.
        return "message"
    if (coming := _coming(intents, context)) is not None:
        return coming
    if "move" in intents and context.job in {"book", "move"} and not _VISIT_WORD.search(folded):
        return None
    named = next((kind for kind in _NAMED if kind in intents), None)
    return named or _booking(clause, intents, mentions, context)


def _coming(intents: set[str], context: Context) -> c.JobKind | None:
    """Somebody says that they come, or that they come late."""
    if intents & {"move", "cancel"}:
        return None
    if "late" in intents and context.job != "late":
        return "late"
    confirms = "confirm" in intents and "visits" not in intents and context.pending not in _CONFIRMS_HERE
    return "confirm" if confirms else None


def _booking(clause: Clause, intents: set[str], mentions: Mentions, context: Context) -> c.JobKind | None:
    folded = clause.folded
    wants = "book" in intents or ("interested" in intents and bool(mentions.services))
    if context.job in {"book", "move", "cancel", "waitlist"}:
        explicit = "book" in intents and _EXPLICIT_BOOKING.search(folded) and _ANOTHER.search(folded)
        return "book" if explicit and context.awaiting not in {"service"} else None
    if wants:
        return "book"
    if _HAS_ONE.search(folded) or intents & {"off_topic", "abuse", "opt_out"}:
        return None
    # With nothing under way, a service or a provider with a day is a wish to come.
    short = len(folded.split()) <= _SHORT
    if mentions.names_time and (mentions.services or mentions.provider or (clause.is_question and short)):
        return "book"
    return None
