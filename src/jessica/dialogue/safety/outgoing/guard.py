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
    """`unless` frees its own clause; a `sourced` match is free where a source says the same words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    sourced: bool = False


class RuleSet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    clause: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class _CompiledSet:
    version: int
    clause: re.Pattern[str]
    unless: re.Pattern[str]
    rules: tuple[_Compiled, ...]


def check(reply: Outgoing, grounds: Grounds) -> Verdict:
    """The findings in `reply`; it may leave when there are none."""
    findings: list[Finding] = []
    for index, paragraph in enumerate(reply.paragraphs):
        for sentence in _SENTENCE.split(paragraph):
            for rule, words, sourced in _matches(sentence):
                if not (grounds.name(words) or (sourced and grounds.say(words))):
                    findings.append(Finding(rule.id, words, rule.why, index))
        if reply.writer != "staff":
            findings.extend(
                Finding(
                    figure.kind, figure.words, _WHY.get(figure.kind, "a figure that no source has"), index
                )
                for figure in find_figures(paragraph)
                if not grounds.hold(figure)
            )
    return Verdict(tuple(findings), _rules().version)


@lru_cache(maxsize=4096)
def _matches(sentence: str) -> tuple[tuple[Rule, str, bool], ...]:
    """What each rule finds first in `sentence`, with whether a source can free it."""
    text = fold(sentence)
    found = []
    for item in _rules().rules:
        words = next((match[0] for match in item.pattern.finditer(text) if not _excused(item, match)), None)
        if words is not None:
            found.append((item.rule, words, item.rule.sourced))
    return tuple(found)


def _excused(item: _Compiled, match: re.Match[str]) -> bool:
    """Whether the clause of `match` says that she refuses, or what the rule itself lets pass."""
    clause = _clause(match)
    if not item.rule.sourced and _rules().unless.search(clause):
        return True
    return item.unless is not None and item.unless.search(clause) is not None


def _clause(match: re.Match[str]) -> str:
    start, end = 0, len(match.string)
    for border in _rules().clause.finditer(match.string):
        if border.end() <= match.start():
            start = border.end()
        elif border.start() >= match.end():
            end = border.start()
            break
    return match.string[start:end]


@lru_cache(maxsize=1)
def _rules() -> _CompiledSet:
    text = resources.files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    rule_set = RuleSet.model_validate(yaml.safe_load(text))
    compiled = tuple(
        _Compiled(rule, _any(rule.patterns), _any(rule.unless) if rule.unless else None)
        for rule in rule_set.rules
    )
    return _CompiledSet(rule_set.version, _any(rule_set.clause), _any(rule_set.unless), compiled)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
