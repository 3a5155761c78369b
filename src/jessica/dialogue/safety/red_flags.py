"""The screen that every turn passes before anything else. Rules are versioned data, not code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from jessica.dialogue.understanding.grammars.text import fold

Tier = Literal["E1", "E2", "E3", "E4", "crisis"]
_GRAVEST_FIRST: tuple[Tier, ...] = ("E1", "crisis", "E2", "E3", "E4")
_CLAUSE = re.compile(r"[.!?;\n]+|,\s+|\bbut\b|\bpero\b|\bhowever\b")
# A negation speaks only of what follows it closely: "no chest pain", "I don't have a fever".
_NEGATION = re.compile(
    r"\b(?:no|not|without|never|denies|isn'?t|aren'?t|wasn'?t|don'?t have|doesn'?t have|haven'?t had|"
    r"no longer|sin|ningun|ninguna|nunca|no tengo|no hay)"
    r"\s+(?:\w+\s+){0,2}$"
)
_NEVER_NEGATES = re.compile(
    r"\b(?:can'?t|cannot|couldn'?t|won'?t|will not|doesn'?t stop|not stop\w*|no puedo|no para|no deja)\b"
)


class Rule(BaseModel):
    """One rule of `red_flags.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    tier: Tier
    patterns: dict[Literal["en", "es"], tuple[str, ...]]
    unless: tuple[str, ...] = ()


class RuleSet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class RedFlag:
    """The gravest rule that a message sets off, with the version of the rule set."""

    tier: Tier
    rule: str
    version: int


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _rules() -> tuple[int, tuple[_Compiled, ...]]:
    text = resources.files(__package__).joinpath("red_flags.yaml").read_text(encoding="utf-8")
    rule_set = RuleSet.model_validate(yaml.safe_load(text))
    compiled = tuple(
        _Compiled(
            rule,
            tuple(re.compile(pattern) for group in rule.patterns.values() for pattern in group),
            tuple(re.compile(pattern) for pattern in rule.unless),
        )
        for rule in rule_set.rules
    )
    return rule_set.version, compiled


def screen(text: str) -> RedFlag | None:
    """The gravest red flag in `text`, in either language whatever the conversation's, or None."""
    version, rules = _rules()
    clauses = [clause.strip() for clause in _CLAUSE.split(fold(text)) if clause.strip()]
    found = [item.rule for item in rules if any(_speaks(item, clause) for clause in clauses)]
    for tier in _GRAVEST_FIRST:
        for rule in found:
            if rule.tier == tier:
                return RedFlag(tier, rule.id, version)
    return None


def _speaks(item: _Compiled, clause: str) -> bool:
    if any(pattern.search(clause) for pattern in item.unless):
        return False
    for pattern in item.patterns:
        match = pattern.search(clause)
        if match is None:
            continue
        before = clause[: match.start()]
        if not _NEGATION.search(before) or _NEVER_NEGATES.search(before):
            return True
    return False
