"""One turn in the making: what tasks read, say, ask and do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from jessica.dialogue.effects import CarryOut, Effect, Failed, Result
from jessica.dialogue.phrasing.phrases import frame, phrase
from jessica.dialogue.ports import ClinicFacts, Ports
from jessica.dialogue.reply import Awaiting, Choice, Reply, Turn
from jessica.dialogue.safety.outgoing.grounds import Grounds
from jessica.dialogue.state import Pending, State


class Step(Enum):
    """What a task's step came to."""

    NEXT = "next"  # nothing to ask here, go on
    WAIT = "wait"  # a question is open
    DONE = "done"  # the job is finished, refused or given away


@dataclass(slots=True)
class Session:
    """Everything a task may touch during one turn. Nothing of it outlives the turn but `state`."""

    facts: ClinicFacts
    ports: Ports
    state: State
    turn: Turn
    carry_out: CarryOut
    reply: Reply = field(default_factory=Reply)
    grounds: Grounds = field(default_factory=Grounds)
    emergency_words: set[str] = field(default_factory=set)  # paragraphs that nothing may hold back

    @property
    def language(self) -> str:
        return self.state.language

    @property
    def today(self) -> date:
        return self.turn.at.astimezone(ZoneInfo(self.facts.time_zone)).date()

    def text(self, key: str, **facts: object) -> str:
        """The phrase `key`; its frame and its facts become grounds of the reply."""
        self.grounds.add_template(frame(key, self.language))
        self.grounds.add(*facts.values())
        words = phrase(key, self.language, **facts)
        if key.startswith("flag."):
            self.emergency_words.add(words)
        return words

    def say(self, key: str, **facts: object) -> None:
        self.reply.say(self.text(key, **facts))

    def ask(
        self,
        pending: Pending,
        awaiting: Awaiting | None,
        key: str,
        choices: Iterable[Choice] = (),
        **facts: object,
    ) -> Step:
        """Put the question `key` and remember what an answer to it refers to."""
        self.say(key, **facts)
        self.state.pending = pending
        self.state.awaiting = awaiting
        self.state.choices = list(choices)
        return Step.WAIT

    def do(self, effect: Effect) -> Result:
        """Have an effect carried out. A `Failed` result means that nothing was changed."""
        result = self.carry_out(effect)
        name = type(effect).__name__
        self.note(f"{name}: failed, {result.code}" if isinstance(result, Failed) else f"{name}: done")
        return result

    def did(self, action: str, **facts: Any) -> None:
        """Tell the visitor's program what was done; only after the record is there."""
        self.reply.did.append({"action": action, **facts})

    def note(self, why: str) -> None:
        """Leave a line for staff on why Jessica did what she did."""
        self.reply.trace.append(why)

    def forget_question(self) -> None:
        self.state.pending = None
        self.state.awaiting = None
        self.state.choices = []
        self.state.readings = []
