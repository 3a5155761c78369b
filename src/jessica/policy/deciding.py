"""One decision for every effect that touches a person: pure, dated, replayable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field

from jessica.policy.models import Outcome

Fact = str | bool | int | None
Action = Literal[
    "visit.read", "visit.book", "visit.move", "visit.cancel",
    "waitlist.join", "handover.open", "message.take", "question.file", "code.send", "code.check",
    "money.read", "result.read", "document.read", "refill.request", "contact.change",
    "visit.confirm", "contact.stop",
]  # fmt: skip
_ACTIONS = frozenset(get_args(Action))
_WEIGHT = {Outcome.ALLOWED: 0, Outcome.NEEDS_HUMAN: 1, Outcome.REFUSED: 2}


class Undecidable(ValueError):
    """The action is unknown, or a fact that a rule asks about was not given. Nobody may guess then."""


class Rule(BaseModel):
    """One dated rule. `facts` maps a fact to the values for which the rule speaks."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    version: int
    first_day: date = Field(alias="from")
    last_day: date | None = Field(None, alias="to", description="Inclusive.")
    actions: tuple[Action, ...]
    facts: dict[str, tuple[Fact, ...]]
    outcome: Literal["refused", "needs_human"]
    reason: str
    source: str

    @property
    def name(self) -> str:
        return f"{self.id}@{self.version}"

    def in_force(self, action: str, day: date) -> bool:
        """Whether the rule is about `action` and holds on this day (UTC)."""
        began = self.first_day <= day
        return action in self.actions and began and (self.last_day is None or day <= self.last_day)

    def speaks(self, facts: Mapping[str, Fact]) -> bool:
        """Whether every fact of the rule has one of its values; `True` and `1` are different values."""
        return all(
            any(type(value) is type(facts[name]) and value == facts[name] for value in values)
            for name, values in self.facts.items()
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say; `reasons` and `rules` (id@version) are empty when nothing stands against it."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.outcome == Outcome.ALLOWED


@lru_cache(maxsize=1)
def current_rules() -> tuple[Rule, ...]:
    """The rules that ship with this version, those that have ended included."""
    text = resources.files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    return tuple(Rule.model_validate(rule) for rule in yaml.safe_load(text)["rules"])


def decide(
    action: Action, facts: Mapping[str, Fact], at: datetime, rules: Sequence[Rule] | None = None
) -> Verdict:
    """What the rules in force at `at` say to `action`. Same input, same verdict, for ever.

    The gravest outcome comes first among the reasons. Raises `Undecidable`.
    """
    if action not in _ACTIONS:
        raise Undecidable(f"no rule can be looked up for the unknown action {action!r}")
    known = current_rules() if rules is None else rules
    in_force = [rule for rule in known if rule.in_force(action, at.date())]
    missing = {fact for rule in in_force for fact in rule.facts} - facts.keys()
    if missing:
        raise Undecidable(f"{action} cannot be decided without {', '.join(sorted(missing))}")
    speaking = [rule for rule in in_force if rule.speaks(facts)]
    speaking.sort(key=lambda rule: -_WEIGHT[Outcome(rule.outcome)])
    outcome = Outcome(speaking[0].outcome) if speaking else Outcome.ALLOWED
    return Verdict(outcome, tuple(rule.reason for rule in speaking), tuple(rule.name for rule in speaking))
