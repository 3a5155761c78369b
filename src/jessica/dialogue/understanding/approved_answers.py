"""Find the approved answer to a question, or none: a wrong answer is worse than "I will ask"."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from jessica.dialogue.ports import ClinicFacts, KnowledgeFact
from jessica.dialogue.understanding.stems import subject_stems

# Likeness from which an answer is given; tests/conversations/test_answers.py holds what it lets through.
SURE = 0.57


@dataclass(frozen=True, slots=True)
class Match:
    entry: KnowledgeFact
    likeness: float  # 0 to 1


class AnswerIndex:
    """Likeness of a question to every approved wording of one language.

    Cosine of stems weighted by rarity, with a share for spelling likeness so that typos still count.
    """

    def __init__(self, entries: Sequence[KnowledgeFact], language: str) -> None:
        self._language = language
        self._wordings = [
            (entry, question, Counter(subject_stems(question, language)))
            for entry in entries
            for question in entry.questions
        ]
        seen = Counter(stem for _, _, stems in self._wordings for stem in stems)
        total = max(1, len(self._wordings))
        self._rarity = {stem: math.log(1 + total / count) for stem, count in seen.items()}
        self._unseen = math.log(1 + total)
        self._norms = [self._norm(stems) for _, _, stems in self._wordings]

    def _weight(self, stem: str) -> float:
        return self._rarity.get(stem, self._unseen)

    def _norm(self, stems: Counter[str]) -> float:
        return math.sqrt(sum(self._weight(stem) ** 2 for stem in stems)) or 1.0

    def best(self, question: str, service_key: str | None = None) -> Match | None:
        """The entry most like `question`. An entry about another service than `service_key` never matches."""
        asked = Counter(self._spelled_right(self._joined(subject_stems(question, self._language))))
        norm = self._norm(asked)
        best: Match | None = None
        for (entry, _, stems), wording_norm in zip(self._wordings, self._norms, strict=True):
            if service_key and entry.service_key and entry.service_key != service_key:
                continue
            common = sum(self._weight(stem) ** 2 for stem in asked if stem in stems)
            likeness = common / (norm * wording_norm)
            if service_key and entry.service_key == service_key:
                likeness = min(1.0, likeness + 0.08)
            if best is None or likeness > best.likeness:
                best = Match(entry, likeness)
        return best

    def _joined(self, stems: list[str]) -> list[str]:
        """Two words that the wordings write as one ("care credit") read as one."""
        joined: list[str] = []
        for stem in stems:
            if joined and joined[-1] + stem in self._rarity:
                joined[-1] += stem
            else:
                joined.append(stem)
        return joined

    def _spelled_right(self, stems: list[str]) -> list[str]:
        """Unknown stems replaced by the known stem that they are a slip of, where there is just one."""
        mended = []
        for stem in stems:
            if stem not in self._rarity and len(stem) >= 5:
                near = [
                    known
                    for known in self._rarity
                    if abs(len(known) - len(stem)) <= 1 and fuzz.ratio(stem, known) >= 84
                ]
                if len(near) == 1:
                    mended.append(near[0])
                    continue
            mended.append(stem)
        return mended


class Answers:
    """The answer indexes of one snapshot, a language each."""

    def __init__(self, facts: ClinicFacts) -> None:
        self._by_language = {
            language: AnswerIndex(
                [entry for entry in facts.knowledge if entry.language == language], language
            )
            for language in {entry.language for entry in facts.knowledge}
        }

    def find(
        self, question: str, language: str, service_key: str | None = None, *, at_least: float = SURE
    ) -> Match | None:
        """The approved answer in `language` that fits `question`, if one does with likeness `at_least`."""
        index = self._by_language.get(language)
        match = index.best(question, service_key) if index else None
        return match if match and match.likeness >= at_least else None
