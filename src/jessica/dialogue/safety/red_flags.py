"""The screen that every turn passes before anything else. Rules and words are versioned data, not code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from jessica.dialogue.safety.care import Care, KnownCare, known_care
from jessica.dialogue.safety.concepts import Places, lexicon, plain_words
from jessica.dialogue.safety.scope import Scope
from jessica.dialogue.understanding.grammars.text import fold

Tier = Literal["E1", "E2", "E3", "E4", "crisis"]
Asks = Literal["breath", "fever_number", "bleeding_stops", "one_sided"]
_GRAVEST_FIRST: tuple[Tier, ...] = ("E1", "crisis", "E2", "E3", "E4")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|[!?;]+|\bbut\b|\bpero\b|\bhowever\b|\n")
_WINDOW = 8
_STRETCH, _OVERLAP = 72, 12
_MOST_TRIED = 40  # places of one word that are looked at; a message that repeats it more says the same


class Rule(BaseModel):
    """One rule of `red_flag_rules/rules.yaml`, whose head tells how to read it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    tier: Tier
    any: tuple[str, ...]
    unless: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    days: tuple[int, int] | None = None
    acute: bool = False
    asks: Asks | None = None

    def fits(self, care: KnownCare) -> bool:
        if self.procedures and not self.procedures & care.families:
            return False
        known = self.days is not None and care.days_since is not None
        return not known or self.days[0] <= (care.days_since or 0) <= self.days[1]  # type: ignore[index]


class RuleSet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """The gravest rule that a message sets off, the rules' version, and the question that hangs on it."""

    tier: Tier
    rule: str
    version: int
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class _Pattern:
    groups: tuple[tuple[str, ...], ...]
    window: int


@lru_cache(maxsize=1)
def _rules() -> tuple[int, tuple[tuple[Rule, tuple[_Pattern, ...]], ...]]:
    text = resources.files(__package__).joinpath("red_flag_rules/rules.yaml").read_text(encoding="utf-8")
    rule_set = RuleSet.model_validate(yaml.safe_load(text))
    return rule_set.version, tuple((rule, tuple(map(_pattern, rule.any))) for rule in rule_set.rules)


def _pattern(written: str) -> _Pattern:
    concepts, _, window = written.partition("/")
    groups = tuple(tuple(part.strip() for part in group.split("|")) for group in concepts.split("+"))
    return _Pattern(groups, int(window) if window else _WINDOW)


def screen(text: str, care: Care = Care(), *, asked: str | None = None) -> Screening | None:  # noqa: B008
    """The gravest red flag in `text`, in either language whatever the conversation's, or None.

    `care` is what the record tells; the message's own words come first. `asked` is the follow-up question
    that was open: a bare yes to it is as grave as the question says. Pure; takes texts of any length.
    """
    version, rules = _rules()
    folded = fold(text)
    known = known_care(folded, care)
    best: Rule | None = None
    for words in dict.fromkeys(_stretches(folded)):
        best = _graver(best, _found_in(words, known, rules))
    if best is not None:
        return Screening(best.tier, best.id, version, best.asks)
    return _answered(folded.strip(" .!,"), asked, version) if asked else None


def _stretches(folded: str) -> Iterator[tuple[str, ...]]:
    """The words of each sentence; one without an end, as when dictated, in stretches that overlap."""
    for sentence in _SENTENCE.split(folded):
        words = plain_words(sentence)
        for start in range(0, max(1, len(words) - _OVERLAP), _STRETCH - _OVERLAP):
            if words:
                yield tuple(words[start : start + _STRETCH])


def _graver(one: Rule | None, other: Rule | None) -> Rule | None:
    both = [rule for rule in (one, other) if rule is not None]
    return min(both, key=lambda rule: _GRAVEST_FIRST.index(rule.tier), default=None)


def _found_in(
    words: tuple[str, ...], care: KnownCare, rules: tuple[tuple[Rule, tuple[_Pattern, ...]], ...]
) -> Rule | None:
    places = lexicon().places(words)
    scope = Scope(words, places)
    best: Rule | None = None
    for rule, patterns in rules:
        if best is not None and _GRAVEST_FIRST.index(rule.tier) >= _GRAVEST_FIRST.index(best.tier):
            continue
        if rule.unless & places.keys() or not rule.fits(care):
            continue
        if scope.is_only_talked_about(rule.tier, acute=rule.acute):
            continue
        if any(_speaks(pattern, places, scope.negated, rule.tier) for pattern in patterns):
            best = rule
    return best


def _speaks(pattern: _Pattern, places: Places, negated: Collection[int], tier: Tier) -> bool:
    options = []
    for group in pattern.groups:
        found = sorted({place for concept in group for place in places.get(concept, ())})
        if not found:
            return False
        options.append([place for place in found if not negated or not _covered(place, negated)])
    options.sort(key=len)
    return any(_near(anchor, options[1:], pattern.window) for anchor in options[0][:_MOST_TRIED])


def _covered(place: tuple[int, int], negated: Collection[int]) -> bool:
    return any(word in negated for word in range(place[0], place[1] + 1))


def _near(anchor: tuple[int, int], others: list[list[tuple[int, int]]], window: int) -> bool:
    """Whether each of the other groups has a place of its own within the window around the anchor."""
    return all(any(True for _ in _within(anchor, group, window)) for group in others)


def _within(anchor: tuple[int, int], group: list[tuple[int, int]], window: int) -> Iterator[tuple[int, int]]:
    first = bisect_left(group, (anchor[0] - window - 6, 0))
    for place in group[first:]:
        if place[0] > anchor[1] + window:
            return
        if place != anchor and place[1] >= anchor[0] - window:
            yield place


_YES = re.compile(r"(?:yes|yeah|yep|yup|si|sii+|claro|i do|it is|a little|un poco|both|correct|maybe)\b")
_GRAVER_AFTER_YES: dict[str, tuple[Tier, str]] = {
    "breath": ("E1", "clot-with-breath"),
    "one_sided": ("E2", "haematoma"),
}
_NO = re.compile(r"(?:no|nope|nah|not really|para nada)\b")


def _answered(folded: str, asked: str, version: int) -> Screening | None:
    """A short answer in the light of the question that was open."""
    if asked in _GRAVER_AFTER_YES and _YES.match(folded):
        tier, rule = _GRAVER_AFTER_YES[asked]
        return Screening(tier, rule, version)
    if asked == "bleeding_stops" and _NO.match(folded):
        return Screening("E1", "bleeding-heavy", version)
    if asked == "fever_number":
        found = screen(f"fever {folded}")
        return found if found is not None and any(letter.isdecimal() for letter in folded) else None
    return None
