"""Read a reply before it leaves: words that Jessica never says, figures and claims without a source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from jessica.dialogue.safety.outgoing.figures import find_figures
from jessica.dialogue.safety.outgoing.grounds import Grounds
from jessica.dialogue.understanding.grammars.text import fold

Writer = Literal["template", "staff", "model"]
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_WHY = {
    "money": "an amount that no source has",
    "percent": "a share that no source has",
    "clock": "a time that no source has",
    "date": "a date that no source has",
    "weekday": "a day that no source has",
    "month": "a month that no source has",
    "phone": "a number to call that is not the clinic's",
    "contact": "an address that is not the clinic's",
    "name": "somebody who is not on the clinic's staff",
}


class Rule(BaseModel):
    """`unless` frees a sentence; a `sourced` match is free where a source says the same words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    sourced: bool = False


class RuleSet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    unless: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Paragraphs about to be sent. What staff write is their own source: their figures are not asked for."""

    paragraphs: tuple[str, ...]
    writer: Writer = "template"


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    words: str
    why: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Verdict:
    findings: tuple[Finding, ...]
    version: int

    @property
    def allowed(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


def check(reply: Outgoing, grounds: Grounds) -> Verdict:
    """The findings in `reply`; it may leave when there are none."""
    findings: list[Finding] = []
    for index, paragraph in enumerate(reply.paragraphs):
        for sentence in _SENTENCE.split(paragraph):
            for rule, words, sourced in _matches(sentence):
                if not (sourced and grounds.say(words)):
                    findings.append(Finding(rule.id, words, rule.why, index))
        if reply.writer != "staff":
            findings.extend(
                Finding(
                    figure.kind, figure.words, _WHY.get(figure.kind, "a figure that no source has"), index
                )
                for figure in find_figures(paragraph)
                if not grounds.hold(figure)
            )
    return Verdict(tuple(findings), _rules()[0])


@lru_cache(maxsize=4096)
def _matches(sentence: str) -> tuple[tuple[Rule, str, bool], ...]:
    text = fold(sentence)
    _, free, rules = _rules()
    if free.search(text):
        rules = tuple(item for item in rules if item.rule.sourced)
    return tuple(
        (item.rule, match[0], item.rule.sourced)
        for item in rules
        if (match := item.pattern.search(text)) and not (item.unless and item.unless.search(text))
    )


@lru_cache(maxsize=1)
def _rules() -> tuple[int, re.Pattern[str], tuple[_Compiled, ...]]:
    text = resources.files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    rule_set = RuleSet.model_validate(yaml.safe_load(text))
    compiled = tuple(
        _Compiled(rule, _any(rule.patterns), _any(rule.unless) if rule.unless else None)
        for rule in rule_set.rules
    )
    return rule_set.version, _any(rule_set.unless), compiled


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
