"""Find the clinic's services, providers, locations and insurers in what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from jessica.dialogue.ports import ClinicFacts
from jessica.dialogue.understanding.grammars.text import fold
from jessica.dialogue.understanding.stems import is_empty_word, singular

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# Below this likeness two words are different words, not a slip of the finger.
_LIKENESS = 86.0
_SHORTEST_FUZZY = 6

# Ordinary words that a slip of the finger could turn into a catalogue word ("lastly" is not "lasers").
_NEVER_FUZZY = frozenset(
    [
        "before",
        "after",
        "later",
        "earlier",
        "please",
        "really",
        "surely",
        "thursday",
        "thanks",
        "doctor",
        "appointment",
        "appointments",
        "available",
        "morning",
        "afternoon",
        "evening",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "friday",
        "saturday",
        "sunday",
        "question",
        "another",
        "manana",
        "tarde",
        "semana",
        "proximo",
        "jueves",
        "viernes",
        "martes",
        "miercoles",
        "sabado",
        "domingo",
        "lunes",
        "gracias",
        "quiero",
        "quisiera",
        "cuanto",
        "cuesta",
        "nombre",
        "cambiar",
        "cancelar",
        "persona",
        "first",
        "second",
        "number",
        "birthday",
        "insurance",
        "schedule",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """Catalogue keys that a stretch of text names; several when the words fit several equally well."""

    keys: tuple[str, ...]
    start: int
    end: int
    exact: bool


class PhraseIndex:
    """Phrases of any language -> keys. Matches the longest phrase first, on stems, then forgiving typos."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases`: (phrase, key)."""
        table: dict[tuple[str, ...], list[str]] = {}
        for phrase, key in phrases:
            stems = tuple(singular(word.replace("'", "")) for word in _WORD.findall(fold(phrase)))
            if stems and key not in table.setdefault(stems, []):
                table[stems].append(key)
        self._by_length: dict[int, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for stems, keys in table.items():
            self._by_length.setdefault(len(stems), {})[stems] = tuple(keys)
        self._joined = {" ".join(stems): (len(stems), tuple(keys)) for stems, keys in table.items()}
        self._longest = max(self._by_length, default=0)

    def find(self, text: str) -> list[Found]:
        """What `text` names, in order, without overlaps."""
        words = [
            (match.group().replace("'", ""), match.start(), match.end())
            for match in _WORD.finditer(fold(text))
        ]
        taken = [False] * len(words)
        found: list[Found] = []
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                if any(taken[start : start + length]):
                    continue
                keys = self._keys_at(words[start : start + length])
                if keys:
                    found.append(Found(keys, words[start][1], words[start + length - 1][2], exact=True))
                    taken[start : start + length] = [True] * length
        if not found:
            found = self._forgiving(words)
        return sorted(found, key=lambda item: item.start)

    def _keys_at(self, words: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
        if len(words) == 1 and is_empty_word(words[0][0]):
            return ()
        return self._by_length.get(len(words), {}).get(tuple(singular(word) for word, _, _ in words), ())

    def _forgiving(self, words: Sequence[tuple[str, int, int]]) -> list[Found]:
        best: tuple[float, Found] | None = None
        for length in (3, 2, 1):
            for start in range(len(words) - length + 1):
                piece = words[start : start + length]
                joined = " ".join(singular(word) for word, _, _ in piece)
                if len(joined) < _SHORTEST_FUZZY or any(word in _NEVER_FUZZY for word, _, _ in piece):
                    continue
                match = process.extractOne(
                    joined, self._joined.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS
                )
                if (
                    match is None
                    or self._joined[match[0]][0] != length
                    or len(match[0]) < _SHORTEST_FUZZY - 1
                ):
                    continue
                if best is None or match[1] > best[0]:
                    best = (
                        match[1],
                        Found(self._joined[match[0]][1], piece[0][1], piece[-1][2], exact=False),
                    )
        return [best[1]] if best else []


class Catalogue:
    """The indexes of one clinic."""

    def __init__(self, facts: ClinicFacts) -> None:
        self.facts = facts
        self.services = PhraseIndex(
            (phrase, service.key)
            for service in facts.services
            for language in {*service.names, *service.synonyms}
            for phrase in [
                *([service.names[language]] if language in service.names else []),
                *service.synonyms.get(language, ()),
            ]
        )
        self.providers = PhraseIndex(
            (phrase, provider.key)
            for provider in facts.providers
            for phrase in (
                provider.family_name,
                provider.given_name,
                f"{provider.given_name} {provider.family_name}",
            )
        )
        self.locations = PhraseIndex(
            (phrase, location.key)
            for location in facts.locations
            for phrase in (location.name, *location.synonyms)
        )
        self.insurers = PhraseIndex(
            (phrase, insurer.name)
            for insurer in facts.insurers
            for phrase in (insurer.name, *insurer.synonyms)
        )
