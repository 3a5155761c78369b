"""A thesaurus: words of either language that stand for the same thing become one token.

It is what lets the classifier understand a word that its training never held: "set me back" and "plata" are
both `cost`. Entries are written on folded text; a final `*` matches every ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

# Shorter stems would match by accident.
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Words, stems and phrases with the concepts that they name."""

    words: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # by first word, longest first
    longest_stem: int

    def of_word(self, word: str) -> tuple[str, ...]:
        """The concepts of one folded word, by its whole form and by every stem that it begins with."""
        found = self.words.get(word, ())
        for end in range(min(len(word), self.longest_stem), _SHORTEST_STEM - 1, -1):
            found += self.stems.get(word[:end], ())
        return found

    def in_order(self, words: Sequence[str]) -> list[str]:
        """The concepts of a text in the order of its words; of a phrase, where it begins."""
        found: list[str] = []
        for index, word in enumerate(words):
            for phrase, concept in self.phrases.get(word, ()):
                if tuple(words[index : index + len(phrase)]) == phrase:
                    found.append(concept)
            found.extend(self.of_word(word))
        return found


def read_thesaurus(table: dict[str, list[str]]) -> Thesaurus:
    """The thesaurus of `{concept: [word, stem*, phrase of words]}`."""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept, entries in table.items():
        for entry in entries:
            parts = tuple(str(entry).split())
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, concept))
            elif parts[0].endswith("*"):
                stems.setdefault(parts[0][:-1], []).append(concept)
            else:
                words.setdefault(parts[0], []).append(concept)
    return Thesaurus(
        words={word: tuple(found) for word, found in words.items()},
        stems={stem: tuple(found) for stem, found in stems.items()},
        phrases={first: tuple(sorted(found, key=lambda x: -len(x[0]))) for first, found in phrases.items()},
        longest_stem=max(map(len, stems), default=0),
    )


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The thesaurus that ships with the classifier."""
    text = resources.files(__package__).joinpath("concepts.yaml").read_text(encoding="utf-8")
    return read_thesaurus(yaml.safe_load(text))
