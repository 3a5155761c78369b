"""One decision for every effect that touches a person: pure, dated, replayable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from typing import Literal
from uuid import UUID

import yaml
from pydantic import BaseModel, ConfigDict, Field

from jessica.policy.models import Decision, Outcome

Fact = str | bool | int | None
_WEIGHT = {Outcome.ALLOWED: 0, Outcome.NEEDS_HUMAN: 1, Outcome.REFUSED: 2}


class Rule(BaseModel):
    """One dated rule. `facts` maps a fact to the values for which the rule speaks."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    version: int
    first_day: date = Field(alias="from")
    last_day: date | None = Field(None, alias="to")
    actions: tuple[str, ...]
    facts: dict[str, tuple[Fact, ...]]
    outcome: Literal["refused", "needs_human"]
    reason: str
    source: str

    def speaks(self, action: str, facts: Mapping[str, Fact], day: date) -> bool:
        """Whether the rule applies to this action with these facts on this day (UTC)."""
        if action not in self.actions or day < self.first_day or (self.last_day and day > self.last_day):
            return False
        return all(name in facts and facts[name] in values for name, values in self.facts.items())


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
    """The rules that ship with this version."""
    text = resources.files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    return tuple(Rule.model_validate(rule) for rule in yaml.safe_load(text)["rules"])


def decide(
    action: str, facts: Mapping[str, Fact], at: datetime, rules: tuple[Rule, ...] | None = None
) -> Verdict:
    """What the rules in force at `at` say to `action`. Same input, same verdict, for ever."""
    speaking = [rule for rule in rules or current_rules() if rule.speaks(action, facts, at.date())]
    outcome = max(
        (Outcome(rule.outcome) for rule in speaking), key=_WEIGHT.__getitem__, default=Outcome.ALLOWED
    )
    return Verdict(
        outcome,
        tuple(rule.reason for rule in speaking),
        tuple(f"{rule.id}@{rule.version}" for rule in speaking),
    )


def decide_and_store(
    action: str, facts: Mapping[str, Fact], *, clinic_id: UUID, subject_id: UUID | None, at: datetime
) -> Verdict:
    """Decide, and keep the decision with everything that is needed to compute it again."""
    verdict = decide(action, facts, at)
    Decision.objects.create(
        clinic_id=clinic_id,
        action=action,
        subject_id=subject_id,
        facts=dict(facts),
        outcome=verdict.outcome,
        reasons=list(verdict.reasons),
        rules=list(verdict.rules),
        at=at,
    )
    return verdict
