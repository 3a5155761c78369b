"""Words of a message as concepts (chest, pain ...) at their places. One slip in a long word is forgiven."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import yaml
from rapidfuzz.distance import OSA

Places = dict[str, list[tuple[int, int]]]  # concept -> (first word, last word), in order

_FORGIVING_FROM = 6  # letters; shorter words are too near to one another
_LONGEST_WORD = 18
_THRICE = re.compile(r"(.)\1{2,}")
# Words of ordinary talk that lie one slip from a word of alarm.
_OTHER_WORDS = frozenset(
    [
        "breast",
        "heated",
        "spelling",
        "selling",
        "dwelling",
        "telling",
        "filling",
        "smiling",
        "blending",
        "feeling",
        "bending",
        "sending",
        "breaks",
        "broken",
        "weight",
        "freckles",
        "friday",
        "stitch",
        "painting",
        "planting",
        "wonder",
        "tender",
        "sender",
        "sweet",
        "closet",
        "closer",
        "loosing",
        "losing",
        "moving",
        "having",
        "saving",
        "asking",
        "taking",
        "making",
        "paying",
        "prices",
        "priced",
        "stable",
        "stating",
        "swollen",
        "heaven",
        "stayed",
        "stared",
        "weekly",
        "calling",
        "billing",
        "healing",
        "meeting",
        "reading",
        "opening",
        "open",
        "cuenta",
        "puerta",
        "respeto",
        "respecto",
        "corrige",
        "abrigo",
        "medico",
        "medica",
        "cierto",
        "sentar",
        "contar",
        "mandar",
        "perder",
        "backing",
        "strike",
        "striking",
        "landed",
        "closing",
        "overdone",
        "infant",
        "numbing",
        "sweets",
        "sutter",
        "penalty",
        "response",
        "pulses",
        "hinted",
    ]
)
_YEAR_DIGITS = 4
_LAST_PAST_YEAR = 2025  # of the rules' version; a later year in a message is taken for now, which alarms
Element = str


class Lexicon:
    """`lexicon.yaml`, indexed by the first word of each entry."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._by_first: dict[Element, list[tuple[tuple[Element, ...], str]]] = defaultdict(list)
        self._exact: set[str] = set()
        self._stems: set[str] = set()
        for concept, written in entries.items():
            for entry in written.split():
                parts = tuple(entry.split("_")) if entry != "_" else (entry,)
                self._by_first[parts[0]].append((parts[1:], concept))
                for part in parts:
                    (self._stems if part.endswith("*") else self._exact).add(part.rstrip("*"))
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in self._exact | self._stems:
            if len(word) >= _FORGIVING_FROM:
                self._near[word[0]].append(word)
        self.forms = lru_cache(maxsize=20_000)(self._forms)

    def places(self, words: Sequence[str]) -> Places:
        """Every concept that `words` hold, with its places."""
        forms = [self.forms(word) for word in words]
        found: Places = defaultdict(list)
        for start, own in enumerate(forms):
            for form in own:
                for rest, concept in self._by_first.get(form, ()):
                    end = start + len(rest)
                    if end < len(forms) and all(
                        part in forms[start + 1 + place] for place, part in enumerate(rest)
                    ):
                        found[concept].append((start, end))
            for concept in number_concepts(words[start]):
                found[concept].append((start, start))
        return found

    def _forms(self, word: str) -> tuple[Element, ...]:
        found = [word] if word in self._exact else []
        found += [f"{word[:size]}*" for size in range(2, len(word) + 1) if word[:size] in self._stems]
        other = word in _OTHER_WORDS or word.startswith(("inject", "inyec", "inspect", "inform"))
        if found or other or not _FORGIVING_FROM - 1 <= len(word) <= _LONGEST_WORD:
            return tuple(found)
        return tuple(self._forgiven(word))

    def _forgiven(self, word: str) -> list[Element]:
        for near in self._near.get(word[0], ()):
            if near in self._exact and abs(len(near) - len(word)) <= 1 and OSA.distance(near, word) <= 1:
                return [near]
            cut = word[: len(near)]
            if near in self._stems and len(word) >= len(near) - 1 and OSA.distance(near, cut) <= 1:
                return [f"{near}*"]
        return []


def number_concepts(word: str) -> tuple[str, ...]:
    """What a figure may be: a temperature (Fahrenheit, Celsius), a pulse, a past year, a child's age."""
    if not word[0].isdecimal():
        return ()
    try:
        value = float(word.replace(",", "."))
    except ValueError:
        return ()
    found = []
    if 104 <= value <= 110 or 40 <= value <= 43:
        found.append("t_high")
    if 100.4 <= value < 104 or 38 <= value < 40:
        found.append("t_fever")
        if "." in word or "," in word:
            found.append("t_fever_only" if value > 100 else "t_fever_decimal")
    if 99 <= value < 100.4 or 37.3 <= value < 38:
        found += ["t_low", "t_low_decimal"] if not value.is_integer() else ["t_low"]
    if 120 <= value <= 220:
        found.append("n_fast")
    if 1950 <= value <= _LAST_PAST_YEAR and len(word) == _YEAR_DIGITS:
        found.append("n_year")
    if 7 <= value <= 17 and value.is_integer():
        found.append("n_minor")
    return tuple(found)


def plain_words(sentence: str) -> list[str]:
    """Folded words without apostrophes, drawn-out letters shortened; commas stay as words of their own."""
    return re.findall(r"\d+(?:[.,]\d+)?|[^\W\d_]+|,", _THRICE.sub(r"\1", sentence.replace("'", "")))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    text = resources.files(__package__).joinpath("red_flag_rules/lexicon.yaml").read_text(encoding="utf-8")
    entries: dict[str, str] = yaml.safe_load(text)
    return Lexicon(entries)
